/** What time brings, killed in the middle and begun again, by two at once: nothing twice, nothing forgotten. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bringUpToDate } from '../../../supabase/embedded/migrations.ts';
import { throwAwayPostgres } from '../../../supabase/embedded/throw-away.ts';

const timer = new URL('../../../supabase/timer/main.ts', import.meta.url).pathname;

let database: Awaited<ReturnType<typeof throwAwayPostgres>>;
let sql: Sql;
let mailServer: Server;
/** Message-IDs that the mail server said yes to. */
let taken: string[] = [];
/** Called before the mail server says yes; what it waits for keeps a letter on its way. */
let beforeYes: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
	database = await throwAwayPostgres();
	sql = postgres(database.url, { max: 4, onnotice: () => {} });
	await bringUpToDate(sql, { seed: false });
	// It is noon, whenever this runs: at night nobody is written to.
	const ahead = 12 - new Date().getUTCHours();
	await sql.unsafe(`create or replace function private.zone() returns text language sql immutable parallel safe
		set search_path = '' as $$ select 'TST${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}' $$`);
	mailServer = createServer(takeMail);
	await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	mailServer?.close();
	await sql?.end();
	await database?.stop();
});

beforeEach(async () => {
	taken = [];
	beforeYes = () => Promise.resolve();
	await sql`delete from private.letters`;
	await sql`delete from public.notifications`;
});

test('a timer that is killed while a letter is handed over leaves it to the next, which sends each once', async () => {
	await tell(5);
	let inHand = (): void => undefined;
	const handing = new Promise<void>((resolve) => (inHand = resolve));
	beforeYes = () => {
		if (taken.length < 2) return Promise.resolve();
		inHand();
		return new Promise(() => undefined);
	};
	const killed = run();
	await handing;
	killed.kill('SIGKILL');
	await ended(killed);
	expect(taken).toHaveLength(2);

	beforeYes = () => Promise.resolve();
	await expect.poll(stillHeld, { timeout: 20_000 }).toBe(0);
	expect(await ended(run())).toBe(0);
	expect(await ended(run())).toBe(0);
	expect([taken.length, new Set(taken).size]).toEqual([5, 5]);
	expect(await outcomes()).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
});

test('two timers at once send each letter once', async () => {
	await tell(12);
	expect(await Promise.all([ended(run()), ended(run()), ended(run())])).toEqual([0, 0, 0]);
	expect(await ended(run())).toBe(0);
	expect([taken.length, new Set(taken).size]).toEqual([12, 12]);
});

test('a timer that is killed while it writes leaves nothing half done', async () => {
	const people = await tell(4);
	// Somebody holds one of the people: writing a letter to them waits.
	const hold = await sql.reserve();
	await hold`begin`;
	await hold`select from public.people where id = ${people[2]!} for update`;
	const killed = run();
	await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThan(0);
	killed.kill('SIGKILL');
	await ended(killed);
	await hold`rollback`;
	hold.release();
	await expect.poll(stillHeld, { timeout: 20_000 }).toBe(0);
	expect(await ended(run())).toBe(0);
	expect(await ended(run())).toBe(0);
	expect([taken.length, new Set(taken).size]).toEqual([4, 4]);
	expect(await outcomes()).toHaveLength(4);
});

/** So many people were told something a quarter of an hour ago; answers who. */
async function tell(count: number): Promise<string[]> {
	const ids = Array.from({ length: count }, () => randomUUID());
	for (const id of ids) {
		await sql`insert into auth.users (id, email, email_confirmed_at) values (${id}, ${`${id}@jobs.test`}, now())`;
		await sql`
			insert into public.notifications (person_id, topic, about, once, created_at)
			values (${id}, 'exchange', ${sql.json({ says: 'answer_soon', kind: 'reservation', id })}, 'x', now() - interval '15 minutes')`;
	}
	return ids;
}

function run(): ChildProcess {
	return spawn(process.execPath, [timer], {
		env: {
			PATH: process.env.PATH,
			DATABASE_URL: database.url,
			PUBLIC_SUPABASE_URL: 'http://127.0.0.1:9',
			SUPABASE_SECRET_KEY: 'secret',
			SMTP_URL: `smtp://127.0.0.1:${(mailServer.address() as AddressInfo).port}`,
			MAIL_FROM: 'Passerelle <bonjour@passerelle.test>',
			ORIGIN: 'https://passerelle.test'
		},
		stdio: 'inherit'
	});
}

function ended(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
	return new Promise((resolve) => child.once('exit', resolve));
}

async function outcomes(): Promise<(string | null)[]> {
	return (await sql<{ outcome: string | null }[]>`select outcome from private.letters`).map(({ outcome }) => outcome);
}

/** Transactions of whoever was killed that PostgreSQL has not noticed yet. */
async function stillHeld(): Promise<number> {
	return (
		await sql`select from pg_stat_activity where pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`
	).length;
}

async function waiting(): Promise<number> {
	return (await sql`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%run_due_jobs%'`)
		.length;
}

/** As much of SMTP as it takes to be handed a mail. */
function takeMail(socket: Socket): void {
	let body: string | null = null;
	let heard = '';
	const say = (line: string) => socket.write(`${line}\r\n`);
	socket.on('error', () => socket.destroy());
	socket.on('data', (bytes) => {
		heard += bytes.toString();
		for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
			const line = heard.slice(0, end);
			heard = heard.slice(end + 2);
			if (body === null) answer(line);
			else if (line === '.') finish(body);
			else body += `${line}\n`;
		}
	});
	function answer(line: string): void {
		if (/^DATA/i.test(line)) body = '';
		say(body === '' ? '354 go on' : /^QUIT/i.test(line) ? '221 bye' : '250 ok');
	}
	function finish(mail: string): void {
		body = null;
		void beforeYes().then(() => {
			taken.push(/^message-id: (.*)$/im.exec(mail)?.[1] ?? 'none');
			say('250 taken');
		});
	}
	say('220 mail.test');
}
