import { readConversation } from '#lib/conversations/data/conversations.ts';
import { readMessages } from '#lib/conversations/data/messages.ts';
import type { Db } from '#lib/database/client.ts';
import { memberDb } from '#lib/database/member.ts';
import { isRefusal, Refusal } from '#lib/errors/refusal.ts';
import { nextFreePeriods } from '#lib/listings/data/calendar.ts';
import { freshest } from '#lib/offline/cached.ts';
import { listConditionReports, readHandoverCode, readHandoverDetails } from '#lib/reservations/data/handover.ts';
import { readReservation } from '#lib/reservations/data/reservations.ts';
import { firstDay, lastDay, type Reservation } from '#lib/reservations/domain/reservation.ts';
import { daysIn } from '#lib/time/paris.ts';
import { oneKey } from '../../../../waiting.ts';
import { keptExchange, orKept } from '../../kept-exchange.ts';
import type { PageLoad } from './$types';

/** A state that changed between two questions is not worth an error page: what was refused is simply not shown. */
async function orNull<T>(wanted: boolean, read: () => Promise<T>): Promise<T | null> {
	if (!wanted) return null;
	return read().catch((error) => {
		if (isRefusal(error)) return null;
		throw error;
	});
}

async function handover(db: Db, { id, state, owner }: Reservation, me: string) {
	const [details, code] = await Promise.all([
		orNull(state === 'accepted' || state === 'handed_over', () => readHandoverDetails(db, id)),
		orNull(state === 'accepted' && owner.id === me, () => readHandoverCode(db, id))
	]);
	return { details, code };
}

async function otherDates(db: Db, reservation: Reservation, me: string) {
	const { state, borrower, listing } = reservation;
	const wanted = borrower.id === me && (state === 'declined' || state === 'expired' || state === 'cancelled');
	if (!listing) return null;
	const days = daysIn(firstDay(reservation), lastDay(reservation));
	return orNull(wanted, () => nextFreePeriods(db, listing.id, days, 3));
}

export const load: PageLoad = async ({ params: { id }, parent, depends }) => {
	depends(oneKey);
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const me = resident.id;
	const read = () =>
		freshest(`exchange ${me} ${id}`, async () => {
			const [reservation, conversation, messages, reports] = await Promise.all([
				readReservation(db, id),
				readConversation(db, id, me),
				readMessages(db, id),
				listConditionReports(db, id)
			]);
			const [meeting, periods] = await Promise.all([handover(db, reservation, me), otherDates(db, reservation, me)]);
			return { reservation, conversation, messages, reports, ...meeting, periods: periods ?? [] };
		});
	const { value, at, stale } = await orKept(read, () => keptExchange(me, id));
	return { ...value, readAt: at, old: stale };
};
