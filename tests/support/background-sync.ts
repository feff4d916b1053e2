import type { CDPSession } from 'playwright';

/** Tells the worker of `origin` what the browser tells it when the network is back; `session` is that of any page. */
export async function dispatchSync(session: CDPSession, origin: string): Promise<void> {
	const found = new Promise<string | null>((resolve) => {
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
			if (ours) resolve(ours.registrationId);
		});
		setTimeout(() => resolve(null), 5_000);
	});
	await session.send('ServiceWorker.enable');
	const registrationId = await found;
	if (!registrationId) throw new Error(`no worker of ${origin}`);
	await session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'outbox', lastChance: false });
}
