import type { Talk } from '#lib/conversations/domain/conversation.ts';
import { otherOf, type GiftRequest } from '#lib/gifts/domain/gift.ts';
import type { Listing } from '#lib/listings/domain/listing.ts';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { find } from '#lib/offline/kept.ts';
import { otherParty, type Reservation } from '#lib/reservations/domain/reservation.ts';

/** What this device knows of what is unsent, so that it can be named; each by its id. */
export interface Known {
	/** Of listings, exchanges and conversations. */
	titles: Map<string, string>;
	/** Of people, and of the other one in exchanges and conversations. */
	names: Map<string, string>;
	/** Listings that one asks for or writes about. */
	listings: Map<string, Listing>;
}

const asksFor = new Set(['reservations.request', 'gifts.request', 'conversations.open']);

/** Knows nothing yet. */
export const nothingKnown: Known = { titles: new Map(), names: new Map(), listings: new Map() };

/** Gathers what the device of `me` read earlier about `operations`; asks nobody. */
export async function knownOf(me: string, operations: Operation[]): Promise<Known> {
	const known: Known = { titles: new Map(), names: new Map(), listings: new Map() };
	const lists = await seen<{ reservations: Reservation[]; talks: Talk[] }>(me, 'exchanges');
	for (const reservation of lists?.reservations ?? []) {
		note(known, reservation.id, reservation.listing?.title, otherParty(reservation, me));
		if (reservation.listing) note(known, reservation.listing.id, reservation.listing.title);
	}
	for (const talk of lists?.talks ?? []) note(known, talk.id, talk.listing?.title, talk.other);
	for (const gift of (await seen<GiftRequest[]>(me, 'gifts')) ?? []) {
		note(known, gift.id, gift.listing?.title, otherOf(gift, me));
	}
	for (const { id, title } of (await seen<OwnListing[]>(me, 'own-listings')) ?? []) note(known, id, title);
	for (const { id, kind, payload } of operations) {
		const basket = kind === 'baskets.request' ? (payload as { lines: { listingId: string }[] }).lines : null;
		for (const { listingId } of basket ?? []) {
			const listing = await knownListing(me, listingId);
			if (!listing) continue;
			known.listings.set(listing.id, listing);
			note(known, listing.id, listing.title);
			note(known, id, listing.title, listing.owner);
		}
		const said = payload as { listingId?: string; title?: string };
		if (kind === 'listings.save' && said.listingId) note(known, said.listingId, said.title);
		if (asksFor.has(kind) && said.listingId) {
			const listing = await knownListing(me, said.listingId);
			if (!listing) continue;
			known.listings.set(listing.id, listing);
			note(known, listing.id, listing.title);
			// The exchange that it asks for bears the operation's own id.
			note(known, id, listing.title, listing.owner);
		}
	}
	return known;
}

/** A listing as this device last read it. */
export async function knownListing(me: string, id: string): Promise<Listing | null> {
	return (await seen<Listing>(me, `listing ${id}`)) ?? (await seen<Listing>(null, `listing ${id}`)) ?? null;
}

function note({ titles, names }: Known, id: string, title?: string, other?: { id: string; name: string }): void {
	if (title) titles.set(id, title);
	if (!other?.name) return;
	names.set(id, other.name);
	names.set(other.id, other.name);
}

async function seen<T>(of: string | null, key: string): Promise<T | undefined> {
	return (await find<T>({ of, key }))?.value;
}
