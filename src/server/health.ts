import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';

/** What the browser needs to speak to Supabase; an empty `url` is this same origin. */
export interface SupabaseAddress {
	url: string;
	publishableKey: string;
}

/**
 * Answers `/healthz`: 200 once everything can serve, 503 before and while stopping. Whoever asks for it is no page of this
 * origin: an embedded Supabase is told by its whole address, `origin` or the one that was asked.
 */
export function sayHealth(
	request: IncomingMessage,
	response: ServerResponse,
	version: string,
	supabase: SupabaseAddress | null,
	origin?: string
): void {
	response.setHeader('cache-control', 'no-store');
	response.setHeader('content-type', 'application/json; charset=utf-8');
	response.statusCode = supabase ? 200 : 503;
	const address = supabase && { ...supabase, url: supabase.url || (origin ?? addressAsked(request)) };
	response.end(
		JSON.stringify(address ? { status: 'ok', version, supabase: address } : { status: 'starting', version })
	);
}

function addressAsked({ headers: { host = '' } }: IncomingMessage): string {
	return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `http://${host}` : '';
}

/** The version in package.json. */
export async function readVersion(): Promise<string> {
	const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
