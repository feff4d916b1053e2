import { expect, test } from 'vitest';
import { isFree, monthOf } from './calendar.ts';

test.each([
	['2026-02-14', '2026-02-01', '2026-02-28'],
	['2028-02-01', '2028-02-01', '2028-02-29'],
	['2026-12-31', '2026-12-01', '2026-12-31']
])('the month of %s', (day, from, until) => {
	expect(monthOf(day)).toEqual({ from, until });
});

test('a period is free when each of its days is', () => {
	const days = new Map([
		['2026-12-04', 1],
		['2026-12-05', 2],
		['2026-12-06', 0]
	]);
	expect(isFree(days, '2026-12-04', '2026-12-05')).toBe(true);
	expect(isFree(days, '2026-12-04', '2026-12-06')).toBe(false);
	expect(isFree(days, '2026-12-03', '2026-12-04')).toBe(false);
	expect(isFree(days, '2026-12-05', '2026-12-04')).toBe(false);
});
