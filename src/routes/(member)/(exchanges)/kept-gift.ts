import { openOutboxHere } from '#lib/commands.ts';
import type { GiftRequest } from '#lib/gifts/domain/gift.ts';
import { m } from '#lib/i18n/words.ts';
import type { Listing } from '#lib/listings/domain/listing.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, withRow, type Stroke } from '#lib/offline/overlay.ts';
import { payloadOf } from '../unsent/acting.ts';
import { knownListing } from '../unsent/known.ts';

/** A gift that `me` asked for and nobody has heard of yet; `null` when this device keeps no such request. */
export async function keptGift(me: string, id: string) {
	const here = await openOutboxHere();
	const found = (await here?.outbox.all())?.find((operation) => operation.id === id);
	const asked = found && payloadOf(found, 'gifts.request');
	if (!found || !asked) return null;
	const listing = await knownListing(me, asked.listingId);
	const [request] = withGiftRequests([], [found], me, new Map(listing ? [[listing.id, listing]] : []));
	return request ? { request, conversation: null, messages: [] } : null;
}

/** `gifts` with what `me` asked for here and is unsent, as it will stand. */
export function withGiftRequests(
	gifts: GiftRequest[],
	operations: Operation[],
	me: string,
	listings: ReadonlyMap<string, Listing>
): GiftRequest[] {
	const request: Stroke<GiftRequest> = (rows, operation: Operation) => {
		const asked = payloadOf(operation, 'gifts.request');
		if (!asked) return rows;
		const listing = listings.get(asked.listingId);
		return withRow(rows, {
			id: operation.id,
			listing: {
				id: asked.listingId,
				title: listing?.title ?? m.unsent_some_listing(),
				photoPath: listing?.photos[0]?.path ?? null,
				rule: listing?.choiceRule ?? 'first_come',
				chooseBy: listing?.chooseBy ?? null,
				spokenFor: false
			},
			owner: listing?.owner ?? { id: '', name: '' },
			person: { id: me, name: '' },
			note: asked.note,
			state: 'asked',
			ticket: '',
			answer: '',
			chosenAt: null,
			pickupAt: null,
			pickupBy: null,
			pickupAgreed: false,
			givenAt: null,
			receivedAt: null,
			askedAt: new Date(operation.madeAt).toISOString()
		});
	};
	return overlay(gifts, operations, { 'gifts.request': request });
}
