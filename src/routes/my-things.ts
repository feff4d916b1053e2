/** What a resident reads of themselves and of what they offer, each named once: for the pages, and for what is kept before one looks. */
import { dbOf } from '#lib/database/member.ts';
import { listOwn, readAsDraft, type OwnDraft } from '#lib/listings/data/own-listings.ts';
import { listAbsences } from '#lib/listings/data/absences.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { Absence } from '#lib/listings/domain/absence.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import { readMailChoices } from '#lib/news/data/mail.ts';
import { listNews } from '#lib/news/data/news.ts';
import type { MailChoices } from '#lib/news/domain/mail-choices.ts';
import type { News } from '#lib/news/domain/news.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readLendsOneAtATime, readMyDetails } from '#lib/people/data/details.ts';
import { readPerson } from '#lib/people/data/people.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Person } from '#lib/people/domain/person.ts';
import { listSearches } from '#lib/searches/data/saved-searches.ts';
import type { SavedSearch } from '#lib/searches/domain/saved-search.ts';
import { readTelling } from '#lib/wanted/data/telling.ts';
import { listOffers } from '#lib/wanted/data/offers.ts';
import { listPlacard } from '#lib/wanted/data/placard.ts';
import type { Offer } from '#lib/wanted/domain/offer.ts';
import type { PlacardItem } from '#lib/wanted/domain/placard.ts';
import { today } from '#lib/time/paris.ts';

/** How neighbours see them. */
export function myProfile(me: string): Reading<Person> {
	return { of: me, key: 'profile', lasts: 'mine', read: async () => readPerson(await dbOf(me), me) };
}

/** Their address and phone. */
export function myDetails(me: string): Reading<Details> {
	return { of: me, key: 'details', lasts: 'close', read: async () => readMyDetails(await dbOf(me)) };
}

/** When people may come by. */
export function myWindows(me: string): Reading<HandoverWindow[]> {
	return { of: me, key: 'windows', lasts: 'mine', read: async () => listWindows(await dbOf(me), me) };
}

/** Whether they lend each neighbour one thing at a time. */
export function myLending(me: string): Reading<boolean> {
	return { of: me, key: 'lending', lasts: 'mine', read: async () => readLendsOneAtATime(await dbOf(me)) };
}

/** When they hand nothing over. */
export function myAbsences(me: string): Reading<Absence[]> {
	return { of: me, key: 'absences', lasts: 'mine', read: async () => listAbsences(await dbOf(me), me, today()) };
}

/** What they offer, in a list. */
export function myListings(me: string): Reading<OwnListing[]> {
	return { of: me, key: 'own-listings', lasts: 'mine', read: async () => listOwn(await dbOf(me), me) };
}

/** One of their listings, to be changed. */
export function myDraft(me: string, id: string): Reading<OwnDraft | null> {
	return { of: me, key: `own-listing ${id}`, lasts: 'mine', read: async () => readAsDraft(await dbOf(me), me, id) };
}

/** What a resident’s own listings depend on. */
export const ownKey = 'listings:mine';

/** What lists of news depend on. */
export const newsKey = 'news:mine';

/** What happened that concerns them. */
export function myNews(me: string): Reading<News[]> {
	return { of: me, key: 'news', lasts: 'mine', read: async () => listNews(await dbOf(me)) };
}

/** Of what they are told by e-mail. */
export function myMailChoices(me: string): Reading<MailChoices> {
	return { of: me, key: 'mail-choices', lasts: 'mine', read: async () => readMailChoices(await dbOf(me)) };
}

/** What lists of saved searches depend on. */
export const searchesKey = 'searches:mine';

/** The searches they saved; what those found is kept beside it (`saved-results.ts`). */
export function mySearches(me: string): Reading<SavedSearch[]> {
	return { of: me, key: 'searches', lasts: 'mine', read: async () => listSearches(await dbOf(me)) };
}

/** What the page of one's placard depends on. */
export const placardKey = 'placard:mine';

/** What they own and keep to themselves. */
export function myPlacard(me: string): Reading<PlacardItem[]> {
	return { of: me, key: 'placard', lasts: 'mine', read: async () => listPlacard(await dbOf(me)) };
}

/** What they offered to those who look for something, and what they were offered. */
export function myOffers(me: string): Reading<Offer[]> {
	return { of: me, key: 'offers', lasts: 'mine', read: async () => listOffers(await dbOf(me)) };
}

/** Whether they want to be told of what others look for. */
export function myTelling(me: string): Reading<boolean> {
	return { of: me, key: 'tell-wanted', lasts: 'mine', read: async () => readTelling(await dbOf(me)) };
}
