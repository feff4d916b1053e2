import { freshest } from '#lib/offline/later.ts';
import { theCommunes } from '../../../everybodys.ts';
import { myProfile } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const [person, communes] = await Promise.all([freshest(myProfile(resident.id)), theCommunes()]);
	return { person: person.value, at: person.at, stale: person.stale, communes };
};
