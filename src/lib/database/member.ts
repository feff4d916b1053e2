import type { SupabaseClient, Session } from '@supabase/supabase-js';
import { address } from './address.ts';
import type { Db } from './client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { keptResident, sessionStorage } from './session-storage.ts';
import type { Database } from './types.generated.ts';

/** The whole client of the signed-in resident: rows, auth, photos, realtime. */
export type MemberClient = SupabaseClient<Database>;

let client: Promise<MemberClient> | undefined;

/** The one full client of this page, loaded on first use: 47 kB that a visitor never downloads. Browser only. */
export function memberClient(): Promise<MemberClient> {
	return (client ??= import('@supabase/supabase-js').then(({ createClient }) => {
		const { url, key } = address(location.origin);
		return createClient<Database>(url, key, {
			auth: { storage: sessionStorage, storageKey: 'session', flowType: 'pkce', detectSessionInUrl: true },
			global: { fetch: neverAsVisitor(key, bounded) }
		});
	}));
}

/** Renewing a session is tried again for half a minute: nobody waits that long for a page. */
const renewedWithinMs = 4_000;

/** The session kept on this device, renewed when it is about to end; `null` for a visitor, or when it could not be renewed. */
export async function currentSession(): Promise<Session | null> {
	if (!(await sessionStorage.getItem('session')) && !location.search.includes('code=')) return null;
	const { auth } = await memberClient();
	const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), renewedWithinMs));
	const answered = await Promise.race([auth.getSession(), late]);
	return answered?.data.session ?? null;
}

/**
 * The database as the signed-in resident sees it, or `null` for a visitor. While their session has ended and nobody
 * can renew it, it answers as if there were no network.
 */
export async function memberDb(): Promise<Db | null> {
	if (await keptResident()) return asDb(await memberClient());
	return (await currentSession()) ? asDb(await memberClient()) : null;
}

/**
 * The database as the resident `uid` sees it.
 * @throws {Refusal} `offline` when their session has ended and nobody could renew it, `sign_in_first` when somebody else is here, or nobody
 */
export async function dbOf(uid: string): Promise<Db> {
	const session = navigator.onLine ? await currentSession() : null;
	if ((await keptResident()) !== uid) throw new Refusal('sign_in_first');
	if (!session) throw new Refusal('offline');
	return asDb(await memberClient());
}

/** The same client, seen as `data/` sees it. */
export function asDb(member: MemberClient): Db {
	return member as unknown as Db;
}

// Without a token the client would ask as a visitor, and an empty answer would be taken for the resident's own.
function neverAsVisitor(key: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return async (input, init) => {
		const asVisitor = new Headers(init?.headers).get('authorization') === `Bearer ${key}`;
		const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
		if (asVisitor && !pathname.startsWith('/auth/') && (await keptResident())) {
			throw new TypeError('Failed to fetch: the session could not be renewed');
		}
		return fetch(input, init);
	};
}

/** As long as the outbox waits for an answer. */
const answersWithinMs = 20_000;

/**
 * `fetch` that gives up as when there is no network. A browser keeps six connections to a host: answers that never come
 * would hold them all, and what a resident says could not leave.
 */
const bounded: typeof globalThis.fetch = async (input, init) => {
	// A signal of the caller's own has the last word.
	if (init?.signal || !('timeout' in AbortSignal)) return fetch(input, init);
	try {
		return await fetch(input, { ...init, signal: AbortSignal.timeout(answersWithinMs) });
	} catch (error) {
		const isLate = (error as Error).name === 'TimeoutError';
		throw isLate ? new TypeError('Failed to fetch: no answer in time', { cause: error }) : error;
	}
};
