// The directory as a table, for anybody to reuse.
import { publicDb } from '#lib/database/client.ts';
import { base, localise } from '#lib/i18n/urls.ts';
import { exportedPlaces } from '#lib/imports/data/exported-places.ts';
import { placesAsTable } from '#lib/imports/domain/exported-place.ts';
import { openFile } from '#lib/server/open-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, getClientAddress }) =>
	openFile(getClientAddress(), 'text/csv', 'places.csv', async () =>
		placesAsTable(await exportedPlaces(publicDb(url.origin), (slug) => url.origin + localise(`/places/${slug}`, base)))
	);
