import type { ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';

/** What the browser needs to speak to Supabase; an empty `url` is this same origin. */
export interface SupabaseAddress {
	url: string;
	publishableKey: string;
}

/** Answers `/healthz`: 200 once everything can serve, 503 before and while stopping. */
export function sayHealth(response: ServerResponse, version: string, supabase: SupabaseAddress | null): void {
	response.setHeader('cache-control', 'no-store');
	response.setHeader('content-type', 'application/json; charset=utf-8');
	response.statusCode = supabase ? 200 : 503;
	response.end(JSON.stringify(supabase ? { status: 'ok', version, supabase } : { status: 'starting', version }));
}

/** The version in package.json. */
export async function readVersion(): Promise<string> {
	const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
