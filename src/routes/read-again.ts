import { untrack } from 'svelte';
import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { changes } from '#lib/offline/changes.ts';

/** How long one reading may keep the next waiting. */
const patienceMs = 5_000;

/**
 * Reads again what depends on any of `keys`, once the reader has arrived where they are going: SvelteKit drops a navigation
 * under way when something is invalidated, and a link pressed at that moment would do nothing.
 */
export async function readAgain(...keys: string[]): Promise<void> {
	changes.known++;
	await showLate(...keys);
}

const asked = new Set<string>();
let reading: Promise<void> | null = null;

/**
 * The same for an answer that came after its reader had been shown what was kept: it is what they now read. What is asked
 * for while something is read, as a step of three lines is by each line, is read once when that is done.
 */
export function showLate(...keys: string[]): Promise<void> {
	for (const key of keys) asked.add(key);
	reading ??= readAll().finally(() => (reading = null));
	return reading;
}

async function readAll(): Promise<void> {
	while (asked.size) {
		await untrack(() => navigating.complete)?.catch(() => undefined);
		const now = [...asked];
		asked.clear();
		const over = new Promise((resolve) => setTimeout(resolve, patienceMs));
		await Promise.race([Promise.all(now.map((key) => invalidate(key))), over]);
	}
}
