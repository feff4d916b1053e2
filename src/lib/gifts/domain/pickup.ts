import { addDays, dayOf, midnight, timeOf, type Day } from '#lib/time/paris.ts';

/** The days one may propose to come, from today on. */
export function pickupDays(now: number, count = 14): Day[] {
	const today = dayOf(now);
	return Array.from({ length: count }, (_, away) => addDays(today, away));
}

/** The instant it is `time` (`HH:MM`) on `day` in Paris, ISO 8601 in UTC; on the night the clocks change, the nearest there is. */
export function instantAt(day: Day, time: string): string {
	const [hours, minutes] = time.split(':').map(Number) as [number, number];
	const wanted = hours * 60 + minutes;
	const guess = Date.parse(midnight(day)) + wanted * 60_000;
	const [shownHours, shownMinutes] = timeOf(guess).split(':').map(Number) as [number, number];
	const off = wanted - (shownHours * 60 + shownMinutes);
	return new Date(guess + off * 60_000).toISOString();
}
