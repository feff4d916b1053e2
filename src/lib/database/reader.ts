import { browser } from '$app/env';
import { isRefusal } from '#lib/errors/refusal.ts';
import { hasStarted } from '#lib/offline/cached.ts';
import type { Db } from './client.ts';

/** Whoever reads a public page, and the database as they see it. */
export interface Reader {
	/** The signed-in resident; `null` for a visitor. */
	id: string | null;
	db: () => Promise<Db>;
}

/** What a `load` that reads as the reader depends on: invalidate it to read again as somebody else. */
export const readerKey = 'app:reader';

/**
 * A visitor on the server and while the first page wakes up, so that nothing is fetched twice and supabase-js waits;
 * from then on the resident whose session this device keeps, if any.
 */
export async function readerOf(origin: string): Promise<Reader> {
	const id = browser && hasStarted() ? await residentId() : null;
	// What speaks to the database comes when it is needed: a first page was read by the server.
	const visitor = async () => (await import('./client.ts')).publicDb(origin);
	if (!id) return { id: null, db: visitor };
	const resident = async () => (await import('./member.ts')).dbOf(id);
	// Their session was ended from elsewhere meanwhile: what anybody may read is left.
	return {
		id,
		db: () => resident().catch((error: unknown) => (isSignedOut(error) ? visitor() : Promise.reject(error as Error)))
	};
}

/** The id in the session kept on this device, without asking the network or loading the full client. Browser only. */
export async function residentId(): Promise<string | null> {
	const { keptResident } = await import('./session-storage.ts');
	return keptResident();
}

function isSignedOut(error: unknown): boolean {
	return isRefusal(error) && error.code === 'sign_in_first';
}
