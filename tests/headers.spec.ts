import { expect, test } from './support/neighbourhood.ts';

const policyOf = (headers: Record<string, string>) => headers['content-security-policy'] ?? '';

test('every kind of answer carries the headers that protect its reader', async ({ request, api }) => {
	const page = await (await request.get('/')).text();
	const script = /\/_app\/immutable\/entry\/start[^"]+/.exec(page)![0];
	const paths = [
		'/',
		'/chercher?q=perceuse',
		'/en/search',
		'/annonces/00000000-0000-7000-8000-000000000001',
		'/echanges',
		'/nulle-part',
		'/shell',
		'/service-worker.js',
		'/manifest.webmanifest',
		'/healthz',
		'/_app/immutable/nothing.js',
		'/rest/v1/communes?select=code',
		script
	];
	for (const path of paths) {
		const response = await request.get(path, { headers: { apikey: api.key } });
		const headers = response.headers();
		expect(headers['x-content-type-options'], path).toBe('nosniff');
		expect(headers['referrer-policy'], path).toBeTruthy();
		expect(headers['permissions-policy'], path).toContain('camera=(self)');
		expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
		expect(headers['cross-origin-resource-policy'], path).toBe('same-origin');
		expect(policyOf(headers), path).toContain("frame-ancestors 'none'");
		expect(policyOf(headers), path).not.toMatch(/unsafe-(inline|eval)/);
		expect(headers, path).not.toHaveProperty('x-powered-by');
		expect(headers, path).not.toHaveProperty('server');
		expect(headers['x-request-id'], path).toBeTruthy();
	}
});

test('pages allow only their own scripts and styles', async ({ request }) => {
	for (const path of ['/', '/chercher', '/annonces/00000000-0000-7000-8000-000000000001']) {
		const policy = policyOf((await request.get(path)).headers());
		expect(policy, path).toMatch(/script-src 'self'(?: 'sha256-[^']+'){2};/);
		expect(policy, path).toContain("require-trusted-types-for 'script'");
		expect(policy, path).toContain("object-src 'none'");
	}
});

test('a page has one title before any script comes', async ({ request }) => {
	for (const path of ['/', '/chercher', '/echanges', '/echanges/00000000-0000-7003-8000-000000000003', '/nulle-part']) {
		expect((await (await request.get(path)).text()).match(/<title[\s>]/g), path).toHaveLength(1);
	}
});

test('what changes is asked for again, what cannot change is kept', async ({ request }) => {
	const page = await (await request.get('/')).text();
	const script = /\/_app\/immutable\/entry\/start[^"]+/.exec(page)![0];
	expect((await request.get(script)).headers()['cache-control']).toContain('immutable');
	for (const path of ['/', '/service-worker.js', '/shell', '/manifest.webmanifest']) {
		expect((await request.get(path)).headers()['cache-control'], path).toContain('no-cache');
	}
});
