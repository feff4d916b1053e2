import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Handler } from './handler.ts';
import { keepPages } from './kept-pages.ts';

let server: Server | undefined;
let minutes = 0;
afterEach(() => server?.close());

/** A server that keeps what `app` draws, and asks as a browser would. */
async function serving(app: Handler) {
	minutes = 0;
	server = createServer((request, response) => kept(request, response, () => void response.writeHead(404).end()));
	await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const kept = keepPages(app, port, { now: () => minutes * 60_000, laterMs: 10 });
	return (path: string, headers: Record<string, string> = {}) =>
		fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' });
}

/** An app whose every drawing says which it is. */
function counting(): { app: Handler; drawn: () => number } {
	let drawn = 0;
	return {
		app: (request, response) => {
			drawn++;
			response.setHeader('content-type', 'text/html');
			response.setHeader('etag', `"${drawn}"`);
			response.end(`<body><header>Passerelle</header><p>${request.url} ${drawn}</p>`);
		},
		drawn: () => drawn
	};
}

test('a page that many ask for at once is drawn once, and then kept', async () => {
	const { app, drawn } = counting();
	const ask = await serving(app);
	const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/').then((answer) => answer.text())));
	expect(new Set(answers).size).toBe(1);
	expect(await (await ask('/')).text()).toContain('/ 1');
	expect(drawn()).toBe(1);
	expect(await (await ask('/?q=scie')).text()).toContain('/?q=scie 2');
});

test('an older page is drawn anew behind its reader, and shown to nobody after a minute', async () => {
	const ask = await serving(counting().app);
	await (await ask('/')).text();
	minutes = 0.5;
	expect(await (await ask('/')).text()).toContain('/ 1');
	await expect.poll(async () => (await ask('/')).text(), { timeout: 10_000 }).toContain('/ 2');
	minutes = 2;
	expect(await (await ask('/')).text()).toContain('/ 3');
});

test('whoever brings a pass, or asks for no page, is answered by the app itself', async () => {
	const { app, drawn } = counting();
	const ask = await serving(app);
	for (const [path, headers] of [
		['/', { authorization: 'Bearer x' }],
		['/', { accept: '*/*' }],
		['/sitemap.xml', {}],
		['//dev/mail', {}],
		['/nouveau-mot-de-passe?token=secret', {}],
		['/photos/a/b', {}]
	] as const) {
		const before = drawn();
		await (await ask(path, headers)).text();
		await (await ask(path, headers)).text();
		expect(drawn() - before, path).toBe(2);
	}
	expect(await (await ask('/', { 'x-passerelle-drawing': 'guessed' })).text()).toContain('<header>');
});

test('a browser that has the page is told so, and one without brotli can read it', async () => {
	const ask = await serving(counting().app);
	const encoding = async () => (await ask('/', { 'accept-encoding': 'br' })).headers.get('content-encoding');
	expect(await encoding()).toBeNull();
	await expect.poll(encoding, { timeout: 10_000 }).toBe('br');
	const first = await ask('/', { 'accept-encoding': 'br' });
	expect(first.headers.get('vary')).toBe('accept-encoding');
	const etag = first.headers.get('etag')!;
	await first.text();
	expect((await ask('/', { 'if-none-match': `W/${etag}` })).status).toBe(304);
	const plain = await ask('/', { 'accept-encoding': 'identity' });
	expect(plain.headers.get('content-encoding')).toBeNull();
	expect(await plain.text()).toContain('/ 1');
});

test('what is no page is handed on and never kept; a server that stumbles takes no page away', async () => {
	let status = 200;
	const ask = await serving((request, response) => {
		response.setHeader('content-type', 'text/html');
		response.setHeader('x-request-id', 'of the drawing');
		if (status === 302) response.setHeader('location', '/connexion');
		response.writeHead(status).end(`${status}`);
	});
	for (const answered of [302, 404, 500]) {
		status = answered;
		const answer = await ask('/a');
		expect([answer.status, await answer.text()]).toEqual([answered, `${answered}`]);
		expect(answer.headers.get('location')).toBe(answered === 302 ? '/connexion' : null);
		expect(answer.headers.get('x-request-id')).toBe('of the drawing');
	}
	status = 200;
	expect((await ask('/a')).headers.get('x-request-id')).toBeNull();
	status = 500;
	minutes = 0.5;
	for (let times = 0; times < 5; times++) expect((await ask('/a')).status).toBe(200);
	minutes = 2;
	expect((await ask('/a')).status).toBe(500);
	status = 200;
	expect((await ask('/a')).status).toBe(200);
	status = 404;
	minutes = 2.5;
	await ask('/a');
	await expect.poll(async () => (await ask('/a')).status, { timeout: 10_000 }).toBe(404);
});

test('a drawing is asked for somebody from afar, whoever they are', async () => {
	const seen: unknown[] = [];
	const ask = await serving((request, response) => {
		seen.push(request.headers['x-forwarded-for']);
		response.writeHead(200, { 'content-type': 'text/html' }).end('a page');
	});
	await (await ask('/dev%2Fmail')).text();
	expect(seen).toEqual(['visitor']);
});
