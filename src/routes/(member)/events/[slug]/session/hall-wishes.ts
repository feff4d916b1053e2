import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { HallWish } from '#lib/repairs/domain/hall-steps.ts';
import { payloadOf } from '../../../unsent/acting.ts';

/** What an unsent operation does to the hall of `eventId`; `null` when it has nothing to do with it. */
export function wishOf(operation: Operation, eventId: string, by: string): HallWish | null {
	const made = { id: operation.id, by, at: new Date(operation.madeAt).toISOString() };
	const walkIn = payloadOf(operation, 'repairs.walk_in');
	if (walkIn?.eventId === eventId) return { ...made, ...walkIn, is: 'walk_in', visitId: operation.id };
	const visit = payloadOf(operation, 'repairs.visit');
	if (visit?.eventId === eventId) return { ...made, ...visit, is: 'visit' };
	const thing = payloadOf(operation, 'repairs.thing');
	if (thing?.eventId === eventId) return { ...made, ...thing, is: 'repair' };
	return null;
}
