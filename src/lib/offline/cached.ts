import { browser } from '$app/env';
import { isRefusal } from '#lib/errors/refusal.ts';
import { answerWritten, isAnswered, writeAnswer } from '#lib/page/written.ts';

/** A value read from the network or from this device. */
export interface Cached<T> {
	value: T;
	/** When it was read, milliseconds since the epoch. */
	at: number;
	/** Whether it may be older than what the server holds. */
	stale: boolean;
}

/** How long an answer is shown again without asking the network. */
const freshMs = 5_000;
const keptAtMost = 300;

// The shell, and pages read as a resident, carry no answer: they read this device first, like later pages.
let started = browser && !isAnswered();

/** Called once by the root layout when the first page is on screen. */
export function markStarted(): void {
	started = true;
}

/** Whether the first page is on screen: from then on reads go to this device first. */
export function hasStarted(): boolean {
	return started;
}

/**
 * Reads through what this device has seen. Server: the network. First page: what the server wrote into it.
 * Later pages: this device first, refreshed behind (`onfresh` is told), else the network.
 * @param key names the answer, with its arguments and, for what only a member may read, the member's id
 * @throws {Refusal} `offline` or what the database refused, when nothing was kept
 */
export async function cached<T>(key: string, read: () => Promise<T>, onfresh?: () => void): Promise<Cached<T>> {
	if (!browser) {
		const value = await read();
		writeAnswer(key, value);
		return { value, at: Date.now(), stale: false };
	}
	const written = started ? undefined : await answerWritten(key);
	if (written !== undefined) {
		onceLoaded(() => void keep(key, written).catch(console.info));
		return { value: written as T, at: Date.now(), stale: false };
	}
	const { seenStore } = await import('./store.ts');
	const kept = async () => (await seenStore()).get('seen', key).catch(() => undefined);
	const refresh = async () => {
		const value = await read();
		await keep(key, value);
		return value;
	};
	const hit = started ? await kept() : undefined;
	if (hit) {
		const fresh = Date.now() - hit.at < freshMs;
		if (!fresh) void refresh().then(onfresh, (error) => forgetRefused(key, error));
		return { value: hit.value as T, at: hit.at, stale: !fresh };
	}
	try {
		return { value: await refresh(), at: Date.now(), stale: false };
	} catch (error) {
		const last = isRefusal(error) && error.code !== 'offline' ? undefined : await kept();
		if (!last) throw error;
		return { value: last.value as T, at: last.at, stale: true };
	}
}

/**
 * Reads from the network, and from this device only without it: for what changes while one looks at it, or was just changed.
 * @throws {Refusal} `offline` when nothing was kept, or what the database refused
 */
export async function freshest<T>(key: string, read: () => Promise<T>): Promise<Cached<T>> {
	const { seenStore } = await import('./store.ts');
	try {
		const value = await read();
		await keep(key, value);
		return { value, at: Date.now(), stale: false };
	} catch (error) {
		if (!isRefusal(error) || error.code !== 'offline') {
			await forgetRefused(key, error);
			throw error;
		}
		const last = await (await seenStore()).get('seen', key);
		if (!last) throw error;
		return { value: last.value as T, at: last.at, stale: true };
	}
}

/** Forgets everything that was read on this device. Called at sign-out. */
export async function forgetSeen(): Promise<void> {
	const { seenStore } = await import('./store.ts');
	await (await seenStore()).clear('seen');
}

async function keep(key: string, value: unknown): Promise<void> {
	const { seenStore } = await import('./store.ts');
	const store = await seenStore();
	await store.put('seen', { value, at: Date.now() }, key);
	const excess = (await store.count('seen')) - keptAtMost;
	if (excess <= 0) return;
	const transaction = store.transaction('seen', 'readwrite');
	let cursor = await transaction.store.index('at').openCursor();
	for (let dropped = 0; cursor && dropped < excess; dropped++) {
		await cursor.delete();
		cursor = await cursor.continue();
	}
	await transaction.done;
}

// Kept for a day without network, after what the reader came for.
function onceLoaded(task: () => void): void {
	if (document.readyState === 'complete') task();
	else addEventListener('load', task, { once: true });
}

// A listing that was closed, or that one may no longer see, must not stay readable here.
async function forgetRefused(key: string, error: unknown): Promise<void> {
	if (!isRefusal(error) || error.code === 'offline') return;
	const { seenStore } = await import('./store.ts');
	await (await seenStore()).delete('seen', key);
}
