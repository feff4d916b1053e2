/** What a resident reads of themselves and of what they offer, each named once: for the pages, and for what is kept before one looks. */
import { dbOf } from '#lib/database/member.ts';
import { listOwn, readAsDraft, type OwnDraft } from '#lib/listings/data/own-listings.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readMyDetails } from '#lib/people/data/details.ts';
import { readPerson } from '#lib/people/data/people.ts';
import type { Details } from '#lib/people/domain/details.ts';
import type { Person } from '#lib/people/domain/person.ts';

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

/** What they offer, in a list. */
export function myListings(me: string): Reading<OwnListing[]> {
	return { of: me, key: 'own-listings', lasts: 'mine', read: async () => listOwn(await dbOf(me), me) };
}

/** One of their listings, to be changed. */
export function myDraft(me: string, id: string): Reading<OwnDraft | null> {
	return { of: me, key: `own-listing ${id}`, lasts: 'mine', read: async () => readAsDraft(await dbOf(me), me, id) };
}
