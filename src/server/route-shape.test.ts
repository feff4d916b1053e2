import { expect, test } from 'vitest';
import { routeShape } from './route-shape.ts';

test.each([
	['/annonces/00000000-0000-7000-8000-000000000001', '/annonces/:id'],
	['/chercher?q=ada%40demo.test', '/chercher'],
	['/rest/v1/rpc/search_listings', '/rest/v1/rpc/search_listings'],
	[
		'/storage/v1/object/photos/00000000-0000-7001-8000-000000000001/00000000-0000-7000-8000-000000000001/photo.webp',
		'/storage/v1/object/photos/:id/:id/:photo'
	],
	['/auth/v1/verify?token=abcdef&type=recovery', '/auth/v1/verify'],
	['/ada@demo.test', '/:value'],
	['/calendrier/AbCdEfGhIjKlMnOpQrStUv.ics', '/calendrier/:token'],
	['/en/calendar/abcdefghijklmnopqrstuv', '/en/calendar/:token'],
	['/compte/calendrier', '/compte/calendrier'],
	['/personnes/0612345678', '/personnes/:value'],
	['/_app/immutable/chunks/BXw1.js', '/_app/…']
])('%s is logged as %s', (path, shape) => {
	expect(routeShape(path)).toBe(shape);
});
