import { deleteDB, openDB } from 'idb';
import type { News } from './world.ts';
import { outboxName } from './shelf.ts';

/** A page that is asleep cannot let go of a database; it finds an empty one when it wakes. */
const letsGoWithinMs = 3_000;

/** Stops every page of this device that sends for `uid`, and erases what they had not sent. Doing it twice changes nothing. */
export async function forgetOutbox(uid: string): Promise<void> {
	const name = outboxName(uid);
	if ('BroadcastChannel' in globalThis) {
		const channel = new BroadcastChannel(name);
		channel.postMessage({ is: 'left' } satisfies News);
		channel.close();
	}
	if (!(await isThere(name))) return;
	const db = await openDB(name);
	const stores = [...db.objectStoreNames];
	if (stores.length) {
		const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
		await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
	}
	db.close();
	await Promise.race([deleteDB(name), new Promise((resolve) => setTimeout(resolve, letsGoWithinMs))]);
}

/** Opening what is not there would make it. */
async function isThere(name: string): Promise<boolean> {
	const known = await indexedDB.databases?.();
	return !known || known.some((database) => database.name === name);
}
