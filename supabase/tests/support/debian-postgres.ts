/** Debian's PostgreSQL 15, the oldest the migrations must apply on. */
import { execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { exists, whoRunsIt } from '../../embedded/native-postgres.ts';

const programs = '/usr/lib/postgresql/15/bin';

async function launch(): Promise<{ url: string; stop: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'passerelle-15-'));
	await chmod(folder, 0o711);
	const owner = await whoRunsIt();
	if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
	const cluster = join(folder, 'cluster');
	const port = 20_000 + (process.pid % 10_000);
	const making = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
	await promisify(execFile)(join(programs, 'initdb'), making, { cwd: folder, ...owner });
	const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', fsync: 'off' };
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = spawn(join(programs, 'postgres'), ['-D', cluster, ...flags], {
		stdio: 'ignore',
		cwd: cluster,
		...owner
	});
	const gone = new Promise((resolve) => server.once('exit', resolve));
	const stop = async () => {
		server.kill('SIGINT');
		await gone;
		await rm(folder, { recursive: true, force: true });
	};
	const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
	for (let tries = 0; tries < 100; tries++) {
		const probe = postgres(url, { max: 1, connect_timeout: 2 });
		const ready = await probe`select 1`.then(
			() => true,
			() => new Promise<false>((resolve) => setTimeout(resolve, 100, false))
		);
		await probe.end({ timeout: 1 });
		if (ready) return { url, stop };
	}
	await stop();
	throw new Error('PostgreSQL 15 did not start');
}

export const debianPostgres = { isInstalled: () => exists(join(programs, 'initdb')), launch };
