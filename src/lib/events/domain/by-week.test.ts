import { expect, test } from 'vitest';
import { byWeek, mondayOf } from './by-week.ts';

test('weeks begin on Monday, in Paris', () => {
	expect(mondayOf('2026-11-29')).toBe('2026-11-23');
	expect(mondayOf('2026-11-30')).toBe('2026-11-30');
	// Sunday 23 h 30 in UTC is Monday in Paris.
	const at = (startsAt: string) => ({ startsAt });
	const weeks = byWeek(
		[at('2026-11-28T13:00:00Z'), at('2026-11-29T23:30:00Z'), at('2026-12-05T13:00:00Z')],
		'2026-11-27'
	);
	expect(weeks.map(({ from, events }) => [from, events.length])).toEqual([
		['2026-11-23', 1],
		['2026-11-30', 2]
	]);
});

test('what began earlier and goes on stands in the week of today', () => {
	expect(byWeek([{ startsAt: '2026-11-10T09:00:00Z' }], '2026-11-27')[0]!.from).toBe('2026-11-23');
});

test('what is more than four weeks away stands by the month', () => {
	const at = (startsAt: string) => ({ startsAt });
	const stretches = byWeek(
		['2026-12-19T13:00:00Z', '2026-12-21T13:00:00Z', '2026-12-29T13:00:00Z', '2027-01-09T13:00:00Z'].map(at),
		'2026-11-27'
	);
	expect(stretches.map(({ from, isMonth, events }) => [from, isMonth, events.length])).toEqual([
		['2026-12-14', false, 1],
		['2026-12-01', true, 2],
		['2027-01-01', true, 1]
	]);
});
