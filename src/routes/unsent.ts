import { openOutboxHere } from '#lib/commands.ts';
import { keepSending } from '#lib/offline/outbox/waking.ts';

/** Sends what this device keeps for its resident, until it is stopped. */
export function sendUnsent(): () => void {
	return keepSending(openOutboxHere);
}
