import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtOnce } from '#lib/time/hours.ts';
import { addDays, dayOf, midnight, timeOf, weekdayOf } from '#lib/time/paris.ts';
import { hoursOn } from '#lib/listings/domain/absence.ts';
import { daysFor, likelyDay, meetingIn, meetingOn, momentsOf, standing } from './appointment.ts';

const weekend = { startsAt: midnight('2026-11-28'), endsAt: midnight('2026-11-30') };
const before = Date.parse('2026-11-20T12:00:00Z');

describe('a meeting', () => {
	test('at an hour lasts half of one, between two the time between', () => {
		expect(meetingOn('2026-11-28', '10:00', '', 'Chez Ada')).toEqual({
			startsAt: '2026-11-28T09:00:00.000Z',
			endsAt: '2026-11-28T09:30:00.000Z',
			place: 'Chez Ada'
		});
		const hours = meetingOn('2026-11-28', '10:00', '12:00', '')!;
		expect([hours.endsAt, isAtOnce(hours.startsAt, hours.endsAt)]).toEqual(['2026-11-28T11:00:00.000Z', false]);
		const hour = meetingOn('2026-11-28', '10:00', '', '')!;
		expect(isAtOnce(hour.startsAt, hour.endsAt)).toBe(true);
	});
	test.each([
		['', '10:00', ''],
		['2026-11-28', '', ''],
		['2026-11-28', '10:00', '10:00'],
		['2026-11-28', '10:00', '09:00']
	])('is none on "%s" from "%s" to "%s"', (day, from, until) => {
		expect(meetingOn(day, from, until, '')).toBeNull();
	});
	test('that fell through does not stand', () => {
		const agreed = { ...weekend, place: '' };
		expect([standing({ agreed, cancelled: false }), standing({ agreed, cancelled: true })]).toEqual([agreed, null]);
	});
});

test('hours of the week are those of the clock, in every week of five years', () => {
	const window = { id: '', weekday: 6, from: '10:00', until: '12:00', note: 'Chez moi', automatic: false };
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 5 * 365 }), (n) => {
			const day = addDays('2026-01-01', n);
			const hours = hoursOn({ windows: [window], absences: [] }, day);
			expect(hours.length).toBe(weekdayOf(day) === 6 ? 1 : 0);
			for (const one of hours) {
				const { startsAt, endsAt, place } = meetingIn(one, day);
				expect([dayOf(startsAt), timeOf(startsAt), timeOf(endsAt), place]).toEqual([day, '10:00', '12:00', 'Chez moi']);
			}
		})
	);
});

test('one proposes around the period, and not in the past', () => {
	expect(daysFor('hand_over', weekend, before)).toEqual({ first: '2026-11-26', last: '2026-11-29' });
	expect(daysFor('return', weekend, before)).toEqual({ first: '2026-11-28', last: '2026-12-13' });
	const late = Date.parse('2026-12-02T12:00:00Z');
	expect(daysFor('return', weekend, late)).toEqual({ first: '2026-12-02', last: '2026-12-16' });
	expect([likelyDay('hand_over', weekend, before), likelyDay('return', weekend, before)]).toEqual([
		'2026-11-28',
		'2026-11-29'
	]);
	expect(likelyDay('return', weekend, late)).toBe('2026-12-02');
});

test('what was handed over only comes back, and what is back does not', () => {
	expect(momentsOf('accepted')).toEqual(['hand_over', 'return']);
	expect(momentsOf('handed_over')).toEqual(['return']);
	expect(momentsOf('returned')).toEqual([]);
});
