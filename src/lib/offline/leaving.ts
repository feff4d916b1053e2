import { openDB, type IDBPDatabase } from 'idb';

/** One thing of a resident that goes from this device. Doing it twice changes nothing. */
export type Erase = (uid: string) => Promise<void>;

const name = 'leaving';

/**
 * Erases everything of `uid` from this device. It is noted first, so that a phone that dies half-way finishes at its
 * next start. Nothing is asked here: whoever calls has the resident's word for what is unsent.
 */
export async function leave(uid: string, erasers: Erase[], now: number): Promise<void> {
	const db = await notes();
	await db.put('leaving', now, uid);
	await erase(db, uid, erasers);
	db.close();
}

/** Finishes what a phone that died while it erased left behind. Called at every start, before anything is shown. */
export async function finishLeaving(erasers: Erase[]): Promise<void> {
	const db = await notes();
	for (const uid of await db.getAllKeys('leaving')) await erase(db, String(uid), erasers);
	db.close();
}

// One that fails must not keep the others from being done; the note stays and it is tried again.
async function erase(db: IDBPDatabase, uid: string, erasers: Erase[]): Promise<void> {
	const outcomes = await Promise.allSettled(erasers.map((one) => one(uid)));
	const failed = outcomes.find((outcome) => outcome.status === 'rejected');
	if (failed) throw failed.reason;
	await db.delete('leaving', uid);
}

function notes(): Promise<IDBPDatabase> {
	return openDB(name, 1, {
		upgrade: (db) => void db.createObjectStore('leaving'),
		blocking: (_from, _to, event) => (event.target as IDBDatabase).close()
	});
}
