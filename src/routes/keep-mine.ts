/** Keeps on this device what concerns its resident before they look at it, for the day without network. */
import { readAppointments } from '#lib/appointments/data/appointments.ts';
import { readLastLines } from '#lib/conversations/data/messages.ts';
import type { Talk } from '#lib/conversations/domain/conversation.ts';
import { keptLines } from '#lib/conversations/domain/message.ts';
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { listWhole } from '#lib/listings/data/listings-of.ts';
import { listAsDrafts } from '#lib/listings/data/own-listings.ts';
import { find, keep, keepOnly } from '#lib/offline/kept.ts';
import { refreshed } from '#lib/offline/later.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readConditionReports } from '#lib/reservations/data/condition.ts';
import { readTroubles } from '#lib/reservations/data/trouble.ts';
import { talkOf } from '#lib/reservations/domain/basket.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';
import { noTrouble } from '#lib/reservations/domain/trouble.ts';
import { categories, communes } from './everybodys.ts';
import { keepPictures } from './keep-pictures.ts';
import { myGift, myGiftMeeting, myGifts, requestsFor, type TalkedGift } from './my-gifts.ts';
import {
	myCalendar,
	myConversation,
	myExchange,
	myExchanges,
	myMeeting,
	myReviews,
	type Exchange
} from './my-exchanges.ts';
import {
	myAbsences,
	myLending,
	myDetails,
	myDraft,
	myListings,
	myMailChoices,
	myNews,
	myOffers,
	myPlacard,
	myProfile,
	mySearches,
	myWindows
} from './my-things.ts';
import { myBookings, productCategories } from './my-visits.ts';
import { keepResults } from './saved-results.ts';
import { territory } from './search-reading.ts';

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
	for (const key of await keepGifts(me, talks, at)) kept.add(key);
	const own = await keepListings(db, me, at);
	for (const key of own.keys) kept.add(key);
	await keepOnly(
		me,
		['exchange ', 'conversation ', 'meeting ', 'gift ', 'gift-meeting ', 'gifts-of ', 'listing ', 'own-listing '],
		kept,
		at
	);
	await Promise.all([daily(communes), daily(categories)]);
	await Promise.all([
		refreshed(myProfile(me)),
		refreshed(myDetails(me)),
		refreshed(myWindows(me)),
		refreshed(myReviews(me)),
		refreshed(myPlacard(me)),
		refreshed(myOffers(me))
	]);
	await Promise.all([
		refreshed(myAbsences(me)),
		refreshed(myLending(me)),
		refreshed(myCalendar(me)),
		refreshed(myBookings(me))
	]);
	await daily(productCategories());
	await Promise.all([refreshed(myNews(me)), refreshed(myMailChoices(me))]);
	await keepSearches(me, at);
	const seen = [...reservations, ...talks].map(({ listing }) => listing?.photoPath);
	await keepPictures([...own.pictures, ...seen.filter((path) => path != null)]);
}

// What has not changed since it was kept is kept again as of now; only the rest is read.
async function keepTalks(db: Db, me: string, reservations: Reservation[], talks: Talk[], at: number) {
	const lines = new Map<string, Reservation[]>();
	for (const one of reservations) lines.set(talkOf(one), [...(lines.get(talkOf(one)) ?? []), one]);
	const keys: string[] = [];
	const changed: { talk: Talk; reservation: Reservation | undefined }[] = [];
	for (const talk of talks) {
		// A gift's is kept with the gift.
		if (talk.giftId) continue;
		// Its exchange may be older than the list goes; what was asked for together has one conversation.
		for (const reservation of talk.reservationId ? (lines.get(talk.id) ?? []) : [undefined]) {
			const reading = reservation ? myExchange(me, reservation.id) : myConversation(me, talk.id);
			keys.push(reading.key);
			const before = await find<Partial<Exchange>>(reading);
			const isSame = JSON.stringify(before?.value.reservation) === JSON.stringify(reservation);
			const said = before?.value.conversation;
			if (!isSame || !said || spoken(said) !== spoken(talk)) changed.push({ talk, reservation });
			else await keep({ ...reading, join: undefined }, { ...before!.value, conversation: talk } as Exchange, at);
		}
	}
	for (let from = 0; from < changed.length; from += together) {
		const some = changed.slice(from, from + together);
		const theirs = some.flatMap(({ reservation }) => reservation ?? []);
		const ids = theirs.map(({ id }) => id);
		const [said, reports, troubles, appointments] = await Promise.all([
			readLastLines(db, [...new Set(some.map(({ talk }) => talk.id))], keptLines),
			readConditionReports(db, ids),
			readTroubles(db, theirs),
			readAppointments(db, ids)
		]);
		for (const { talk, reservation } of some) {
			const talked = { conversation: talk, messages: said.get(talk.id) ?? [] };
			if (!reservation) await keep({ ...myConversation(me, talk.id), join: undefined }, talked, at);
			else {
				const reading = myExchange(me, reservation.id);
				const { periods = [], similar = [] } = (await find<Partial<Exchange>>(reading))?.value ?? {};
				const trouble = troubles.get(reservation.id) ?? noTrouble;
				const meetings = { appointments: appointments.get(reservation.id) ?? [] };
				const noted = { reports: reports.get(reservation.id) ?? [], trouble };
				const whole = { ...talked, reservation, ...noted, ...meetings, periods, similar };
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

// What is under way is kept with its conversation; who asks for one's own things is in the list of all.
async function keepGifts(me: string, talks: Talk[], at: number) {
	const gifts = await refreshed(myGifts(me));
	const keys: string[] = [];
	for (const [listingId, some] of Map.groupBy(gifts, ({ listing }) => listing?.id ?? '')) {
		const reading = requestsFor(me, listingId);
		await keep(reading, some.toReversed(), at);
		keys.push(reading.key);
	}
	for (const request of gifts) {
		if (request.state !== 'chosen' && (request.state !== 'asked' || request.owner.id === me)) continue;
		const reading = myGift(me, request.id);
		const before = await find<TalkedGift>(reading);
		const talk = talks.find(({ id }) => id === request.id);
		const isSame =
			JSON.stringify(before?.value.request) === JSON.stringify(request) &&
			(!talk || (before?.value.conversation && spoken(before.value.conversation) === spoken(talk)));
		if (isSame) await keep({ ...reading, join: undefined }, before!.value, at);
		else await refreshed(reading).catch(unlessOffline);
		const meeting = myGiftMeeting(me, request);
		keys.push(reading.key, meeting.key);
		const met = await find(meeting);
		if (request.state === 'chosen' && (!met || Date.now() - met.at > meetingAgainMs)) {
			await refreshed(meeting).catch(unlessOffline);
		}
	}
	return keys;
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

async function keepSearches(me: string, at: number): Promise<void> {
	const searches = await refreshed(mySearches(me));
	const everywhere = await daily({ ...territory(() => dbOf(me)), lasts: 'mine' });
	await keepOnly(me, ['search '], new Set(await keepResults(me, searches, everywhere)), at);
}

async function daily<T>(reading: Reading<T>): Promise<T> {
	const before = await find<T>(reading);
	return before && Date.now() - before.at < dailyMs ? before.value : refreshed(reading);
}

// One exchange whose state has just changed does not stop the others.
function unlessOffline(error: unknown): void {
	if (!isRefusal(error) || error.code === 'offline') throw error;
}
