import { dayOf, timeOf, type Day } from './paris.ts';

const msPerHour = 3_600_000;

/**
 * The instant the clocks of Paris show `time` (`HH:MM`) on `day`, ISO 8601 in UTC; as `private.moment` of the database has it:
 * what the spring change skips is an hour later, what the autumn change shows twice is the second time.
 */
export function instantAt(day: Day, time: string): string {
	const asIfUtc = Date.parse(`${day}T${time}:00Z`);
	const inWinter = asIfUtc - msPerHour;
	const inSummer = asIfUtc - 2 * msPerHour;
	const shows = (instant: number) => dayOf(instant) === day && timeOf(instant) === time;
	return new Date(!shows(inWinter) && shows(inSummer) ? inSummer : inWinter).toISOString();
}

/** How long one waits for somebody who comes at an hour. */
export const briefMs = 30 * 60_000;

/** Whether one is expected at an hour, rather than within some hours. Instants are ISO 8601. */
export function isAtOnce(startsAt: string, endsAt: string): boolean {
	return Date.parse(endsAt) - Date.parse(startsAt) <= briefMs;
}
