import { addDays, weekdayOf, type Day } from '#lib/time/paris.ts';
import type { Watch } from './place.ts';

/** How many weeks, this one included, a page shows of a rota. */
const weeksShown = 5;

/** The Monday of the week that `day` is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}

/** A week of a rota: whose it is, or nobody's yet. */
export interface RotaWeek {
	week: Day;
	/** Its Sunday. */
	until: Day;
	taken: Watch | null;
	isThis: boolean;
}

/** This week and those that follow, as far as a page shows them. */
export function rotaFrom(today: Day, watches: Watch[]): RotaWeek[] {
	const monday = mondayOf(today);
	return Array.from({ length: weeksShown }, (_, away) => addDays(monday, 7 * away)).map((week) => ({
		week,
		until: addDays(week, 6),
		taken: watches.find((watch) => watch.week === week) ?? null,
		isThis: week === monday
	}));
}
