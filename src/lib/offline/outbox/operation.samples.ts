import type { Operation } from './operation.ts';

/** An operation for a test, in its place and lane. */
export function operation(seq: number, lane: string, change: Partial<Operation> = {}): Operation {
	return {
		seq,
		id: `op-${seq}`,
		lane,
		kind: 'notes.write',
		v: 1,
		payload: {},
		state: 'queued',
		attempts: 0,
		nextAt: 0,
		waitsFor: null,
		madeAt: 0,
		refusal: null,
		...change
	};
}
