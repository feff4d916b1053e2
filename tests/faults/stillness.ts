import 'fake-indexeddb/auto';

const soon = globalThis.setImmediate;
let pending = 0;

// The in-memory IndexedDB does its work in immediates, found on the global each time: counted, they tell when it rests.
globalThis.setImmediate = ((work: (...args: unknown[]) => void, ...args: unknown[]) => {
	pending++;
	return soon(() => {
		pending--;
		work(...args);
	});
}) as typeof setImmediate;

/** Waits until nothing moves any more but what waits for the virtual clock, locks, channels or network. */
export async function stillness(): Promise<void> {
	do await new Promise<void>((resolve) => soon(resolve));
	while (pending > 0);
}

/** Counts something that is asked of the real world as movement, until it is answered. */
export function errand<T>(work: Promise<T>): Promise<T> {
	pending++;
	return work.finally(() => pending--);
}
