import { Refusal } from '#lib/errors/refusal.ts';
import type { ResidentDb } from '#lib/database/resident.ts';
import type { Kind } from '#lib/offline/command.ts';
import { backoffMs } from './backoff.ts';
import { drain, type Drainage, type Ending } from './drain.ts';
import { laneBehind, nextWaking } from './lanes.ts';
import { lead } from './leader.ts';
import { isHereAlone, type Mark, type Operation } from './operation.ts';
import { verdictOn } from './verdict.ts';
import type { News, Settled } from './world.ts';

/** Bytes to keep beside an operation. */
export interface Bytes {
	bytes: ArrayBuffer;
	mime: string;
}

/** Everything a resident has asked for on this device and the database does not have yet. */
export interface Outbox {
	/**
	 * Keeps a wish; answers once it is safe on this device. Sending begins by itself.
	 * @throws {Refusal} `no_room`
	 */
	enqueue(kind: string, payload: unknown, id: string, bytes?: Bytes[]): Promise<Operation>;
	/** Sends what is ready. `eager`: the network may be back. Answers when everything that could be sent was. */
	kick(eager?: boolean): Promise<void>;
	all(): Promise<Operation[]>;
	/** Answers how the operation ended, or `null` when it has not within `ms`. */
	outcome(mark: Mark, ms: number): Promise<Settled | null>;
	/** Sends one that was refused, or was never sent, with other words: in its old place, under a new id. */
	edit(mark: Mark, payload: unknown, newId: string): Promise<boolean>;
	/** Sends a refused one again as it is. */
	retry(mark: Mark): Promise<boolean>;
	/**
	 * Forgets a wish at the resident's word; `landed` when it had arrived already and cannot be taken back here. What is
	 * still on its way is refused when it arrives.
	 * @throws {Refusal} `offline` when it may have arrived and nobody can be told
	 */
	discard(mark: Mark): Promise<'discarded' | 'landed' | 'gone'>;
	/** Why nothing is sent at all, or `null`. */
	paused(): 'sign_in' | null;
	/** Tells of every change, wherever on this device it was made. Answers how to stop. */
	follow(hear: (news: News) => void): () => void;
	/** Stops sending for good: the resident leaves this device, or the page goes. */
	close(): Promise<void>;
}

/** What an outbox works with. */
export interface Means extends Omit<Drainage, 'settled'> {
	name: string;
	/** Sees to it that the act `id` is not done any more; answers false when it was. */
	withdraw(db: ResidentDb, id: string): Promise<boolean>;
}

