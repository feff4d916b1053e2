import { expect, inject, test } from 'vitest';
import { neighbour } from '../support/neighbours.ts';

const answered = (path: string, init?: RequestInit) => fetch(inject('url') + path, init);

test('health says the version and how to reach Supabase, and nothing secret', async () => {
	const health = (await (await answered('/healthz')).json()) as Record<string, unknown>;
	expect(health).toEqual({
		status: 'ok',
		version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
		supabase: { url: inject('url'), publishableKey: inject('key') }
	});
});

test.each([
	'/',
	'/_system',
	'/_system/info',
	'/studio',
	'/api',
	'/rest/v1/../../_system/info',
	'/storage/v1/../_system'
])('%s leads nowhere without the app', async (path) => {
	expect((await answered(path)).status).toBe(404);
});

test('every answer carries the headers of a careful server and a number of its own', async () => {
	const ids = new Set<string>();
	for (const path of [
		'/healthz',
		'/nowhere',
		'/rest/v1/communes',
		'/auth/v1/settings',
		'/storage/v1/object/photos/x'
	]) {
		const { headers } = await answered(path);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
		expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'|default-src 'none'/);
		expect(headers.get('permissions-policy')).toContain('geolocation=(self)');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
		ids.add(headers.get('x-request-id') ?? '');
	}
	expect(ids.size).toBe(5);
});

test('answers of the API are kept by nobody', async () => {
	const { headers } = await answered('/rest/v1/communes?select=code', { headers: { apikey: inject('key') } });
	expect(headers.get('cache-control')).toBe('no-store');
});

test('a long answer is compressed', async () => {
	const { headers } = await answered('/rest/v1/communes', {
		headers: { apikey: inject('key'), 'accept-encoding': 'br' }
	});
	expect(headers.get('content-encoding')).toBe('br');
});

test('a body too large is turned away, declared or not', async () => {
	const headers = { apikey: inject('key'), 'content-type': 'application/json' };
	const body = JSON.stringify({ email: 'a@b.test', password: 'x'.repeat(100_000) });
	expect((await answered('/auth/v1/token?grant_type=password', { method: 'POST', headers, body })).status).toBe(413);
	const stream = new Blob([body]).stream();
	const unsaid = { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit;
	expect((await answered('/auth/v1/token?grant_type=password', unsaid)).status).toBe(413);
});

test('a token of a session that is over opens nothing', async () => {
	const bo = await neighbour('Bo');
	const { data } = await bo.client.auth.getSession();
	const headers = { apikey: inject('key'), authorization: `Bearer ${data.session!.access_token}` };
	expect((await answered('/rest/v1/communes?select=code&limit=1', { headers })).status).toBe(200);
	await bo.client.auth.signOut({ scope: 'global' });
	expect((await answered('/rest/v1/communes?select=code&limit=1', { headers })).status).toBe(401);
	expect((await answered('/auth/v1/user', { headers })).ok).toBe(false);
});
