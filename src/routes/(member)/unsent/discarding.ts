import type { OutboxHere } from '#lib/offline/outbox/here.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { hangingOn, type Thing } from '#lib/offline/unsent/things.ts';

/**
 * Forgets a thing and what hangs on it. Answers whether part of it had arrived.
 * @throws {Refusal} `offline` when it may have arrived and nobody can be asked: then nothing is forgotten
 */
export async function discardThing({ outbox }: OutboxHere, thing: Thing, all: Operation[]): Promise<boolean> {
	let landed = false;
	// What may have arrived first, since that can fail; then the last first, so that nothing leaves halfway.
	const [first, ...others] = thing.operations as [Operation, ...Operation[]];
	const lastFirst = [...hangingOn(thing, all), ...others.toReversed()];
	const isUnsure = first.state === 'queued' && first.attempts > 0;
	for (const operation of isUnsure ? [first, ...lastFirst] : [...lastFirst, first]) {
		landed = (await outbox.discard(operation)) === 'landed' || landed;
	}
	return landed;
}
