import { error } from '@sveltejs/kit';
import { dbOf } from '#lib/database/member.ts';
import { freshest } from '#lib/offline/later.ts';
import { myCommunities, myStanding, theEvent } from '../../../../event-reading.ts';
import { theCommunes } from '../../../../everybodys.ts';
import type { PageLoad } from './$types';

/** An event that the reader runs; for anybody else it is not there. */
export const load: PageLoad = async ({ params: { slug }, parent }) => {
	const { resident } = await parent();
	const reader = { id: resident.id, db: () => dbOf(resident.id) };
	const { value: event } = await freshest(theEvent(reader, slug));
	if (!event) error(404, { message: 'not_found', code: 'not_found' });
	const { value: standing } = await freshest(myStanding(resident.id, event));
	if (!standing.runs) error(404, { message: 'not_found', code: 'not_found' });
	const [communes, communities] = await Promise.all([theCommunes(), freshest(myCommunities(resident.id))]);
	return { event, communes, communities: communities.value };
};
