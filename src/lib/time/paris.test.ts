import { expect, test } from 'vitest';
import { addDays, dayOf, daysIn, midnight, timeOf, weekdayOf } from './paris.ts';

test('the day changes at midnight in Paris, not in London', () => {
	expect(dayOf('2026-11-24T22:59:59Z')).toBe('2026-11-24');
	expect(dayOf('2026-11-24T23:00:00Z')).toBe('2026-11-25');
	expect(timeOf('2026-11-24T23:00:00Z')).toBe('00:00');
});

test.each([
	['2026-01-15', '2026-01-14T23:00:00.000Z'],
	['2026-07-15', '2026-07-14T22:00:00.000Z'],
	['2026-03-29', '2026-03-28T23:00:00.000Z'],
	['2026-03-30', '2026-03-29T22:00:00.000Z'],
	['2026-10-25', '2026-10-24T22:00:00.000Z'],
	['2026-10-26', '2026-10-25T23:00:00.000Z']
])('%s begins at %s', (day, instant) => {
	expect(midnight(day)).toBe(instant);
	expect(dayOf(Date.parse(instant) - 1)).toBe(addDays(day, -1));
});

test('the nights when clocks change do not change how many days a loan lasts', () => {
	expect(daysIn('2026-03-28', '2026-03-30')).toBe(3);
	expect(daysIn('2026-10-24', '2026-10-24')).toBe(1);
	expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
});

test('the week begins on Monday', () => {
	expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
});

test('each day of ten years begins where the day before it ends', () => {
	for (let day = '2026-01-01'; day < '2036-01-01'; day = addDays(day, 1)) {
		const begins = Date.parse(midnight(day));
		expect([dayOf(begins), dayOf(begins - 1)]).toEqual([day, addDays(day, -1)]);
	}
});
