import { expect, test } from 'vitest';
import { addMonths, dayAfterKey, lastDayOf, weeksOf } from './month-grid.ts';

test('a month is shown in whole weeks, Monday first', () => {
	const weeks = weeksOf('2026-12');
	expect(weeks[0]).toEqual([null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
	expect(weeks.at(-1)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', null, null, null]);
	expect(weeks.every((week) => week.length === 7)).toBe(true);
});

test('February of 2027 fits in four weeks exactly', () => {
	expect(weeksOf('2027-02')).toHaveLength(4);
});

test('months follow each other across years', () => {
	expect([addMonths('2026-12', 1), addMonths('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
	expect(lastDayOf('2028-02')).toBe('2028-02-29');
});

test.each([
	['ArrowLeft', '2026-11-30'],
	['ArrowRight', '2026-12-02'],
	['ArrowUp', '2026-11-24'],
	['ArrowDown', '2026-12-08'],
	['Home', '2026-11-30'],
	['End', '2026-12-06'],
	['PageUp', '2026-11-01'],
	['PageDown', '2027-01-01'],
	['a', null]
])('%s from 1 December leads to %s', (key, day) => {
	expect(dayAfterKey('2026-12-01', key)).toBe(day);
});

test('a month later than the 31st is the last day of a shorter month', () => {
	expect(dayAfterKey('2027-01-31', 'PageDown')).toBe('2027-02-28');
});

test('right to left, the arrows follow the eye', () => {
	expect(dayAfterKey('2026-12-02', 'ArrowLeft', true)).toBe('2026-12-03');
	expect(dayAfterKey('2026-12-02', 'ArrowUp', true)).toBe('2026-11-25');
});
