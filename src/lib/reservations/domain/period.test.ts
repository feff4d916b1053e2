import { expect, test } from 'vitest';
import { endOn, laterDays, periodIn, soonerDays } from './period.ts';
import { firstDay, isByDay, lastDay, noShowFrom } from './reservation.ts';

test('a range as Postgres prints it becomes two instants that any browser reads', () => {
	expect(periodIn('["2026-12-03 23:00:00+00","2026-12-06 23:00:00.5+00")')).toEqual({
		startsAt: '2026-12-03T23:00:00.000Z',
		endsAt: '2026-12-06T23:00:00.500Z'
	});
	expect(periodIn('["2026-07-03 00:00:00+02","2026-07-04 00:00:00+02")').startsAt).toBe('2026-07-02T22:00:00.000Z');
});

const weekend = { startsAt: '2026-12-03T23:00:00.000Z', endsAt: '2026-12-06T23:00:00.000Z' };
const morning = { startsAt: '2026-12-04T08:00:00.000Z', endsAt: '2026-12-04T11:00:00.000Z' };

test('the last day is the one before midnight', () => {
	expect([firstDay(weekend), lastDay(weekend), isByDay(weekend)]).toEqual(['2026-12-04', '2026-12-06', true]);
	expect([firstDay(morning), lastDay(morning), isByDay(morning)]).toEqual(['2026-12-04', '2026-12-04', false]);
	expect(new Date(noShowFrom(weekend)).toISOString()).toBe('2026-12-04T23:00:00.000Z');
	expect(new Date(noShowFrom(morning)).toISOString()).toBe(morning.startsAt);
});

test('a longer stay ends on a later day, at the same hour', () => {
	expect(laterDays(weekend, Date.parse('2026-12-05T12:00:00Z'), 2)).toEqual(['2026-12-07', '2026-12-08']);
	expect(laterDays(weekend, Date.parse('2026-12-08T12:00:00Z'), 2)).toEqual(['2026-12-08']);
	expect(endOn('2026-12-08', weekend)).toBe('2026-12-08T23:00:00.000Z');
	expect(endOn('2026-12-05', morning)).toBe('2026-12-05T11:00:00.000Z');
});

test('the night the clocks change keeps whole days whole', () => {
	const autumn = { endsAt: '2026-10-24T22:00:00.000Z' };
	expect(isByDay(autumn)).toBe(true);
	expect(endOn('2026-10-25', autumn)).toBe('2026-10-25T23:00:00.000Z');
});

test('a stay may end sooner, not before today nor before it begins', () => {
	const stay = { startsAt: '2026-12-03T23:00:00.000Z', endsAt: '2026-12-06T23:00:00.000Z' };
	expect(soonerDays(stay, Date.parse('2026-12-01T12:00:00Z'))).toEqual(['2026-12-04', '2026-12-05']);
	expect(soonerDays(stay, Date.parse('2026-12-05T12:00:00Z'))).toEqual(['2026-12-05']);
	expect(soonerDays(stay, Date.parse('2026-12-06T12:00:00Z'))).toEqual([]);
	expect(soonerDays({ ...stay, endsAt: '2026-12-06T20:00:00.000Z' }, Date.parse('2026-12-01T12:00:00Z'))).toEqual([]);
	expect(soonerDays({ ...stay, endsAt: '2026-12-30T23:00:00.000Z' }, Date.parse('2026-12-01T12:00:00Z'), 2)).toEqual([
		'2026-12-28',
		'2026-12-29'
	]);
});
