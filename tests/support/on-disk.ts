import type { CDPSession, Page } from 'playwright';

/** What a test reads of an operation that lies on a device. */
export interface Lying {
	id: string;
	kind: string;
	state: string;
	attempts: number;
	waitsFor: string | null;
	refusal: string | null;
	/** Its payload as text. */
	said: string;
}

/** What a browser keeps unsent of a resident, read past the app. */
export function lying(page: Page, uid: string): Promise<Lying[]> {
	return page.evaluate(async (name) => {
		// Opening what is not there would make it, without its stores.
		if (!(await indexedDB.databases()).some((database) => database.name === name)) return [];
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error!);
		});
		try {
			const reading = database.transaction('operations').objectStore('operations').getAll();
			const all = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
				reading.onsuccess = () => resolve(reading.result as Record<string, unknown>[]);
				reading.onerror = () => reject(reading.error!);
			});
			return all.map((one) => ({ ...one, said: JSON.stringify(one.payload) })) as unknown as Lying[];
		} finally {
			database.close();
		}
	}, `outbox:${uid}`);
}

/** Puts a session where the app keeps it, in place of whoever's was there. */
export async function putSession(page: Page, session: object): Promise<void> {
	await page.evaluate(async (kept) => {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('session', 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error!);
		});
		const writing = database.transaction('kept', 'readwrite');
		writing.objectStore('kept').put(kept, 'session');
		await new Promise((resolve) => (writing.oncomplete = resolve));
		database.close();
	}, JSON.stringify(session));
}

/**
 * Puts the app in `page` to sleep where browsers do it: after what it was writing on the device, never in the middle of
 * it, or every other tab would wait for that write. It sleeps until `session` ends.
 */
export async function sleep(page: Page, session: CDPSession, uid: string): Promise<void> {
	await session.send('Debugger.enable');
	const asleep = new Promise((resolve) => session.once('Debugger.paused', resolve));
	// It does not come back: the page sleeps in it.
	const sleeping = page.evaluate(async (name) => {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error!);
		});
		// Last in the line of all that the app has begun to write.
		const writing = database.transaction(database.objectStoreNames, 'readwrite');
		writing.oncomplete = () => {
			debugger; // eslint-disable-line no-debugger -- the page must stop here, as its battery would
		};
	}, `outbox:${uid}`);
	sleeping.catch(() => {});
	await asleep;
}

/** The same without read marks, which nobody says. */
export async function saying(page: Page, uid: string): Promise<Lying[]> {
	return (await lying(page, uid)).filter(({ kind }) => kind !== 'conversations.read');
}
