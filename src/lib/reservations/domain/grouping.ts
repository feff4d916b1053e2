import { onePerBasket } from './basket.ts';
import { nextStep } from './next-step.ts';
import { roleOf, type Reservation } from './reservation.ts';

export const groups = ['waiting', 'current', 'coming', 'past'] as const;
/** How exchanges are sorted on the list: what waits for the reader first. */
export type Group = (typeof groups)[number];

/** Which group an exchange belongs to for `me` at `now`. */
export function groupOf(reservation: Reservation, me: string, now: number): Group {
	const { mine, situation } = nextStep(reservation, roleOf(reservation, me), now);
	if (mine) return 'waiting';
	if (reservation.state === 'handed_over') return 'current';
	if (reservation.state === 'accepted') return 'coming';
	if (reservation.state === 'requested' && situation !== 'unanswered') return 'coming';
	return 'past';
}

/** Exchanges by group, the soonest first; what is over, the latest first. What was asked for together stands once. */
export function grouped(reservations: Reservation[], me: string, now: number): Record<Group, Reservation[]> {
	const all: Record<Group, Reservation[]> = { waiting: [], current: [], coming: [], past: [] };
	const sorted = onePerBasket(reservations, me, now).toSorted(
		(a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)
	);
	for (const reservation of sorted) all[groupOf(reservation, me, now)].push(reservation);
	all.past.reverse();
	return all;
}
