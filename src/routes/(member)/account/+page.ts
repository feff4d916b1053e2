import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { hasDrafts } from '#lib/listings/data/drafts.ts';
import { cached, freshest } from '#lib/offline/cached.ts';
import { readPerson } from '#lib/people/data/people.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends('people:me');
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const [person, communes, begun] = await Promise.all([
		freshest(`person:${resident.id}:me`, () => readPerson(db, resident.id)),
		cached('communes', () => listCommunes(db)),
		hasDrafts(resident.id)
	]);
	const commune = communes.value.find(({ code }) => code === person.value.communeCode);
	return { person: person.value, commune: commune?.name ?? null, hasDraft: begun };
};
