import type { EntryRefusalCode } from '#lib/people/domain/entry-refusal.ts';
import { entryRefusalFor, tellsWhoIsHere, type EntryError } from '#lib/people/domain/entry-refusal.ts';
import { memberClient } from '#lib/database/member.ts';
import { keptUser } from '#lib/database/session-storage.ts';
import { isOffline } from '#lib/offline/network.ts';

/** `null` when it worked, else why not. */
export type Entry = EntryRefusalCode | null;

/** What an e-mailed code is for. */
export type CodePurpose = 'email' | 'signup' | 'recovery';

/** Who this device is signed in as, read without loading the client; their session may have ended; `null` for a visitor. */
export async function residentHere(): Promise<{ id: string; email: string } | null> {
	const user = await keptUser();
	return user && { id: user.id, email: user.email ?? '' };
}

/** Signs in. An unknown address and a wrong password answer alike. */
export function signIn(email: string, password: string): Promise<Entry> {
	return entering(async (auth) => (await auth.signInWithPassword({ email, password })).error);
}

/** Sends a code to sign in with. Answers the same whether or not the address is known. */
export function sendCode(email: string): Promise<Entry> {
	return entering(async (auth) => {
		const { error } = await auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
		return quiet(error);
	});
}

/** Sends a code to choose a new password with. Answers the same whether or not the address is known. */
export function sendRecovery(email: string, redirectTo: string): Promise<Entry> {
	return entering(async (auth) => quiet((await auth.resetPasswordForEmail(email, { redirectTo })).error));
}

/** Signs in with an e-mailed code. */
export function enterCode(email: string, token: string, purpose: CodePurpose): Promise<Entry> {
	return entering(async (auth) => (await auth.verifyOtp({ email, token, type: purpose })).error);
}

/** Chooses another password for whoever is signed in. */
export function changePassword(password: string): Promise<Entry> {
	return entering(async (auth) => (await auth.updateUser({ password })).error);
}

export interface Joining {
	name: string;
	email: string;
	password: string;
}

/**
 * Opens an account. `code` asks for an e-mailed code next, `signup` or, when the address already has an account,
 * `email`: the page says the same thing in both cases.
 */
export async function signUp(asked: Joining): Promise<{ refusal: Entry; code: 'signup' | 'email' | null }> {
	let code: 'signup' | 'email' | null = null;
	const refusal = await entering(async (auth) => {
		const { email, password, name } = asked;
		const { data, error } = await auth.signUp({ email, password, options: { data: { display_name: name } } });
		if (error && tellsWhoIsHere(error)) {
			code = 'email';
			return quiet((await auth.signInWithOtp({ email, options: { shouldCreateUser: false } })).error);
		}
		if (!error && !data.session) code = 'signup';
		return error;
	});
	return { refusal, code };
}

type Auth = Awaited<ReturnType<typeof memberClient>>['auth'];

async function entering(attempt: (auth: Auth) => Promise<EntryError | null>): Promise<Entry> {
	try {
		const error = await attempt((await memberClient()).auth);
		if (!error) return null;
		return isOffline(error) ? 'offline' : entryRefusalFor(error);
	} catch (error) {
		if (isOffline(error)) return 'offline';
		throw error;
	}
}

function quiet(error: EntryError | null): EntryError | null {
	return error && tellsWhoIsHere(error) ? null : error;
}
