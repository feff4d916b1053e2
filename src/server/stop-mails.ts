import type { IncomingMessage, ServerResponse } from 'node:http';
import { delocalise } from '#lib/i18n/urls.ts';
import type { SupabaseAddress } from './health.ts';

/** What a mail program says is a few dozen bytes; more is not read. */
const mostBytes = 2_000;
const oneClick = /List-Unsubscribe[="\s]+One-Click/i;

/**
 * What a mail program sends when its reader presses "unsubscribe" (RFC 8058), and what the page's own form sends without
 * scripts: a POST whose link says all. A mail program names no origin, which Kit would take for a forgery; there is
 * nothing to forge, since whoever has the link may press. A program is answered at once, as the standard asks: it does not
 * follow to another page; a person is led to one that says what became of it. Answers whether the request was for it.
 */
export function stopMails(
	supabase: SupabaseAddress,
	port: number,
	request: IncomingMessage,
	response: ServerResponse
): boolean {
	const url = new URL(request.url ?? '/', 'http://here');
	if (request.method !== 'POST' || delocalise(url.pathname) !== '/unsubscribe') return false;
	const api = supabase.url || `http://127.0.0.1:${port}`;
	const token = url.searchParams.get('token') ?? '';
	void Promise.all([tell(api, supabase.publishableKey, token), wordsOf(request)]).then(
		([stopped, words]) => {
			response.setHeader('cache-control', 'no-store');
			if (oneClick.test(words)) response.writeHead(stopped ? 200 : 404).end();
			else response.writeHead(303, { location: `${url.pathname}?stopped=${stopped ? 'yes' : 'no'}` }).end();
		},
		() => response.writeHead(503, { 'retry-after': '60' }).end()
	);
	return true;
}

async function wordsOf(request: IncomingMessage): Promise<string> {
	let words = '';
	for await (const bytes of request) if (words.length < mostBytes) words += String(bytes);
	return words;
}

async function tell(api: string, key: string, token: string): Promise<boolean> {
	const answer = await fetch(`${api}/rest/v1/rpc/unsubscribe`, {
		method: 'POST',
		headers: { apikey: key, 'content-type': 'application/json' },
		body: JSON.stringify({ token })
	});
	if (!answer.ok) throw new Error(`the database answered ${answer.status}`);
	return (await answer.json()) === true;
}
