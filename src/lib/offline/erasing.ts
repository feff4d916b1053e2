import { cachePrefix, storeName } from './store.ts';

/** A page that is asleep cannot let go of a database: it finds an empty one when it wakes. */
const letsGoWithinMs = 1_000;

/** Empties every store of a database, if there is one of this name. */
export async function emptyDatabase(name: string): Promise<void> {
	const database = await opened(name);
	if (!database) return;
	const stores = [...database.objectStoreNames];
	if (stores.length) {
		const transaction = database.transaction(stores, 'readwrite');
		for (const store of stores) transaction.objectStore(store).clear();
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error);
		});
	}
	database.close();
}

/** Empties a database, then deletes it, name and all, as soon as every page has let go of it. */
export async function eraseDatabase(name: string): Promise<void> {
	await emptyDatabase(name);
	const deleting = new Promise<void>((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error);
	});
	await Promise.race([deleting, new Promise((resolve) => setTimeout(resolve, letsGoWithinMs))]);
}

/** The residents of whom this device keeps a cache; `known` too where the browser cannot tell. */
export async function cachedResidents(known: string | null): Promise<string[]> {
	// Firefox tells since version 126.
	const databases = 'databases' in indexedDB ? await indexedDB.databases() : [];
	const found = databases.flatMap(({ name }) =>
		name?.startsWith(cachePrefix) ? [name.slice(cachePrefix.length)] : []
	);
	return [...new Set([...found, ...(known ? [known] : [])])];
}

/** Erases the caches of everybody but `resident`: somebody whose session is over, or was ended from elsewhere. */
export async function eraseCachesBut(resident: string | null): Promise<void> {
	const others = (await cachedResidents(null)).filter((uid) => uid !== resident);
	if (!others.length) return;
	await Promise.all([...others.map((uid) => eraseDatabase(storeName(uid))), emptyDatabase(storeName(null))]);
}

/** The database of this name; nothing, rather than a new and empty one, when there is none. */
function opened(name: string): Promise<IDBDatabase | undefined> {
	return new Promise((resolve) => {
		const opening = indexedDB.open(name);
		opening.onupgradeneeded = () => opening.transaction?.abort();
		opening.onsuccess = () => {
			// Two erasers at once must not wait for each other.
			opening.result.onversionchange = () => opening.result.close();
			resolve(opening.result);
		};
		opening.onerror = () => resolve(undefined);
	});
}
