import { freshest } from '#lib/offline/later.ts';
import { calendarKey, myCalendar } from '../../../my-exchanges.ts';
import { showLate } from '../../../read-again.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends(calendarKey);
	const { resident } = await parent();
	const { value, at, stale } = await freshest(myCalendar(resident.id), () => void showLate(calendarKey));
	return { ...value, at, stale };
};
