import type { Kind } from '#lib/listings/domain/listing.ts';
import { addDays, dayOf, midnight, type Day } from '#lib/time/paris.ts';

export type ReservationState =
	| 'requested'
	| 'accepted'
	| 'handed_over'
	| 'returned'
	| 'closed'
	| 'declined'
	| 'expired'
	| 'cancelled'
	| 'no_show'
	| 'lost';

/** Which side of the exchange somebody is on. */
export type Role = 'owner' | 'borrower';

/** Steps that the database knows; whose they are is in `private.reservation_steps`. */
export type ReservationAction =
	| 'accept'
	| 'decline'
	| 'cancel'
	| 'hand_over'
	| 'take_back'
	| 'close'
	| 'report_no_show'
	| 'report_lost'
	| 'excuse_overdue'
	| 'found'
	| 'undo_no_show';

/** One of the two; an empty name when their account is gone or hidden from the reader. */
export interface Party {
	id: string;
	name: string;
}

/** A thing, a space or a service between two neighbours. Instants are ISO 8601 in UTC. */
export interface Reservation {
	id: string;
	kind: Kind;
	/** Of what it is about, by its slug. */
	category: string | null;
	/** `null` once the listing is gone. */
	listing: { id: string; title: string; photoPath: string | null } | null;
	owner: Party;
	borrower: Party;
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	/** The later end that the borrower asks for, not answered yet. */
	extensionUntil: string | null;
	state: ReservationState;
	respondBy: string;
	handedOverAt: string | null;
	returnedAt: string | null;
	/** When its owner last said that being late is all right. */
	overdueExcusedAt: string | null;
	/** Whether what it is about is out of order. */
	broken: boolean;
	createdAt: string;
	/** The first of what was asked for together, which may be this one. */
	basketId?: string | null;
	/** How many were asked for together, where one stands for all. */
	together?: number;
}

/** Which side `personId` is on. */
export function roleOf({ owner }: Pick<Reservation, 'owner'>, personId: string): Role {
	return owner.id === personId ? 'owner' : 'borrower';
}

/** The one across the footbridge from `personId`. */
export function otherParty(reservation: Pick<Reservation, 'owner' | 'borrower'>, personId: string): Party {
	return roleOf(reservation, personId) === 'owner' ? reservation.borrower : reservation.owner;
}

/** First day of the period. */
export function firstDay({ startsAt }: Pick<Reservation, 'startsAt'>): Day {
	return dayOf(startsAt);
}

/** Last day of a period that ends at `endsAt`, itself included. */
export function lastDay({ endsAt }: Pick<Reservation, 'endsAt'>): Day {
	return dayOf(Date.parse(endsAt) - 1);
}

/** Whether the period is counted in whole days, rather than from an hour to another. */
export function isByDay({ endsAt }: Pick<Reservation, 'endsAt'>): boolean {
	return Date.parse(endsAt) === Date.parse(midnight(dayOf(endsAt)));
}

/** From when somebody who is waited for has not come, as in `private.no_show_from`. Milliseconds since the epoch. */
export function noShowFrom(reservation: Pick<Reservation, 'startsAt' | 'endsAt'>): number {
	return Date.parse(isByDay(reservation) ? midnight(addDays(firstDay(reservation), 1)) : reservation.startsAt);
}
