import type { Channel, World } from './world.ts';

/** A holder that beat this long ago is frozen, or gone without the browser noticing. */
const silentMs = 45_000;
const beatMs = 10_000;

/** Lets one page of this device at a time work on an outbox. */
export interface Lead {
	/** Does the run once nobody else does anything. Asked again while it waits, it waits once. */
	take(): Promise<void>;
	/** Does `work` alone. */
	alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * There is no standing leader: whoever has something to send takes the lock for one run. Who holds it beats; who waits
 * for it and hears nothing for 45 seconds steals it. The run itself checks whether it still reigns.
 */
export function lead(world: World, channel: Channel, name: string, run: () => Promise<void>): Lead {
	const { locks } = world;
	let waiting: Promise<void> | undefined;
	let last: Promise<unknown> = Promise.resolve();
	const own = new Set<() => void>();

	async function beating<T>(work: () => Promise<T>): Promise<T> {
		let stop = () => {};
		const beat = () => {
			channel.post({ is: 'beat' });
			// A channel does not tell the page that speaks, which may be waiting for itself.
			for (const hear of own) hear();
			stop = world.after(beatMs, beat);
		};
		beat();
		try {
			return await work();
		} finally {
			stop();
		}
	}

	async function alone<T>(work: () => Promise<T>): Promise<T> {
		if (!locks) {
			const mine = last.then(() => beating(work));
			last = mine.catch(() => undefined);
			return mine;
		}
		const patience = patient(world, channel, own);
		let granted = false;
		const holding = () => {
			granted = true;
			patience.rest();
			return beating(work);
		};
		try {
			return await locks.request(name, { signal: patience.signal }, holding);
		} catch (error) {
			patience.rest();
			if (granted || !patience.signal.aborted) throw error;
			return locks.request(name, { steal: true }, holding);
		}
	}

	function take(): Promise<void> {
		if (waiting) return waiting;
		const mine: Promise<void> = alone(() => {
			waiting = undefined;
			return run();
		}).catch((error) => {
			if (waiting === mine) waiting = undefined;
			// Stolen while working: the thief goes on with what is left.
			if ((error as { name?: string } | null)?.name !== 'AbortError') throw error;
		});
		return (waiting = mine);
	}

	return { take, alone };
}

/** Gives up, by its signal, on a holder who is silent for too long. */
function patient(world: World, channel: Channel, own: Set<() => void>): { signal: AbortSignal; rest: () => void } {
	const end = new AbortController();
	let heardAt = world.now();
	let lookedAt = heardAt;
	const hear = () => (heardAt = world.now());
	const unlisten = channel.listen((news) => news.is === 'beat' && hear());
	own.add(hear);
	let stop = world.after(beatMs, look);

	function look() {
		const since = world.now() - lookedAt;
		lookedAt += since;
		// The clock was set, or this page was asleep itself: that says nothing about anybody's silence.
		if (since < 0 || since > 2 * beatMs) heardAt = lookedAt;
		if (lookedAt - heardAt >= silentMs) end.abort();
		else stop = world.after(beatMs, look);
	}

	return {
		signal: end.signal,
		rest() {
			stop();
			unlisten();
			own.delete(hear);
		}
	};
}
