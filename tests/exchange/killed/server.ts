import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { bringUpToDate } from '#embedded/migrations.ts';
import { launchPostgres, type RunningPostgres } from '#embedded/postgres.ts';
import { takeTheClock } from '../clock.ts';
import { statementsOf, type Wrong } from '../wrongs.ts';

/** A server that may be killed at any moment and started again on what it had written. */
export interface Server {
	/** An open line to one of its databases; connects again by itself. */
	line(name: string): Sql;
	/** A copy of `of`, that nobody is connected to; broken first when asked. */
	copy(of: string, name: string, wrong?: Wrong): Promise<void>;
	drop(name: string): Promise<void>;
	/** Kills the process that everything else hangs from, at once. */
	kill(): Promise<void>;
	/** Starts it again where it was killed; answers once it can be spoken to. */
	rise(): Promise<void>;
	close(): Promise<void>;
}

/** What was answered is on its way to the disk, as in production; only the machine itself cannot fail here. */
const tuning = { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB', jit: 'off' };

/** Opens one, with an up-to-date database `first` that tells the time it is told. */
export async function openServer(): Promise<Server> {
	const folder = await mkdtemp(join(tmpdir(), 'passerelle-killed-'));
	await chmod(folder, 0o711);
	const dataDir = join(folder, 'cluster');
	const launch = () => launchPostgres({ dataDir, tuning });
	let running: RunningPostgres | null = await launch();
	const line = (name: string) =>
		postgres(running!.url.replace(/\/postgres$/, `/${name}`), {
			max: 1,
			onnotice: () => undefined,
			connect_timeout: 10
		});
	async function once(name: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
		const sql = line(name);
		await work(sql).finally(() => sql.end());
	}

	await once('postgres', (sql) => sql`create database first`);
	await once('first', async (sql) => {
		await takeTheClock(sql);
		await bringUpToDate(sql);
	});
	return {
		line,
		async copy(of, name, wrong) {
			await once('postgres', (sql) => sql.unsafe(`create database ${name} template ${of}`));
			if (wrong) await once(name, async (sql) => sql.unsafe(await statementsOf(sql, wrong)).simple());
		},
		drop: (name) => once('postgres', (sql) => sql.unsafe(`drop database ${name} with (force)`)),
		async kill() {
			const [pid] = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
			process.kill(Number(pid), 'SIGKILL');
			await running!.ended;
			running = null;
		},
		async rise() {
			// What the dead one had begun holds its memory until it notices.
			for (let attempt = 0; !running; attempt++) {
				running = await launch().catch((fault: unknown) => {
					if (attempt > 50) throw fault;
					return null;
				});
			}
			// A process that was killed takes the others with it: they come back once what was written is read again.
			for (let attempt = 0; ; attempt++) {
				const isUp = await once('postgres', (sql) => sql`select 1`).then(
					() => true,
					(fault: unknown) => {
						if (attempt > 300) throw fault;
						return false;
					}
				);
				if (isUp) return;
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
		async close() {
			await running?.stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}
