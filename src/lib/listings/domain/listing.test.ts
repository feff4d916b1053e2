import { expect, test } from 'vitest';
import { isOpen, isReservable } from './listing.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

test.each([
	['published and fresh', { status: 'published', expiresAt: '2026-12-24T10:00:00Z' }, true],
	['published but forgotten', { status: 'published', expiresAt: '2026-11-24T10:00:00Z' }, false],
	['paused', { status: 'paused', expiresAt: '2026-12-24T10:00:00Z' }, false]
] as const)('a listing that is %s', (_, listing, open) => {
	expect(isOpen(listing, now)).toBe(open);
});

test('a gift is written about, a loan is reserved', () => {
	expect(isReservable({ kind: 'gift' })).toBe(false);
	expect(isReservable({ kind: 'wanted' })).toBe(false);
	expect(isReservable({ kind: 'loan' })).toBe(true);
});
