import { setTimeout as pause } from 'node:timers/promises';
import { faultOf, type Fault } from './api/scrubbed-errors.ts';
import { launchPostgres, type RunningPostgres } from './postgres.ts';

const pauseMs = 1_000;

/** A PostgreSQL that comes back by itself. */
export interface LastingPostgres {
	url: string;
	stop(): Promise<void>;
}

/**
 * Starts the cluster of `clusterDir`, and starts it again on the same port whenever it ends without being asked, so
 * that connections come back to it. Each such end is reported.
 */
export async function launchLasting(clusterDir: string, report: (fault: Fault) => void): Promise<LastingPostgres> {
	let running = await launchPostgres({ dataDir: clusterDir });
	const { url, port } = running;
	const stopped = new AbortController();
	const watching = watch();

	async function watch(): Promise<void> {
		for (;;) {
			await running.ended;
			if (stopped.signal.aborted) return;
			report({ name: 'PostgresEnded', at: [] });
			const again = await startAgain();
			if (stopped.signal.aborted) return again?.stop();
			if (again) running = again;
		}
	}

	/** What its own children hold of it may take a moment to be let go. */
	async function startAgain(): Promise<RunningPostgres | null> {
		while (!stopped.signal.aborted) {
			try {
				return await launchPostgres({ dataDir: clusterDir, port });
			} catch (thrown) {
				report(faultOf(thrown));
				await pause(pauseMs);
			}
		}
		return null;
	}

	return {
		url,
		async stop() {
			stopped.abort();
			await running.stop();
			await watching;
		}
	};
}
