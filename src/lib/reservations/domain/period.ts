import { addDays, dayOf, midnight, type Day } from '#lib/time/paris.ts';
import { firstDay, isByDay, lastDay, type Reservation } from './reservation.ts';

/** The two ends of a Postgres range of instants, as ISO 8601 in UTC. */
export function periodIn(range: string): { startsAt: string; endsAt: string } {
	const [startsAt = '', endsAt = ''] = range.slice(1, -1).split(',').map(instantIn);
	return { startsAt, endsAt };
}

// Safari reads neither the space nor an offset without minutes.
function instantIn(text: string): string {
	const iso = text.replaceAll('"', '').replace(' ', 'T');
	return new Date(iso.replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

/** The days a longer stay could end on, soonest first: `most` of them, after the last day. */
export function laterDays(reservation: Pick<Reservation, 'endsAt'>, now: number, most = 7): Day[] {
	const last = lastDay(reservation);
	const days = Array.from({ length: most }, (_, index) => addDays(last, index + 1));
	return days.filter((day) => Date.parse(midnight(addDays(day, 1))) > now);
}

/** The days a shorter stay could end on, soonest first: from today or the first day on, the `most` latest before the last day. */
export function soonerDays(reservation: Pick<Reservation, 'startsAt' | 'endsAt'>, now: number, most = 7): Day[] {
	if (!isByDay(reservation)) return [];
	const first = [firstDay(reservation), dayOf(now)].sort()[1]!;
	const days = Array.from({ length: most }, (_, index) => addDays(lastDay(reservation), index - most));
	return days.filter((day) => day >= first);
}

/** The end that staying until `day` makes: its midnight, or the same hour as before when it is not counted in days. */
export function endOn(day: Day, reservation: Pick<Reservation, 'endsAt'>): string {
	if (isByDay(reservation)) return midnight(addDays(day, 1));
	const sinceMidnight = Date.parse(reservation.endsAt) - Date.parse(midnight(lastDay(reservation)));
	return new Date(Date.parse(midnight(day)) + sinceMidnight).toISOString();
}
