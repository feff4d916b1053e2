import type { commands } from '#lib/commands.ts';
import { daysOf } from '#lib/listings/domain/asking.ts';
import type { PayloadOf } from '#lib/offline/command.ts';
import { isHereAlone, type Operation } from '#lib/offline/outbox/operation.ts';
import type { Thing } from '#lib/offline/unsent/things.ts';

type Commands = typeof commands;

/** Where somebody can go from something unsent, as a route path. */
export interface Way {
	to: 'exchange' | 'listing' | 'form' | 'dates' | 'event';
	path: string;
}

/** What `operation` asks for, when it is of this kind. */
export function payloadOf<K extends keyof Commands>(operation: Operation, kind: K): PayloadOf<Commands[K]> | null {
	return operation.kind === kind ? (operation.payload as PayloadOf<Commands[K]>) : null;
}

const forms: Record<string, string> = {
	'people.save': '/account/profile',
	'news.save_mail': '/account/emails',
	'people.save_details': '/account/details',
	'listings.windows': '/account/windows',
	'people.save_lending': '/account/windows',
	'placard.keep': '/account/placard',
	'placard.remove': '/account/placard',
	'wanted.tell': '/account/placard',
	'listings.absences': '/account/windows',
	'calendar.open_feed': '/account/calendar',
	'calendar.close_feed': '/account/calendar'
};

/** Where a thing can be seen, or said otherwise; `null` when it is nowhere but here. */
export function wayFrom({ operations }: Thing): Way | null {
	const first = operations[0]!;
	const form = forms[first.kind];
	if (form) return { to: 'form', path: form };
	const several = payloadOf(first, 'baskets.request')?.lines[0];
	if (several) return { to: 'listing', path: `/listings/${several.listingId}` };
	const awaited = payloadOf(first, 'waits.join');
	if (awaited) {
		const { from, until } = daysOf(awaited);
		return { to: 'listing', path: `/listings/${awaited.listingId}?from=${from}&until=${until}` };
	}
	const asked = payloadOf(first, 'reservations.request');
	if (asked) return { to: 'listing', path: `/listings/${asked.listingId}` };
	const answered = payloadOf(first, 'wanted.answer');
	if (answered) return { to: 'listing', path: `/listings/${answered.wantedId}` };
	const wished = payloadOf(first, 'gifts.request') ?? payloadOf(first, 'gifts.draw');
	if (wished) return { to: 'listing', path: `/listings/${wished.listingId}` };
	const booked = payloadOf(first, 'repairs.book');
	if (booked) return { to: 'form', path: `/events/${booked.slug}/booking` };
	const { reservationId, conversationId, giftId, eventId } = first.payload as Record<string, string | undefined>;
	// What was never announced is nowhere but here.
	if (eventId && first.kind !== 'events.save') return { to: 'event', path: `/events/${eventId}` };
	if (giftId) return { to: 'exchange', path: `/gifts/${giftId}` };
	if (reservationId) return { to: 'exchange', path: `/exchanges/${reservationId}` };
	if (conversationId) return { to: 'exchange', path: `/conversations/${conversationId}` };
	return null;
}

/** Whether this is a listing that can be taken back into its form, with what is still here and what has arrived of it. */
export function isListing({ operations }: Thing): boolean {
	const written = new Set<string>(['listings.save', 'listings.photos']);
	return operations.some(
		(operation) => written.has(operation.kind) || payloadOf(operation, 'listings.advance')?.action === 'publish'
	);
}

/** The message of `thing`, when it can still be said otherwise: refused, or never sent. */
export function rewritable({ operations }: Thing): Operation | null {
	const first = operations[0]!;
	return payloadOf(first, 'conversations.write') && isHereAlone(first) ? first : null;
}

/** Whether `operation` moves the exchange or the gift `id`, or asks for it: until it has arrived, no other step makes sense. */
export function isStepOf(id: string, operation: Operation): boolean {
	const asked = payloadOf(operation, 'baskets.request');
	if (asked) return operation.id === id || asked.lines.some((line) => line.id === id);
	if (payloadOf(operation, 'reservations.request') ?? payloadOf(operation, 'gifts.request')) return operation.id === id;
	const given = payloadOf(operation, 'gifts.advance') ?? payloadOf(operation, 'gifts.appoint');
	if (given) return given.giftId === id;
	const step =
		payloadOf(operation, 'reservations.advance') ??
		payloadOf(operation, 'baskets.advance') ??
		payloadOf(operation, 'reservations.extend');
	return step?.reservationId === id;
}

/** Whether `operation` says something about the exchange `id`, or about its listing, besides its next step. */
export function isBeside(id: string, listingId: string | null, operation: Operation): boolean {
	const said =
		payloadOf(operation, 'reservations.answer_no_show') ??
		payloadOf(operation, 'reservations.propose_agreement') ??
		payloadOf(operation, 'reservations.answer_agreement');
	const about = payloadOf(operation, 'listings.broken') ?? payloadOf(operation, 'listings.mended');
	return said?.reservationId === id || (about !== null && about.listingId === listingId);
}

/** Exchanges and conversations of which something is unsent, and whether some of it was refused. */
export function unsentOf(operations: Operation[]): Map<string, 'kept' | 'refused'> {
	const found = new Map<string, 'kept' | 'refused'>();
	for (const operation of operations) {
		const id = exchangeOf(operation);
		if (id && found.get(id) !== 'refused') found.set(id, operation.state === 'refused' ? 'refused' : 'kept');
	}
	return found;
}

function exchangeOf(operation: Operation): string | null {
	return operation.lane.startsWith('conv:') ? operation.lane.slice('conv:'.length) : null;
}
