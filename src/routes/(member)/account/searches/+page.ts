import { freshest } from '#lib/offline/later.ts';
import { today } from '#lib/time/paris.ts';
import { theCategories, theCommunes } from '../../../everybodys.ts';
import { mySearches, searchesKey } from '../../../my-things.ts';
import { showLate } from '../../../read-again.ts';
import { lastFound } from '../../../saved-results.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(searchesKey);
	const { resident } = await parent();
	const [{ value, at, stale }, communes, categories] = await Promise.all([
		freshest(mySearches(resident.id), () => void showLate(searchesKey)),
		theCommunes(),
		theCategories()
	]);
	const territory = { communes, categories };
	return {
		searches: value,
		at,
		stale,
		territory,
		found: await lastFound(resident.id, value, territory),
		today: today()
	};
};
