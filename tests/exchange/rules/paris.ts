/**
 * Days and hours as the wall clock in Rennes says them, from the law alone (directive 2000/84/EC): summer time from the last
 * Sunday of March to the last of October, both at 01:00 UTC. Neither PostgreSQL's tables of zones nor those of V8 are asked.
 */
export const minute = 60_000;
export const hour = 60 * minute;
const dayMs = 24 * hour;

/** Days since 1970-01-01 of the day that an instant (milliseconds) falls on. */
export function dayOf(instant: number): number {
	return Math.floor((instant + offset(instant)) / dayMs);
}

/** The instant a day begins. Clocks change after two in the morning, so there is always one. */
export function midnight(day: number): number {
	return at(day, 0);
}

/** When the wall clock shows so many milliseconds past midnight, outside the hour that is missing or comes twice. */
export function at(day: number, time: number): number {
	const inWinter = day * dayMs + time - hour;
	return inWinter - (offset(inWinter) - hour);
}

/** Milliseconds that the wall clock shows past midnight. */
export function timeOf(instant: number): number {
	return instant + offset(instant) - dayOf(instant) * dayMs;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(instant: number): number {
	return ((dayOf(instant) + 3) % 7) + 1;
}

/** Days that `[from, until)` touches. */
export function daysIn(from: number, until: number): number {
	return dayOf(until - 1) - dayOf(from) + 1;
}

function offset(instant: number): number {
	const year = new Date(instant).getUTCFullYear();
	return instant >= change(year, 2) && instant < change(year, 9) ? 2 * hour : hour;
}

/** The last Sunday of a month of 31 days, at 01:00 UTC. */
function change(year: number, month: number): number {
	const last = new Date(Date.UTC(year, month, 31, 1));
	return last.getTime() - last.getUTCDay() * dayMs;
}
