import type { RefusalCode } from '#lib/errors/refusal.ts';

/** Why an operation is not tried again before `nextAt`. What the server asked for is waited out; the rest is tried as soon as things look better. */
export type WaitsFor = 'network' | 'server' | 'update';

/** Something a resident asked for, kept on this device until the database has it. */
export interface Operation<Payload = unknown> {
	/** The order of what was said. Never a clock: clocks go backwards. */
	seq: number;
	/** What makes a repeat harmless; often the id of the row it makes. */
	id: string;
	lane: string;
	kind: string;
	v: number;
	payload: Payload;
	state: 'queued' | 'refused';
	/** How often it was sent; above 0 it may have arrived without our knowing. */
	attempts: number;
	/** Not before this instant of the device's clock, in milliseconds. */
	nextAt: number;
	waitsFor: WaitsFor | null;
	/** When it was asked for, milliseconds since the epoch. */
	madeAt: number;
	/** Why it was refused. */
	refusal: RefusalCode | null;
}

/** Whether it lies nowhere but on this device: refused, or never sent. It can be said otherwise, or forgotten, at once. */
export function isHereAlone({ state, attempts }: Operation): boolean {
	return state === 'refused' || !attempts;
}

/** An operation before it has its place. */
export type Wish = Pick<Operation, 'id' | 'lane' | 'kind' | 'v' | 'payload' | 'madeAt'>;

/** Names one operation: an edited one keeps its place and changes its id, so both are needed. */
export type Mark = Pick<Operation, 'seq' | 'id'>;
