import type { commands } from '#lib/commands.ts';
import type { PayloadOf } from '#lib/offline/command.ts';
import { isHereAlone, type Operation } from '#lib/offline/outbox/operation.ts';
import type { Thing } from '#lib/offline/unsent/things.ts';

type Commands = typeof commands;

/** Where somebody can go from something unsent, as a route path. */
export interface Way {
	to: 'exchange' | 'listing' | 'form' | 'dates';
	path: string;
}

/** What `operation` asks for, when it is of this kind. */
export function payloadOf<K extends keyof Commands>(operation: Operation, kind: K): PayloadOf<Commands[K]> | null {
	return operation.kind === kind ? (operation.payload as PayloadOf<Commands[K]>) : null;
}

const forms: Record<string, string> = {
	'people.save': '/account/profile',
	'people.save_details': '/account/details',
	'listings.windows': '/account/windows'
};

/** Where a thing can be seen, or said otherwise; `null` when it is nowhere but here. */
export function wayFrom({ operations }: Thing): Way | null {
	const first = operations[0]!;
	const form = forms[first.kind];
	if (form) return { to: 'form', path: form };
	const asked = payloadOf(first, 'reservations.request');
	if (asked) return { to: 'listing', path: `/listings/${asked.listingId}` };
	const { reservationId, conversationId } = first.payload as { reservationId?: string; conversationId?: string };
	if (reservationId) return { to: 'exchange', path: `/exchanges/${reservationId}` };
	if (conversationId) return { to: 'exchange', path: `/conversations/${conversationId}` };
	return null;
}

/** Whether a listing can be taken back into its form: its words are still here. */
export function isListing({ operations }: Thing): boolean {
	return operations.some(({ kind }) => kind === 'listings.save');
}

/** The message of `thing`, when it can still be said otherwise: refused, or never sent. */
export function rewritable({ operations }: Thing): Operation | null {
	const first = operations[0]!;
	return payloadOf(first, 'conversations.write') && isHereAlone(first) ? first : null;
}

/** Whether `operation` moves the exchange `id`, or asks for it: until it has arrived, no other step makes sense. */
export function isStepOf(id: string, operation: Operation): boolean {
	if (payloadOf(operation, 'reservations.request')) return operation.id === id;
	const step = payloadOf(operation, 'reservations.advance') ?? payloadOf(operation, 'reservations.extend');
	return step?.reservationId === id;
}

/** The exchange or conversation that `operation` belongs to. */
export function exchangeOf(operation: Operation): string | null {
	return operation.lane.startsWith('conv:') ? operation.lane.slice('conv:'.length) : null;
}
