import { expect, test } from 'vitest';
import { fitted, moved, restored } from './photo-order.ts';

test.each([
	[0, 2, ['b', 'c', 'a']],
	[2, 0, ['c', 'a', 'b']],
	[1, 1, ['a', 'b', 'c']],
	[0, 3, ['a', 'b', 'c']],
	[0, -1, ['a', 'b', 'c']]
])('moving %i to %i', (from, to, expected) => expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected));

test('what was removed comes back to its place', () => {
	expect(restored(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c']);
	expect(restored([], 'b', 4)).toEqual(['b']);
});

test.each([
	[4032, 3024, { width: 1600, height: 1200 }],
	[3024, 4032, { width: 1200, height: 1600 }],
	[800, 600, { width: 800, height: 600 }],
	[100_000, 10, { width: 1600, height: 1 }]
])('%i by %i', (width, height, expected) => expect(fitted(width, height, 1600)).toEqual(expected));
