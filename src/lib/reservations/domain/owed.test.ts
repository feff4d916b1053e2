import { expect, test } from 'vitest';
import { isOwed, owedBy } from './owed.ts';
import type { Reservation } from './reservation.ts';

const late = { state: 'handed_over', kind: 'loan', endsAt: '2026-12-06T23:00:00Z', overdueExcusedAt: null } as const;
const end = Date.parse(late.endsAt);

test('a thing is owed from its end on', () => {
	expect(isOwed(late, end - 1)).toBe(false);
	expect(isOwed(late, end)).toBe(true);
});

test.each([
	['a service is not brought back', { kind: 'service' }, false],
	['what is back is back', { state: 'returned' }, false],
	['what is excused may wait', { overdueExcusedAt: '2026-12-07T09:00:00Z' }, false],
	['an excuse for an earlier end is none for this one', { overdueExcusedAt: '2026-12-06T22:59:59Z' }, true]
] as const)('%s', (_, change, owed) => {
	expect(isOwed({ ...late, ...change }, end + 86_400_000)).toBe(owed);
});

test('the longest due is named, of those one has oneself', () => {
	const of = (id: string, who: string, endsAt: string) =>
		({ ...late, id, borrower: { id: who, name: '' }, endsAt }) as Reservation;
	const all = [
		of('a', 'bo', '2026-12-06T23:00:00Z'),
		of('b', 'bo', '2026-12-04T23:00:00Z'),
		of('c', 'cy', '2026-12-01T23:00:00Z')
	];
	expect(owedBy('bo', all, end)?.id).toBe('b');
	expect(owedBy('ada', all, end)).toBeNull();
});
