import { weekdayOf, type Day } from '#lib/time/paris.ts';
import type { HandoverWindow } from './listing.ts';

/** Days on which somebody hands nothing over, both included. */
export interface Absence {
	id: string;
	from: Day;
	until: Day;
}

/** When somebody usually hands things over, and the days on which they do not. */
export interface Hours {
	windows: HandoverWindow[];
	absences: Absence[];
}

/** The database holds the same, and has the last word. */
export const mostAbsences = 20;
const mostDays = 366;
const msPerDay = 86_400_000;

/** Why an absence makes no sense, or `null`. */
export function absenceProblem({
	from,
	until
}: Pick<Absence, 'from' | 'until'>): 'days_missing' | 'days_order' | 'days_many' | null {
	if (!isDay(from) || !isDay(until)) return 'days_missing';
	if (until < from) return 'days_order';
	return Date.parse(until) - Date.parse(from) > mostDays * msPerDay ? 'days_many' : null;
}

/** The absence that `day` lies in; `null` when somebody meets people then. */
export function absenceOn(absences: Absence[], day: Day): Absence | null {
	return absences.find(({ from, until }) => from <= day && day <= until) ?? null;
}

/** Somebody's usual hours of `day`; none while they are away. */
export function hoursOn({ windows, absences }: Hours, day: Day): HandoverWindow[] {
	return absenceOn(absences, day) ? [] : windows.filter(({ weekday }) => weekday === weekdayOf(day));
}

function isDay(text: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
