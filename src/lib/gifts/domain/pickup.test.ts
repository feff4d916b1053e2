import { expect, test } from 'vitest';
import { instantAt, pickupDays } from './pickup.ts';

test('two weeks may be proposed, from today in Paris', () => {
	const days = pickupDays(Date.parse('2026-11-26T23:30:00Z'));
	expect(days).toHaveLength(14);
	expect(days[0]).toBe('2026-11-27');
});

test.each([
	['2026-11-27', '18:00', '2026-11-27T17:00:00.000Z'],
	['2026-07-01', '18:30', '2026-07-01T16:30:00.000Z'],
	['2026-03-29', '18:00', '2026-03-29T16:00:00.000Z'],
	['2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
	['2026-10-25', '18:00', '2026-10-25T17:00:00.000Z'],
	['2026-10-25', '01:30', '2026-10-24T23:30:00.000Z']
])('%s at %s is %s', (day, time, instant) => {
	expect(instantAt(day, time)).toBe(instant);
});
