import type { Talk } from '#lib/conversations/domain/conversation.ts';
import { onePerBasket, talkOf as talkIdOf } from './basket.ts';
import { nextStep } from './next-step.ts';
import { roleOf, type Reservation } from './reservation.ts';

/** Something that waits for the reader: a step of an exchange, or words they have not read. */
export interface WaitingItem {
	/** Of the exchange or of the conversation. */
	id: string;
	reservation: Reservation | null;
	talk: Talk | null;
	unread: number;
	/** Whether a step waits, rather than only words. */
	step: boolean;
}

/** What waits for `me` at `now`: steps first, soonest first, then the conversations with something new. */
export function waitingAmong(reservations: Reservation[], talks: Talk[], me: string, now: number): WaitingItem[] {
	const talkOf = new Map(talks.map((talk) => [talk.id, talk]));
	const exchanges = onePerBasket(reservations, me, now).map((reservation) => {
		const talk = talkOf.get(talkIdOf(reservation)) ?? null;
		talkOf.delete(talkIdOf(reservation));
		const step = nextStep(reservation, roleOf(reservation, me), now).mine;
		return { id: reservation.id, reservation, talk, unread: talk?.unread ?? 0, step };
	});
	const rest = [...talkOf.values()].map((talk) => ({
		id: talk.id,
		reservation: null,
		talk,
		unread: talk.unread,
		step: false
	}));
	return [...exchanges, ...rest]
		.filter((item) => item.step || item.unread > 0)
		.sort((a, b) => Number(b.step) - Number(a.step) || dueAt(a) - dueAt(b));
}

function dueAt({ reservation }: WaitingItem): number {
	if (!reservation) return Infinity;
	if (reservation.state === 'requested') return Date.parse(reservation.respondBy);
	if (reservation.state === 'returned') return Infinity;
	return Date.parse(reservation.state === 'handed_over' ? reservation.endsAt : reservation.startsAt);
}
