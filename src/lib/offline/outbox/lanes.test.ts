import { expect, test } from 'vitest';
import { headsOf, isReady, nextWaking } from './lanes.ts';
import { operation } from './operation.samples.ts';

test('only the first of each lane may be sent', () => {
	const all = [operation(3, 'b'), operation(2, 'a'), operation(1, 'a')];
	expect(headsOf(all).map(({ seq }) => seq)).toEqual([1, 3]);
});

test('a refused one stops its own lane and no other', () => {
	const all = [operation(1, 'a', { state: 'refused' }), operation(2, 'a'), operation(3, 'b')];
	const ready = headsOf(all).filter((head) => isReady(head, 0, true));
	expect(ready.map(({ seq }) => seq)).toEqual([3]);
});

test.each([
	['nothing is waited for', { waitsFor: null, nextAt: 0 }, false, true],
	['the network is waited for', { waitsFor: 'network', nextAt: 1500 }, false, false],
	['the network is back', { waitsFor: 'network', nextAt: 1500 }, true, true],
	['the server asked for time', { waitsFor: 'server', nextAt: 1500 }, true, false],
	['the time is over', { waitsFor: 'server', nextAt: 1000 }, false, true],
	['the clock was set back a day', { waitsFor: 'network', nextAt: 86_400_000 }, false, true]
] as const)('%s', (_, waits, eager, ready) => {
	expect(isReady(operation(1, 'a', waits), 1000, eager)).toBe(ready);
});

test('the next waking is that of the head that waits least', () => {
	const waits = (nextAt: number) => ({ waitsFor: 'network', nextAt }) as const;
	const all = [operation(1, 'a', waits(900)), operation(2, 'a', waits(100)), operation(3, 'b', waits(700))];
	expect(nextWaking(all, 50)).toBe(700);
	expect(nextWaking([operation(1, 'a', { state: 'refused' })], 50)).toBeNull();
});
