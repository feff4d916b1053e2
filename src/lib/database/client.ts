import { PostgrestClient } from '@supabase/postgrest-js';
import { address } from './address.ts';
import type { Database } from './types.generated.ts';

/** What `data/` speaks to: tables, views and functions of the public schema, as whoever holds it. */
export type Db = Pick<PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>, 'from' | 'rpc'>;

/**
 * The database as a visitor sees it. Light enough for the first page; works on the server and in the browser.
 * @param origin of the page; @param fetch SvelteKit's, so that the server's answer is inlined
 */
export function publicDb(origin: string, fetch: typeof globalThis.fetch): Db {
	const { url, key } = address(origin);
	return new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		fetch,
		retry: false,
		// Must be identical on server and client, or Kit cannot hand the server's answer over.
		headers: { apikey: key, 'X-Client-Info': 'passerelle' }
	});
}
