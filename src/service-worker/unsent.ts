import { openOutboxHere, openVisitorOutbox } from '#lib/commands.ts';
import type { OutboxHere } from '#lib/offline/outbox/here.ts';
import { hasVisitorOutbox } from '#lib/offline/outbox/visitor-here.ts';

declare const self: ServiceWorkerGlobalScope;

interface SyncEvent extends ExtendableEvent {
	tag: string;
}

/** Sends what is unsent when the browser says that the network is back, with no page open. */
export function sendUnsent(): void {
	self.addEventListener('sync' as 'activate', (event) => {
		if ((event as SyncEvent).tag === 'outbox') event.waitUntil(sent());
	});
}

/** @throws while something is left, so that the browser tries again later */
async function sent(): Promise<void> {
	// Who looks at the app sends by themselves; here one comes after them, should they leave before the end.
	for (const page of await self.clients.matchAll({ type: 'window' })) {
		if (page.visibilityState === 'visible') page.postMessage('SEND_UNSENT');
	}
	await untilOnline();
	await drained(await openOutboxHere());
	if (await hasVisitorOutbox()) await drained(await openVisitorOutbox());
}

async function drained(here: OutboxHere | null): Promise<void> {
	await here?.outbox.kick(true);
	const left = (await here?.outbox.all()) ?? [];
	if (left.some(({ state }) => state === 'queued') && !here?.outbox.paused()) throw new Error('some is left to send');
}

// The browser says that the network is back before its worker knows.
async function untilOnline(): Promise<void> {
	for (let tries = 0; !navigator.onLine && tries < 40; tries++) await new Promise((over) => setTimeout(over, 250));
}
