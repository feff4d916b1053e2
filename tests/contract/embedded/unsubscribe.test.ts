/** One press in a mail program stops letters like the one it was pressed in (RFC 8058): a POST of its link, and no more. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwAwayPostgres } from '../../../supabase/embedded/throw-away.ts';
import { composeLetter, type Leaving } from '../../../supabase/letters/compose.ts';
import { startServer, type Running } from '../support/running.ts';

let database: Awaited<ReturnType<typeof throwAwayPostgres>>;
let sql: Sql;
let server: Running;
let dataDir: string;

beforeAll(async () => {
	database = await throwAwayPostgres();
	dataDir = await mkdtemp(join(tmpdir(), 'passerelle-unsubscribe-'));
	server = await startServer({ dataDir, env: { DATABASE_URL: database.url } });
	sql = postgres(database.url, { max: 2, onnotice: () => {} });
});

afterAll(async () => {
	await sql?.end();
	await server?.end('SIGTERM');
	await database?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

const form = 'application/x-www-form-urlencoded';
const parts = (boundary: string) =>
	`--${boundary}\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`;

test.each([
	['as a form says it', form, 'List-Unsubscribe=One-Click'],
	['in parts', 'multipart/form-data; boundary=x', parts('x')]
])('a mail program stops them in one press, %s', async (_, type, body) => {
	const { person, stop } = await letter();
	const answer = await press(stop, type, body);
	expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
	expect(await choicesOf(person)).toEqual({ mail_listing: 'now', mail_review: 'never' });
	// A program that lost the answer presses again.
	expect((await press(stop, type, body)).status).toBe(200);
});

test('a link that no letter bears stops nothing, and says so', async () => {
	const { person, stop } = await letter();
	const forged = stop.replace(/.{32}$/, '0'.repeat(32));
	expect((await press(forged, form, 'List-Unsubscribe=One-Click')).status).toBe(404);
	expect((await press(stop.replace(/\?.*/, ''), form, 'List-Unsubscribe=One-Click')).status).toBe(404);
	// What opens links to look at them presses nothing.
	await fetch(server.url + stop);
	expect(await choicesOf(person)).toEqual({ mail_listing: 'now' });
});

test('a person who presses the button of the page without scripts is led to what became of it', async () => {
	const { person, stop } = await letter();
	const answer = await press(stop, form, '');
	expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ne-plus-recevoir?stopped=yes']);
	expect(await choicesOf(person)).toEqual({ mail_listing: 'now', mail_review: 'never' });
});

/** A letter about a review to somebody who lets listings be told at once; answers the way of its link. */
async function letter(): Promise<{ person: string; stop: string }> {
	const [person, id] = [randomUUID(), randomUUID()];
	await sql`insert into auth.users (id, email, email_confirmed_at) values (${person}, ${`${person}@stop.test`}, now())`;
	await sql`update private.person_details set choices = '{"mail_listing": "now"}' where person_id = ${person}`;
	const about = sql.json({ says: 'review_written', kind: 'reservation', id });
	const [told] = await sql<{ id: string }[]>`
		insert into public.notifications (person_id, topic, about, once) values (${person}, 'review', ${about}, 'x') returning id`;
	// In one transaction, as letters are sent: the server's own clockwork may look for some at this moment too.
	const leaving = await sql.begin(async (tx) => {
		const [written] = await tx<{ id: string }[]>`
			insert into private.letters (person_id, kind, topics, due_at) values (${person}, 'daily', '{review}', now() - interval '1 day')
			returning id`;
		await tx`insert into private.letter_items (notification_id, letter_id) values (${told!.id}, ${written!.id})`;
		const [next] = await tx<{ letter: Leaving }[]>`select private.next_letter() as letter`;
		expect(next!.letter.id).toBe(written!.id);
		await tx`select private.settle_letter(${written!.id}, true)`;
		return next!.letter;
	});
	return { person, stop: composeLetter(leaving, '', Date.now()).stop! };
}

/** As a mail program does: it names no origin, brings no cookie, and follows nowhere. */
function press(stop: string, type: string, body: string): Promise<Response> {
	return fetch(server.url + stop, { method: 'POST', headers: { 'content-type': type }, body, redirect: 'manual' });
}

async function choicesOf(person: string): Promise<unknown> {
	return (await sql`select choices from private.person_details where person_id = ${person}`)[0]?.choices;
}
