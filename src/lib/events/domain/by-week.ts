import { addDays, dayOf, weekdayOf, type Day } from '#lib/time/paris.ts';
import type { EventLine } from './event.ts';

/** The events of one week, or of one month that is further away. */
export interface Stretch<Line> {
	/** Its Monday, or the first of the month. */
	from: Day;
	isMonth: boolean;
	events: Line[];
}

/** Beyond this many weeks, one thinks in months. */
const weeksAhead = 4;

/**
 * Events by the week they begin in, Monday first, in their order, and by the month once they are further away; what began
 * earlier is in the week of `today`.
 */
export function byWeek<Line extends Pick<EventLine, 'startsAt'>>(events: Line[], today: Day): Stretch<Line>[] {
	const later = addDays(mondayOf(today), 7 * weeksAhead);
	const stretches = new Map<string, Stretch<Line>>();
	for (const event of events) {
		const day = dayOf(event.startsAt);
		const isMonth = day >= later;
		const from = isMonth ? `${day.slice(0, 7)}-01` : mondayOf(day < today ? today : day);
		const key = `${from} ${isMonth}`;
		const stretch = stretches.get(key) ?? { from, isMonth, events: [] };
		stretch.events.push(event);
		stretches.set(key, stretch);
	}
	return [...stretches.values()];
}

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}
