const C = 'v1';
self.addEventListener('install', (e) =>
	e.waitUntil(
		caches
			.open(C)
			.then((c) =>
				c.addAll([
					'/',
					'/img/0.webp',
					'/img/1.webp',
					'/img/2.webp',
					'/img/3.webp',
					'/img/4.webp',
					'/img/5.webp',
					'/img/6.webp',
					'/img/7.webp'
				])
			)
			.then(() => self.skipWaiting())
	)
);
self.addEventListener('activate', (e) => e.waitUntil(clients.claim()));
self.addEventListener('fetch', (e) => {
	if (e.request.method === 'GET')
		e.respondWith(caches.match(e.request, { ignoreSearch: true }).then((r) => r || fetch(e.request)));
});
