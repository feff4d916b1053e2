import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt } from '#lib/time/hours.ts';
import { addDays, weekdayOf } from '#lib/time/paris.ts';
import { byDay, mondayOf, weeksIn } from './slot.ts';

const slot = (day: string, from: string, freeUnits = 1) => ({
	startsAt: instantAt(day, from),
	endsAt: new Date(Date.parse(instantAt(day, from)) + 3_600_000).toISOString(),
	freeUnits
});

test('slots are told by the day they begin on in Paris, the free ones counted', () => {
	const days = byDay([slot('2026-11-24', '23:30'), slot('2026-11-24', '10:00', 0), slot('2026-11-23', '00:15')]);
	expect(days.map(({ day, slots, free }) => [day, slots.length, free])).toEqual([
		['2026-11-23', 1, 1],
		['2026-11-24', 2, 1]
	]);
	expect(
		weeksIn(byDay([slot('2026-11-29', '10:00'), slot('2026-11-30', '10:00'), slot('2026-12-06', '10:00')]))
	).toEqual(['2026-11-23', '2026-11-30']);
});

test('a week begins on its Monday, the weeks the clocks change as well', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 5 * 365 }), (n) => {
			const day = addDays('2026-01-01', n);
			const monday = mondayOf(day);
			expect([weekdayOf(monday), monday <= day, addDays(monday, 7) > day]).toEqual([1, true, true]);
		})
	);
});
