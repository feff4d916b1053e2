import type { Meeting, Moment } from '#lib/appointments/domain/appointment.ts';
import { addDays, daysIn, dayOf, midnight, type Day } from '#lib/time/paris.ts';
import { respondBy } from '#lib/time/waking.ts';
import { isFree } from './calendar.ts';
import type { Listing } from './listing.ts';

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
	/** How many of it; one when it is not said. */
	quantity?: number;
	/** Other things of the same owner, by their ids. */
	also?: string[];
	/** When to meet, if it was said: proposed along with the request. */
	meetings: (Meeting & { moment: Moment })[];
}

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

/** How many units are free on each of these days: what can be asked for at once, 0 when a day is not known. */
export function freeThroughout({ from, until }: AskedDays, free: ReadonlyMap<Day, number>): number {
	let least = Infinity;
	for (let day = from; day <= until; day = addDays(day, 1)) least = Math.min(least, free.get(day) ?? 0);
	return Number.isFinite(least) ? least : 0;
}

/** The first day that can be asked for at `now`: the owner may want to know some hours ahead. */
export function firstDayToAsk(leadHours: number, now: number): Day {
	const ready = dayOf(now + leadHours * 3_600_000);
	return leadHours > 0 ? addDays(ready, 1) : ready;
}

/** When the owner's time to answer ends if these days are asked for at `now`, milliseconds since the epoch. */
export function answerBefore({ from, until }: AskedDays, now: number): number {
	return respondBy(now, Math.max(now, Date.parse(midnight(from))), Date.parse(midnight(addDays(until, 1))));
}

/** The period that whole days make: from the first midnight to the one after the last. */
export function wholeDays({ from, until }: AskedDays): Pick<Asked, 'startsAt' | 'endsAt'> {
	return { startsAt: midnight(from), endsAt: midnight(addDays(until, 1)) };
}

/** The days that a period of whole days covers. */
export function daysOf({ startsAt, endsAt }: Pick<Asked, 'startsAt' | 'endsAt'>): AskedDays {
	return { from: dayOf(startsAt), until: dayOf(Date.parse(endsAt) - 1) };
}
