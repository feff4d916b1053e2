import { dbOf } from '#lib/database/member.ts';
import { kindsForImport, listPlaceSources, mayImportPlaces } from '#lib/imports/data/place-imports.ts';
import { sourcesKey } from '../../../my-places.ts';
import { theCommunes } from '../../../everybodys.ts';
import type { PageLoad } from './$types';

// Needs the network: an import is looked at line by line with what is there now.
export const load: PageLoad = async ({ parent, depends }) => {
	depends(sourcesKey);
	const { resident } = await parent();
	const db = await dbOf(resident.id);
	const [may, kinds, communes, sources] = await Promise.all([
		mayImportPlaces(db),
		kindsForImport(db),
		theCommunes(),
		listPlaceSources(db)
	]);
	return { may, kinds, communes, sources };
};
