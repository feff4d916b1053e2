/** The porch: what opens without network, and when a new version comes in. Never keeps an answer meant for one person. */
import { build, files, prerendered, version } from '$service-worker';
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import * as navigationPreload from 'workbox-navigation-preload';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import { keepFonts, keepPhotos } from './kept-on-use.ts';
import { isKeptOnUse } from './places.ts';
import { onlyOfVersion, startPage, startPages } from './start-page.ts';
import { chosenTheme, dressed, followTheme } from './theme.ts';
import { unpack } from './unpack.ts';
import { sendUnsent } from './unsent.ts';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('message', (event) => {
	if (event.data === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

sendUnsent();
followTheme();

// `vite dev` has no shell to fall back to.
if (prerendered.length) {
	const code = build.filter((url) => !isKeptOnUse(url));
	const porch = new PrecacheController({ plugins: [onlyOfVersion(build)] });
	porch.addToCacheList([
		...code.map((url) => ({ url, revision: null })),
		...[...files, ...prerendered, ...startPages].map((url) => ({ url, revision: version }))
	]);
	self.addEventListener('install', (event) => {
		const packed = caches.open(porch.strategy.cacheName).then((cache) => unpack(code, cache));
		// What the pack lacks comes one by one, and a cache that refuses it says so there.
		event.waitUntil(packed.catch(() => undefined).then(() => porch.install(event)));
	});
	self.addEventListener('activate', porch.activate);
	cleanupOutdatedCaches();
	registerRoute(new PrecacheRoute(porch, { directoryIndex: '', cleanURLs: false }));
	navigationPreload.enable();

	const shell = porch.createHandlerBoundToURL('/shell');
	const kept: typeof shell = (context) => {
		const start = startPage(new URL(context.request.url));
		return start ? porch.createHandlerBoundToURL(start)(context) : shell(context);
	};
	const network = new NetworkOnly({ networkTimeoutSeconds: 4 });
	registerRoute(
		new NavigationRoute(
			async (context) => {
				const theme = chosenTheme().catch(() => null);
				const page = await network.handle(context).catch(() => null);
				return dressed(page && page.status < 500 ? page : await kept(context), await theme);
			},
			// The API, and files that are read as they are.
			{ denylist: [/^\/(rest|auth|storage|realtime|functions|photos|healthz|dev)(\/|$)/, /\.[a-z]+$/] }
		)
	);
	keepFonts();
	keepPhotos();
}
