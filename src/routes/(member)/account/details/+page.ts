import { freshest } from '#lib/offline/later.ts';
import { myDetails } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myDetails(resident.id));
	return { details: value, at, stale };
};
