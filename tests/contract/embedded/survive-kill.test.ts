import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId, password } from '../support/neighbours.ts';
import { asWebp, photo } from '../support/photo.ts';
import { freePort, launchServer, startServer, type Running } from '../support/running.ts';

let dataDir: string;
const running: Running[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'passerelle-kill-'));
});

afterEach(async () => {
	await Promise.all(running.splice(0).map((server) => server.end('SIGTERM')));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('what was acknowledged is there after kill -9, twice over', async () => {
	let server = await start();
	const writers = await Promise.all(['ada', 'bo', 'cy', 'dan'].map((name) => newWriter(server, name)));
	for (const enough of [8, 16]) {
		for (const writer of writers) writer.start(server);
		while (writers.some(({ acknowledged }) => acknowledged.length < enough)) await pause(10);
		await server.end('SIGKILL');
		await Promise.all(writers.map((writer) => writer.stopped()));
		server = await start();
		await Promise.all(writers.map((writer) => writer.check(server)));
	}
});

test('a second start on the same folder is refused with the reason, and harms nothing', async () => {
	const first = await start();
	const second = await launchServer({ dataDir, port: await freePort() });
	expect(await ended(second)).toBe(1);
	expect(second.said()).toMatch(new RegExp(`déjà utilisé par le processus ${first.process.pid} · already used by`));
	expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
});

test('a port in use is said in one sentence', async () => {
	const first = await start();
	const second = await launchServer({ dataDir: join(dataDir, 'other'), port: first.port });
	expect(await ended(second)).toBe(1);
	expect(second.said().trim()).toMatch(
		new RegExp(`^Le port ${first.port} est déjà pris .*Port ${first.port} is taken.*$`)
	);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
	'%s closes everything, and the next start is quick and quiet',
	async (signal) => {
		const first = await start();
		expect(await first.end(signal)).toBe(0);
		const again = await start();
		expect(again.key).toBe(first.key);
		expect(again.said()).not.toMatch(/"level":[56]0/);
	}
);

test('asked to stop while it starts, it stops', async () => {
	const server = await launchServer({ dataDir });
	await pause(700);
	await server.end('SIGTERM');
	running.push(await startServer({ dataDir }));
	expect(running.at(-1)!.process.exitCode).toBeNull();
});

async function start(): Promise<Running> {
	const server = await startServer({ dataDir });
	running.push(server);
	return server;
}

function ended({ process: child }: Running): Promise<number | null> {
	return new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));
}

/** Someone who writes rows and photos as fast as they are acknowledged, and remembers which were. */
async function newWriter(first: Running, name: string) {
	const credentials = { email: `${name}@kill.test`, password, options: { data: { display_name: name } } };
	const { data, error } = await createClient(first.url, first.key, { auth: { persistSession: false } }).auth.signUp(
		credentials
	);
	if (error) throw error;
	const id = data.user!.id;
	const token = data.session!.access_token;
	const acknowledged: { listing: string; path: string | null }[] = [];
	let writing = Promise.resolve();

	async function write(client: SupabaseClient): Promise<void> {
		for (;;) {
			const listing = newId();
			const { error } = await client.from('listings').insert({ id: listing, kind: 'gift', title: 'Chose' });
			if (error) return;
			const entry = { listing, path: null as string | null };
			acknowledged.push(entry);
			const path = `${id}/${listing}/photo.webp`;
			const sent = await client.storage.from('photos').upload(path, asWebp(photo));
			if (sent.error) return;
			entry.path = path;
		}
	}

	return {
		acknowledged,
		start: (server: Running) => void (writing = write(clientOf(server, token))),
		stopped: () => writing,
		async check(server: Running) {
			const client = clientOf(server, token);
			const { data: rows } = await client.from('listings').select('id').eq('owner_id', id).limit(1000);
			const kept = new Set(rows!.map((row) => row.id as string));
			expect(acknowledged.filter(({ listing }) => !kept.has(listing))).toEqual([]);
			for (const { path } of acknowledged.filter((entry) => entry.path !== null)) {
				const { data: file } = await client.storage.from('photos').download(path!);
				expect(Buffer.from(await file!.arrayBuffer())).toEqual(photo);
			}
		}
	};
}

/** A session outlives the process that gave it: the secret that signs it is kept. */
function clientOf({ url, key }: Running, token: string): SupabaseClient {
	return createClient(url, key, { accessToken: async () => token, db: { retry: false } });
}
