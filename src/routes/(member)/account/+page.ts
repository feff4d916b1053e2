import { hasDrafts } from '#lib/listings/data/drafts.ts';
import { freshest } from '#lib/offline/later.ts';
import { theCommunes } from '../../everybodys.ts';
import { myProfile } from '../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends('people:me');
	const { resident } = await parent();
	const [person, communes, begun] = await Promise.all([
		freshest(myProfile(resident.id)),
		theCommunes(),
		hasDrafts(resident.id)
	]);
	const commune = communes.find(({ code }) => code === person.value.communeCode);
	const { at, stale } = person;
	return { person: person.value, at, stale, commune: commune?.name ?? null, hasDraft: begun };
};
