import { afterEach, expect, it, vi } from 'vitest';

const { invalidate } = vi.hoisted(() => ({ invalidate: vi.fn<(key: string) => Promise<void>>() }));
vi.mock('$app/navigation', () => ({ invalidate }));
vi.mock('$app/state', () => ({ navigating: { complete: null } }));

import { changes } from '#lib/offline/changes.ts';
import { readAgain, showLate } from './read-again.ts';

afterEach(() => {
	vi.useRealTimers();
	invalidate.mockReset();
});

/** A reading that goes on until it is let go. */
function slowly(): () => void {
	let done = (): void => undefined;
	invalidate.mockImplementationOnce(() => new Promise((resolve) => (done = resolve)));
	return () => done();
}

const read = () => invalidate.mock.calls.map(([key]) => key);

it('reads what is asked for meanwhile once, when the first is read', async () => {
	const letGo = slowly();
	const first = readAgain('one');
	await vi.waitFor(() => expect(read()).toEqual(['one']));
	const rest = Promise.all([readAgain('one', 'list'), showLate('one'), showLate('list')]);
	await Promise.resolve();
	expect(read()).toEqual(['one']);
	letGo();
	await Promise.all([first, rest]);
	expect(read()).toEqual(['one', 'one', 'list']);
	await readAgain('one');
	expect(read()).toEqual(['one', 'one', 'list', 'one']);
});

it('counts a change, and none for what came late', async () => {
	const before = changes.known;
	await readAgain('one', 'list');
	await showLate('one');
	expect(changes.known).toBe(before + 1);
});

it('does not wait for ever for a reading that does not end, nor stop at one that fails', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	slowly();
	const all = Promise.all([readAgain('one'), showLate('one')]);
	await Promise.resolve();
	const later = readAgain('list');
	await vi.advanceTimersByTimeAsync(5_000);
	await Promise.all([all, later]);
	expect(read()).toContain('list');

	invalidate.mockRejectedValueOnce(new Error('broken'));
	await expect(readAgain('one')).rejects.toThrow('broken');
	await readAgain('two');
	expect(read().at(-1)).toBe('two');
});
