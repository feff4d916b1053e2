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
	expect(weeks.map(({ monday, events }) => [monday, events.length])).toEqual([
		['2026-11-23', 1],
		['2026-11-30', 2]
	]);
});

test('what began earlier and goes on stands in the week of today', () => {
	expect(byWeek([{ startsAt: '2026-11-10T09:00:00Z' }], '2026-11-27')[0]!.monday).toBe('2026-11-23');
});
