import type { SupabaseClient, Session } from '@supabase/supabase-js';
import { address } from './address.ts';
import type { Db } from './client.ts';
import { sessionStorage } from './session-storage.ts';
import type { Database } from './types.generated.ts';

/** The whole client of the signed-in resident: rows, auth, photos, realtime. */
export type MemberClient = SupabaseClient<Database>;

let client: Promise<MemberClient> | undefined;

/** The one full client of this page, loaded on first use: 47 kB that a visitor never downloads. Browser only. */
export function memberClient(): Promise<MemberClient> {
	return (client ??= import('@supabase/supabase-js').then(({ createClient }) => {
		const { url, key } = address(location.origin);
		return createClient<Database>(url, key, {
			auth: { storage: sessionStorage, storageKey: 'session', flowType: 'pkce', detectSessionInUrl: true }
		});
	}));
}

/** The session kept on this device, refreshed when it is about to end; `null` for a visitor. */
export async function currentSession(): Promise<Session | null> {
	if (!(await sessionStorage.getItem('session')) && !location.search.includes('code=')) return null;
	const { data } = await (await memberClient()).auth.getSession();
	return data.session;
}

/** The database as the signed-in resident sees it, or `null` for a visitor. */
export async function memberDb(): Promise<Db | null> {
	return (await currentSession()) ? asDb(await memberClient()) : null;
}

/** The same client, seen as `data/` sees it. */
export function asDb(member: MemberClient): Db {
	return member as unknown as Db;
}
