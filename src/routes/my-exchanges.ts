/** What a resident reads of their exchanges, each named once: for the pages, and for what is kept before one looks. */
import { readAppointments } from '#lib/appointments/data/appointments.ts';
import type { Appointment } from '#lib/appointments/domain/appointment.ts';
import { readCalendar, readFeedSince } from '#lib/calendar/data/calendar.ts';
import type { OwnEntry } from '#lib/calendar/domain/calendar-entry.ts';
import { listTalks, readConversation } from '#lib/conversations/data/conversations.ts';
import { readMessages } from '#lib/conversations/data/messages.ts';
import type { Conversation, Talk } from '#lib/conversations/domain/conversation.ts';
import { withEarlier, type Message } from '#lib/conversations/domain/message.ts';
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal, Refusal } from '#lib/errors/refusal.ts';
import { nextFreePeriods, type Period } from '#lib/listings/data/calendar.ts';
import { listAbsences } from '#lib/listings/data/absences.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { Hours } from '#lib/listings/domain/absence.ts';
import { similarListings } from '#lib/listings/data/search.ts';
import type { ListingSummary } from '#lib/listings/domain/listing.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { listConditionReports } from '#lib/reservations/data/condition.ts';
import { readHandoverCode, readHandoverDetails } from '#lib/reservations/data/handover.ts';
import { listReservations, readReservation } from '#lib/reservations/data/reservations.ts';
import { listMyReviews } from '#lib/reviews/data/reviews.ts';
import type { Review } from '#lib/reviews/domain/review.ts';
import { readTrouble } from '#lib/reservations/data/trouble.ts';
import { talkOf } from '#lib/reservations/domain/basket.ts';
import type { ConditionReport } from '#lib/reservations/domain/condition.ts';
import type { HandoverDetails } from '#lib/reservations/domain/handover.ts';
import { firstDay, lastDay, type Reservation } from '#lib/reservations/domain/reservation.ts';
import type { Trouble } from '#lib/reservations/domain/trouble.ts';
import { daysIn, today } from '#lib/time/paris.ts';
import { listWaits } from '#lib/waits/data/waits.ts';
import type { Wait } from '#lib/waits/domain/wait.ts';

export interface Exchanges {
	reservations: Reservation[];
	talks: Talk[];
	/** What one waits for; absent where it was kept before there were any. */
	waits?: Wait[];
}

export interface Talked {
	conversation: Conversation;
	messages: Message[];
}

export interface Exchange extends Talked {
	reservation: Reservation;
	reports: ConditionReport[];
	/** What was lost or missed, and what the two say of it. */
	trouble: Trouble;
	appointments: Appointment[];
	/** Other dates to ask for, when these came to nothing. */
	periods: Period[];
	/** What else is free on these dates then. */
	similar: ListingSummary[];
}

/** Where to meet, and the word at the door: what each may know of it now. */
export interface Meeting {
	details: HandoverDetails | null;
	code: string | null;
}

/** Every exchange and every conversation, and what one waits for. */
export function myExchanges(me: string): Reading<Exchanges> {
	const read = async () => {
		const db = await dbOf(me);
		const [reservations, talks, waits] = await Promise.all([listReservations(db), listTalks(db, me), listWaits(db)]);
		return { reservations, talks, waits };
	};
	return { of: me, key: 'exchanges', lasts: 'mine', read };
}

/** One exchange, and what the two said to each other. */
export function myExchange(me: string, id: string): Reading<Exchange> {
	const read = async () => {
		const db = await dbOf(me);
		const [reservation, talked, reports, appointments] = await Promise.all([
			readReservation(db, id),
			readTalked(db, id, me),
			listConditionReports(db, id),
			readAppointments(db, [id])
		]);
		const { conversation, messages } = talked ?? (await readTalked(db, talkOf(reservation), me)) ?? notThere();
		const [trouble, periods, similar] = await Promise.all([
			readTrouble(db, reservation),
			otherDates(db, reservation, me),
			otherListings(db, reservation, me)
		]);
		return {
			...{ reservation, conversation, messages, reports, trouble },
			...{ appointments: appointments.get(id) ?? [], periods: periods ?? [], similar: similar ?? [] }
		};
	};
	return { of: me, key: `exchange ${id}`, lasts: 'mine', read, join: saidBefore };
}

// Its own conversation: what was asked for together has that of the first.
async function readTalked(db: Db, id: string, me: string): Promise<Talked | null> {
	const lines = readMessages(db, id);
	return Promise.all([readConversation(db, id, me), lines]).then(
		([conversation, messages]) => ({ conversation, messages }),
		(error: unknown) => {
			if (isRefusal(error) && error.code === 'not_found') return null;
			throw error;
		}
	);
}

function notThere(): never {
	throw new Refusal('not_found');
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

/** What they wrote of their exchanges, and what is shown of what others wrote of them. */
export function myReviews(me: string): Reading<Review[]> {
	return { of: me, key: 'reviews', lasts: 'mine', read: async () => listMyReviews(await dbOf(me), me) };
}

/** The hours of `personId`, as `me` may know them. */
export function hoursOf(me: string, personId: string): Reading<Hours> {
	const read = async () => {
		const db = await dbOf(me);
		const [windows, absences] = await Promise.all([listWindows(db, personId), listAbsences(db, personId, today())]);
		return { windows, absences };
	};
	return { of: me, key: `hours ${personId}`, read };
}

/** What one's calendar depends on. */
export const calendarKey = 'calendar:mine';

/** What was agreed and what is due, in the order of days; and since when an address leads there. */
export function myCalendar(me: string): Reading<{ entries: OwnEntry[]; feedSince: string | null }> {
	const read = async () => {
		const db = await dbOf(me);
		const [entries, feedSince] = await Promise.all([readCalendar(db), readFeedSince(db)]);
		return { entries, feedSince };
	};
	return { of: me, key: 'calendar', lasts: 'mine', read };
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

/** Whether `me` asked, and it came to nothing. */
function isOver({ state, borrower }: Reservation, me: string): boolean {
	return borrower.id === me && (state === 'declined' || state === 'expired' || state === 'cancelled');
}

/** Whether `me` counts on something that is out of order. */
function isMissing({ state, borrower, broken }: Reservation, me: string): boolean {
	return broken && borrower.id === me && (state === 'requested' || state === 'accepted');
}

function otherListings(db: Db, reservation: Reservation, me: string) {
	return orNull(isOver(reservation, me) || isMissing(reservation, me), () => similarListings(db, reservation.id));
}

async function otherDates(db: Db, reservation: Reservation, me: string) {
	const { listing } = reservation;
	if (!listing) return null;
	const days = daysIn(firstDay(reservation), lastDay(reservation));
	return orNull(isOver(reservation, me), () => nextFreePeriods(db, listing.id, days, 3));
}

/** A state that changed between two questions is not worth an error page: what was refused is simply not shown. */
async function orNull<T>(wanted: boolean, read: () => Promise<T>): Promise<T | null> {
	if (!wanted) return null;
	return read().catch((error) => {
		if (isRefusal(error) && error.code !== 'offline') return null;
		throw error;
	});
}
