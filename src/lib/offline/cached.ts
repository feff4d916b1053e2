import { browser } from '$app/env';
import { answerWritten, isAnswered, writeAnswer } from '#lib/page/written.ts';
import type { Cached, Reading } from './reading.ts';

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
 * @throws {Refusal} `offline` or what the database refused, when nothing was kept
 */
export async function cached<T>(reading: Reading<T>, onfresh?: () => void): Promise<Cached<T>> {
	const { key, read } = reading;
	if (!browser) {
		const value = await read();
		writeAnswer(key, value);
		return { value, at: Date.now(), stale: false };
	}
	const written = started ? undefined : await answerWritten(key);
	// What first pages can do without comes after them.
	if (written === undefined) return (await import('./later.ts')).deviceFirst(reading, started, onfresh);
	const at = Date.now();
	onceLoaded(async () => (await import('./kept.ts')).keep(reading, written as T, at));
	return { value: written as T, at, stale: false };
}

// Kept for a day without network, after what the reader came for.
function onceLoaded(task: () => Promise<void>): void {
	const begin = () => void task().catch(console.info);
	if (document.readyState === 'complete') begin();
	else addEventListener('load', begin, { once: true });
}
