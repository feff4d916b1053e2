import { freshest } from '#lib/offline/later.ts';
import { myListings } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends('listings:mine');
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myListings(resident.id));
	return { listings: value, at, stale };
};
