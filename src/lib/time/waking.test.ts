import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf, midnight, timeOf } from './paris.ts';
import { afterWaking, eveningBefore, respondBy } from './waking.ts';

const msPerMinute = 60_000;
const msPerHour = 60 * msPerMinute;

/** What a clock in Paris shows in winter or summer, as milliseconds. */
const paris = (said: string) => {
	const [day, time] = said.split(' ') as [string, string];
	const from = Date.parse(midnight(day));
	for (let instant = from; instant < Date.parse(midnight(addDays(day, 1))); instant += 30 * msPerMinute)
		if (timeOf(instant) === time) return instant;
	throw new Error(said);
};

test.each([
	['2026-11-23 10:00', '2026-11-24 21:00'],
	['2026-11-23 22:00', '2026-11-25 19:00'],
	['2026-11-23 03:00', '2026-11-24 19:00'],
	['2026-03-28 22:00', '2026-03-30 19:00'],
	['2026-10-24 22:00', '2026-10-26 19:00']
])('asked %s, an answer is due %s', (asked, due) => {
	expect(afterWaking(paris(asked), 24)).toBe(paris(due));
});

test.each([
	['2026-11-23 10:00', '2026-11-28 00:00', '2026-11-30 00:00', '2026-11-24 21:00'],
	['2026-11-23 14:00', '2026-11-24 00:00', '2026-11-25 00:00', '2026-11-23 21:00'],
	['2026-11-23 14:00', '2026-11-23 18:00', '2026-11-23 20:00', '2026-11-23 18:00'],
	['2026-11-23 14:00', '2026-11-23 16:00', '2026-11-23 18:00', '2026-11-23 18:00'],
	['2026-11-23 19:00', '2026-11-24 00:00', '2026-11-25 00:00', '2026-11-24 21:00'],
	['2026-11-23 14:00', '2026-11-23 14:00', '2026-11-24 00:00', '2026-11-23 21:00'],
	['2026-11-23 22:30', '2026-11-23 22:30', '2026-11-24 00:00', '2026-11-24 00:00']
])('asked %s for %s to %s, it is due %s', (asked, from, until, due) => {
	expect(respondBy(paris(asked), paris(from), paris(until))).toBe(paris(due));
});

// Both nights on which clocks change, and the days around them.
const around = fc.oneof(
	fc.integer({ min: Date.parse('2026-03-26T00:00Z'), max: Date.parse('2026-04-01T00:00Z') }),
	fc.integer({ min: Date.parse('2026-10-22T00:00Z'), max: Date.parse('2026-10-28T00:00Z') })
);
const isAwake = (instant: number) => timeOf(instant) >= '08:00' && timeOf(instant) < '21:00';

test('a request has as many waking hours as it should, and never ends at night', () => {
	fc.assert(
		fc.property(around, fc.integer({ min: 1, max: 40 }), (asked, hours) => {
			const due = afterWaking(asked, hours);
			let minutes = 0;
			for (let instant = asked; instant < due; instant += msPerMinute) if (isAwake(instant)) minutes++;
			expect(Math.abs(minutes - hours * 60)).toBeLessThanOrEqual(1);
			expect(isAwake(due - 1)).toBe(true);
		}),
		{ numRuns: 60 }
	);
});

test('an answer is due before the end, in waking hours when there are any left, and later for who asks later', () => {
	fc.assert(
		fc.property(around, fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 80 }), (asked, ahead, long) => {
			const from = asked + ahead * msPerHour;
			const until = from + long * msPerHour;
			const due = respondBy(asked, from, until);
			expect(due).toBeGreaterThan(asked);
			expect(due).toBeLessThanOrEqual(until);
			if (afterWaking(asked, 2) < until) expect(eveningBefore(due)).toBe(due);
			expect(dayOf(eveningBefore(due)) <= dayOf(due)).toBe(true);
		}),
		{ numRuns: 400 }
	);
});
