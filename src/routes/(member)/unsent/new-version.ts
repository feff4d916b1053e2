import { letIn } from '#lib/ui/shell/porch.ts';

/** Takes the newest version of the app, and starts again with it. */
export async function takeNewVersion(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	await registration?.update().catch(() => undefined);
	if (!registration?.waiting) return location.reload();
	letIn(registration.waiting);
}
