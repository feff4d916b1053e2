import { keptAddress } from '#lib/database/address.ts';

/** Nobody's id: what is said without an account is sent without one, whoever signs in here later. */
export const visitorUid = 'visitor';
export const visitorOutboxName = `outbox:${visitorUid}`;

/** Whether something was ever said here without an account. Opening the outbox would make it. */
export async function hasVisitorOutbox(): Promise<boolean> {
	const known = await indexedDB.databases?.();
	return known?.some(({ name }) => name === visitorOutboxName) ?? false;
}

/**
 * Notes where the database answers, for the day this page opens without network: the shell, which is a file, does not know,
 * and a visitor to whom the server read everything has never asked.
 */
export async function rememberAddress(): Promise<void> {
	await keptAddress();
}
