import { dbOf } from '#lib/database/member.ts';
import { communitiesIRun, recordCategories } from '#lib/imports/data/repair-records.ts';
import type { PageLoad } from './$types';

// Needs the network: an import is looked at line by line with what is there now.
export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const db = await dbOf(resident.id);
	const [communities, categories] = await Promise.all([communitiesIRun(db, resident.id), recordCategories(db)]);
	return { communities, categories };
};
