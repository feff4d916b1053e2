import { openOutboxHere } from '#lib/commands.ts';
import { keepSending } from '#lib/offline/outbox/waking.ts';

/** Sends what this device keeps, for as long as the app is open. Loaded once somebody is signed in. */
export function sendUnsent(): void {
	keepSending(openOutboxHere);
}
