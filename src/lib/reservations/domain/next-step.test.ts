import { describe, expect, test } from 'vitest';
import { nextStep } from './next-step.ts';
import type { Reservation, ReservationState, Role } from './reservation.ts';

const loan = {
	state: 'requested' as ReservationState,
	startsAt: '2026-12-03T23:00:00.000Z', // Friday 4 December in Paris
	endsAt: '2026-12-06T23:00:00.000Z', // after Sunday 6
	respondBy: '2026-12-02T17:00:00.000Z',
	extensionUntil: null,
	kind: 'loan' as const,
	overdueExcusedAt: null,
	broken: false
};

function at(now: string, role: Role, change: Partial<Reservation> = {}) {
	const { situation, main, others, mine } = nextStep({ ...loan, ...change }, role, Date.parse(now));
	return [situation, main, others.join(' '), mine];
}

const before = '2026-12-02T16:59:59Z';
const theDay = '2026-12-03T23:00:00Z';
const dayAfter = '2026-12-04T23:00:00Z';
const lastDay = '2026-12-05T23:00:00Z';
const over = '2026-12-06T23:00:00Z';

test('a request waits for the owner alone, until its time is over', () => {
	expect(at(before, 'owner')).toEqual(['answer', 'accept', 'decline', true]);
	expect(at(before, 'borrower')).toEqual(['await_answer', null, 'cancel', false]);
	expect(at(loan.respondBy, 'owner')).toEqual(['unanswered', null, '', false]);
	expect(at(loan.respondBy, 'borrower')).toEqual(['unanswered', 'ask_again', '', false]);
});

test('a request for sooner than its answer ends with its own period', () => {
	const late = { respondBy: '2026-12-09T17:00:00.000Z' };
	expect(at(over, 'owner', late)[0]).toBe('unanswered');
});

describe('accepted', () => {
	const state = 'accepted';
	test.each([
		[before, 'owner', ['meet', 'hand_over', 'cancel', false]],
		[before, 'borrower', ['meet', 'hand_over', 'extend cancel', false]],
		[theDay, 'owner', ['meet', 'hand_over', 'cancel', true]],
		[theDay, 'borrower', ['meet', 'hand_over', 'extend cancel', true]],
		[dayAfter, 'owner', ['meet_late', 'hand_over', 'report_no_show cancel', true]],
		[dayAfter, 'borrower', ['meet_late', 'hand_over', 'report_no_show cancel', true]],
		[over, 'owner', ['missed', 'report_no_show', 'hand_over cancel', true]],
		[over, 'borrower', ['missed', 'report_no_show', 'hand_over cancel', true]]
	] as const)('at %s for the %s', (now, role, expected) => {
		expect(at(now, role, { state })).toEqual(expected);
	});

	test('by the hour, somebody is late from the hour on', () => {
		const hours = { state, startsAt: '2026-12-04T09:00:00.000Z', endsAt: '2026-12-04T11:00:00.000Z' } as const;
		expect(at('2026-12-04T08:59:00Z', 'owner', hours)[0]).toBe('meet');
		expect(at('2026-12-04T09:00:00Z', 'owner', hours)[0]).toBe('meet_late');
	});
});

describe('handed over', () => {
	const state = 'handed_over';
	test.each([
		[theDay, 'owner', ['keep', 'take_back', 'write', false]],
		[theDay, 'borrower', ['keep', 'write', 'extend declare_broken', false]],
		[lastDay, 'owner', ['keep', 'take_back', 'write', false]],
		[lastDay, 'borrower', ['keep', 'write', 'extend declare_broken', true]],
		[over, 'owner', ['overdue', 'take_back', 'write excuse_overdue report_lost', true]],
		[over, 'borrower', ['overdue', 'write', 'extend declare_broken', true]]
	] as const)('at %s for the %s', (now, role, expected) => {
		expect(at(now, role, { state })).toEqual(expected);
	});
});

test('what is excused is not excused again, and a service is never owed', () => {
	const state = 'handed_over';
	expect(at(over, 'owner', { state, overdueExcusedAt: over })[2]).toBe('write report_lost');
	expect(at(over, 'owner', { state, kind: 'service' })[2]).toBe('write report_lost');
});

describe('out of order', () => {
	const broken = true;
	test.each([
		['requested', 'owner', ['broken', 'declare_mended', 'decline', true]],
		['requested', 'borrower', ['broken', 'find_another', 'cancel', false]],
		['accepted', 'owner', ['broken', 'declare_mended', 'cancel', true]],
		['accepted', 'borrower', ['broken', 'find_another', 'cancel', false]]
	] as const)('%s, for the %s', (state, role, expected) => {
		expect(at(before, role, { state, broken })).toEqual(expected);
	});

	test('is said once', () => {
		expect(at(theDay, 'borrower', { state: 'handed_over', broken })[2]).toBe('extend');
		expect(at(over, 'owner', { state: 'returned', broken })[2]).toBe('write');
	});

	test('changes nothing once its time is over', () => {
		expect(at(loan.respondBy, 'borrower', { broken })[0]).toBe('unanswered');
		expect(at(over, 'owner', { state: 'accepted', broken })[0]).toBe('missed');
	});
});

describe('a longer stay', () => {
	const extensionUntil = '2026-12-08T23:00:00.000Z';
	test.each(['accepted', 'handed_over'] as const)('waits for the owner while %s, and is asked once', (state) => {
		const owner = at(theDay, 'owner', { state, extensionUntil });
		expect(owner.slice(0, 2)).toEqual(['answer_extension', 'accept_extension']);
		expect(owner[2]).toMatch(/^decline_extension (hand_over|take_back)$/);
		expect(owner[3]).toBe(true);
		expect(at(theDay, 'borrower', { state, extensionUntil })[2]).not.toContain('extend');
	});
});

test('after the return the owner checks, and closes', () => {
	expect(at(over, 'owner', { state: 'returned' })).toEqual(['check', 'close', 'write declare_broken', true]);
	expect(at(over, 'borrower', { state: 'returned' })).toEqual(['check', null, 'write', false]);
});

test.each(['closed', 'declined', 'expired', 'cancelled', 'no_show', 'lost'] as const)(
	'%s waits for nobody',
	(state) => {
		const again = ['declined', 'expired', 'cancelled'].includes(state) ? 'ask_again' : null;
		expect(at(over, 'borrower', { state })).toEqual([state, again, '', false]);
		expect(at(over, 'owner', { state })).toEqual([state, null, state === 'lost' ? 'found' : '', false]);
	}
);
