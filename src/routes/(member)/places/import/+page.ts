import { dbOf } from '#lib/database/member.ts';
import { kindsForImport, mayImportPlaces } from '#lib/imports/data/place-imports.ts';
import { theCommunes } from '../../../everybodys.ts';
import type { PageLoad } from './$types';

// Needs the network: an import is looked at line by line with what is there now.
export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const db = await dbOf(resident.id);
	const [may, kinds, communes] = await Promise.all([mayImportPlaces(db), kindsForImport(db), theCommunes()]);
	return { may, kinds, communes };
};
