import { expect, test } from 'vitest';
import { callerOf, sayWhoCalls } from './known-caller.ts';

test('a caller is where they call from, whatever they say', () => {
	expect(callerOf('203.0.113.7', null)).toBe('203.0.113.7');
	expect(callerOf('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
	expect(callerOf('::ffff:203.0.113.7', null)).toBe('203.0.113.7');
	expect(callerOf('2001:db8::1', '198.51.100.1')).toBe('2001:db8::1');
});

test('a proxy on this machine says who calls, last', () => {
	expect(callerOf('127.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
	expect(callerOf('::1', '2001:db8::1')).toBe('2001:db8::1');
	expect(callerOf('127.0.0.1', 'visitor')).toBe('127.0.0.1');
	expect(callerOf('127.0.0.1', null)).toBe('127.0.0.1');
});

test('the rest of a request passes as it came', async () => {
	const asked = new Request('http://localhost/rest/v1/rpc/x', {
		method: 'POST',
		body: '{"a":1}',
		headers: { apikey: 'key', 'x-forwarded-for': '198.51.100.1' }
	});
	const answer = await sayWhoCalls(async (request, { address }) =>
		Response.json({ address, body: await request.json(), headers: Object.fromEntries(request.headers) })
	)(asked, { address: '203.0.113.7' });
	expect(await answer.json()).toMatchObject({
		address: '203.0.113.7',
		body: { a: 1 },
		headers: { apikey: 'key', 'x-forwarded-for': '203.0.113.7' }
	});
});
