import { isRefusal } from '#lib/errors/refusal.ts';
import { answerWritten } from '#lib/page/written.ts';
import { changes } from './changes.ts';
import { find, forget, keep } from './kept.ts';
import type { Cached, Place, Reading } from './reading.ts';

/** How long an answer is shown again without asking the network. */
const freshMs = 5_000;
/** How long the network may keep a reader waiting when this device has an answer. */
const patienceMs = 4_000;
/** How long what came after that stands for what the network would say, while nothing is known to have changed. */
const lateMs = 30_000;
/** How long what came in time does: pages, and the count beside them, read the same at the same moment. */
const justNowMs = 2_000;

/**
 * What this device has, refreshed behind (`onfresh` is told), else the network's answer. Before the app has started,
 * the network first.
 * @throws {Refusal} `offline` or what the database refused, when nothing was kept
 */
export async function deviceFirst<T>(reading: Reading<T>, started: boolean, onfresh?: () => void): Promise<Cached<T>> {
	if (!started) return freshest(reading);
	const hit = await find<T>(reading);
	if (!hit) return unlessSeenByAnybody(reading);
	const fresh = Date.now() - hit.at < freshMs;
	if (!fresh) void refreshed(reading).then(onfresh, unheard);
	return { ...hit, stale: !fresh };
}

/**
 * What a resident was shown before the app knew who they are stands in for what they would read: a page in front of
 * somebody never goes because the network does.
 */
async function unlessSeenByAnybody<T>(reading: Reading<T>): Promise<Cached<T>> {
	try {
		return { value: await refreshed(reading), at: Date.now(), stale: false };
	} catch (error) {
		if (reading.of === null || isOver(error)) throw error;
		const kept = await find<T>({ ...reading, of: null });
		const seen = kept ?? { value: (await answerWritten(reading.key)) as T, at: performance.timeOrigin };
		if (seen.value == null) throw error;
		return { ...seen, stale: true };
	}
}

/**
 * Reads from the network; from this device when there is none, or when it keeps the reader waiting: its answer is then
 * kept, and `onlate` is told, who reads the same again and is given it. For what changes while one looks at it, or was
 * just changed: who changes it counts it among the `changes` first. While nothing did, what several ask for at once, or one
 * after the other, is asked of the network once.
 * @throws {Refusal} `offline` when nothing was kept, or what the database refused
 */
export async function freshest<T>(reading: Reading<T>, onlate?: () => void): Promise<Cached<T>> {
	const arrived = takeHeld<T>(nameOf(reading));
	if (arrived) return arrived;
	const begun = changes.known;
	const last = find<T>(reading);
	const old = await (navigator.onLine ? undefined : last);
	if (old) return { ...old, stale: true };
	const asked = ask(reading, begun);
	try {
		const first = await Promise.race([asked, afterPatience(last)]);
		if (first.stale) {
			void asked
				.then((answer) => hold(nameOf(reading), answer, begun, lateMs), whenOver)
				.then(() => {
					if (begun === changes.known) onlate?.();
				}, unheard);
		}
		return first;
	} catch (error) {
		const hit = isOver(error) ? undefined : await last;
		if (!hit) throw error;
		if (!isRefusal(error)) console.info('shown from this device', error);
		return { ...hit, stale: true };
	}
}

/** Reads from the network, and keeps the answer. @throws {Refusal} what the database refused: what was kept of it is forgotten */
export async function refreshed<T>(reading: Reading<T>): Promise<T> {
	const at = Date.now();
	try {
		const value = await reading.read();
		void keep(reading, value, at);
		return value;
	} catch (error) {
		if (isOver(error)) await forget(reading);
		throw error;
	}
}

const asking = new Map<string, { begun: number; asked: Promise<Cached<unknown>> }>();

/** Asks the network, or joins whoever asks it the same and began after the last known change. */
function ask<T>(reading: Reading<T>, begun: number): Promise<Cached<T>> {
	const name = nameOf(reading);
	const under = asking.get(name);
	if (under?.begun === begun) return under.asked as Promise<Cached<T>>;
	const asked = refreshed(reading).then((value) => ({ value, at: Date.now(), stale: false }));
	asking.set(name, { begun, asked });
	const over = () => {
		if (asking.get(name)?.asked === asked) asking.delete(name);
	};
	void asked.then((answer) => {
		hold(name, answer, begun, justNowMs);
		over();
	}, over);
	return asked;
}

// Whoever asked the network again for what it just brought, late, would be answered late again, and so on without end.
const held = new Map<string, { answer: Cached<unknown>; begun: number }>();

function hold(name: string, answer: Cached<unknown>, begun: number, forMs: number): void {
	if (begun !== changes.known) return;
	const one = { answer, begun };
	held.set(name, one);
	setTimeout(() => {
		if (held.get(name) === one) held.delete(name);
	}, forMs);
}

function takeHeld<T>(name: string): Cached<T> | undefined {
	const one = held.get(name);
	return one?.begun === changes.known ? (one.answer as Cached<T>) : undefined;
}

function nameOf({ of, key }: Place): string {
	return `${of} ${key}`;
}

/** That something is no more is worth another reading, late or not; that the network failed is not. */
function whenOver(error: unknown): void {
	if (!isOver(error)) throw error;
}

// A listing that was closed, or that one may no longer see, must not stay readable here.
function isOver(error: unknown): boolean {
	return isRefusal(error) && ['not_found', 'not_allowed', 'not_available'].includes(error.code);
}

async function afterPatience<T>(last: Promise<{ value: T; at: number } | undefined>): Promise<Cached<T>> {
	await new Promise((resolve) => setTimeout(resolve, patienceMs));
	const hit = await last;
	return hit ? { ...hit, stale: true } : new Promise(() => undefined);
}

function unheard(error: unknown): void {
	if (!isRefusal(error)) console.info('not refreshed', error);
}
