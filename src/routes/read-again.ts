import { untrack } from 'svelte';
import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { changes } from '#lib/offline/changes.ts';

/**
 * Reads again what depends on any of `keys`, once the reader has arrived where they are going: SvelteKit drops a navigation
 * under way when something is invalidated, and a link pressed at that moment would do nothing.
 */
export async function readAgain(...keys: string[]): Promise<void> {
	changes.known++;
	await showLate(...keys);
}

/** The same for an answer that came after its reader had been shown what was kept: it is what they now read. */
export async function showLate(...keys: string[]): Promise<void> {
	await untrack(() => navigating.complete)?.catch(() => undefined);
	await Promise.all(keys.map((key) => invalidate(key)));
}
