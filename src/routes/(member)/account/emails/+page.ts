import { freshest } from '#lib/offline/later.ts';
import { myMailChoices } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myMailChoices(resident.id));
	return { choices: value, at, stale };
};
