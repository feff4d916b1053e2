import { PostgrestClient } from '@supabase/postgrest-js';
import type { Db } from '#lib/database/client.ts';
import type { Database } from '#lib/database/types.generated.ts';

/** Where the database answers. */
export interface Address {
	url: string;
	publishableKey: string;
}

/** The database that the environment names, else that of a server on this machine. @throws {Error} in words: no server */
export async function addressFrom(env: NodeJS.ProcessEnv): Promise<Address> {
	const { PUBLIC_SUPABASE_URL: url, PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey, PORT: port = '4173' } = env;
	if (url && publishableKey) return { url, publishableKey };
	const server = `http://localhost:${port}`;
	const response = await fetch(`${server}/healthz`).catch((fault: unknown) => {
		throw new Error(`Nothing answers at ${server}: start it, or set PUBLIC_SUPABASE_URL.`, { cause: fault });
	});
	const { supabase } = (await response.json()) as { supabase?: Address };
	if (!supabase) throw new Error(`${server} is not ready (${response.status}).`);
	return supabase;
}

/** The database as anybody sees it. @throws {Error} in words: no server */
export async function anonymousFrom(env: NodeJS.ProcessEnv): Promise<Db> {
	const { url, publishableKey } = await addressFrom(env);
	return clientAt(url, { apikey: publishableKey });
}

/** A client that says `headers` with each question. */
export function clientAt(url: string, headers: Record<string, string>): Db {
	return new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		retry: false,
		headers
	});
}
