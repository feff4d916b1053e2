import { keptResident } from '#lib/database/session-storage.ts';
import { eraseDatabase } from './erasing.ts';
import type { Lasts, Place, Reading } from './reading.ts';
import { storeName, within, type Entry, type Store } from './store.ts';

const dayMs = 86_400_000;
const lastsMs: Record<Lasts, number> = { met: 30 * dayMs, mine: 365 * dayMs, close: 2 * dayMs };
const metAtMost = 300;
/** How exact the last use of an answer is known. */
const usedWithinMs = 60_000;

/** The answer kept in a place, and when it was read; `undefined` when there is none that may still be shown. */
export async function find<T>({ of, key }: Place): Promise<{ value: T; at: number } | undefined> {
	const now = Date.now();
	const entry = await within(of, (store) => store.get('seen', key)).catch(unread);
	if (!entry || entry.until <= now) return;
	if (entry.usedAt !== undefined && now - entry.usedAt > usedWithinMs) void use(of, key, now).catch(unread);
	return { value: entry.value as T, at: entry.at };
}

/**
 * Keeps what was read `at` a moment, unless something later is there. What a resident read is kept for as long as they
 * are signed in: an answer that arrives after they left is not. Losing it loses nothing, so it never fails.
 */
export async function keep<T>(reading: Omit<Reading<T>, 'read'>, value: T, at: number): Promise<void> {
	const { of } = reading;
	if (of && (await keptResident()) !== of) return;
	try {
		await within(of, (store) => put(store, reading, value, at)).catch(async (error: Error) => {
			if (error.name !== 'QuotaExceededError') throw error;
			await makeRoom(of);
			await within(of, (store) => put(store, reading, value, at));
		});
	} catch (error) {
		unread(error);
	}
	if (of && (await keptResident()) !== of) await eraseDatabase(storeName(of));
}

/** Forgets one answer: it says something that is no longer so. */
export async function forget({ of, key }: Place): Promise<void> {
	await within(of, (store) => store.delete('seen', key)).catch(unread);
}

/** Of what concerns a resident, is kept under one of `prefixes` and was read before `at`, forgets everything but `keys`. */
export async function keepOnly(of: string, prefixes: string[], keys: Set<string>, at: number): Promise<void> {
	await within(of, async (store) => {
		const transaction = store.transaction('seen', 'readwrite');
		for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
			const { key, value } = cursor;
			const isTheirs = value.usedAt === undefined && prefixes.some((prefix) => key.startsWith(prefix));
			if (isTheirs && value.at < at && !keys.has(key)) await cursor.delete();
		}
		await transaction.done;
	});
}

/** Forgets what one merely looked at, when the device has no room for what matters more. */
export async function makeRoom(of: string | null): Promise<void> {
	for (const store of of ? [of, null] : [null]) {
		await within(store, (db) => drop(db, 'usedAt', Infinity));
	}
}

async function put<T>(store: Store, reading: Omit<Reading<T>, 'read'>, value: T, at: number): Promise<void> {
	const { key, join, lasts = 'met' } = reading;
	const transaction = store.transaction('seen', 'readwrite');
	const before = await transaction.store.get(key);
	if (!before || before.at <= at) {
		const joined = join && before ? join(value, before.value as T) : value;
		// What is one's own stays so when it is merely looked at.
		const goes = lasts === 'met' && (!before || before.usedAt !== undefined);
		const until = at + lastsMs[lasts === 'met' && !goes ? 'mine' : lasts];
		await transaction.store.put({ value: joined, at, until, ...(goes ? { usedAt: Date.now() } : {}) }, key);
	}
	await transaction.done;
	await drop(store, 'until', Date.now());
	const excess = (await store.countFromIndex('seen', 'usedAt')) - metAtMost;
	if (excess > 0) await drop(store, 'usedAt', Infinity, excess);
}

/** Drops what stands at `upTo` or before in an index, the first first, `most` at most. */
async function drop(store: Store, index: 'until' | 'usedAt', upTo: number, most = Infinity): Promise<void> {
	const transaction = store.transaction('seen', 'readwrite');
	let cursor = await transaction.store.index(index).openCursor(IDBKeyRange.upperBound(upTo));
	for (let dropped = 0; cursor && dropped < most; dropped++) {
		await cursor.delete();
		cursor = await cursor.continue();
	}
	await transaction.done;
}

async function use(of: string | null, key: string, now: number): Promise<void> {
	await within(of, async (store) => {
		const transaction = store.transaction('seen', 'readwrite');
		const entry: Entry | undefined = await transaction.store.get(key);
		if (entry?.usedAt !== undefined) await transaction.store.put({ ...entry, usedAt: now }, key);
		await transaction.done;
	});
}

function unread(error: unknown): undefined {
	console.info('not kept on this device', error);
}
