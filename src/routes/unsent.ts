import { openOutboxHere } from '#lib/commands.ts';
import { keepSending } from '#lib/offline/outbox/waking.ts';

export { default as UnsentStatus } from './UnsentStatus.svelte';

/** Sends what this device keeps for its resident, until it is stopped. */
export function sendUnsent(): () => void {
	return keepSending(openOutboxHere);
}
