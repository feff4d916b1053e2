import { error } from '@sveltejs/kit';
import { dbOf } from '#lib/database/member.ts';
import { freshest } from '#lib/offline/later.ts';
import { eventsKey, myStanding, theEvent, theGuests } from '../../../../event-reading.ts';
import type { PageLoad } from './$types';

/** Who comes and who helps: for those who run the event, or help it. For anybody else it is not there. */
export const load: PageLoad = async ({ params: { slug }, parent, depends }) => {
	depends(eventsKey);
	const { resident } = await parent();
	const reader = { id: resident.id, db: () => dbOf(resident.id) };
	const { value: event } = await freshest(theEvent(reader, slug));
	if (!event) error(404, { message: 'not_found', code: 'not_found' });
	const { value: standing } = await freshest(myStanding(resident.id, event));
	if (!standing.runs && !standing.signups.length) error(404, { message: 'not_found', code: 'not_found' });
	const { value, at, stale } = await freshest(theGuests(resident.id, event));
	return { event, ...value, at, stale };
};
