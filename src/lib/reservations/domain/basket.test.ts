import { expect, test } from 'vitest';
import { linesBeside, onePerBasket, stepsForAll, talkOf } from './basket.ts';
import type { Reservation } from './reservation.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const line = (id: string, change: Partial<Reservation> = {}): Reservation => ({
	id,
	kind: 'loan',
	category: null,
	listing: { id: 'chair', title: 'Chaise', photoPath: null },
	owner: { id: 'ada', name: 'Ada' },
	borrower: { id: 'bo', name: 'Bo' },
	startsAt: '2026-12-03T23:00:00.000Z',
	endsAt: '2026-12-06T23:00:00.000Z',
	extensionUntil: null,
	state: 'requested',
	respondBy: '2026-12-02T12:00:00.000Z',
	handedOverAt: null,
	returnedAt: null,
	overdueExcusedAt: null,
	broken: false,
	createdAt: '2026-12-01T11:00:00.000Z',
	basketId: 'b1',
	...change
});
const alone = line('alone', { basketId: null });

test('what was asked for together has one conversation', () => {
	expect([talkOf(line('b2')), talkOf(alone)]).toEqual(['b1', 'alone']);
});

test('a basket stands once among others, for what waits in it', () => {
	const lines = [line('b1', { state: 'declined' }), line('b2'), line('b3')];
	expect(onePerBasket([alone, ...lines], 'ada', now)).toEqual([alone, { ...lines[1], together: 3 }]);
	const over = lines.map((one) => ({ ...one, state: 'declined' as const }));
	expect(onePerBasket(over, 'ada', now).map(({ id }) => id)).toEqual(['b1']);
	const [asked, agreed] = [line('b1', { state: 'closed' }), line('b2', { state: 'accepted' })];
	expect(onePerBasket([asked, agreed], 'ada', now).map(({ id }) => id)).toEqual(['b2']);
});

test('its lines stand in one order, whichever is on screen', () => {
	const lines = [line('c3'), line('b1'), line('c2')];
	for (const one of lines) expect(linesBeside(one, lines).map(({ id }) => id)).toEqual(['b1', 'c2', 'c3']);
	expect(linesBeside(line('b1'), [alone]).map(({ id }) => id)).toEqual(['b1']);
	expect(linesBeside(alone, lines)).toEqual([]);
});

test('what several lines wait for can be done for all of them', () => {
	const lines = [line('b1'), line('b2'), line('b3', { state: 'accepted' })];
	expect(stepsForAll(lines, 'owner', now)).toEqual([
		{ action: 'accept', count: 2 },
		{ action: 'decline', count: 2 }
	]);
	expect(stepsForAll(lines, 'borrower', now)).toEqual([{ action: 'cancel', count: 3 }]);
	expect(stepsForAll(lines.slice(1), 'owner', now)).toEqual([]);
	const out = [line('b1', { state: 'handed_over' }), line('b2', { state: 'handed_over' })];
	expect(stepsForAll(out, 'owner', now)).toEqual([{ action: 'take_back', count: 2 }]);
	expect(stepsForAll(out, 'borrower', now)).toEqual([]);
});
