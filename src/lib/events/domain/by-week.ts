import { addDays, dayOf, weekdayOf, type Day } from '#lib/time/paris.ts';
import type { EventLine } from './event.ts';

/** The events of one week. */
export interface Week<Line> {
	/** Its Monday. */
	monday: Day;
	events: Line[];
}

/** Events by the week they begin in, Monday first, in their order; what began earlier is in the week of `today`. */
export function byWeek<Line extends Pick<EventLine, 'startsAt'>>(events: Line[], today: Day): Week<Line>[] {
	const weeks = new Map<Day, Line[]>();
	for (const event of events) {
		const day = dayOf(event.startsAt);
		const monday = mondayOf(day < today ? today : day);
		weeks.set(monday, [...(weeks.get(monday) ?? []), event]);
	}
	return [...weeks].map(([monday, lines]) => ({ monday, events: lines }));
}

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}
