import { expect, test } from 'vitest';
import { isOpen, missing, opensFrom, seatsLeft, type Shift } from './event.ts';

const shift = (needed: number, taken: number): Shift => ({
	id: '',
	role: 'welcome',
	skill: null,
	needed,
	taken,
	note: ''
});
const now = Date.parse('2026-12-05T12:00:00Z');

test('what is missing is what is needed and not taken, shift by shift', () => {
	expect(missing([shift(2, 1), shift(3, 3), shift(1, 0)])).toBe(2);
	expect(missing([])).toBe(0);
});

test('seats are counted where there is a capacity', () => {
	expect(seatsLeft({ capacity: 10, attending: 4 })).toBe(6);
	expect(seatsLeft({ capacity: 10, attending: 10 })).toBe(0);
	expect(seatsLeft({ capacity: null, attending: 400 })).toBeNull();
});

test('one may come until it ends, unless it was closed or cancelled', () => {
	const endsAt = '2026-12-05T16:30:00Z';
	expect(isOpen({ state: 'published', endsAt }, now)).toBe(true);
	expect(isOpen({ state: 'live', endsAt }, now)).toBe(true);
	expect(isOpen({ state: 'published', endsAt }, Date.parse(endsAt))).toBe(false);
	for (const state of ['draft', 'closed', 'cancelled'] as const) expect(isOpen({ state, endsAt }, now)).toBe(false);
});

test('it opens twelve hours before', () => {
	expect(opensFrom({ startsAt: '2026-12-06T00:00:00Z' })).toBe(now);
});
