import { instantAt } from '#lib/time/hours.ts';
import { addDays, dayOf, type Day } from '#lib/time/paris.ts';
import { readHours, spansOn, type Hours, type Span } from './opening-rules.ts';

/** Whether a place is open, and what comes next. Instants in milliseconds since the epoch. `unknown`: nobody said, or not so that it can be read. */
export type Opening =
	{ is: 'unknown' } | { is: 'always' } | { is: 'open'; until: number } | { is: 'closed'; opensAt: number | null };

/** Further ahead nobody plans: a garden that opens in spring is said to, one that never opens is closed. */
const daysAhead = 366;
/** Open for longer than this without a break is day and night. */
const alwaysDays = 8;

/** Whether a place with these `opening_hours` is open at `now`, by the clocks of Paris, both clock changes included. */
export function openingAt(text: string, now: number): Opening {
	const hours = readHours(text);
	return hours ? openingOf(hours, now) : { is: 'unknown' };
}

function openingOf(hours: Hours, now: number): Opening {
	const today = dayOf(now);
	let until: number | null = null;
	for (let away = -1; away <= daysAhead; away++) {
		const day = addDays(today, away);
		for (const [from, end] of spansOn(hours, day).map((span) => instantsOf(day, span))) {
			if (until !== null) {
				if (from > until) return { is: 'open', until };
				until = Math.max(until, end);
			} else if (from > now) return { is: 'closed', opensAt: from };
			else if (end > now) until = end;
		}
		if (until !== null && until > Date.parse(addDays(today, alwaysDays))) return { is: 'always' };
		if (until !== null && Date.parse(day) > until) return { is: 'open', until };
	}
	return { is: 'closed', opensAt: null };
}

/** The hours of seven days from `day` on, for a table; `null` when they cannot be read. */
export function weekFrom(text: string, day: Day): { day: Day; spans: Span[] }[] | null {
	const hours = readHours(text);
	if (!hours) return null;
	return Array.from({ length: 7 }, (_, away) => addDays(day, away)).map((one) => ({
		day: one,
		spans: spansOn(hours, one)
	}));
}

/** `HH:MM` of a minute of the day, on the clock. */
export function clockOf(minutes: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

function instantsOf(day: Day, { from, until }: Span): [number, number] {
	return [instantOf(day, from), instantOf(day, until)];
}

function instantOf(day: Day, minutes: number): number {
	const days = Math.floor(minutes / 1440);
	return Date.parse(instantAt(addDays(day, days), clockOf(minutes)));
}
