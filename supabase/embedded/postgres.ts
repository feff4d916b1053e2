/** Starts the embedded PostgreSQL 17 on a folder, on loopback alone. Knows nothing of what is stored in it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { stopLeftBehind } from './left-behind.ts';
import { collect, exists, nativeFolder, run, surroundings, whoRunsIt } from './native-postgres.ts';
import { reach, type Owner } from './reach.ts';

const startsWithinMs = 60_000;

export interface PostgresSettings {
	/** The cluster's own folder, made on the first start. */
	dataDir: string;
	/** A free one when left out. */
	port?: number | undefined;
	/** Nothing needs to survive: faster, for tests and benches. */
	throwAway?: boolean;
	/** More settings of the server, by their PostgreSQL names. */
	tuning?: Record<string, string>;
}

export interface RunningPostgres {
	url: string;
	port: number;
	stop: () => Promise<void>;
	/** When it is gone, asked or not. */
	ended: Promise<void>;
}

/** Starts (and makes, the first time) the cluster of `dataDir`. Answers once it accepts connections. */
export async function launchPostgres(settings: PostgresSettings): Promise<RunningPostgres> {
	const { dataDir } = settings;
	const owner = await whoRunsIt();
	const native = await nativeFolder(owner);
	const port = settings.port ?? (await freePort());
	// Written last: without it a start was cut short, and what it made is no cluster yet.
	if (await exists(join(dataDir, 'superuser-password'))) await stopLeftBehind(dataDir);
	else await makeCluster(native, dataDir, owner);

	const password = (await readFile(join(dataDir, 'superuser-password'), 'utf8')).trim();
	const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	const options = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		max_connections: '100',
		log_min_messages: 'fatal',
		log_min_error_statement: 'panic', // statements carry what people wrote
		...(settings.throwAway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
		...settings.tuning
	};
	const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const cluster = await reach(dataDir, owner, 3);
	const server = spawn(join(native, 'bin', 'postgres'), ['-D', cluster.path, ...flags], {
		stdio: ['ignore', 'ignore', 'pipe', ...cluster.handles],
		cwd: '/',
		detached: true, // Ctrl-C is for us alone: we stop it once our own work is done
		env: surroundings(native),
		...owner
	});
	await cluster.letGo();
	const stop = () => stopServer(server);
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	try {
		await untilReady(url, server);
	} catch (fault) {
		await stop();
		throw fault;
	}
	return { url, port, stop, ended };
}

async function makeCluster(native: string, dataDir: string, owner: Owner): Promise<void> {
	await setAside(dataDir);
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	if (owner.uid !== undefined) await chown(dataDir, owner.uid, owner.gid ?? owner.uid);
	const passwordFile = `${dataDir}.password`;
	const password = randomBytes(24).toString('base64url');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (owner.uid !== undefined) await chown(passwordFile, owner.uid, owner.gid ?? owner.uid);
	try {
		const [cluster, secret] = [await reach(dataDir, owner, 3), await reach(passwordFile, owner, 4)];
		const handles = [...cluster.handles, ...secret.handles];
		await run(join(native, 'bin', 'initdb'), clusterFlags(cluster.path, secret.path), native, owner, handles);
		await Promise.all([cluster.letGo(), secret.letGo()]);
		await writeFile(join(dataDir, 'superuser-password'), password, { mode: 0o600 });
	} catch (fault) {
		await rm(dataDir, { recursive: true, force: true }); // half a cluster would be taken for a whole one
		throw fault;
	} finally {
		await rm(passwordFile, { force: true });
	}
}

/** Half a cluster, from a first start that was cut short. Kept, in case it was something else after all. */
async function setAside(dataDir: string): Promise<void> {
	if (await exists(dataDir)) await rename(dataDir, `${dataDir}.unfinished-${Date.now()}`);
}

function clusterFlags(dataDir: string, passwordFile: string): string[] {
	const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
	return ['-D', dataDir, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale];
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
	const said = collect(server);
	let ended: unknown = null;
	server.on('error', (fault) => (ended = fault));
	server.on('exit', (code) => (ended ??= `PostgreSQL stopped while starting (${code})`));
	const until = Date.now() + startsWithinMs;
	while (Date.now() < until && ended === null) {
		const probe = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
		const ready = await probe`select 1`.then(
			() => true,
			() => false // not yet listening, or still recovering
		);
		await probe.end({ timeout: 1 });
		if (ready) return;
		await pause(100);
	}
	throw new Error(`PostgreSQL did not start: ${ended ?? 'too slow'}. ${said()}`);
}

/** Fast shutdown: connections are cut, everything acknowledged is on the disk. */
async function stopServer(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
	const gone = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGINT');
	await gone;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no free port on loopback');
	return address.port;
}
