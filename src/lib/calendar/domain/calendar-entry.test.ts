import { expect, test } from 'vitest';
import { isToken, newToken, toCome, type CalendarEntry } from './calendar-entry.ts';

const entry: CalendarEntry = {
	uid: 'a',
	what: 'hand_over',
	title: 'Perceuse',
	startsAt: '2026-11-28T09:00:00Z',
	endsAt: '2026-11-28T10:00:00Z',
	byDay: false,
	cancelled: false,
	sequence: 0,
	changedAt: '2026-11-26T09:00:00Z'
};

test('what is over or fell through is not to come; the rest, soonest first', () => {
	const later = { ...entry, uid: 'b', startsAt: '2026-11-29T09:00:00Z', endsAt: '2026-11-29T10:00:00Z' };
	const off = { ...later, uid: 'c', cancelled: true };
	const uids = (at: string) => toCome([later, off, entry], Date.parse(at)).map(({ uid }) => uid);
	expect([uids('2026-11-28T09:59:59Z'), uids('2026-11-28T10:00:00Z')]).toEqual([['a', 'b'], ['b']]);
});

test('a token is 22 letters of chance, and may stand in an address', () => {
	expect(newToken(new Uint8Array(16).fill(255))).toBe('_____________________w');
	expect(newToken(new Uint8Array([251, ...Array<number>(15).fill(0)]))).toBe('-wAAAAAAAAAAAAAAAAAAAA');
	const tokens = new Set(Array.from({ length: 1000 }, () => newToken()));
	expect([tokens.size, [...tokens].every(isToken)]).toEqual([1000, true]);
	expect(['', 'a', `${newToken()}a`, `${newToken().slice(1)}=`].map(isToken)).toEqual([false, false, false, false]);
});
