/** What the way to ask reads and sends. It comes when the reader needs it: the page itself was read by the server. */
import { send } from '#lib/commands.ts';
import { conversationAbout } from '#lib/conversations/data/conversations.ts';
import { memberDb } from '#lib/database/member.ts';
import { readerOf, residentId } from '#lib/database/reader.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { sentenceFor } from '#lib/i18n/refusals.ts';
import { m } from '#lib/i18n/words.ts';
import { countPending, nextFreePeriods, readCalendar, type Period } from '#lib/listings/data/calendar.ts';
import { listLentByDays } from '#lib/listings/data/lent-by-days.ts';
import { listAbsences } from '#lib/listings/data/absences.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import { wholeDays, type Asked, type AskedDays } from '#lib/listings/domain/asking.ts';
import type { FreeDay } from '#lib/listings/domain/calendar.ts';
import type { Hours } from '#lib/listings/domain/absence.ts';
import type { Listing } from '#lib/listings/domain/listing.ts';
import { noteDraft } from '#lib/listings/domain/note-draft.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { newId } from '#lib/offline/command.ts';
import { freshest } from '#lib/offline/later.ts';
import { findRequest } from '#lib/reservations/data/reservations.ts';
import { owedBy } from '#lib/reservations/domain/owed.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';
import { today, type Day } from '#lib/time/paris.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { myExchanges } from '../../my-exchanges.ts';

async function db() {
	return (await readerOf(location.origin)).db();
}

/** The days that an address asks for; `null` when it asks for none, or for some that are gone. */
export function daysIn(url: URL, today: Day): AskedDays | null {
	const { from, until } = readQuery(url.searchParams);
	return from && from >= today ? { from, until: until ?? from } : null;
}

/** The free units of each day, both ends included, as `reader` may see them. */
export async function readDays(reader: string | null, listingId: string, from: Day, until: Day): Promise<FreeDay[]> {
	const key = `calendar ${listingId} ${from}`;
	return (await freshest({ of: reader, key, read: async () => readCalendar(await db(), listingId, from, until) }))
		.value;
}

/** How many people wait for the owner's answer. */
export async function readPending(listingId: string): Promise<number> {
	return countPending(await db(), listingId);
}

/** What the resident has to bring back before asking for anything else; `null` when there is nothing, or nobody is signed in. */
export async function readOwed(): Promise<Reservation | null> {
	const me = await residentId();
	if (!me) return null;
	return owedBy(me, (await freshest(myExchanges(me))).value.reservations, Date.now());
}

/** The next three stretches of `days` days when it is free. */
export async function otherPeriods(listingId: string, days: number): Promise<Period[]> {
	return nextFreePeriods(await db(), listingId, days, 3);
}

/** When the owner hands things over, and when not; `null` for a visitor. */
export async function readWindows(ownerId: string): Promise<Hours | null> {
	const member = await memberDb();
	if (!member) return null;
	const [windows, absences] = await Promise.all([listWindows(member, ownerId), listAbsences(member, ownerId, today())]);
	return { windows, absences };
}

/** Sends the request; answers the exchange it opens, or `null` when nobody is signed in. @throws {Refusal} */
export async function request(
	listingId: string,
	{ quantity = 1, also = [], meetings, ...asked }: Asked
): Promise<string | null> {
	if (!(await residentId())) return null;
	const things = [...Array.from({ length: quantity }, () => listingId), ...also];
	try {
		const { id, state } =
			things.length === 1
				? await send('reservations.request', { listingId, ...asked })
				: await requestSeveral(things, asked);
		await Promise.all(meetings.map((meeting) => propose(id, meeting)));
		if (state === 'kept') toast(m.ui_kept());
		sessionStorage.removeItem(noteDraft(listingId));
		return id;
	} catch (error) {
		const member = isRefusal(error) && error.code === 'already_done' ? await memberDb() : null;
		// From another tab, or by a press whose answer was lost: the exchange there is opens.
		const id = member && (await findRequest(member, listingId, asked.endsAt));
		if (!id) throw error;
		toast(m.listing_asked_before());
		return id;
	}
}

// The first line bears the wish's own id.
function requestSeveral(things: string[], asked: Pick<Asked, 'startsAt' | 'endsAt' | 'note'>) {
	const lines = things.map((listingId) => ({ id: newId(), listingId }));
	return send('baskets.request', { lines, ...asked }, lines[0]!.id);
}

/** What else the owner lends that is free on each of these days, 20 at most. @throws {Refusal} `offline` */
export async function alsoFrom(
	{ id: besides, owner }: Pick<Listing, 'id' | 'owner'>,
	days: AskedDays
): Promise<{ id: string; title: string }[]> {
	const reader = await db();
	const theirs = (await listLentByDays(reader, owner.id)).filter(({ id }) => id !== besides);
	const free = await Promise.all(
		theirs.map(async ({ id, title }) => {
			const calendar = await readCalendar(reader, id, days.from, days.until);
			return calendar.every(({ freeUnits }) => freeUnits > 0) ? [{ id, title }] : [];
		})
	);
	return free.flat();
}

/** Asks to be told when these days free up; false when nobody is signed in. Waiting already is as well. @throws {Refusal} */
export async function wait(listing: { id: string; title: string }, days: AskedDays): Promise<boolean> {
	if (!(await residentId())) return false;
	try {
		await send('waits.join', { listingId: listing.id, title: listing.title, ...wholeDays(days) });
	} catch (error) {
		if (!isRefusal(error) || error.code !== 'already_done') throw error;
	}
	return true;
}

// The request stands, whatever is said to the hour: it can be agreed on later.
async function propose(reservationId: string, meeting: Asked['meetings'][number]): Promise<void> {
	await send('appointments.propose', { reservationId, ...meeting }, newId()).catch((error: unknown) => {
		if (!isRefusal(error)) throw error;
		toast(sentenceFor(error.code).why);
	});
}

/** Opens the conversation about the listing; answers its id, or `null` when nobody is signed in. @throws {Refusal} */
export async function write(listingId: string): Promise<string | null> {
	const me = await residentId();
	if (!me) return null;
	const opened = await send('conversations.open', { listingId });
	if (opened.state === 'kept') {
		toast(m.ui_kept());
		return opened.id;
	}
	// When the two already talk about it, theirs is the one that opens.
	const member = await memberDb();
	return (member && (await conversationAbout(member, listingId, me))) ?? opened.id;
}
