import { describe, expect, it } from 'vitest';
import { nextTicket, ticketsLeft, type Hall } from './hall.ts';
import { finished, onTables, queueOf, tally } from './hall-queue.ts';
import { hall, item, visit } from './hall.samples.ts';
import {
	hallWith,
	withWish,
	type HallWish,
	type ItemDetails,
	type RepairAction,
	type VisitAction
} from './hall-steps.ts';

const at = '2026-12-05T14:00:00.000Z';
const said = { id: 'act', by: 'gilles', at };
const walkIn = (name: string, ticket: number): HallWish => {
	const items = [{ id: `${name}-1`, categoryId: 31, name: 'Grille-pain', problem: '' }];
	return { ...said, is: 'walk_in', visitId: name, name, ticket, page: null, items };
};
const step = (visitId: string, action: VisitAction, ticket: number | null = null): HallWish => ({
	...said,
	is: 'visit',
	visitId,
	action,
	ticket
});
const repair = (itemId: string, action: RepairAction, details: ItemDetails = {}): HallWish => ({
	...said,
	is: 'repair',
	itemId,
	action,
	details
});
const after = (start: Hall, ...wishes: HallWish[]) => wishes.reduce(withWish, start);
const tickets = (of: Hall) => queueOf(of).map((one) => one.visit.ticket);

describe('the door', () => {
	it('gives a walk-in a number and puts what they brought in the queue', () => {
		const open = after(hall, walkIn('jocelyne', 1));
		expect(tickets(open)).toEqual([1]);
		expect(nextTicket(open)).toBe(2);
		expect(ticketsLeft(open)).toBe(19);
	});

	it('queues what was booked once its owner is here, and not before', () => {
		const booked = { ...hall, visits: [visit('claire')], items: [item('toaster', 'claire')] };
		expect(queueOf(booked)).toEqual([]);
		const here = after(booked, step('claire', 'check_in', 1));
		expect(here.visits[0]).toMatchObject({ state: 'checked_in', ticket: 1, checkedInAt: at });
		expect(tickets(here)).toEqual([1]);
	});

	it('takes back an arrival in one step, and keeps the number that is on paper', () => {
		const booked = { ...hall, visits: [visit('claire')], items: [item('toaster', 'claire')] };
		const gone = after(booked, step('claire', 'check_in', 1), step('claire', 'undo'));
		expect(queueOf(gone)).toEqual([]);
		expect(gone.visits[0]).toMatchObject({ state: 'booked', ticket: 1 });
		expect(tickets(after(gone, step('claire', 'check_in', 2)))).toEqual([1]);
	});

	it('takes a walk-in back by cancelling: nothing is ever deleted', () => {
		const gone = after(hall, walkIn('jocelyne', 1), step('jocelyne', 'undo'));
		expect(gone.visits).toHaveLength(1);
		expect(queueOf(gone)).toEqual([]);
		expect(tickets(after(gone, step('jocelyne', 'undo')))).toEqual([1]);
	});

	it('has no number to give once its own are used up', () => {
		expect(nextTicket({ ...hall, blocks: [{ id: 'b', from: 4, until: 5 }] })).toBe(4);
		expect(nextTicket(after({ ...hall, blocks: [{ id: 'b', from: 4, until: 5 }] }, walkIn('ana', 4)))).toBeNull();
	});
});

