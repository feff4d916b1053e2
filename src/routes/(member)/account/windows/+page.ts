import { freshest } from '#lib/offline/later.ts';
import { myWindows } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myWindows(resident.id));
	return { windows: value, at, stale };
};
