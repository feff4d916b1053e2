// What was repaired here, in the Open Repair Data Standard 0.3: all of it, `?event=` one session's, `?community=` one community's,
// each by the name in its page's address.
import { error } from '@sveltejs/kit';
import { publicDb } from '#lib/database/client.ts';
import {
	communityIdCalled,
	eventIdCalled,
	exportedRecords,
	recordCategories
} from '#lib/imports/data/repair-records.ts';
import { writeOrds } from '#lib/imports/domain/ords.ts';
import { openFile } from '#lib/server/open-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, getClientAddress }) =>
	openFile(getClientAddress(), 'text/csv', 'repairs.csv', async () => {
		const db = publicDb(url.origin);
		const [event, community] = [url.searchParams.get('event'), url.searchParams.get('community')];
		const [eventId, communityId, { standard }] = await Promise.all([
			event === null ? undefined : eventIdCalled(db, event),
			community === null ? undefined : communityIdCalled(db, community),
			recordCategories(db)
		]);
		if (eventId === null || communityId === null) error(404);
		return writeOrds(await exportedRecords(db, { eventId, communityId }), standard);
	});
