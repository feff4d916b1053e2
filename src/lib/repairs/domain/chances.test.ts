import { expect, test } from 'vitest';
import { chancesOf } from './chances.ts';

test('a kettle was fixed five times in ten, a lamp eight', () => {
	expect(chancesOf(14)).toEqual({ fixedInTen: 5, brought: 2661 });
	expect(chancesOf(15)).toEqual({ fixedInTen: 8, brought: 9306 });
});

test('all forty categories of the standard have their figures, and their sum is what the source says', () => {
	const all = Array.from({ length: 40 }, (_, n) => chancesOf(n + 1));
	expect(all.every((chances) => chances && chances.fixedInTen > 0 && chances.fixedInTen < 10)).toBe(true);
	expect(all.reduce((sum, chances) => sum + chances!.brought, 0)).toBe(121_692);
});

test('nothing is said of what the standard does not count, or nobody has sorted', () => {
	expect(chancesOf(101)).toBeNull();
	expect(chancesOf(null)).toBeNull();
});
