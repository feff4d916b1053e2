import { photoUrl } from '#lib/listings/domain/photo.ts';

const atMost = 60;
/** At the first visit the service worker is being installed. */
const installedWithinMs = 30_000;

/**
 * Has the service worker keep the small variant of public photographs, as if they had been shown. Nothing when the
 * reader spares data.
 */
export async function keepPictures(paths: string[]): Promise<void> {
	if (!('serviceWorker' in navigator) || 'lowData' in document.documentElement.dataset) return;
	if (!(await isServed())) return;
	for (const path of [...new Set(paths)].slice(0, atMost)) {
		const url = photoUrl(path, 'small');
		if (await caches.match(url)) continue;
		// An image that this page has shown before would come from its memory, past the service worker.
		const answer = await fetch(url).catch(() => null);
		if (!answer) return;
	}
}

/** Whether the service worker answers this page: it is ready a moment before it does. */
async function isServed(): Promise<boolean> {
	const worker = navigator.serviceWorker;
	if (!worker.controller) {
		const late = new Promise((resolve) => setTimeout(resolve, installedWithinMs));
		const claimed = new Promise((resolve) => worker.addEventListener('controllerchange', resolve, { once: true }));
		await Promise.race([claimed, late]);
	}
	return Boolean(worker.controller);
}
