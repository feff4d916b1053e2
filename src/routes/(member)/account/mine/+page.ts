import { freshest } from '#lib/offline/later.ts';
import { myListings, ownKey } from '../../../my-things.ts';
import { showLate } from '../../../read-again.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(ownKey);
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myListings(resident.id), () => void showLate(ownKey));
	return { listings: value, at, stale };
};
