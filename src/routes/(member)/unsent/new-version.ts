/** Takes the newest version of the app, and starts again with it. */
export async function takeNewVersion(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	await registration?.update().catch(() => undefined);
	if (!registration?.waiting) return location.reload();
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	registration.waiting.postMessage('SKIP_WAITING');
}
