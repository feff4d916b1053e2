import { openDB, type IDBPDatabase } from 'idb';

let handle: Promise<IDBPDatabase> | undefined;
/** Whose things are being erased, from the beginning of it to its end, through crashes. */
const leaving = 'leaving';

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
		const transaction = (await store()).transaction('kept', 'readwrite');
		// A session renewed in another tab while its resident signs out would bring them back.
		if ((await transaction.store.get(leaving)) === undefined) await transaction.store.put(value, key);
		await transaction.done;
	},
	async removeItem(key: string): Promise<void> {
		await (await store()).delete('kept', key);
	}
};

/** What is read of the session's resident. */
export interface KeptUser {
	id: string;
	email?: string;
	user_metadata?: { display_name?: string };
}

/** Whose session this device keeps, without asking the network: it may have ended; `null` for a visitor. */
export async function keptUser(): Promise<KeptUser | null> {
	const transaction = (await store()).transaction('kept');
	const [kept, left] = await Promise.all([transaction.store.get('session'), transaction.store.get(leaving)]);
	if (!kept || left !== undefined) return null;
	return (JSON.parse(kept as string) as { user?: KeptUser }).user ?? null;
}

/** The id in the session kept on this device, without asking the network; `null` for a visitor. */
export async function keptResident(): Promise<string | null> {
	return (await keptUser())?.id ?? null;
}

/** Notes that everything of `uid` is to be erased: from now on nobody is here. */
export async function beginLeaving(uid: string): Promise<void> {
	await (await store()).put('kept', uid, leaving);
}

/** Whose things are to be erased; `null` when nobody left. */
export async function whoLeaves(): Promise<string | null> {
	return sessionStorage.getItem(leaving);
}

/** Forgets the session. */
export async function forgetSession(): Promise<void> {
	const transaction = (await store()).transaction('kept', 'readwrite');
	await Promise.all([
		transaction.store.delete('session'),
		transaction.store.delete('session-code-verifier'),
		transaction.done
	]);
}

/** Everything is erased. */
export async function endLeaving(): Promise<void> {
	await sessionStorage.removeItem(leaving);
}
