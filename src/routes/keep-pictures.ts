import { photoUrl } from '#lib/listings/domain/photo.ts';

const atMost = 60;
/** At the first visit the service worker is being installed. */
const installedWithinMs = 10_000;

/**
 * Has the service worker keep the small variant of public photographs, as if they had been shown. Nothing when the
 * reader spares data.
 */
export async function keepPictures(paths: string[]): Promise<void> {
	if (!('serviceWorker' in navigator) || 'lowData' in document.documentElement.dataset) return;
	const late = new Promise((resolve) => setTimeout(resolve, installedWithinMs));
	await Promise.race([navigator.serviceWorker.ready, late]);
	if (!navigator.serviceWorker.controller) return;
	for (const path of [...new Set(paths)].slice(0, atMost)) {
		const url = photoUrl(path, 'small');
		if (await caches.match(url)) continue;
		// An image that this page has shown before would come from its memory, past the service worker.
		const answer = await fetch(url).catch(() => null);
		if (!answer) return;
	}
}
