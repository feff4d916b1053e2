import { expect, test } from 'vitest';
import { inOrder, isOffered, takingUp, type Wait } from './wait.ts';

const now = Date.parse('2026-12-05T14:00:00Z');
const wait = (id: string, change: Partial<Wait> = {}): Wait => ({
	id,
	listing: null,
	startsAt: '2026-12-10T23:00:00.000Z',
	endsAt: '2026-12-12T23:00:00.000Z',
	offeredUntil: null,
	standing: null,
	...change
});

test('an offer lasts until its clock has run out', () => {
	expect(isOffered(wait('a', { offeredUntil: '2026-12-05T14:00:01Z' }), now)).toBe(true);
	expect(isOffered(wait('a', { offeredUntil: '2026-12-05T14:00:00Z' }), now)).toBe(false);
	expect(isOffered(wait('a'), now)).toBe(false);
});

test('days to come are taken up whole, days that have begun from today', () => {
	const { startsAt, endsAt } = wait('a');
	expect(takingUp({ startsAt, endsAt }, now)).toEqual({ startsAt, endsAt });
	const begun = { startsAt: '2026-12-04T23:00:00.000Z', endsAt };
	expect(takingUp(begun, now)).toEqual({ startsAt: '2026-12-04T23:00:00.000Z', endsAt });
	expect(takingUp(begun, now + 24 * 3_600_000)).toEqual({ startsAt: '2026-12-05T23:00:00.000Z', endsAt });
});

test('what is offered stands first, then the soonest', () => {
	const waits = [
		wait('late'),
		wait('soon', { startsAt: '2026-12-06T23:00:00.000Z' }),
		wait('offered', { startsAt: '2027-01-01T23:00:00.000Z', offeredUntil: '2026-12-06T12:00:00Z' }),
		wait('gone', { offeredUntil: '2026-12-05T12:00:00Z', startsAt: '2026-12-20T23:00:00.000Z' })
	];
	expect(inOrder(waits, now).map(({ id }) => id)).toEqual(['offered', 'soon', 'late', 'gone']);
});
