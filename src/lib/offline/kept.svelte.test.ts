import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginLeaving, endLeaving, forgetSession, sessionStorage } from '#lib/database/session-storage.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { cachedResidents, eraseCachesBut, eraseDatabase } from './erasing.ts';
import { find, forget, keep, keepOnly, makeRoom } from './kept.ts';
import { changes } from './changes.ts';
import { deviceFirst, freshest, refreshed } from './later.ts';
import type { Reading } from './reading.ts';
import { storeName } from './store.ts';

const day = 86_400_000;
const [ada, bo] = ['ada', 'bo'];

beforeEach(async () => {
	changes.known++; // what the test before asked for is nobody's answer here
	await endLeaving();
	await signIn(ada);
});

afterEach(async () => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	for (const of of [null, ada, bo]) await eraseDatabase(storeName(of));
	await deleteDB('unrelated');
});

const signIn = (id: string) => sessionStorage.setItem('session', JSON.stringify({ user: { id } }));
const at = (key: string, lasts?: Reading<unknown>['lasts']) => ({ of: ada, key, lasts });

test('an answer is found again, with its age, by whoever read it', async () => {
	await keep(at('one'), 1, Date.now());
	expect((await find(at('one')))?.value).toBe(1);
	expect(await find({ of: bo, key: 'one' })).toBeUndefined();
	expect(await find({ of: null, key: 'one' })).toBeUndefined();
});

test('an answer that arrives late takes nothing away from a later one', async () => {
	const now = Date.now();
	await keep(at('one'), 'later', now);
	await keep(at('one'), 'late', now - 1_000);
	expect((await find(at('one')))?.value).toBe('later');
});

test.each([
	['what one met, a month', 'met', 29, 31],
	['what is one’s own, as long as it is', 'mine', 300, 400],
	['where somebody lives, two days', 'close', 1, 3]
] as const)('%s', async (_, lasts, shown, gone) => {
	await keep(at('one', lasts), 1, Date.now());
	vi.useFakeTimers({ now: Date.now() + shown * day, toFake: ['Date'] });
	expect((await find(at('one', lasts)))?.value).toBe(1);
	vi.setSystemTime(Date.now() + (gone - shown) * day);
	expect(await find(at('one', lasts))).toBeUndefined();
});

test('of what was merely met, the least used goes first; one’s own stays', async () => {
	await keep(at('mine', 'mine'), 1, Date.now() - day);
	await keep(at('mine'), 2, Date.now());
	vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
	for (let n = 0; n < 300; n++) {
		vi.setSystemTime(Date.now() + 1_000);
		await keep(at(`met ${n}`), n, Date.now());
	}
	expect(await find(at('met 0'))).toBeDefined();
	await vi.waitFor(async () => {
		await keep(at('one more'), 0, Date.now());
		expect(await find(at('met 1'))).toBeUndefined();
	});
	expect(await find(at('met 0'))).toBeDefined();
	expect((await find(at('mine')))?.value).toBe(2);
	await makeRoom(ada);
	expect(await find(at('met 0'))).toBeUndefined();
	expect(await find(at('mine'))).toBeDefined();
}, 30_000);

test('what is no longer one’s own is forgotten, what was met stays', async () => {
	const now = Date.now();
	for (const key of ['exchange a', 'exchange b', 'details']) await keep(at(key, 'mine'), 1, now - 10);
	await keep(at('exchange c', 'mine'), 1, now + 10);
	await keep(at('exchange d'), 1, now - 10);
	await keepOnly(ada, ['exchange '], new Set(['exchange a']), now);
	const left = await Promise.all(
		['exchange a', 'exchange b', 'exchange c', 'exchange d', 'details'].map((k) => find(at(k)))
	);
	expect(left.map(Boolean)).toEqual([true, false, true, true, true]);
});

test('nothing is kept of somebody who left, or who is not here', async () => {
	await keep({ of: bo, key: 'one' }, 1, Date.now());
	await beginLeaving(ada);
	await keep(at('one'), 1, Date.now());
	expect(await cachedResidents(null)).toEqual([]);
	await sessionStorage.setItem('session', 'renewed in another tab');
	await forgetSession();
	await endLeaving();
	expect(await sessionStorage.getItem('session')).toBeNull();
});

test('another’s cache goes, and what the device had seen with it; other databases stay', async () => {
	await keep(at('one'), 1, Date.now());
	await keep({ of: null, key: 'one' }, 1, Date.now());
	(await openDB('unrelated')).close();
	await eraseCachesBut(ada);
	expect((await find({ of: null, key: 'one' }))?.value).toBe(1);
	await eraseCachesBut(bo);
	const names = (await indexedDB.databases()).map(({ name }) => name);
	expect(names).not.toContain('cache:ada');
	expect(names).toContain('unrelated');
	expect(await find({ of: null, key: 'one' })).toBeUndefined();
});

const reading = (read: () => Promise<string>): Reading<string> => ({ of: ada, key: 'one', read });
const failing = (code: 'offline' | 'not_found' | 'sign_in_first') => reading(() => Promise.reject(new Refusal(code)));

test('without network, or session, the last answer is shown; what is gone is not', async () => {
	await keep(at('one'), 'kept', Date.now());
	expect(await freshest(failing('offline'))).toMatchObject({ value: 'kept', stale: true });
	expect(await freshest(failing('sign_in_first'))).toMatchObject({ value: 'kept', stale: true });
	vi.spyOn(console, 'info').mockReturnValue();
	expect(await freshest(reading(() => Promise.reject(new Error('500'))))).toMatchObject({ value: 'kept' });
	await expect(freshest(failing('not_found'))).rejects.toMatchObject({ code: 'not_found' });
	await expect(freshest(failing('offline'))).rejects.toMatchObject({ code: 'offline' });
});

