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
import { noTrouble } from '#lib/reservations/domain/trouble.ts';
import { payloadOf } from '../unsent/acting.ts';
import { knownListing, knownOf } from '../unsent/known.ts';

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
	const here = await openOutboxHere();
	const found = (await here?.outbox.all())?.find((operation) => isRequestOf(id, operation));
	if (!found) return null;
	const { listings } = await knownOf(me, [found]);
	const reservation = withRequests([], [found], me, listings).find((one) => one.id === id);
	if (!reservation) return null;
	const listing = listings.get(reservation.listing?.id ?? '') ?? null;
	return {
		reservation,
		conversation: conversationOf(found.id, listing, found.id),
		messages: [] as Message[],
		reports: [],
		trouble: noTrouble,
		appointments: [],
		details: null,
		code: null,
		periods: [],
		similar: []
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
	const drawn = (
		rows: Reservation[],
		operation: Operation,
		asked: { id: string; listingId: string; startsAt: string; endsAt: string; basketId: string | null }
	) => {
		const listing = listings.get(asked.listingId);
		return withRow(rows, {
			id: asked.id,
			basketId: asked.basketId,
			kind: listing?.kind ?? 'loan',
			category: listing?.category?.slug ?? null,
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
			overdueExcusedAt: null,
			broken: false,
			createdAt: new Date(operation.madeAt).toISOString()
		});
	};
	const request: Stroke<Reservation> = (rows, operation: Operation) => {
		const asked = payloadOf(operation, 'reservations.request');
		return asked ? drawn(rows, operation, { ...asked, id: operation.id, basketId: null }) : rows;
	};
	const several: Stroke<Reservation> = (rows, operation: Operation) => {
		const { lines, ...asked } = payloadOf(operation, 'baskets.request') ?? { lines: [], startsAt: '', endsAt: '' };
		return lines.reduce((all, { id, listingId }, index) => {
			const line = { ...asked, id: index ? id : operation.id, listingId, basketId: operation.id };
			return drawn(all, operation, line);
		}, rows);
	};
	return overlay(reservations, operations, { 'reservations.request': request, 'baskets.request': several });
}

function isRequestOf(id: string, operation: Operation): boolean {
	const several = payloadOf(operation, 'baskets.request');
	if (several) return operation.id === id || several.lines.slice(1).some((line) => line.id === id);
	return operation.id === id && payloadOf(operation, 'reservations.request') !== null;
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
