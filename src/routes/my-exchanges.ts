/** What a resident reads of their exchanges, each named once: for the pages, and for what is kept before one looks. */
import { listTalks, readConversation } from '#lib/conversations/data/conversations.ts';
import { readMessages } from '#lib/conversations/data/messages.ts';
import type { Conversation, Talk } from '#lib/conversations/domain/conversation.ts';
import { withEarlier, type Message } from '#lib/conversations/domain/message.ts';
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { nextFreePeriods, type Period } from '#lib/listings/data/calendar.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { listConditionReports, readHandoverCode, readHandoverDetails } from '#lib/reservations/data/handover.ts';
import { listReservations, readReservation } from '#lib/reservations/data/reservations.ts';
import type { ConditionReport, HandoverDetails } from '#lib/reservations/domain/handover.ts';
import { firstDay, lastDay, type Reservation } from '#lib/reservations/domain/reservation.ts';
import { daysIn } from '#lib/time/paris.ts';

export interface Exchanges {
	reservations: Reservation[];
	talks: Talk[];
}

export interface Talked {
	conversation: Conversation;
	messages: Message[];
}

export interface Exchange extends Talked {
	reservation: Reservation;
	reports: ConditionReport[];
	/** Other dates to ask for, when these came to nothing. */
	periods: Period[];
}

/** Where to meet, and the word at the door: what each may know of it now. */
export interface Meeting {
	details: HandoverDetails | null;
	code: string | null;
}

/** Every exchange and every conversation. */
export function myExchanges(me: string): Reading<Exchanges> {
	const read = async () => {
		const db = await dbOf(me);
		const [reservations, talks] = await Promise.all([listReservations(db), listTalks(db, me)]);
		return { reservations, talks };
	};
	return { of: me, key: 'exchanges', lasts: 'mine', read };
}

/** One exchange, and what the two said to each other. */
export function myExchange(me: string, id: string): Reading<Exchange> {
	const read = async () => {
		const db = await dbOf(me);
		const [reservation, conversation, messages, reports] = await Promise.all([
			readReservation(db, id),
			readConversation(db, id, me),
			readMessages(db, id),
			listConditionReports(db, id)
		]);
		return { reservation, conversation, messages, reports, periods: (await otherDates(db, reservation, me)) ?? [] };
	};
	return { of: me, key: `exchange ${id}`, lasts: 'mine', read, join: saidBefore };
}

/** Where to meet for an exchange that was agreed. */
export function myMeeting(me: string, { id, state, owner }: Reservation): Reading<Meeting> {
	const read = async () => {
		const db = await dbOf(me);
		const [details, code] = await Promise.all([
			orNull(state === 'accepted' || state === 'handed_over', () => readHandoverDetails(db, id)),
			orNull(state === 'accepted' && owner.id === me, () => readHandoverCode(db, id))
		]);
		return { details, code };
	};
	return { of: me, key: `meeting ${id} ${state}`, lasts: 'close', read };
}

/** One conversation about a listing. */
export function myConversation(me: string, id: string): Reading<Talked> {
	const read = async () => {
		const db = await dbOf(me);
		const [conversation, messages] = await Promise.all([readConversation(db, id, me), readMessages(db, id)]);
		return { conversation, messages };
	};
	return { of: me, key: `conversation ${id}`, lasts: 'mine', read, join: saidBefore };
}

function saidBefore<T extends Talked>(fresh: T, kept: T): T {
	return { ...fresh, messages: withEarlier(fresh.messages, kept.messages) };
}

async function otherDates(db: Db, reservation: Reservation, me: string) {
	const { state, borrower, listing } = reservation;
	const wanted = borrower.id === me && (state === 'declined' || state === 'expired' || state === 'cancelled');
	if (!listing) return null;
	const days = daysIn(firstDay(reservation), lastDay(reservation));
	return orNull(wanted, () => nextFreePeriods(db, listing.id, days, 3));
}

/** A state that changed between two questions is not worth an error page: what was refused is simply not shown. */
async function orNull<T>(wanted: boolean, read: () => Promise<T>): Promise<T | null> {
	if (!wanted) return null;
	return read().catch((error) => {
		if (isRefusal(error) && error.code !== 'offline') return null;
		throw error;
	});
}
