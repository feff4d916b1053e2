import { openVisitorOutbox } from '#lib/commands.ts';
import { keepSending } from '#lib/offline/outbox/waking.ts';

let sending: (() => void) | undefined;

/** Sends what was said here without an account, for as long as this page is open. Asking twice changes nothing. */
export function sendUnsent(): void {
	sending ??= keepSending(openVisitorOutbox);
}
