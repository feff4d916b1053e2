/** Keeps on this device what concerns its resident before they look at it, for the day without network. */
import { readLastLines } from '#lib/conversations/data/messages.ts';
import type { Talk } from '#lib/conversations/domain/conversation.ts';
import { keptLines } from '#lib/conversations/domain/message.ts';
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { listWhole } from '#lib/listings/data/listings.ts';
import { listAsDrafts } from '#lib/listings/data/own-listings.ts';
import { find, keep, keepOnly } from '#lib/offline/kept.ts';
import { refreshed } from '#lib/offline/later.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readConditionReports } from '#lib/reservations/data/handover.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';
import { categories, communes } from './everybodys.ts';
import { keepPictures } from './keep-pictures.ts';
import { myConversation, myExchange, myExchanges, myMeeting, type Exchange } from './my-exchanges.ts';
import { myDetails, myDraft, myListings, myProfile, myWindows } from './my-things.ts';

/** How many conversations are read in one question. */
const together = 10;
/** A meeting is read again this long before it goes. */
const meetingAgainMs = 12 * 3_600_000;
const dailyMs = 24 * 3_600_000;

/** Reads everything that concerns `me`, a little at a time, and forgets what does not any more. @throws {Refusal} `offline` */
export async function keepMine(me: string): Promise<void> {
	const at = Date.now();
	const db = await dbOf(me);
	const { reservations, talks } = await refreshed(myExchanges(me));
	const kept = new Set(await keepTalks(db, me, reservations, talks, at));
	for (const reservation of reservations) {
		if (await keepMeeting(me, reservation)) kept.add(myMeeting(me, reservation).key);
	}
	const own = await keepListings(db, me, at);
	for (const key of own.keys) kept.add(key);
	await keepOnly(me, ['exchange ', 'conversation ', 'meeting ', 'listing ', 'own-listing '], kept, at);
	await Promise.all([daily(communes), daily(categories)]);
	await Promise.all([refreshed(myProfile(me)), refreshed(myDetails(me)), refreshed(myWindows(me))]);
	const seen = [...reservations, ...talks].map(({ listing }) => listing?.photoPath);
	await keepPictures([...own.pictures, ...seen.filter((path) => path != null)]);
}

// What has not changed since it was kept is kept again as of now; only the rest is read.
async function keepTalks(db: Db, me: string, reservations: Reservation[], talks: Talk[], at: number) {
	const exchanges = new Map(reservations.map((reservation) => [reservation.id, reservation]));
	const keys: string[] = [];
	const changed: Talk[] = [];
	for (const talk of talks) {
		const reservation = exchanges.get(talk.id);
		// Its exchange is older than the list goes.
		if (talk.reservationId && !reservation) continue;
		const reading = reservation ? myExchange(me, talk.id) : myConversation(me, talk.id);
		keys.push(reading.key);
		const before = await find<Partial<Exchange>>(reading);
		const isSame = JSON.stringify(before?.value.reservation) === JSON.stringify(reservation);
		const said = before?.value.conversation;
		if (!isSame || !said || spoken(said) !== spoken(talk)) changed.push(talk);
		else await keep({ ...reading, join: undefined }, { ...before!.value, conversation: talk } as Exchange, at);
	}
	for (let from = 0; from < changed.length; from += together) {
		const some = changed.slice(from, from + together);
		const ids = some.map(({ id }) => id);
		const [lines, reports] = await Promise.all([readLastLines(db, ids, keptLines), readConditionReports(db, ids)]);
		for (const talk of some) {
			const said = { conversation: talk, messages: lines.get(talk.id) ?? [] };
			const reservation = exchanges.get(talk.id);
			if (!reservation) await keep({ ...myConversation(me, talk.id), join: undefined }, said, at);
			else {
				const reading = myExchange(me, talk.id);
				const periods = (await find<Exchange>(reading))?.value.periods ?? [];
				const whole = { ...said, reservation, reports: reports.get(talk.id) ?? [], periods };
				await keep({ ...reading, join: undefined }, whole, at);
			}
		}
	}
	return keys;
}

const spoken = ({ epoch, lastMessageAt, readUntil, otherReadUntil }: Omit<Talk, 'unread'>) =>
	[epoch, lastMessageAt, readUntil, otherReadUntil].join(' ');

async function keepMeeting(me: string, reservation: Reservation): Promise<boolean> {
	if (reservation.state !== 'accepted' && reservation.state !== 'handed_over') return false;
	const reading = myMeeting(me, reservation);
	const before = await find(reading);
	if (!before || Date.now() - before.at > meetingAgainMs) await refreshed(reading).catch(unlessOffline);
	return true;
}

async function keepListings(db: Db, me: string, at: number) {
	await refreshed(myListings(me));
	const [whole, drafts] = await Promise.all([listWhole(db, me), listAsDrafts(db, me)]);
	const keys: string[] = [];
	for (const listing of whole) {
		const place = { of: me, key: `listing ${listing.id}`, lasts: 'mine' } as const;
		await keep(place, listing, at);
		keys.push(place.key);
	}
	for (const draft of drafts) {
		const reading = myDraft(me, draft.listingId);
		await keep(reading, draft, at);
		keys.push(reading.key);
	}
	const shown = whole.filter(({ status }) => status === 'published');
	return {
		keys,
		pictures: shown.flatMap(({ photos }) => photos.map(({ path }) => path))
	};
}

async function daily<T>(reading: Reading<T>): Promise<void> {
	const before = await find(reading);
	if (!before || Date.now() - before.at > dailyMs) await refreshed(reading);
}

// One exchange whose state has just changed does not stop the others.
function unlessOffline(error: unknown): void {
	if (!isRefusal(error) || error.code === 'offline') throw error;
}