describe('a table', () => {
	const open = after(hall, walkIn('claire', 1), walkIn('kevin', 2));

	it('takes one, calls it, and brings it to an end in the terms of the standard', () => {
		const taken = after(open, repair('claire-1', 'claim'), repair('claire-1', 'call', { table: '3' }));
		expect(onTables(taken)[0]?.item).toMatchObject({ claimedBy: 'gilles', calledAt: at, table: '3' });
		const done = after(taken, repair('claire-1', 'done', { status: 3, barrier: 1, minutes: 25 }));
		expect(finished(done)[0]?.item).toMatchObject({ state: 'done', status: 3, barrier: 1, minutes: 25 });
	});

	it('sends one on, and takes that back', () => {
		const done = after(open, repair('claire-1', 'claim'), repair('claire-1', 'done', { status: 2 }));
		const sent = after(done, repair('claire-1', 'return', { goesTo: 'next_session' }));
		expect(finished(sent)[0]?.item).toMatchObject({ state: 'returned', goesTo: 'next_session' });
		expect(finished(after(sent, repair('claire-1', 'undo')))[0]?.item).toMatchObject({ state: 'done', goesTo: null });
		expect(finished(after(done, repair('claire-1', 'return')))[0]?.item.goesTo).toBe('home');
		const there = after(done, repair('claire-1', 'return', { goesTo: 'place', goesToPlaceId: 'shop' }));
		expect(finished(there)[0]?.item).toMatchObject({ goesTo: 'place', goesToPlaceId: 'shop' });
		expect(finished(after(there, repair('claire-1', 'undo')))[0]?.item).toMatchObject({ goesToPlaceId: null });
	});

	it('keeps a barrier with the end of life alone', () => {
		const done = after(open, repair('claire-1', 'claim'), repair('claire-1', 'done', { status: 1, barrier: 2 }));
		expect(finished(done)[0]?.item.barrier).toBeNull();
		expect(tally(done)).toEqual({ welcomed: 2, fixed: 1, awaitingParts: 0 });
	});

	it('undoes every step, one tap each', () => {
		const wishes = [repair('claire-1', 'claim'), repair('claire-1', 'call'), repair('claire-1', 'done', { status: 1 })];
		const undo = repair('claire-1', 'undo');
		expect(after(open, ...wishes, undo)).toEqual(after(open, ...wishes.slice(0, 2)));
		expect(after(open, ...wishes, undo, undo)).toEqual(after(open, wishes[0]!));
		expect(after(open, ...wishes, undo, undo, undo)).toEqual(open);
	});

	it('lets wait for a part what cannot be finished, and takes it up again', () => {
		const waiting = after(open, repair('claire-1', 'claim'), repair('claire-1', 'needs_part'));
		expect(finished(waiting)[0]?.item).toMatchObject({ status: 2, awaitsPart: true });
		expect(tally(waiting).awaitingParts).toBe(1);
		const found = after(waiting, repair('claire-1', 'queue'));
		expect(tally(found).awaitingParts).toBe(0);
		expect(tickets(found)).toEqual([1, 2]);
	});

	it('counts nothing that was entered by mistake', () => {
		const gone = after(open, repair('claire-1', 'discard'));
		expect([tally(gone).welcomed, finished(gone)]).toEqual([1, []]);
		expect(tickets(after(gone, repair('claire-1', 'undo')))).toEqual([1, 2]);
	});

	it('cannot take what another has, nor end what it has not', () => {
		const taken = after(open, { ...repair('claire-1', 'claim'), by: 'rose' });
		expect(after(taken, repair('claire-1', 'claim'))).toBe(taken);
		expect(after(taken, repair('claire-1', 'queue'))).toBe(taken);
	});

	it('passes on to somebody, or gives back to whoever can', () => {
		const passed = after(open, repair('claire-1', 'claim'), repair('claire-1', 'pass_on', { to: 'rose' }));
		expect(onTables(passed)[0]?.item.claimedBy).toBe('rose');
		expect(tickets(after(passed, repair('claire-1', 'release')))).toEqual([1, 2]);
	});
});

describe('the queue', () => {
	it('goes by number, whoever goes first first', () => {
		const open = after(hall, walkIn('claire', 2), walkIn('kevin', 1), walkIn('ana', 30));
		expect(tickets(open)).toEqual([1, 2, 30]);
		expect(tickets(after(open, repair('ana-1', 'prioritise', { priority: 1 })))).toEqual([30, 1, 2]);
	});

	it('forgets who left, until that is undone', () => {
		const open = after(hall, walkIn('claire', 1), step('claire', 'leave'));
		expect(queueOf(open)).toEqual([]);
		expect(tickets(after(open, step('claire', 'undo')))).toEqual([1]);
	});
});

describe('what is unsent and taken back', () => {
	const open = after(hall, walkIn('claire', 1), repair('claire-1', 'claim'), repair('claire-1', 'call'));

	it('comes to nothing, whatever it was', () => {
		const passed = { ...repair('claire-1', 'release'), id: 'release' };
		const undo = { ...repair('claire-1', 'undo'), id: 'undo', undoes: 'release' };
		expect(hallWith(open, [passed])).not.toEqual(open);
		expect(hallWith(open, [passed, undo])).toEqual(open);
	});

	it('leaves somebody who walked in by mistake as cancelled, with the number that was theirs', () => {
		const wishes: HallWish[] = [
			{ ...walkIn('kevin', 2), id: 'kevin' },
			{ ...step('kevin', 'undo'), id: 'undo', undoes: 'kevin' }
		];
		const gone = hallWith(open, wishes);
		expect(gone.visits.at(-1)).toMatchObject({ state: 'cancelled', ticket: 2 });
		expect(nextTicket(gone)).toBe(3);
	});
});
