/**
 * How long an answer stays on this device. `met`: what one looked at, a month, the least used first to go. `mine`: what
 * concerns the resident, until the database says that it does not any more. `close`: where somebody lives, their phone,
 * a code: two days.
 */
export type Lasts = 'met' | 'mine' | 'close';

/** Where an answer is kept on this device. */
export interface Place {
	/** The resident who reads, to whose cache it goes; `null` for what anybody may read. */
	of: string | null;
	/** Names it among all that is read, with its arguments. */
	key: string;
	/** `met` when it is not said. */
	lasts?: Lasts;
}

/** Something to read, and where its answer is kept. */
export interface Reading<T> extends Place {
	/** Asks the network. @throws {Refusal} `offline`, or what the database refused */
	read: () => Promise<T>;
	/** What is kept of an answer when an earlier one is there; the answer alone when it is not said. */
	join?: (fresh: T, kept: T) => T;
}

/** A value read from the network or from this device. */
export interface Cached<T> {
	value: T;
	/** When it was read, milliseconds since the epoch. */
	at: number;
	/** Whether it may be older than what the server holds. */
	stale: boolean;
}