/** Opens the outbox of `from.uid`. Any number of pages and the worker may have it open. */
export function openOutbox(from: Means): Outbox {
	const { uid, world, shelf, kinds, passes, name } = from;
	const channel = world.channel(name);
	const hearers = new Set<(news: News) => void>();
	let wake: () => void = () => {};
	let woken = new Promise<void>((resolve) => (wake = resolve));
	let eagerNext = false;
	let paused: 'sign_in' | null = null;
	let failures = 0;
	let closed = false;
	let stopTimer = () => {};

	const drainage: Drainage = {
		...from,
		settled: ({ id }, as) => tell({ is: 'settled', id, as })
	};
	const stopListening = channel.listen((news) => {
		// Another page has something new: its lane need not wait for what is under way in others.
		if (news.is === 'changed') stir();
		if (news.is === 'left') void close();
		for (const hear of hearers) hear(news);
	});
	const leading = lead(world, channel, name, run);

	function tell(news: News): void {
		if (closed) return;
		channel.post(news);
		for (const hear of hearers) hear(news);
	}

	function stir(): void {
		wake();
		woken = new Promise((resolve) => (wake = resolve));
	}

	async function run(): Promise<void> {
		if (closed) return;
		const reign = await reigning();
		if (reign === null || !world.isOnline()) return;
		const eager = eagerNext;
		eagerNext = false;
		let ending: Ending = 'unreachable';
		try {
			ending = await drain(drainage, reign, eager, () => woken);
		} catch (error) {
			// What was under way when it closed is looked at by whoever opens it next.
			if (!closed) throw error;
		} finally {
			paused = ending === 'sign_in' ? 'sign_in' : null;
			failures = ending === 'unreachable' ? failures + 1 : 0;
			await comeBack(ending);
		}
		tell({ is: 'changed' });
	}

	// Even where there is no network: whoever was frozen while they held the lock sends nothing more once they thaw.
	async function reigning(): Promise<number | null> {
		try {
			return await shelf.reign();
		} catch (error) {
			if (!closed) throw error;
			return null;
		}
	}

	async function comeBack(ending: Ending): Promise<void> {
		stopTimer();
		if (closed || ending === 'sign_in') return;
		let pause = backoffMs(Math.max(failures, 1), world.random);
		if (ending === 'quiet') {
			const at = nextWaking(await shelf.all(), world.now());
			if (at === null || closed) return;
			pause = Math.max(at - world.now(), 50);
		}
		stopTimer = world.after(pause, () => void kick().catch(() => undefined));
	}

	async function kick(eager = false): Promise<void> {
		if (closed) return;
		eagerNext ||= eager;
		await leading.take();
	}

	async function enqueue(kindName: string, payload: unknown, id: string, bytes: Bytes[] = []): Promise<Operation> {
		const kind = kinds[kindName] as unknown as Kind<unknown>;
		const lane = laneBehind(kind.lane(payload, id), kinds, await shelf.all());
		const wish = { id, kind: kindName, v: kind.v, payload, lane, madeAt: world.now() };
		const keep = () => shelf.add(wish, bytes, kind.fleeting ?? false);
		const operation = await keep().catch(async (error: unknown) => {
			if (isNamed(error, 'ConstraintError')) return sameAgain(id, payload, error);
			if (!isNamed(error, 'QuotaExceededError')) throw error;
			await world.makeRoom();
			return keep().catch((again: unknown) => {
				throw isNamed(again, 'QuotaExceededError') ? new Refusal('no_room', again) : again;
			});
		});
		return told(operation);
	}

	// Said again under the same id while it is here still: one wish, which an answer of "no" does not end.
	async function sameAgain(id: string, payload: unknown, error: unknown): Promise<Operation> {
		const before = (await shelf.all()).find((one) => one.id === id);
		if (!before) throw error;
		if (before.state === 'refused') await again(before, { payload, id });
		return before;
	}

	function outcome(mark: Mark, ms: number): Promise<Settled | null> {
		return new Promise((resolve) => {
			const stop = world.after(ms, () => end(null));
			const hear = (news: News) => {
				if (news.is === 'settled' && news.id === mark.id) end(news.as);
				else if (news.is === 'changed') void look();
			};
			const end = (as: Settled | null) => {
				stop();
				hearers.delete(hear);
				resolve(as);
			};
			// It may have ended before anybody listened; and what could not be sent now is not waited for.
			const look = async () => {
				const one = await found(mark);
				if (!one) end('done');
				else if (one.state === 'refused') end('refused');
				else if (one.waitsFor || paused || !world.isOnline()) end(null);
			};
			hearers.add(hear);
			look().catch(() => end(null));
		});
	}

	async function found({ seq, id }: Mark): Promise<Operation | undefined> {
		return (await shelf.all()).find((operation) => operation.seq === seq && operation.id === id);
	}

	async function again(mark: Mark, words?: { payload: unknown; id: string }): Promise<boolean> {
		const one = await found(mark);
		if (!one || (!words && one.state !== 'refused')) return false;
		const kind = kinds[one.kind] as unknown as Kind<unknown>;
		const fresh = { state: 'queued', attempts: 0, nextAt: 0, waitsFor: null, refusal: null } as const;
		if (!words) return told(await shelf.change(mark, fresh));
		const before = (await shelf.all()).filter(({ seq }) => seq < mark.seq);
		const lane = laneBehind(kind.lane(words.payload, words.id), kinds, before);
		const behind = (other: Operation): Partial<Operation> => {
			const follow = (kinds[other.kind] as unknown as Kind<unknown> | undefined)?.follow;
			return follow ? { lane, payload: follow(other.payload, mark.id, words.id) } : { lane };
		};
		return told(await shelf.edit(mark, { ...fresh, ...words, v: kind.v, lane }, behind));
	}

	async function discard(mark: Mark): Promise<'discarded' | 'landed' | 'gone'> {
		if (await shelf.remove(mark, isHereAlone)) return told('discarded');
		// Alone, so that nobody sends it meanwhile.
		return leading.alone(async () => {
			const sent = await found(mark);
			if (!sent) return 'gone';
			const withdrawn = await takeBack(sent);
			return (await shelf.remove(mark)) ? told(withdrawn ? 'discarded' : 'landed') : 'gone';
		});
	}

	async function takeBack({ id }: Operation): Promise<boolean> {
		try {
			const pass = await passes.pass();
			if (pass?.uid !== uid) throw new Refusal('sign_in_first');
			return await from.withdraw(
				from.speak(pass, () => {}),
				id
			);
		} catch (error) {
			throw verdictOn(error).is === 'later' ? new Refusal('offline', error) : error;
		}
	}

	function told<T>(answer: T): T {
		tell({ is: 'changed' });
		stir();
		void kick().catch(() => undefined);
		return answer;
	}

	async function close(): Promise<void> {
		closed = true;
		stopTimer();
		stopListening();
		await shelf.close();
	}

	return {
		enqueue,
		kick,
		all: shelf.all,
		outcome,
		edit: (mark, payload, newId) => again(mark, { payload, id: newId }),
		retry: (mark) => again(mark),
		discard,
		paused: () => paused,
		follow(hear) {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
		close
	};
}

function isNamed(error: unknown, name: string): boolean {
	return (error as { name?: string } | null)?.name === name;
}
