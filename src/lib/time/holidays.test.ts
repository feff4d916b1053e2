import { expect, test } from 'vitest';
import { isHoliday } from './holidays.ts';

test('holidays that move with Easter', () => {
	for (const day of ['2026-04-06', '2026-05-14', '2026-05-25', '2027-03-29', '2027-05-06', '2027-05-17', '2038-04-26'])
		expect(isHoliday(day), day).toBe(true);
	for (const day of ['2026-04-05', '2026-04-07', '2026-05-15', '2027-04-05']) expect(isHoliday(day), day).toBe(false);
});

test('holidays that do not move', () => {
	expect(isHoliday('2026-12-25')).toBe(true);
	expect(isHoliday('2027-01-01')).toBe(true);
	expect(isHoliday('2026-12-26')).toBe(false);
});
