import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { addDays, weekdayOf } from '#lib/time/paris.ts';
import { daysOf, repeatOf, repeatsFrom, ruleOf } from './repeat.ts';

const anyDay = fc.integer({ min: 0, max: 3650 }).map((n) => addDays('2026-01-01', n));

test('a second Saturday may come back each week, each other week, or each month on the second Saturday', () => {
	expect(repeatsFrom('2026-12-12').map(ruleOf)).toEqual([
		'FREQ=WEEKLY;BYDAY=SA',
		'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA',
		'FREQ=MONTHLY;BYDAY=2SA'
	]);
});

test('a last one may be counted both ways, a fifth one only as the last', () => {
	expect(repeatsFrom('2026-02-28').map(ruleOf).slice(2)).toEqual(['FREQ=MONTHLY;BYDAY=4SA', 'FREQ=MONTHLY;BYDAY=-1SA']);
	expect(repeatsFrom('2026-01-31').map(ruleOf).slice(2)).toEqual(['FREQ=MONTHLY;BYDAY=-1SA']);
});

test('a rule is read back as it was meant; one of several days is not', () => {
	fc.assert(
		fc.property(anyDay, (day) => {
			for (const repeat of repeatsFrom(day)) {
				expect(repeatOf(ruleOf(repeat))).toEqual(repeat);
				expect(repeat.weekday).toBe(weekdayOf(day));
			}
		})
	);
	expect(repeatOf('FREQ=WEEKLY;BYDAY=MO,TH')).toBeNull();
	expect(repeatOf('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3')).toEqual({
		freq: 'monthly',
		every: 2,
		nth: -1,
		weekday: 5
	});
});

test('the days shown beforehand are those of iCalendar', () => {
	fc.assert(
		fc.property(anyDay, (day) => {
			for (const repeat of repeatsFrom(day)) {
				const iterator = ICAL.Recur.fromString(ruleOf(repeat)).iterator(ICAL.Time.fromDateString(day));
				const theirs = Array.from({ length: 12 }, () => iterator.next()!.toString());
				expect(daysOf(repeat, day, 12)).toEqual(theirs);
			}
		})
	);
});
