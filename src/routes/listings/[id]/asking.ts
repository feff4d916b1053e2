/** What the way to ask reads and sends. It comes when the reader needs it: the page itself was read by the server. */
import { send } from '#lib/commands.ts';
import { conversationAbout } from '#lib/conversations/data/conversations.ts';
import { memberDb } from '#lib/database/member.ts';
import { readerOf, residentId } from '#lib/database/reader.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { m } from '#lib/i18n/words.ts';
import { countPending, nextFreePeriods, readCalendar, type Period } from '#lib/listings/data/calendar.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { Asked, AskedDays } from '#lib/listings/domain/asking.ts';
import type { FreeDay } from '#lib/listings/domain/calendar.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import { noteDraft } from '#lib/listings/domain/note-draft.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { freshest } from '#lib/offline/later.ts';
import { findRequest } from '#lib/reservations/data/reservations.ts';
import type { Day } from '#lib/time/paris.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

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

/** The next three stretches of `days` days when it is free. */
export async function otherPeriods(listingId: string, days: number): Promise<Period[]> {
	return nextFreePeriods(await db(), listingId, days, 3);
}

/** When the owner hands things over; `null` for a visitor. */
export async function readWindows(ownerId: string): Promise<HandoverWindow[] | null> {
	const member = await memberDb();
	return member && listWindows(member, ownerId);
}

/** Sends the request; answers the exchange it opens, or `null` when nobody is signed in. @throws {Refusal} */
export async function request(listingId: string, asked: Asked): Promise<string | null> {
	if (!(await residentId())) return null;
	try {
		const { id, state } = await send('reservations.request', { listingId, ...asked });
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
