import { PostgrestClient } from '@supabase/postgrest-js';
import { address } from './address.ts';
import type { Database } from './types.generated.ts';

/** What `data/` speaks to: tables, views and functions of the public schema, as whoever holds it. */
export type Db = Pick<PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>, 'from' | 'rpc'>;

/** The database as a visitor sees it, on the server and in the browser. @param origin of the page */
export function publicDb(origin: string): Db {
	const { url, key } = address(origin);
	return new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		retry: false,
		headers: { apikey: key, 'X-Client-Info': 'passerelle' }
	});
}
