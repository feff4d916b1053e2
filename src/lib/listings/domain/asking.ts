import { addDays, daysIn, dayOf, midnight, weekdayOf, type Day } from '#lib/time/paris.ts';
import { isFree } from './calendar.ts';
import type { HandoverWindow, Listing } from './listing.ts';

/** Days asked for, both included. */
export interface AskedDays {
	from: Day;
	until: Day;
}

/** What is sent to the owner: instants, half-open, and a word. */
export interface Asked {
	startsAt: string;
	endsAt: string;
	note: string;
}

const answerMs = 24 * 3_600_000;

/**
 * Why these days cannot be asked for, or `null`. `free` holds the free units of the days that are known.
 * A courtesy while choosing: the database holds the same rules and has the last word.
 */
export function askingProblem(
	{ from, until }: AskedDays,
	{ minDays, maxDays }: Pick<Listing, 'minDays' | 'maxDays'>,
	free: ReadonlyMap<Day, number>
): 'too_long' | 'too_short' | 'taken' | null {
	const days = daysIn(from, until);
	if (days > maxDays) return 'too_long';
	if (days < minDays) return 'too_short';
	return isFree(free, from, until) ? null : 'taken';
}

/** The first day that can be asked for at `now`: the owner may want to know some hours ahead. */
export function firstDayToAsk(leadHours: number, now: number): Day {
	const ready = dayOf(now + leadHours * 3_600_000);
	return leadHours > 0 ? addDays(ready, 1) : ready;
}

/** When the owner's time to answer ends, milliseconds since the epoch: a day, or the end of the loan if that is sooner. */
export function answerBefore(until: Day, now: number): number {
	return Math.min(now + answerMs, Date.parse(midnight(addDays(until, 1))));
}

/** The owner's usual times that fall on `day`. */
export function windowsOn(windows: HandoverWindow[], day: Day): HandoverWindow[] {
	return windows.filter(({ weekday }) => weekday === weekdayOf(day));
}

/** The period that whole days make: from the first midnight to the one after the last. */
export function wholeDays({ from, until }: AskedDays): Pick<Asked, 'startsAt' | 'endsAt'> {
	return { startsAt: midnight(from), endsAt: midnight(addDays(until, 1)) };
}

/** The days that a period of whole days covers. */
export function daysOf({ startsAt, endsAt }: Pick<Asked, 'startsAt' | 'endsAt'>): AskedDays {
	return { from: dayOf(startsAt), until: dayOf(Date.parse(endsAt) - 1) };
}
