import { expect, test } from 'vitest';
import { absenceOn, absenceProblem, hoursOn } from './absence.ts';

const christmas = { id: 'a', from: '2026-12-24', until: '2026-12-31' };

test('nobody is met on a day off, its last one included', () => {
	const window = { id: '', weekday: 4, from: '10:00', until: '12:00', note: '', automatic: true };
	const thursdays = ['2026-12-17', '2026-12-24', '2026-12-31', '2027-01-07'];
	expect(thursdays.map((day) => hoursOn({ windows: [window], absences: [christmas] }, day).length)).toEqual([
		1, 0, 0, 1
	]);
	expect([absenceOn([christmas], '2026-12-23'), absenceOn([christmas], '2026-12-31')]).toEqual([null, christmas]);
});

test.each([
	['2026-12-24', '2026-12-24', null],
	['2026-12-24', '2027-12-25', null],
	['2026-12-24', '2027-12-26', 'days_many'],
	['2026-12-24', '2026-12-23', 'days_order'],
	['', '2026-12-23', 'days_missing'],
	['2026-12-24', '2026-13-01', 'days_missing']
])('from %s to %s: %s', (from, until, problem) => {
	expect(absenceProblem({ from, until })).toBe(problem);
});
