import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantAt } from './hours.ts';
import { addDays, dayOf, midnight, timeOf } from './paris.ts';

const minutes = (n: number) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
const anyDay = fc.integer({ min: 0, max: 5 * 365 }).map((n) => addDays('2026-01-01', n));
const anyTime = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(minutes);

test('the clocks show on that day what was asked for, but for the hour that spring skips', () => {
	fc.assert(
		fc.property(anyDay, anyTime, (day, time) => {
			const instant = instantAt(day, time);
			const skipped = timeOf(instant) !== time;
			expect(dayOf(instant)).toBe(day);
			if (skipped) expect([time.slice(0, 2), timeOf(instant)]).toEqual(['02', `03${time.slice(2)}`]);
		})
	);
});

test('midnight is the first instant of a day, on every day of five years', () => {
	for (let day = '2026-01-01'; day < '2031-01-01'; day = addDays(day, 1)) {
		expect(instantAt(day, '00:00')).toBe(midnight(day));
	}
});

describe.each([
	['2026-03-29', '2026-10-25'],
	['2027-03-28', '2027-10-31'],
	['2028-03-26', '2028-10-29'],
	['2029-03-25', '2029-10-28'],
	['2030-03-31', '2030-10-27']
])('the nights of %s and %s', (spring, autumn) => {
	test('what is skipped is an hour later, what comes twice is the second time', () => {
		expect(instantAt(spring, '02:30')).toBe(`${spring}T01:30:00.000Z`);
		expect(instantAt(autumn, '02:30')).toBe(`${autumn}T01:30:00.000Z`);
		expect(instantAt(spring, '10:00')).toBe(`${spring}T08:00:00.000Z`);
		expect(instantAt(autumn, '10:00')).toBe(`${autumn}T09:00:00.000Z`);
	});
});
