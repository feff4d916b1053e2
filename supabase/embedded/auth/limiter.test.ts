import { expect, test } from 'vitest';
import { limitAttempts } from './limiter.ts';

const minute = 60_000;

function street() {
	let nowMs = 0;
	const serve = limitAttempts(() => nowMs)(async (request) => new Response(await request.text(), { status: 400 }));
	return {
		wait: (ms: number) => (nowMs += ms),
		async ask(path: string, email: string, address = '127.0.0.1') {
			const body = JSON.stringify({ email, token: '000000' });
			return serve(new Request(`http://here/auth/v1/${path}`, { method: 'POST', body }), { address });
		}
	};
}

test('of twenty guesses at a code, ten are heard', async () => {
	const { ask } = street();
	const statuses: number[] = [];
	for (let guess = 0; guess < 20; guess++) statuses.push((await ask('verify', 'ada@demo.test')).status);
	expect(statuses.filter((status) => status === 429)).toHaveLength(10);
});

test('it answers as Supabase Auth does, and says how long to wait', async () => {
	const { ask, wait } = street();
	for (let guess = 0; guess < 10; guess++) await ask('token?grant_type=password', 'ada@demo.test');
	wait(minute);
	const refused = await ask('token?grant_type=password', 'ADA@demo.test ');
	expect(refused.status).toBe(429);
	expect(refused.headers.get('retry-after')).toBe('240');
	expect(await refused.json()).toMatchObject({ code: 429, error_code: 'over_request_rate_limit' });
});

test('the window slides: patience is rewarded', async () => {
	const { ask, wait } = street();
	for (let guess = 0; guess < 11; guess++) await ask('verify', 'ada@demo.test');
	wait(5 * minute + 1);
	expect((await ask('verify', 'ada@demo.test')).status).toBe(400);
});

test('one person’s mistakes do not close the door to the neighbours behind the same router', async () => {
	const { ask } = street();
	for (let guess = 0; guess < 11; guess++) await ask('verify', 'ada@demo.test');
	expect((await ask('verify', 'bo@demo.test')).status).toBe(400);
	expect((await ask('verify', 'ada@demo.test', '10.0.0.2')).status).toBe(400);
});

test('a whole list of names from one address is slowed down too', async () => {
	const { ask } = street();
	const statuses: number[] = [];
	for (let name = 0; name < 120; name++) statuses.push((await ask('verify', `${name}@demo.test`)).status);
	expect(statuses.filter((status) => status === 429)).toHaveLength(20);
});

test('mails are counted apart, and renewals hardly', async () => {
	const { ask } = street();
	const mails: number[] = [];
	for (let mail = 0; mail < 6; mail++) mails.push((await ask('recover', 'ada@demo.test')).status);
	expect(mails).toEqual([400, 400, 400, 400, 400, 429]);
	for (let renewal = 0; renewal < 100; renewal++) {
		expect((await ask('token?grant_type=refresh_token', '')).status).toBe(400);
	}
});

test('the body still reaches the API, and other paths are not read', async () => {
	const { ask } = street();
	expect(await (await ask('verify', 'ada@demo.test')).json()).toEqual({ email: 'ada@demo.test', token: '000000' });
	for (let visit = 0; visit < 200; visit++) expect((await ask('user', 'ada@demo.test')).status).toBe(400);
});
