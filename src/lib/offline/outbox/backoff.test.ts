import { expect, test } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff.ts';

test('waits double from a quarter of a second to a minute', () => {
	expect([1, 2, 3, 8, 9, 500].map((attempts) => backoffMs(attempts, () => 1))).toEqual([
		250, 500, 1000, 32_000, 60_000, 60_000
	]);
});

test('devices come back at different moments, none sooner than half the wait', () => {
	expect(backoffMs(3, () => 0)).toBe(500);
	expect(backoffMs(3, () => 0.5)).toBe(750);
});

test.each([
	[null, null],
	['3', 3000],
	['Wed, 21 Oct 2026 07:28:05 GMT', 5000],
	['Wed, 21 Oct 2026 07:27:00 GMT', 0],
	['86400', 600_000],
	['soon', null]
])('Retry-After: %s', (header, ms) => {
	expect(retryAfterMs(header, Date.parse('2026-10-21T07:28:00Z'))).toBe(ms);
});
