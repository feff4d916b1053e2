import { expect, test } from 'vitest';
import { weekdayOf } from '#lib/time/paris.ts';
import { draftFrom, hoursOf, missingIn, templates } from './draft.ts';

const now = Date.parse('2026-11-27T12:00:00Z');
let made = 0;
const draft = draftFrom('repair_session', 'Apportez…', '2026-11-27', () => `id-${made++}`);

test('a template proposes a Saturday a week away, at its hours, with its hands', () => {
	expect([draft.day, weekdayOf(draft.day)]).toEqual(['2026-12-05', 6]);
	expect(hoursOf(draft)).toEqual(['2026-12-05T13:00:00.000Z', '2026-12-05T16:30:00.000Z']);
	expect(draft.shifts.map(({ role, needed }) => `${role} ${needed}`)[0]).toBe('welcome 2');
	expect(new Set(draft.shifts.map(({ id }) => id)).size).toBe(draft.shifts.length);
	for (const template of templates)
		expect(
			missingIn(
				draftFrom(template, '', '2026-11-27', () => 'x'),
				now
			)
		).toEqual(['title']);
});

test('14 h is 14 h in Paris on the days the clocks change, and past midnight is the day after', () => {
	expect(hoursOf({ day: '2026-03-29', from: '14:00', until: '17:00' })).toEqual([
		'2026-03-29T12:00:00.000Z',
		'2026-03-29T15:00:00.000Z'
	]);
	expect(hoursOf({ day: '2026-10-25', from: '14:00', until: '17:00' })![0]).toBe('2026-10-25T13:00:00.000Z');
	expect(hoursOf({ day: '2026-12-05', from: '22:00', until: '01:00' })![1]).toBe('2026-12-06T00:00:00.000Z');
	expect(hoursOf({ day: '2026-12-05', from: '14:00', until: '14:00' })).toBeNull();
	expect(hoursOf({ day: '', from: '14:00', until: '15:00' })).toBeNull();
});

test('what is missing is named', () => {
	const whole = { ...draft, title: 'Réparer' };
	expect(missingIn(whole, now)).toEqual([]);
	expect(missingIn({ ...whole, title: ' a ' }, now)).toEqual(['title']);
	expect(missingIn({ ...whole, day: '' }, now)).toEqual(['day']);
	expect(missingIn({ ...whole, day: '2026-11-20' }, now)).toEqual(['day']);
	expect(missingIn({ ...whole, day: '2026-11-20' }, now, false)).toEqual([]);
	expect(missingIn({ ...whole, until: '' }, now)).toEqual(['hours']);
	for (const capacity of ['0', '5001', '-1', '1.5', 'x'])
		expect(missingIn({ ...whole, capacity }, now)).toEqual(['capacity']);
	expect(missingIn({ ...whole, capacity: '40' }, now)).toEqual([]);
});
