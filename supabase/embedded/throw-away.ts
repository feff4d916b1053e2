import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchPostgres, type RunningPostgres } from './postgres.ts';

/** A PostgreSQL for one run of a test, a bench or a generator: `stop`, or an interruption, leaves nothing behind. */
export async function throwAwayPostgres(tuning: Record<string, string> = {}): Promise<RunningPostgres> {
	const folder = await mkdtemp(join(tmpdir(), 'passerelle-'));
	const clean = () => rm(folder, { recursive: true, force: true });
	try {
		await chmod(folder, 0o711); // PostgreSQL may run from another account, which must reach its files
		const server = await launchPostgres({ dataDir: join(folder, 'cluster'), throwAway: true, tuning });
		const stop = async () => {
			for (const signal of signals) process.off(signal, interrupted);
			await server.stop();
			await clean();
		};
		const interrupted = () => void stop().finally(() => process.exit(130));
		for (const signal of signals) process.once(signal, interrupted);
		return { ...server, stop };
	} catch (fault) {
		await clean();
		throw fault;
	}
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
