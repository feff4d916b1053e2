/** What asks for a server of its own: limits on, a log to read, a database to kill or to share. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { throwAwayPostgres } from '../../../supabase/embedded/throw-away.ts';
import { newId, password } from '../support/neighbours.ts';
import { asWebp, photo } from '../support/photo.ts';
import { freePort, startServer, type Running } from '../support/running.ts';

let dataDir: string;
let server: Running;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'passerelle-own-'));
});

afterEach(() => server.end('SIGTERM'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('of twenty wrong codes some are heard, and strangers are answered alike', async () => {
	server = await startServer({ dataDir, env: { AUTH_LIMITS: 'on' } });
	const ada = await signUp('ada@own.test');
	await client().auth.signInWithOtp({ email: 'ada@own.test', options: { shouldCreateUser: false } });
	const guesses: (number | undefined)[] = [];
	for (let guess = 0; guess < 20; guess++) {
		const { error } = await client().auth.verifyOtp({ email: 'ada@own.test', token: '000000', type: 'email' });
		guesses.push(error?.status);
	}
	expect(guesses.filter((status) => status === 429)).toHaveLength(10);

	const took = { ada: [] as number[], nobody: [] as number[] };
	for (const name of ['ada', 'nobody', 'nobody', 'ada', 'ada', 'nobody'] as const) {
		const { error, ms } = await timed(() => client().auth.resetPasswordForEmail(`${name}@own.test`));
		expect(error).toBeNull();
		took[name].push(ms);
	}
	// The fastest of each: what else the machine does only ever adds.
	expect(Math.min(...took.ada) / Math.min(...took.nobody)).toBeGreaterThan(0.8);
	expect(Math.min(...took.nobody) / Math.min(...took.ada)).toBeGreaterThan(0.8);
	const none = await client().auth.signInWithOtp({ email: 'nobody@own.test', options: { shouldCreateUser: false } });
	expect(none.error).toBeNull();
	expect((await ada.auth.getUser()).error).toBeNull();
});

test('the log holds no address, name, token or word of anyone', async () => {
	server = await startServer({ dataDir });
	const ada = await signUp('canary@own.test');
	const { data } = await ada.auth.getSession();
	await ada.from('listings').insert({ id: newId(), kind: 'loan', title: 'Canari '.repeat(20) });
	await ada.from('listings').select('id').like('title', '%canary-search%');
	await ada.rpc('save_my_details', { details: { phone: '0611223344', lat: 'canary-number' } });
	await client().auth.signInWithPassword({ email: 'canary@own.test', password: 'canary-password' });
	await client().auth.verifyOtp({ email: 'canary@own.test', token: '123456', type: 'email' });
	await fetch(`${server.url}/chercher?q=canary-query`);
	await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: server.key },
		body: '{"canary-json'
	});
	const log = server.said();
	expect(log).toContain('"route":"/rest/v1/listings"');
	expect(log).toContain('"status":400');
	expect(log.toLowerCase()).not.toMatch(/canar[yi]|0611223344|127\.0\.0\.1|own\.test/);
	expect(log).not.toContain(data.session!.access_token.split('.')[1]);
});

test('PostgreSQL killed comes back by itself, with everything, live channels too', async () => {
	server = await startServer({ dataDir });
	const cy = await signUp('cy@own.test');
	const me = (await cy.auth.getUser()).data.user!.id;
	const heard: string[] = [];
	const channel = cy.channel(`person:${me}`, { config: { private: true } });
	channel.on('broadcast', { event: 'changed' }, ({ payload }) => heard.push(payload.id as string));
	await new Promise((resolve) => channel.subscribe(resolve));
	const id = newId();
	expect((await cy.from('listings').insert({ id, kind: 'gift', title: 'Lampe' })).error).toBeNull();

	process.kill(Number((await postmaster())[0]), 'SIGKILL');
	const lamp = async () => (await cy.from('listings').select('id').eq('id', id)).data?.length;
	await expect.poll(lamp, { timeout: 30_000, interval: 200 }).toBe(1);
	const tell = async () => {
		await broadcast(`person:${me}`);
		return heard;
	};
	await expect.poll(tell, { timeout: 30_000, interval: 500 }).toContain('told');
	await cy.removeAllChannels();
});

test('an account that goes takes its photos from the disk', async () => {
	server = await startServer({ dataDir });
	const bo = await signUp('bo@own.test');
	const id = newId();
	await bo.from('listings').insert({ id, kind: 'gift', title: 'Lampe' });
	const owner = (await bo.auth.getUser()).data.user!.id;
	const sent = await bo.storage.from('photos').upload(`${owner}/${id}/photo.webp`, asWebp(photo));
	expect(sent.error).toBeNull();
	expect(await photoFiles()).toBe(2);
	expect((await bo.rpc('delete_my_account')).error).toBeNull();
	await server.end('SIGTERM');
	server = await startServer({ dataDir });
	await expect.poll(photoFiles, { timeout: 5000 }).toBe(0);
});

test('the secrets are kept, and readable by their owner alone', async () => {
	server = await startServer({ dataDir });
	const mode = execFileSync('stat', ['-c', '%a', join(dataDir, 'secrets.json')])
		.toString()
		.trim();
	expect(mode).toBe('600');
	const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>;
	expect(secrets.publishableKey).toBe(server.key);
	expect(secrets.jwtSecret!.length).toBeGreaterThan(40);
	const asAdmin = createClient(server.url, secrets.secretKey!, { auth: { persistSession: false } });
	expect((await asAdmin.schema('auth').from('users').select('id')).error?.code).toBe('PGRST106');
});

test('an existing PostgreSQL serves as well', async () => {
	const elsewhere = join(dataDir, 'beside-another-database');
	const database = await throwAwayPostgres();
	try {
		server = await startServer({ dataDir: elsewhere, env: { DATABASE_URL: database.url } });
		const ada = await signUp('ada@own.test');
		expect((await ada.from('people').select('display_name')).data).toEqual([{ display_name: 'ada' }]);
		expect(await readdir(elsewhere)).not.toContain('postgres');
		await server.end('SIGTERM');
	} finally {
		await database.stop();
	}
});

test('with a Supabase elsewhere there is no API here, no mail and no folder', async () => {
	const env = { PUBLIC_SUPABASE_URL: 'https://example.test', PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_there' };
	const unused = join(dataDir, 'unused');
	server = await startServer({ dataDir: unused, port: await freePort(), env });
	expect(server.key).toBe('sb_publishable_there');
	for (const path of ['/rest/v1/communes', '/auth/v1/settings', '/storage/v1/bucket', '/dev/mail', '/dev/mail.json']) {
		expect([path, (await fetch(server.url + path)).status]).toEqual([path, 404]);
	}
	expect(await readdir(dataDir)).not.toContain('unused');
});

/** The lines of the file in which PostgreSQL says where it runs. */
async function postmaster(): Promise<string[]> {
	return (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
}

/** Broadcasts as a trigger would. */
async function broadcast(topic: string): Promise<void> {
	const password = (await readFile(join(dataDir, 'postgres', 'superuser-password'), 'utf8')).trim();
	const sql = postgres({
		host: '127.0.0.1',
		port: Number((await postmaster())[3]),
		user: 'postgres',
		password,
		max: 1
	});
	await sql`select realtime.send('{"table": "messages", "id": "told"}', 'changed', ${topic}, true)`;
	await sql.end();
}

function client(): SupabaseClient {
	const auth = { persistSession: false, autoRefreshToken: false, storageKey: newId() };
	return createClient(server.url, server.key, { auth, db: { retry: false } });
}

async function signUp(email: string): Promise<SupabaseClient> {
	const own = client();
	const options = { data: { display_name: email.split('@')[0] } };
	const { error } = await own.auth.signUp({ email, password, options });
	if (error) throw error;
	return own;
}

async function timed<Answer extends object>(ask: () => Promise<Answer>): Promise<Answer & { ms: number }> {
	const startedAt = performance.now();
	const answer = await ask();
	return { ...answer, ms: performance.now() - startedAt };
}

async function photoFiles(): Promise<number> {
	const files = await readdir(join(dataDir, 'photos'), { recursive: true, withFileTypes: true });
	return files.filter((file) => file.isFile()).length;
}
