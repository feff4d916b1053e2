import type { Operation } from './operation.ts';

/** Where an unsent operation stands, as its author is told. */
export type Standing =
	/** Safe on this device. */
	| 'kept'
	| 'sending'
	/** Behind another of its lane that needs something first. */
	| 'waiting_behind'
	| 'refused'
	/** Only a newer version of the app can send it. */
	| 'update_needed'
	| 'sign_in_needed';

/** What of the world a standing depends on. */
export interface Circumstances {
	isOnline: boolean;
	/** Whether the resident's session is good, as far as anybody knows. */
	isSignedIn: boolean;
}

/** Where `operation` stands among `all` of its author's. Never stored: it follows from what is. */
export function standing(operation: Operation, all: Operation[], { isOnline, isSignedIn }: Circumstances): Standing {
	if (operation.state === 'refused') return 'refused';
	const before = all.filter(({ lane, seq }) => lane === operation.lane && seq < operation.seq);
	if (before.some(({ state, waitsFor }) => state === 'refused' || waitsFor === 'update')) return 'waiting_behind';
	if (operation.waitsFor === 'update') return 'update_needed';
	if (!isSignedIn) return 'sign_in_needed';
	// A browser may believe in a network that is none: what failed to leave and waits to be tried again is not on its way.
	return isOnline && operation.attempts > 0 && operation.waitsFor !== 'network' ? 'sending' : 'kept';
}
