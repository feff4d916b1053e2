import { freshest } from '#lib/offline/later.ts';
import { today } from '#lib/time/paris.ts';
import { myAbsences, myLending, myWindows } from '../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const [{ value, at, stale }, absences, lending] = await Promise.all([
		freshest(myWindows(resident.id)),
		freshest(myAbsences(resident.id)),
		freshest(myLending(resident.id))
	]);
	return { windows: value, absences: absences.value, oneAtATime: lending.value, at, stale, today: today() };
};
