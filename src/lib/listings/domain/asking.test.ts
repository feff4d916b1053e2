import { describe, expect, test } from 'vitest';
import { answerBefore, askingProblem, daysOf, firstDayToAsk, wholeDays } from './asking.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const free = new Map(['2026-12-04', '2026-12-05', '2026-12-06', '2026-12-07'].map((day) => [day, 1]));
const drill = { minDays: 2, maxDays: 3 };

describe('askingProblem', () => {
	test.each([
		['2026-12-04', '2026-12-06', null],
		['2026-12-04', '2026-12-07', 'too_long'],
		['2026-12-04', '2026-12-04', 'too_short'],
		['2026-12-06', '2026-12-08', 'taken']
	])('%s to %s: %s', (from, until, problem) => {
		expect(askingProblem({ from, until }, drill, free)).toBe(problem);
	});
});

test('an owner who wants to know ahead cannot be asked for today', () => {
	expect(firstDayToAsk(0, now)).toBe('2026-11-24');
	expect(firstDayToAsk(2, now)).toBe('2026-11-25');
	expect(firstDayToAsk(48, now)).toBe('2026-11-27');
});

test('the owner has twenty-four waking hours to answer, less when the loan begins or ends before', () => {
	expect(answerBefore({ from: '2026-12-04', until: '2026-12-05' }, now)).toBe(Date.parse('2026-11-26T08:00:00Z'));
	expect(answerBefore({ from: '2026-11-25', until: '2026-11-25' }, now)).toBe(Date.parse('2026-11-24T20:00:00Z'));
	expect(answerBefore({ from: '2026-11-24', until: '2026-11-24' }, now)).toBe(Date.parse('2026-11-24T20:00:00Z'));
});

test('whole days go from midnight to midnight in Paris, and back', () => {
	const days = { from: '2026-10-24', until: '2026-10-25' };
	expect(wholeDays(days)).toEqual({ startsAt: '2026-10-23T22:00:00.000Z', endsAt: '2026-10-25T23:00:00.000Z' });
	expect(daysOf(wholeDays(days))).toEqual(days);
});
