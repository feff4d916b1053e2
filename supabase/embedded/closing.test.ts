import { expect, test, vi } from 'vitest';
import type { Fault } from './api/scrubbed-errors.ts';
import { Closing } from './closing.ts';

test('what was opened last is closed first, once, whatever goes wrong on the way', async () => {
	vi.useFakeTimers();
	const [closed, faults]: [string[], Fault[]] = [[], []];
	const closing = new Closing((fault) => faults.push(fault));
	closing.add(async () => closed.push('folder'));
	closing.add(() => new Promise(() => undefined));
	closing.add(async () => {
		throw new RangeError('no');
	});
	closing.add(async () => closed.push('sockets'));

	const done = closing.close();
	await vi.advanceTimersByTimeAsync(10_000);
	await done;
	expect(closed).toEqual(['sockets', 'folder']);
	expect(faults.map(({ name }) => name)).toEqual(['RangeError', 'Error']);

	await closing.close();
	expect(closed).toHaveLength(2);
	vi.useRealTimers();
});
