import { openDB, type IDBPDatabase } from 'idb';

let handle: Promise<IDBPDatabase> | undefined;

function store(): Promise<IDBPDatabase> {
	return (handle ??= openDB('session', 1, {
		upgrade(db) {
			db.createObjectStore('kept');
		},
		terminated() {
			handle = undefined;
		}
	}));
}

/** Keeps the session in IndexedDB, where the service worker can read it too; never in localStorage or a cookie. */
export const sessionStorage = {
	async getItem(key: string): Promise<string | null> {
		return ((await (await store()).get('kept', key)) as string | undefined) ?? null;
	},
	async setItem(key: string, value: string): Promise<void> {
		await (await store()).put('kept', value, key);
	},
	async removeItem(key: string): Promise<void> {
		await (await store()).delete('kept', key);
	}
};

/** The id in the session kept on this device, without asking the network; `null` for a visitor. */
export async function keptResident(): Promise<string | null> {
	const kept = await sessionStorage.getItem('session');
	return kept ? ((JSON.parse(kept) as { user?: { id?: string } }).user?.id ?? null) : null;
}
