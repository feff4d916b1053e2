import { expect, test } from 'vitest';
import { freshnessOf } from './freshness.ts';

const seen = Date.parse('2026-11-22T12:00:00Z');
const after = (days: number, ms = 0) => freshnessOf(seen, seen + days * 86_400_000 + ms).marks;

test('a mark goes out each day, and five days are too many', () => {
	expect([0, 1, 2, 3, 4, 5, 30].map((days) => after(days))).toEqual([5, 4, 3, 2, 1, 0, 0]);
	expect(after(1, -1)).toBe(5);
	expect(after(5, -1)).toBe(1);
});

test('three days old: two marks, to be checked within two days', () => {
	expect(freshnessOf(seen, seen + 3 * 86_400_000)).toEqual({ marks: 2, lastsDays: 2 });
});

test('a clock behind the server’s sees no news from tomorrow', () => {
	expect(after(-2)).toBe(5);
});
