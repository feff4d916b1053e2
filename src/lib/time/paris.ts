/** A calendar day of the territory, `YYYY-MM-DD`. The device's own zone never matters. */
export type Day = string;

const zone = 'Europe/Paris';
const msPerDay = 86_400_000;
const msPerHour = 3_600_000;

// Swedish writes days as ISO does.
const asDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
const asTime = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' });

/** The day it is in Paris at `instant`: milliseconds since the epoch, or ISO 8601. */
export function dayOf(instant: number | string): Day {
	return asDay.format(new Date(instant));
}

/** `HH:MM` on the clocks of Paris at `instant`. */
export function timeOf(instant: number | string): string {
	return asTime.format(new Date(instant));
}

/** The day it is now in Paris. */
export function today(now = Date.now()): Day {
	return dayOf(now);
}

/** `count` days after `day`; before it when negative. */
export function addDays(day: Day, count: number): Day {
	return new Date(Date.parse(day) + count * msPerDay).toISOString().slice(0, 10);
}

/** Days from `from` to `until`, both counted: the same day is 1. */
export function daysIn(from: Day, until: Day): number {
	return (Date.parse(until) - Date.parse(from)) / msPerDay + 1;
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(day).getUTCDay() || 7;
}

/** The instant `day` begins in Paris, ISO 8601 in UTC. */
export function midnight(day: Day): string {
	const inSummer = Date.parse(day) - 2 * msPerHour;
	const instant = dayOf(inSummer) === day ? inSummer : inSummer + msPerHour;
	return new Date(instant).toISOString();
}
