import { commands, openOutboxHere } from '#lib/commands.ts';
import { Unsent } from '#lib/offline/unsent/unsent.svelte.ts';

/** What is unsent, followed for as long as the component that calls this is on screen. */
export function followUnsent(): Unsent {
	const unsent = new Unsent(openOutboxHere, commands);
	$effect(() => unsent.follow());
	return unsent;
}
