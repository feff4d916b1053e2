import { expect, test } from 'vitest';
import { byWeek, windowProblem } from './handover-window.ts';

test.each([
	['17:30', '19:00', null],
	['19:00', '17:30', 'times_order'],
	['17:30', '17:30', 'times_order'],
	['', '17:30', 'times_missing'],
	['17:30', '24:00', 'times_missing']
])('from %j until %j: %s', (from, until, expected) => expect(windowProblem({ from, until })).toBe(expected));

test('the week begins on Monday', () => {
	const windows = [
		{ weekday: 7, from: '09:00' },
		{ weekday: 1, from: '18:00' },
		{ weekday: 1, from: '08:00' }
	];
	expect(byWeek(windows).map(({ weekday, from }) => `${weekday} ${from}`)).toEqual(['1 08:00', '1 18:00', '7 09:00']);
});
