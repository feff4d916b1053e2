import type { Operation } from '../outbox/operation.ts';
import { standing, type Circumstances, type Standing } from '../outbox/standing.ts';

/** What its author sees as one thing: one operation, or all that makes a listing. */
export interface Thing {
	/** In the order they were asked for; never empty. */
	operations: Operation[];
	/** Of the first one: names the thing for as long as it is here. */
	key: number;
	madeAt: number;
}

/** What asks for attention first. */
const gravest: Standing[] = ['refused', 'update_needed', 'sign_in_needed', 'waiting_behind', 'sending', 'kept'];

/** Operations as the things their author knows, in the order they were asked for. */
export function thingsAmong(operations: Operation[]): Thing[] {
	const things = new Map<string, Thing>();
	for (const operation of operations.toSorted((a, b) => a.seq - b.seq)) {
		// Words, photographs and publication of a listing are three operations of one lane.
		const name = operation.lane.startsWith('listing:') ? operation.lane : operation.id;
		const thing = things.get(name) ?? { operations: [], key: operation.seq, madeAt: operation.madeAt };
		thing.operations.push(operation);
		things.set(name, thing);
	}
	return [...things.values()];
}

/** Where a thing stands: where the part of it that needs most attention does. */
export function standingOf({ operations }: Thing, all: Operation[], circumstances: Circumstances): Standing {
	const each = operations.map((operation) => standing(operation, all, circumstances));
	return gravest.find((one) => each.includes(one)) ?? 'kept';
}

/** The part of a thing that was refused, if one was. */
export function refusedPart({ operations }: Thing): Operation | undefined {
	return operations.find(({ state }) => state === 'refused');
}

const opening = new Set(['reservations.request', 'baskets.request', 'conversations.open']);

/** What makes no sense without `thing`, the last first: what was said in a conversation that it was to open. */
export function hangingOn(thing: Thing, all: Operation[]): Operation[] {
	const { kind, lane, seq } = thing.operations[0]!;
	if (!opening.has(kind)) return [];
	return all.filter((other) => other.lane === lane && other.seq > seq).toSorted((a, b) => b.seq - a.seq);
}
