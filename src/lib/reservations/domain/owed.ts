import type { Reservation } from './reservation.ts';

type Late = Pick<Reservation, 'state' | 'kind' | 'endsAt' | 'overdueExcusedAt'>;

/**
 * Whether a thing should be back by now and its owner has not said that it may wait, as in `private.is_owed`. Whoever has
 * such a thing asks for nothing else meanwhile: the database refuses `quota_reached`.
 */
export function isOwed({ state, kind, endsAt, overdueExcusedAt }: Late, now: number): boolean {
	const end = Date.parse(endsAt);
	const isExcused = overdueExcusedAt !== null && Date.parse(overdueExcusedAt) >= end;
	return state === 'handed_over' && kind === 'loan' && end <= now && !isExcused;
}

/** What `me` has to bring back before asking for anything else, the longest due first; `null` when there is nothing. */
export function owedBy(me: string, reservations: Reservation[], now: number): Reservation | null {
	const owed = reservations.filter((one) => one.borrower.id === me && isOwed(one, now));
	return owed.toSorted((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt))[0] ?? null;
}
