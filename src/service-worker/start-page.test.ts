import { describe, expect, it } from 'vitest';
import { onlyOfVersion, startPage, startPages } from './start-page.ts';

describe('startPage', () => {
	it('stands in for home in each language, whatever its query', () => {
		expect(startPage(new URL('https://p.test/'))).toBe('/?unanswered');
		expect(startPage(new URL('https://p.test/en?from=mail'))).toBe('/en?unanswered');
	});

	it('stands in for nothing else', () => {
		for (const path of ['/chercher', '/en/search', '/annonces/1', '/shell']) {
			expect(startPage(new URL(path, 'https://p.test'))).toBeUndefined();
		}
	});
});

describe('onlyOfVersion', () => {
	const plugin = onlyOfVersion(['/_app/immutable/entry/app.a.js', '/_app/immutable/entry/start.b.js']);
	const judged = async (path: string, response: Response) =>
		plugin.cacheWillUpdate!({
			request: new Request(`https://p.test${path}`),
			response,
			event: {} as ExtendableEvent,
			state: {}
		});

	it('keeps a start page of its own version, whole', async () => {
		const page = new Response('<script>import("/_app/immutable/entry/start.b.js")</script>');
		for (const path of startPages) expect(await judged(path, page.clone())).toBeInstanceOf(Response);
		expect(await (await judged(startPages[0]!, page))!.text()).toContain('start.b.js');
	});

	it('refuses one of another version, and errors', async () => {
		const later = new Response('<script>import("/_app/immutable/entry/start.c.js")</script>');
		for (const path of startPages) expect(await judged(path, later.clone())).toBeNull();
		expect(await judged(startPages[0]!, new Response('', { status: 503 }))).toBeNull();
		expect(await judged('/aide', new Response('', { status: 404 }))).toBeNull();
	});

	it('keeps other files as they come', async () => {
		expect(await judged('/aide', new Response('aide'))).toBeInstanceOf(Response);
	});
});
