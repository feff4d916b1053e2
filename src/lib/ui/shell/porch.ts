/**
 * Installs the service worker once the page is loaded, so that what it keeps does not hold up what is being looked at.
 * From then on calls `waits` with a new version that is ready to come in, and with `null` when that one is superseded.
 */
export async function openPorch(waits: (version: ServiceWorker | null) => void): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	if (!workers) return;
	if (document.readyState !== 'complete') {
		await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
	}
	const porch = await workers.register('/service-worker.js', {
		updateViaCache: 'none',
		type: import.meta.env.DEV ? 'module' : 'classic'
	});

	let waiting: ServiceWorker | null = null;
	const watch = (worker: ServiceWorker | null) => {
		// The first of all comes in by itself.
		if (!worker || !workers.controller) return;
		const look = () => {
			if (worker.state === 'installed') waits((waiting = worker));
			else if (worker.state === 'redundant' && waiting === worker) waits((waiting = null));
		};
		worker.addEventListener('statechange', look);
		look();
	};
	watch(porch.waiting);
	watch(porch.installing);
	porch.addEventListener('updatefound', () => watch(porch.installing));
	// An installed app may stay open for days: look for a new version when it comes back to the front.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible' && navigator.onLine) void porch.update().catch(console.info);
	});
}

/** Lets `version` in, and starts the page again with it. */
export function letIn(version: ServiceWorker): void {
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	version.postMessage('SKIP_WAITING');
}
