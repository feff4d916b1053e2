import type { Kind, Kinds } from '#lib/offline/command.ts';
import type { Operation, WaitsFor } from './operation.ts';

/** The longest a wait may be: a later instant was noted before the device's clock was set back. */
export const longestMs: Record<WaitsFor, number> = { network: 60_000, server: 600_000, update: 300_000 };

/** The first operation of every lane, in the order they were asked for: the only ones that may be sent. */
export function headsOf(operations: Operation[]): Operation[] {
	const heads = new Map<string, Operation>();
	for (const operation of operations) {
		const head = heads.get(operation.lane);
		if (!head || operation.seq < head.seq) heads.set(operation.lane, operation);
	}
	return [...heads.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * Where a wish whose own lane is `lane` is kept: behind what is to make the thing it is about, and behind what was said there in the
 * meantime, for as long as one of them is unsent.
 */
export function laneBehind(lane: string, kinds: Kinds, operations: Operation[]): string {
	const last = operations
		.filter((operation) => lanesOf(kinds, operation).includes(lane))
		.reduce<Operation | null>((later, one) => (later && later.seq > one.seq ? later : one), null);
	return last?.lane ?? lane;
}

// What another version wrote cannot be read: it stays in the lane where it was put.
function lanesOf(kinds: Kinds, { kind: name, v, payload, id, lane }: Operation): string[] {
	const kind = kinds[name] as unknown as Kind<unknown> | undefined;
	if (kind?.v !== v) return [lane];
	return [kind.lane(payload, id), ...(kind.opens?.(payload, id) ?? [])];
}

/** Whether `head` may be sent at `now`; `eager` waits only where the server asked for it. */
export function isReady(head: Operation, now: number, eager: boolean): boolean {
	if (head.state === 'refused') return false;
	return (eager && head.waitsFor !== 'server') || readyAt(head, now) <= now;
}

/** When the next of `operations` will be ready, or `null` when nothing is waited for. */
export function nextWaking(operations: Operation[], now: number): number | null {
	const waits = headsOf(operations).filter(({ state }) => state === 'queued');
	return waits.length ? Math.min(...waits.map((head) => readyAt(head, now))) : null;
}

function readyAt({ waitsFor, nextAt }: Operation, now: number): number {
	return waitsFor && nextAt - now <= longestMs[waitsFor] ? nextAt : now;
}
