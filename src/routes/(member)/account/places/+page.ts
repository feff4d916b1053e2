import { freshest } from '#lib/offline/later.ts';
import { cached } from '#lib/offline/cached.ts';
import { dbOf } from '#lib/database/member.ts';
import { theCategories, theCommunes } from '../../../everybodys.ts';
import { mayImport, myPlaces, proposalsForMe, proposalsKey } from '../../../my-places.ts';
import { showLate } from '../../../read-again.ts';
import { placeKinds } from '../../../places/directory.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(proposalsKey);
	const { resident } = await parent();
	const [{ value, at, stale }, kept, may, { value: kinds }, categories, communes] = await Promise.all([
		freshest(proposalsForMe(resident.id), () => void showLate(proposalsKey)),
		freshest(myPlaces(resident.id)),
		freshest(mayImport(resident.id)),
		cached(placeKinds(() => dbOf(resident.id))),
		theCategories(),
		theCommunes()
	]);
	return {
		proposals: value,
		at,
		stale,
		kept: kept.value,
		mayImport: may.value,
		names: { kinds, categories, communes },
		now: Date.now()
	};
};
