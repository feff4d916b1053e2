import { memberClient } from '#lib/database/member.ts';
import { keptResident, sessionStorage } from '#lib/database/session-storage.ts';
import { isOffline } from '#lib/offline/network.ts';
import { forgetOutbox } from '#lib/offline/outbox/forgetting.ts';

/** Local databases that hold what a signed-in person saw or wrote. The theme and the address of the API stay. */
const privateStores = ['seen', 'drafts'];
const channelName = 'passerelle.leaving';
/** In localStorage, with who left, from the beginning of a wipe until the next start of the app, which wipes once more. */
const begun = 'passerelle.leaving';

/**
 * Signs out, here or on every device, and leaves nothing of the person on this one.
 * Works without network too: the session of this device is forgotten whatever the server says.
 * @throws what the server said, for `everywhere` alone: other devices would stay signed in unknown to the person
 */
export async function signOut(scope: 'here' | 'everywhere'): Promise<void> {
	const uid = await keptResident();
	const { auth } = await memberClient();
	// Noted first: the client forgets the session before we have forgotten the rest.
	if (scope === 'here') localStorage.setItem(begun, uid ?? '');
	const { error } = await auth.signOut({ scope: scope === 'everywhere' ? 'global' : 'local' });
	if (error && scope === 'everywhere') throw error;
	if (error && !isOffline(error)) console.warn('sign-out', error.status);
	await forgetEverything(uid);
}

// This tab hears its own word too: it leaves by itself.
let leaving = false;

/** Wipes this device of `uid`, and tells the other tabs that hold the same session. */
export async function forgetEverything(uid: string | null): Promise<void> {
	leaving = true;
	localStorage.setItem(begun, uid ?? '');
	await forgetSession();
	tellOtherTabs();
	await forgetStores(uid ?? '');
}

/**
 * Wipes once more what a crash, or an answer that arrived late, left behind. Called when the app starts, before
 * anything private is read.
 */
export async function finishLeaving(): Promise<void> {
	const uid = localStorage.getItem(begun);
	if (uid === null) return;
	await forgetSession();
	await forgetStores(uid);
	localStorage.removeItem(begun);
}

/** Calls `onleave` when another tab of this browser signs out. Answers how to stop listening. */
export function followLeaving(onleave: () => void): () => void {
	const channel = new BroadcastChannel(channelName);
	channel.onmessage = () => leaving || onleave();
	return () => channel.close();
}

function tellOtherTabs(): void {
	const channel = new BroadcastChannel(channelName);
	channel.postMessage('left');
	channel.close();
}

async function forgetSession(): Promise<void> {
	await sessionStorage.removeItem('session');
	await sessionStorage.removeItem('session-code-verifier');
}

async function forgetStores(uid: string): Promise<void> {
	if (uid) await forgetOutbox(uid);
	await Promise.all(privateStores.map(emptied));
	// Answers kept by the service worker, should one hold what only a member may read. The app's own files stay.
	const names = 'caches' in globalThis ? await caches.keys() : [];
	await Promise.all(names.filter((name) => !name.includes('precache')).map((name) => caches.delete(name)));
}

/** Empties every store of a local database. Deleting it would wait for every tab that holds it open. */
async function emptied(name: string): Promise<void> {
	const database = await opened(name);
	if (!database) return;
	const stores = [...database.objectStoreNames];
	if (stores.length) {
		const transaction = database.transaction(stores, 'readwrite');
		for (const store of stores) transaction.objectStore(store).clear();
		await new Promise((resolve, reject) => {
			transaction.oncomplete = resolve;
			transaction.onerror = () => reject(transaction.error);
		});
	}
	database.close();
}

/** The database of this name; nothing, rather than a new and empty one, when there is none. */
function opened(name: string): Promise<IDBDatabase | undefined> {
	return new Promise((resolve) => {
		const opening = indexedDB.open(name);
		opening.onupgradeneeded = () => opening.transaction?.abort();
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => resolve(undefined);
	});
}
