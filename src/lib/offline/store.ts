import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** An answer as it lies on this device. */
export interface Entry {
	value: unknown;
	/** When it was read; until when it may be shown; when it was last shown. Milliseconds since the epoch. */
	at: number;
	until: number;
	/** Only of what may go when there is too much. */
	usedAt?: number;
}

interface Schema extends DBSchema {
	seen: { key: string; value: Entry; indexes: { until: number; usedAt: number } };
}

export type Store = IDBPDatabase<Schema>;

/** Raised when what is kept changes shape: all of it goes, and is read again. */
const shape = 2;
const handles = new Map<string, Promise<Store>>();

/** What every cache of a resident is called by, before their id. */
export const cachePrefix = 'cache:';

/** The name of the database where the answers to `of` lie. */
export function storeName(of: string | null): string {
	return of ? cachePrefix + of : 'seen';
}

/** What was read on this device and may be read again without network. Disposable: losing it loses nothing. */
export function storeOf(of: string | null): Promise<Store> {
	const name = storeName(of);
	const open = handles.get(name);
	if (open) return open;
	const opening = openDB<Schema>(name, shape, {
		upgrade(db) {
			for (const old of [...db.objectStoreNames]) db.deleteObjectStore(old);
			const seen = db.createObjectStore('seen');
			seen.createIndex('until', 'until');
			seen.createIndex('usedAt', 'usedAt');
		},
		// Another page erases it, or brings another shape: holding on would make it wait for ever.
		blocking: (_from, _to, event) => {
			letGo(name);
			(event.target as IDBDatabase).close();
		},
		terminated: () => letGo(name)
	});
	handles.set(name, opening);
	opening.catch(() => letGo(name));
	return opening;
}

/** What a visitor saw, and what anybody may read. */
export function seenStore(): Promise<Store> {
	return storeOf(null);
}

/** Runs `work` on the store of `of`; once more when the browser lost its hold of it, as WebKit does now and then. */
export async function within<T>(of: string | null, work: (store: Store) => Promise<T>): Promise<T> {
	try {
		return await work(await storeOf(of));
	} catch (error) {
		const { name, message } = error as Error;
		if (name !== 'InvalidStateError' && !/connection to indexed database server lost/i.test(message)) throw error;
		letGo(storeName(of));
		return work(await storeOf(of));
	}
}

function letGo(name: string): void {
	handles.delete(name);
}
