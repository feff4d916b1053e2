import { CacheableResponsePlugin } from 'workbox-cacheable-response';
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { smallPathOf } from '#lib/listings/domain/photo.ts';
import { isPublicPhoto } from './places.ts';

declare const self: ServiceWorkerGlobalScope;

const secondsPerDay = 86_400;

/** Fonts, once they were used: a reader who spares data never fetches them. */
export function keepFonts(): void {
	const old = new ExpirationPlugin({ maxEntries: 6 });
	registerRoute(
		({ request }) => request.destination === 'font',
		new CacheFirst({ cacheName: 'fonts', plugins: [old] })
	);
}

/**
 * Photos that were seen, the last 300 for 30 days: enough to read offline, bounded on a small phone.
 * A refusal is never kept, nor an answer that says it is private.
 */
export function keepPhotos(): void {
	registerRoute(
		({ request, url }) => request.destination !== 'document' && isPublicPhoto(url, self.location.origin),
		new CacheFirst({
			cacheName: 'photos',
			plugins: [
				new CacheableResponsePlugin({ statuses: [200] }),
				{ cacheWillUpdate: async ({ response }) => (isPrivate(response) ? null : response) },
				// Without network, the small variant does for the whole one.
				{ handlerDidError: ({ request }) => caches.match(smallPathOf(request.url)) },
				new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: 30 * secondsPerDay, purgeOnQuotaError: true })
			]
		})
	);
}

function isPrivate(response: Response): boolean {
	return /private|no-store/.test(response.headers.get('cache-control') ?? '');
}
