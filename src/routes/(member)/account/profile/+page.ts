import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { cached } from '#lib/offline/cached.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const [person, communes] = await Promise.all([
		readPerson(db, resident.id),
		cached('communes', () => listCommunes(db))
	]);
	return { person, communes: communes.value };
};
