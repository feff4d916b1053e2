import { invalidateAll } from '$app/navigation';
import { currentSession } from '#lib/database/member.ts';
import { residentId } from '#lib/database/reader.ts';
import { followArriving } from '#lib/people/data/arriving.ts';
import { finishLeaving, followLeaving } from '#lib/people/data/leaving.ts';
import type { Session } from '#lib/people/ui/session.svelte.ts';

/** Who this device is signed in as, `null` for a visitor; from then on `session` follows what other tabs do. */
export async function whoIsHere(session: Session): Promise<Session['person']> {
	await finishLeaving();
	followLeaving(() => location.reload());
	followArriving(() => void compare(session));
	// A tab that slept, or that Back brings up again, heard nothing.
	document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void compare(session));
	addEventListener('pageshow', (event) => event.persisted && void compare(session));
	return signedIn();
}

async function signedIn(): Promise<Session['person']> {
	const user = (await currentSession())?.user;
	return user ? { id: user.id, name: String(user.user_metadata.display_name ?? '') } : null;
}

/** What is being written stays when somebody arrives: only what is read changes. Somebody else gets a whole new page. */
async function compare(session: Session): Promise<void> {
	const id = await residentId();
	if (!session.ready || id === (session.person?.id ?? null)) return;
	if (session.person) return location.reload();
	session.becomes(await signedIn());
	await invalidateAll();
}