test('what several ask for at once, or just after, is asked once, until something changes', async () => {
	let answer = (value: string): void => void value;
	const read = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)));
	const both = Promise.all([freshest(reading(read)), freshest(reading(read))]);
	await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());
	answer('one');
	expect((await both).map(({ value }) => value)).toEqual(['one', 'one']);
	expect(await freshest(reading(read))).toMatchObject({ value: 'one', stale: false });
	expect(read).toHaveBeenCalledOnce();

	// Whoever asks after a change joins nobody who asked before it.
	changes.known++;
	const before = freshest(reading(read));
	await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
	const answerBefore = answer;
	changes.known++;
	const after = freshest(reading(read));
	await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3));
	answer('of now');
	answerBefore('of before');
	expect(await before).toMatchObject({ value: 'of before' });
	expect(await after).toMatchObject({ value: 'of now' });
	expect(await freshest(reading(read))).toMatchObject({ value: 'of now' });
	expect(read).toHaveBeenCalledTimes(3);
});

test('what came just now is asked for again a little later', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	try {
		const read = vi.fn(() => Promise.resolve('said'));
		await freshest(reading(read));
		await vi.advanceTimersByTimeAsync(2_000);
		await freshest(reading(read));
		expect(read).toHaveBeenCalledTimes(2);
	} finally {
		vi.useRealTimers();
	}
});

/** What is read when the network has not answered within the reader's patience. */
async function impatiently(read: () => Promise<string>, told?: () => void) {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	try {
		const answered = freshest(reading(read), told);
		await vi.advanceTimersByTimeAsync(4_000);
		return await answered;
	} finally {
		vi.useRealTimers();
	}
}

test('a network that does not answer keeps nobody waiting for what is here', async () => {
	await keep(at('one'), 'kept', Date.now());
	expect(await impatiently(() => new Promise(() => undefined))).toMatchObject({ value: 'kept', stale: true });
});

test('an answer that came late is told of, and is what is read next, until something changes', async () => {
	await keep(at('one'), 'kept', Date.now());
	let answer = (value: string): void => void value;
	const read = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)));
	const told = vi.fn();
	expect(await impatiently(read, told)).toMatchObject({ value: 'kept', stale: true });
	expect(told).not.toHaveBeenCalled();
	answer('late');
	await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
	expect(await freshest(reading(read), told)).toMatchObject({ value: 'late', stale: false });
	expect(await freshest(reading(read), told)).toMatchObject({ value: 'late', stale: false });
	expect(read).toHaveBeenCalledOnce();
	changes.known++;
	const after = freshest(reading(read), told);
	await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
	answer('asked');
	expect(await after).toMatchObject({ value: 'asked', stale: false });
	expect(told).toHaveBeenCalledOnce();
});

test('an answer asked for before a change and late is told to nobody', async () => {
	await keep(at('one'), 'kept', Date.now());
	let answer = (value: string): void => void value;
	const told = vi.fn();
	const read = () => new Promise<string>((resolve) => (answer = resolve));
	expect(await impatiently(read, told)).toMatchObject({ value: 'kept' });
	changes.known++;
	answer('of before');
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(told).not.toHaveBeenCalled();
	expect(
		await freshest(
			reading(() => Promise.resolve('of now')),
			told
		)
	).toMatchObject({ value: 'of now' });
});

test('that it is no more, said late, is told of too; that the network failed is not', async () => {
	vi.spyOn(console, 'info').mockReturnValue();
	for (const [code, times] of [
		['offline', 0],
		['not_found', 1]
	] as const) {
		await keep(at('one'), 'kept', Date.now());
		let refuse = (error: Error): void => void error;
		const told = vi.fn();
		const read = () => new Promise<string>((_, reject) => (refuse = reject));
		expect(await impatiently(read, told)).toMatchObject({ value: 'kept', stale: true });
		refuse(new Refusal(code));
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(told).toHaveBeenCalledTimes(times);
	}
});

test('an answer is joined to what was kept of it', async () => {
	const lines = { ...at('said'), join: (fresh: string[], kept: string[]) => [...kept, ...fresh] };
	await refreshed({ ...lines, read: () => Promise.resolve(['a']) });
	await vi.waitFor(async () => expect((await find(lines))?.value).toEqual(['a']));
	await refreshed({ ...lines, read: () => Promise.resolve(['b']) });
	await vi.waitFor(async () => expect((await find(lines))?.value).toEqual(['a', 'b']));
	await forget(lines);
	expect(await find(lines)).toBeUndefined();
});

test('without network, what anybody was shown stands in for what a resident would read', async () => {
	const gone = { ...at('home'), read: () => Promise.reject<string>(new Refusal('offline')) };
	await expect(deviceFirst(gone, true)).rejects.toThrow('offline');
	await keep({ of: null, key: 'home' }, 'seen by anybody', Date.now());
	expect(await deviceFirst(gone, true)).toMatchObject({ value: 'seen by anybody', stale: true });
	const over = { ...at('home'), read: () => Promise.reject<string>(new Refusal('not_found')) };
	await expect(deviceFirst(over, true)).rejects.toThrow('not_found');
});
