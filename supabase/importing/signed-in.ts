import { PostgrestClient } from '@supabase/postgrest-js';
import type { Db } from '#lib/database/client.ts';
import type { Database } from '#lib/database/types.generated.ts';

interface Address {
	url: string;
	publishableKey: string;
}

/**
 * The database as the resident that the environment names sees it.
 * @throws {Error} in words: no name, no server, not let in
 */
export async function signedInFrom(env: NodeJS.ProcessEnv): Promise<Db> {
	const { IMPORT_EMAIL: email, IMPORT_PASSWORD: password } = env;
	if (!email || !password) throw new Error('IMPORT_EMAIL and IMPORT_PASSWORD say as whom.');
	const { url, publishableKey } = await addressFrom(env);
	const response = await fetch(`${url}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	if (!response.ok) throw new Error(`${email} is not let in (${response.status}).`);
	const { access_token: token } = (await response.json()) as { access_token: string };
	return new PostgrestClient<Database, { PostgrestVersion: '13' }, 'public'>(`${url}/rest/v1`, {
		retry: false,
		headers: { apikey: publishableKey, authorization: `Bearer ${token}` }
	});
}

async function addressFrom(env: NodeJS.ProcessEnv): Promise<Address> {
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
