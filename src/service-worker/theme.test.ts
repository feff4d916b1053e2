import { expect, test } from 'vitest';
import { dressed } from './theme.ts';

const html = '<!doctype html>\n<html\n\tlang="fr"><p>é</p>';
const page = (body: BodyInit = html, type = 'text/html') =>
	new Response(body, { status: 203, headers: { 'content-type': type, 'content-encoding': 'br', etag: '"1"' } });

test('a page wears the theme from its first element on, and is otherwise as it was', async () => {
	const answer = dressed(page(), 'dark');
	expect(await answer.text()).toBe('<!doctype html>\n<html data-theme="dark"\n\tlang="fr"><p>é</p>');
	expect(answer.status).toBe(203);
	expect(answer.headers.get('etag')).toBe('"1"');
	expect(answer.headers.get('content-encoding')).toBeNull();
});

test('without a choice, or when it is no page, the answer itself comes back', () => {
	const answer = page();
	expect(dressed(answer, null)).toBe(answer);
	const photo = page('<html', 'image/webp');
	expect(dressed(photo, 'dark')).toBe(photo);
	const empty = new Response(null, { status: 304 });
	expect(dressed(empty, 'dark')).toBe(empty);
});

test('a page that comes in pieces keeps every byte', async () => {
	const bytes = new TextEncoder().encode(html);
	const pieces = (size: number) =>
		new ReadableStream({
			start(stream) {
				for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size));
				stream.close();
			}
		});
	expect(await dressed(page(pieces(21)), 'light').text()).toContain('<html data-theme="light"');
	expect(await dressed(page(pieces(5)), 'light').text()).toBe(html);
});
