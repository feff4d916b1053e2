import { expect, test } from 'vitest';
import { timeOf, dayOf } from '#lib/time/paris.ts';
import { openingAt, weekFrom, type Opening } from './opening.ts';
import { readHours } from './opening-rules.ts';

const at = (instant: string) => Date.parse(instant);
/** "open until 2026-11-25 18:00", as the clocks of Paris say it. */
function said(text: string, instant: string): string {
	const opening: Opening = openingAt(text, at(instant));
	const when = (ms: number) => `${dayOf(ms)} ${timeOf(ms)}`;
	if (opening.is === 'open') return `open until ${when(opening.until)}`;
	if (opening.is === 'closed') return opening.opensAt === null ? 'closed' : `opens ${when(opening.opensAt)}`;
	return opening.is;
}

// 2026-11-25 is a Wednesday; Paris is an hour ahead of UTC.
test('hours of the week', () => {
	const hours = 'We-Sa 10:00-12:00,14:00-18:00';
	expect(said(hours, '2026-11-25T08:59:59Z')).toBe('opens 2026-11-25 10:00');
	expect(said(hours, '2026-11-25T09:00:00Z')).toBe('open until 2026-11-25 12:00');
	expect(said(hours, '2026-11-25T11:00:00Z')).toBe('opens 2026-11-25 14:00');
	expect(said(hours, '2026-11-28T17:00:00Z')).toBe('opens 2026-12-02 10:00');
});

test('a later rule takes the place of an earlier one, and a comma adds', () => {
	const hours = 'Mo-Fr 09:00-18:00; We 14:00-18:00; Sa off';
	expect(said(hours, '2026-11-25T09:00:00Z')).toBe('opens 2026-11-25 14:00');
	expect(said(hours, '2026-11-27T18:00:00Z')).toBe('opens 2026-11-30 09:00');
	expect(said('Mo 10:00-12:00, We 14:00-16:00', '2026-11-24T12:00:00Z')).toBe('opens 2026-11-25 14:00');
	expect(said('Mo-Su 10:00-12:00, We 12:00-16:00', '2026-11-25T10:00:00Z')).toBe('open until 2026-11-25 16:00');
});

test('day and night', () => {
	for (const hours of ['24/7', '00:00-24:00', 'Mo-Su 00:00-24:00', 'Mo-Su'])
		expect(said(hours, '2026-11-25T02:00:00Z')).toBe('always');
	expect(said('24/7; We off', '2026-11-25T02:00:00Z')).toBe('opens 2026-11-26 00:00');
	expect(said('Mo-Tu 00:00-24:00', '2026-11-23T02:00:00Z')).toBe('open until 2026-11-25 00:00');
});

test('past midnight', () => {
	expect(said('Fr 18:00-02:00', '2026-11-28T00:30:00Z')).toBe('open until 2026-11-28 02:00');
	expect(said('Fr 18:00-26:00', '2026-11-28T00:30:00Z')).toBe('open until 2026-11-28 02:00');
	expect(said('Fr 18:00-02:00', '2026-11-28T01:00:00Z')).toBe('opens 2026-12-04 18:00');
});

test('the second Saturday, the last one, holidays, seasons', () => {
	expect(said('Sa[2] 14:00-17:00', '2026-11-27T12:00:00Z')).toBe('opens 2026-12-12 14:00');
	expect(said('Sa[1,3] 14:00-17:00', '2026-11-27T12:00:00Z')).toBe('opens 2026-12-05 14:00');
	expect(said('Sa[-1] 14:00-17:00', '2026-11-27T12:00:00Z')).toBe('opens 2026-11-28 14:00');
	expect(said('Fr 10:00-18:00; PH off', '2026-12-25T10:00:00Z')).toBe('opens 2027-01-08 10:00');
	expect(said('Mar-Oct We 10:00-18:00', '2026-11-25T10:00:00Z')).toBe('opens 2027-03-03 10:00');
	expect(said('Nov-Feb We 10:00-18:00', '2027-01-06T10:00:00Z')).toBe('open until 2027-01-06 18:00');
	expect(said('Mo-Su 10:00-18:00; Dec 24-Jan 2 off', '2026-12-31T10:00:00Z')).toBe('opens 2027-01-03 10:00');
	expect(said('Aug 1-15 off', '2026-11-25T10:00:00Z')).toBe('closed');
	expect(said('off', '2026-11-25T10:00:00Z')).toBe('closed');
});

test('the night the clocks go forward', () => {
	// 2027-03-28, 2 o'clock becomes 3: the hour between is not there.
	expect(said('Su 01:00-05:00', '2027-03-28T00:30:00Z')).toBe('open until 2027-03-28 05:00');
	expect(at('2027-03-28T03:00:00Z') - at('2027-03-28T00:00:00Z')).toBe(3 * 3_600_000);
	expect(openingAt('Su 01:00-05:00', at('2027-03-28T02:59:59Z'))).toEqual({
		is: 'open',
		until: at('2027-03-28T03:00:00Z')
	});
	expect(said('Sa 10:00-18:00; Su 10:00-18:00', '2027-03-27T20:00:00Z')).toBe('opens 2027-03-28 10:00');
	expect(openingAt('Su 10:00-18:00', at('2027-03-28T07:59:00Z'))).toEqual({
		is: 'closed',
		opensAt: at('2027-03-28T08:00:00Z')
	});
	expect(said('24/7', '2027-03-28T01:30:00Z')).toBe('always');
});

test('the night the clocks go back', () => {
	// 2026-10-25, 3 o'clock becomes 2: the hour between is there twice.
	expect(openingAt('Su 01:00-05:00', at('2026-10-25T00:30:00Z'))).toEqual({
		is: 'open',
		until: at('2026-10-25T04:00:00Z')
	});
	expect(openingAt('Su 10:00-18:00', at('2026-10-25T08:30:00Z'))).toEqual({
		is: 'closed',
		opensAt: at('2026-10-25T09:00:00Z')
	});
	expect(said('Sa 20:00-04:00', '2026-10-25T01:30:00Z')).toBe('open until 2026-10-25 04:00');
});

test('what is not read is said to be unknown', () => {
	for (const hours of [
		'',
		' ; ',
		'sur rendez-vous',
		'"sur rendez-vous"',
		'Mo-Fr 10:00-12:00 "sur rendez-vous"',
		'SH off',
		'sunrise-sunset',
		'Mo 10:00+',
		'Mo 25:00-26:00',
		'Mo 10:61-12:00',
		'Mo 12:00-14:00 off',
		'week 1-10 Mo 10:00-12:00',
		'2026 Mo 10:00-12:00',
		'Mo 10-12',
		'Lu 10:00-12:00',
		'Mo 10:00-12:00 || Tu',
		'Feb 32 off'
	])
		expect(readHours(hours), hours).toBeNull();
	expect(openingAt('sur rendez-vous', 0)).toEqual({ is: 'unknown' });
});

test('a reason beside "off" is only a reason', () => {
	expect(said('We 10:00-18:00; We off "travaux"', '2026-11-25T10:00:00Z')).toBe('closed');
});

test('a week in a table', () => {
	expect(weekFrom('We 10:00-12:00,14:00-18:00', '2026-11-25')?.map(({ spans }) => spans.length)).toEqual([
		2, 0, 0, 0, 0, 0, 0
	]);
	expect(weekFrom('?', '2026-11-25')).toBeNull();
});
