import type { Conversation } from '#lib/conversations/domain/conversation.ts';
import type { Message } from '#lib/conversations/domain/message.ts';
import { openOutboxHere } from '#lib/commands.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { m } from '#lib/i18n/words.ts';
import type { Listing } from '#lib/listings/domain/listing.ts';
import type { Cached } from '#lib/offline/reading.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, withRow, type Stroke } from '#lib/offline/overlay.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';
import { payloadOf } from '../unsent/acting.ts';
import { knownListing } from '../unsent/known.ts';

/** What was read; or, when it is nowhere yet but in what this device keeps, that. @throws what the reading did, when it is not */
export async function orKept<T>(read: () => Promise<Cached<T>>, kept: () => Promise<T | null>): Promise<Cached<T>> {
	// Without network the database is not waited for: it cannot have what this device keeps.
	const here = navigator.onLine ? null : await kept();
	if (here !== null) return { value: here, at: Date.now(), stale: false };
	return read().catch(async (error: unknown) => {
		const isNowhere = isRefusal(error) && (error.code === 'offline' || error.code === 'not_found');
		const value = isNowhere ? await kept() : null;
		if (value === null) throw error;
		return { value, at: Date.now(), stale: false };
	});
}

/** An exchange that `me` has asked for and nobody has heard of yet; `null` when this device keeps no such request. */
export async function keptExchange(me: string, id: string) {
	const found = await keptOperation(id);
	const asked = found && payloadOf(found, 'reservations.request');
	if (!found || !asked) return null;
	const listing = await knownListing(me, asked.listingId);
	const [reservation] = withRequests([], [found], me, new Map(listing ? [[listing.id, listing]] : []));
	if (!reservation) return null;
	return {
		reservation,
		conversation: conversationOf(id, listing, id),
		messages: [] as Message[],
		reports: [],
		details: null,
		code: null,
		periods: []
	};
}

/** A conversation that was opened here and nobody has heard of yet; `null` when this device keeps no such thing. */
export async function keptConversation(me: string, id: string) {
	const found = await keptOperation(id);
	const opened = found && payloadOf(found, 'conversations.open');
	if (!opened) return null;
	const conversation = conversationOf(id, await knownListing(me, opened.listingId), null);
	return { conversation, messages: [] as Message[] };
}

/** `reservations` with the requests of `me` that are unsent, as they will stand. */
export function withRequests(
	reservations: Reservation[],
	operations: Operation[],
	me: string,
	listings: ReadonlyMap<string, Listing>
): Reservation[] {
	const request: Stroke<Reservation> = (rows, operation: Operation) => {
		const asked = payloadOf(operation, 'reservations.request');
		if (!asked) return rows;
		const listing = listings.get(asked.listingId);
		return withRow(rows, {
			id: operation.id,
			kind: listing?.kind ?? 'loan',
			listing: {
				id: asked.listingId,
				title: listing?.title ?? m.unsent_some_listing(),
				photoPath: listing?.photos[0]?.path ?? null
			},
			owner: listing?.owner ?? { id: '', name: '' },
			borrower: { id: me, name: '' },
			startsAt: asked.startsAt,
			endsAt: asked.endsAt,
			extensionUntil: null,
			state: 'requested',
			respondBy: asked.endsAt,
			handedOverAt: null,
			returnedAt: null,
			createdAt: new Date(operation.madeAt).toISOString()
		});
	};
	return overlay(reservations, operations, { 'reservations.request': request });
}

async function keptOperation(id: string): Promise<Operation | undefined> {
	const here = await openOutboxHere();
	return (await here?.outbox.all())?.find((operation) => operation.id === id);
}

function conversationOf(id: string, listing: Listing | null, reservationId: string | null): Conversation {
	return {
		id,
		epoch: 0,
		listing: listing && { id: listing.id, title: listing.title, photoPath: listing.photos[0]?.path ?? null },
		reservationId,
		other: listing?.owner ?? { id: '', name: '' },
		readUntil: '-infinity',
		otherReadUntil: '-infinity',
		lastMessageAt: null
	};
}
