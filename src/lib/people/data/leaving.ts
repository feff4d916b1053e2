import { memberClient } from '#lib/database/member.ts';
import { sessionStorage } from '#lib/database/session-storage.ts';
import { isOffline } from '#lib/offline/network.ts';

/** Local databases that hold what a signed-in person saw or wrote. The theme and the address of the API stay. */
const privateStores = ['seen', 'drafts', 'outbox'];
const channelName = 'passerelle.leaving';
/** In localStorage while a wipe is under way, so that one cut short is finished at the next start. */
const begun = 'passerelle.leaving';

/**
 * Signs out, here or on every device, and leaves nothing of the person on this one.
 * Works without network too: the session of this device is forgotten whatever the server says.
 * @throws what the server said, for `everywhere` alone: other devices would stay signed in unknown to the person
 */
export async function signOut(scope: 'here' | 'everywhere'): Promise<void> {
	const { auth } = await memberClient();
	const { error } = await auth.signOut({ scope: scope === 'everywhere' ? 'global' : 'local' });
	if (error && scope === 'everywhere') throw error;
	if (error && !isOffline(error)) console.warn('sign-out', error.status);
	await forgetEverything();
}

/** Wipes this device, and tells the other tabs that hold the same session. */
export async function forgetEverything(): Promise<void> {
	localStorage.setItem(begun, 'yes');
	await sessionStorage.removeItem('session');
	await sessionStorage.removeItem('session-code-verifier');
	tellOtherTabs();
	await Promise.all(privateStores.map(emptied));
	await forgetPages();
	localStorage.removeItem(begun);
}

/** Finishes a wipe that a crash or a closed tab cut short. Called when the app starts, before anything private is read. */
export async function finishLeaving(): Promise<void> {
	if (localStorage.getItem(begun)) await forgetEverything();
}

/** Calls `onleave` when another tab of this browser signs out. Answers how to stop listening. */
export function followLeaving(onleave: () => void): () => void {
	const channel = new BroadcastChannel(channelName);
	channel.onmessage = () => onleave();
	return () => channel.close();
}

function tellOtherTabs(): void {
	const channel = new BroadcastChannel(channelName);
	channel.postMessage('left');
	channel.close();
}

/** Empties every store of a local database, without waiting for the tabs that still hold it open. */
async function emptied(name: string): Promise<void> {
	const known = await indexedDB.databases?.();
	if (known && !known.some((database) => database.name === name)) return;
	const database = await opened(name);
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

function opened(name: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name);
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
}

// Answers kept by the service worker, should one hold what only a member may read. The app's own files stay.
async function forgetPages(): Promise<void> {
	if (!('caches' in globalThis)) return;
	const names = await caches.keys();
	await Promise.all(names.filter((name) => !name.includes('precache')).map((name) => caches.delete(name)));
}
