import { memberClient } from '#lib/database/member.ts';
import { beginLeaving, endLeaving, forgetSession, keptResident, whoLeaves } from '#lib/database/session-storage.ts';
import { cachedResidents, emptyDatabase, eraseDatabase } from '#lib/offline/erasing.ts';
import { isOffline } from '#lib/offline/network.ts';
import { forgetOutbox } from '#lib/offline/outbox/forgetting.ts';
import { storeName } from '#lib/offline/store.ts';

/** Local databases, shared by whoever comes, that hold what a person saw or wrote. The theme and the address of the API stay. */
const privateStores = [storeName(null), 'drafts'];
const channelName = 'passerelle.leaving';
/** A server that does not answer keeps nobody here. */
const answersWithinMs = 5_000;

/**
 * Signs out, here or on every device, and leaves nothing of the person on this one.
 * Works without network too: the session of this device is forgotten whatever the server says.
 * @throws what the server said, for `everywhere` alone: other devices would stay signed in unknown to the person
 */
export async function signOut(scope: 'here' | 'everywhere'): Promise<void> {
	const uid = await keptResident();
	leaving = true;
	if (scope === 'everywhere') {
		await tellServer('global').catch((error: unknown) => {
			leaving = false;
			throw error;
		});
	} else {
		await beginLeaving(uid ?? '');
		const late = new Promise<void>((resolve) => setTimeout(resolve, answersWithinMs));
		await Promise.race([tellServer('local'), late]).catch((error: unknown) => {
			if (!isOffline(error)) console.warn('sign-out', (error as { status?: number }).status);
		});
	}
	await forgetEverything(uid);
}

// This tab hears its own word too: it leaves by itself.
let leaving = false;

/** Whether this tab is signing out: it goes where whoever asked leads it, and nothing else may load it anew. */
export function leavesByItself(): boolean {
	return leaving;
}

/** Wipes this device of everything that is `person`'s, and tells the other tabs that hold the same session. */
export async function forgetEverything(person?: string | null): Promise<void> {
	leaving = true;
	const uid = person ?? (await keptResident()) ?? (await whoLeaves()) ?? '';
	await beginLeaving(uid);
	await forgetSession();
	tellOtherTabs();
	await forgetStores(uid);
}

/**
 * Wipes once more what a crash, or an answer that arrived late, left behind. Called when the app starts. From the
 * beginning of a wipe to here, nobody is signed in: nothing private is read meanwhile.
 */
export async function finishLeaving(): Promise<void> {
	const uid = await whoLeaves();
	if (uid === null) return;
	await forgetSession();
	await forgetStores(uid);
	await endLeaving();
}

/** Calls `onleave` when another tab of this browser signs out. Answers how to stop listening. */
export function followLeaving(onleave: () => void): () => void {
	const channel = new BroadcastChannel(channelName);
	channel.onmessage = () => {
		if (leaving) return;
		sessionStorage.clear();
		onleave();
	};
	return () => channel.close();
}

async function tellServer(scope: 'global' | 'local'): Promise<void> {
	const { auth } = await memberClient();
	const { error } = await auth.signOut({ scope });
	if (error) throw error;
}

function tellOtherTabs(): void {
	const channel = new BroadcastChannel(channelName);
	channel.postMessage('left');
	channel.close();
}

async function forgetStores(uid: string): Promise<void> {
	if (uid) await forgetOutbox(uid);
	// Words that were being written in this tab.
	sessionStorage.clear();
	const caches = (await cachedResidents(uid || null)).map((resident) => eraseDatabase(storeName(resident)));
	await Promise.all([...caches, ...privateStores.map(emptyDatabase), forgetFiles()]);
}

// Answers kept by the service worker, should one hold what only a member may read. The app's own files stay.
async function forgetFiles(): Promise<void> {
	const names = 'caches' in globalThis ? await caches.keys() : [];
	await Promise.all(names.filter((name) => !name.includes('precache')).map((name) => caches.delete(name)));
}
