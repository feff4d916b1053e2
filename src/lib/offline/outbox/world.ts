/** A named place where one at a time does something; the part of `navigator.locks` that is used. */
export interface Locks {
	request<T>(name: string, options: { steal?: boolean; signal?: AbortSignal }, work: () => Promise<T>): Promise<T>;
}

/** Tells the other pages and the worker of this device; never the one that tells. */
export interface Channel {
	post(news: News): void;
	/** Answers how to stop listening. */
	listen(hear: (news: News) => void): () => void;
}

/** What is told. `beat`: whoever drains is alive. `left`: everything of this resident is going from this device. */
export type News = { is: 'beat' | 'changed' | 'left' } | { is: 'settled'; id: string; as: Settled };

/** How an operation ended, or that it waits to be looked at. */
export type Settled = 'done' | 'refused';

/** Everything the outbox takes from outside, so that a test can play the world and replay it. */
export interface World {
	/** Milliseconds since the epoch, as this device believes. */
	now(): number;
	/** Between 0 and 1. */
	random(): number;
	/** Does `work` in `ms`; answers how not to. */
	after(ms: number, work: () => void): () => void;
	/** Whether there is any use in trying. */
	isOnline(): boolean;
	/** Absent where the browser has none: then every page drains, which is slower and just as right. */
	locks: Locks | undefined;
	channel(name: string): Channel;
	/** Throws away what can be fetched again, to make room for what cannot. */
	makeRoom(): Promise<void>;
}
