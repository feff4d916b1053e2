import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hall } from './hall.ts';
import { fitting, queueOf } from './hall-queue.ts';
import { hall, item, noon, visit } from './hall.samples.ts';
import { saidMinutes, waitsOf } from './hall-waits.ts';

const now = Date.parse(noon);
const queued = (count: number, categoryId: number | null = 31): Pick<Hall, 'visits' | 'items'> => ({
	visits: Array.from({ length: count }, (_, n) =>
		visit(`v${n}`, { state: 'checked_in', ticket: n + 1, checkedInAt: noon })
	),
	items: Array.from({ length: count }, (_, n) => item(`i${n}`, `v${n}`, { categoryId, state: 'queued' }))
});
const minutes = (of: Hall, at = now) => waitsOf(of, at).map((one) => one.minutes);

describe('waitsOf', () => {
	it('goes one after the other through the hands of whoever can', () => {
		expect(minutes({ ...hall, ...queued(3) })).toEqual([0, 30, 60]);
		expect(minutes({ ...hall, ...queued(2, 101) })).toEqual([0, 20]);
	});

	it('says nothing when nobody here can', () => {
		const sewingOnly = { ...hall, volunteers: hall.volunteers.filter(({ id }) => id === 'rose') };
		expect(minutes({ ...sewingOnly, ...queued(1) })).toEqual([null]);
	});

	it('counts what is on a table, and expects what takes long to take a little longer', () => {
		const { visits, items } = queued(2);
		const taken = [{ ...items[0]!, state: 'claimed' as const, claimedBy: 'gilles', claimedAt: noon }, items[1]!];
		expect(minutes({ ...hall, visits, items: taken }, now + 10 * 60_000)).toEqual([20]);
		expect(minutes({ ...hall, visits, items: taken }, now + 90 * 60_000)).toEqual([5]);
	});

	it('never puts a thing before one of the same kind, and another pair of hands helps everybody', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(31, 34, 101, null), { maxLength: 20 }), (kinds) => {
				const { visits, items } = queued(kinds.length);
				const full = { ...hall, visits, items: items.map((one, n) => ({ ...one, categoryId: kinds[n]! })) };
				const waits = waitsOf(full, now);
				for (const kind of [31, 34, 101]) {
					const same = waits.flatMap((one) => (one.at.item.categoryId === kind ? (one.minutes ?? []) : []));
					expect(same).toEqual(same.toSorted((a, b) => a - b));
				}
				const onlySewing = full.items.filter(({ categoryId }) => categoryId === 101);
				const helped = {
					...full,
					items: onlySewing,
					volunteers: [...full.volunteers, { ...full.volunteers[1]!, id: 'yann' }]
				};
				const alone = minutes({ ...full, items: onlySewing });
				minutes(helped).forEach((wait, n) => expect(wait).toBeLessThanOrEqual(alone[n]!));
			})
		);
	});
});

it('says minutes to the nearest five, never none', () => {
	expect([0, 4, 12, 13, 58].map(saidMinutes)).toEqual([5, 5, 10, 15, 60]);
});

it('offers whoever repairs what they know, what nobody has sorted, and everything when they did not say', () => {
	const { visits, items } = queued(3);
	const mixed = { ...hall, visits, items: items.map((one, n) => ({ ...one, categoryId: [31, 101, null][n]! })) };
	const ids = (skills: string[]) => fitting(queueOf(mixed), { skills }).map((one) => one.item.id);
	expect(ids(['sewing'])).toEqual(['i1', 'i2']);
	expect(ids(['electricity'])).toEqual(['i0', 'i2']);
	expect(ids([])).toEqual(['i0', 'i1', 'i2']);
});
