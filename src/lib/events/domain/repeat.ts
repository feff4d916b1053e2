import { addDays, weekdayOf, type Day } from '#lib/time/paris.ts';

/** How often something takes place, as residents say it; the database keeps it as a rule of RFC 5545. */
export interface Repeat {
	freq: 'weekly' | 'monthly';
	/** Every so many weeks or months, from 1. */
	every: number;
	/** Which one of the month, -1 the last; `null` in weekly ones, and for each such day of a month. */
	nth: number | null;
	/** 1 Monday to 7 Sunday. */
	weekday: number;
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** `FREQ=MONTHLY;BYDAY=2SA`. */
export function ruleOf({ freq, every, nth, weekday }: Repeat): string {
	const interval = every > 1 ? `;INTERVAL=${every}` : '';
	return `FREQ=${freq === 'weekly' ? 'WEEKLY' : 'MONTHLY'}${interval};BYDAY=${nth ?? ''}${codes[weekday - 1]}`;
}

const simple = /^FREQ=(WEEKLY|MONTHLY)(?:;INTERVAL=(\d+))?;BYDAY=(-1|[1-5])?([A-Z]{2})(?:;.*)?$/;

/** A rule of one day, as residents say it; `null` when it names several, as an import may. */
export function repeatOf(rrule: string): Repeat | null {
	const parts = simple.exec(rrule);
	if (!parts) return null;
	const [, freq, every, nth, code] = parts;
	return {
		freq: freq === 'WEEKLY' ? 'weekly' : 'monthly',
		every: Number(every ?? 1),
		nth: nth === undefined ? null : Number(nth),
		weekday: codes.indexOf(code!) + 1
	};
}

/** Which one of its month a day is, from 1, and whether it is the last of its name. */
export function nthOf(day: Day): { nth: number; isLast: boolean } {
	return { nth: Math.ceil(Number(day.slice(8)) / 7), isLast: addDays(day, 7).slice(0, 7) !== day.slice(0, 7) };
}

/** What may be meant by doing again what takes place on `day`: each week, each other week, each month so counted. */
export function repeatsFrom(day: Day): Repeat[] {
	const weekday = weekdayOf(day);
	const { nth, isLast } = nthOf(day);
	const monthly = (counted: number): Repeat => ({ freq: 'monthly', every: 1, nth: counted, weekday });
	return [
		{ freq: 'weekly', every: 1, nth: null, weekday },
		{ freq: 'weekly', every: 2, nth: null, weekday },
		...(nth < 5 ? [monthly(nth)] : []),
		...(isLast ? [monthly(-1)] : [])
	];
}

/** The first `count` days of `repeat` from `first` on, which is one of them. */
export function daysOf(repeat: Repeat, first: Day, count: number): Day[] {
	const days: Day[] = [];
	const month = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
	// A week at a time: the weekday is right already. Six years hold sixty months of any count.
	for (let day = first, week = 0; days.length < count && week < 320; day = addDays(day, 7), week++) {
		const { nth, isLast } = nthOf(day);
		const isNth = repeat.nth === null || repeat.nth === nth || (repeat.nth === -1 && isLast);
		const away = repeat.freq === 'weekly' ? week : month(day) - month(first);
		if (isNth && away % repeat.every === 0) days.push(day);
	}
	return days;
}
