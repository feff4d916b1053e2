import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hall, item, visit } from './hall.samples.ts';
import { summaryOf } from './hall-summary.ts';

const came = [visit('a', { state: 'checked_in', ticket: 1 }), visit('b', { state: 'left', ticket: 2 })];
const away = [visit('c'), visit('d', { state: 'cancelled', ticket: 3 }), visit('e', { state: 'no_show' })];

it('counts who came and what they brought, weighed or as such things weigh', () => {
	const items = [
		item('a-1', 'a', { state: 'done', status: 1 }),
		item('a-2', 'a', { state: 'done', status: 1, weightGrams: 900 }),
		item('b-1', 'b', { state: 'returned', status: 3, barrier: 1, categoryId: 34 }),
		item('b-2', 'b', { state: 'done', status: 1, categoryId: 101 }),
		item('b-3', 'b', { state: 'queued' }),
		item('b-4', 'b', { state: 'returned', mistaken: true }),
		item('d-1', 'd', { state: 'done', status: 1 })
	];
	expect(summaryOf({ ...hall, visits: [...came, ...away], items })).toEqual({
		people: 2,
		things: 5,
		fixed: 3,
		repairable: 0,
		endOfLife: 1,
		open: 1,
		fixedShare: 0.75,
		fixedGrams: 2370,
		unweighed: 1
	});
});

it('adds up, whatever became of things', () => {
	const outcome = fc.record({ status: fc.constantFrom(null, 0, 1, 2, 3), of: fc.constantFrom('a', 'b', 'c', 'd') });
	fc.assert(
		fc.property(fc.array(outcome, { maxLength: 30 }), (outcomes) => {
			const items = outcomes.map(({ status, of }, n) => item(`i${n}`, of, { status: status as 0 | 1 | 2 | 3 | null }));
			const sum = summaryOf({ ...hall, visits: [...came, ...away], items });
			expect(sum.fixed + sum.repairable + sum.endOfLife + sum.open).toBe(sum.things);
			expect(sum.things).toBe(outcomes.filter(({ of }) => of === 'a' || of === 'b').length);
		})
	);
});
