import { invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import { currentSession } from '#lib/database/member.ts';
import { residentId } from '#lib/database/reader.ts';
import { keptUser } from '#lib/database/session-storage.ts';
import { eraseCachesBut } from '#lib/offline/erasing.ts';
import { followArriving } from '#lib/people/data/arriving.ts';
import { finishLeaving, followLeaving, leavesByItself } from '#lib/people/data/leaving.ts';
import type { Session } from '#lib/people/ui/session.svelte.ts';

/** Where one signs in or joins: nothing that is private is shown there. */
const doors = new Set<string | null>(['/sign-in', '/sign-up', '/forgotten-password']);

/** Who this device is signed in as, `null` for a visitor; from then on `session` follows what other tabs do. */
export async function whoIsHere(session: Session): Promise<Session['person']> {
	await finishLeaving();
	followLeaving(() => location.reload());
	followArriving(() => void compare(session));
	// A tab that slept, or that Back brings up again, heard nothing.
	document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void compare(session));
	addEventListener('pageshow', (event) => event.persisted && void compare(session));
	void sendWhatVisitorsSaid().catch(console.info);
	const person = await signedIn();
	void eraseCachesBut(person?.id ?? null).catch(console.info);
	// A session may have been ended from elsewhere: the server is asked while the page is read.
	if (person) void currentSession().then(() => compare(session));
	return person;
}

/** What was said here without an account is sent from every page, once there is such a thing. */
async function sendWhatVisitorsSaid(): Promise<void> {
	const all = (await indexedDB.databases?.()) ?? [];
	if (all.some(({ name }) => name === 'outbox:visitor')) (await import('./unsent-visitor.ts')).sendUnsent();
}

/** Somebody whose session has ended, and cannot be renewed for want of network, is still here. */
async function signedIn(): Promise<Session['person']> {
	// Coming back from an e-mail, there is no session before the client has read the address.
	const user = (await keptUser()) ?? ((await currentSession()) && (await keptUser()));
	return user && { id: user.id, name: user.user_metadata?.display_name ?? '' };
}

/** What is being written stays when somebody arrives: only what is read changes. Somebody else gets a whole new page. */
async function compare(session: Session): Promise<void> {
	const id = await residentId();
	if (leavesByItself() || !session.ready || id === (session.person?.id ?? null)) return;
	// Whose session is over, and who is at the door to begin another: what they are typing stays.
	if (!id && doors.has(page.route.id)) return session.becomes(null);
	if (session.person) {
		// Words that were being written in this tab, which did not hear that their writer left.
		sessionStorage.clear();
		return location.reload();
	}
	session.becomes(await signedIn());
	await invalidateAll();
}
