import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundKilograms, totalsOf, type FigureRow } from './figures.ts';

const row: FigureRow = {
	category: 14,
	label_fr: 'Bouilloire',
	label_en: 'Kettle',
	powered: true,
	things: 4,
	fixed: 2,
	repairable: 1,
	end_of_life: 0,
	grams_low: 2500,
	grams_high: 3000,
	co2e_low: 9000,
	co2e_high: 10_000,
	factors: []
};

test('the whole is the sum of its rows; what no factor knows weighs nothing, and is told', () => {
	const unknown = { ...row, fixed: 3, grams_low: null, grams_high: null, co2e_low: null, co2e_high: null };
	expect(totalsOf([row, unknown])).toEqual({
		things: 8,
		fixed: 5,
		fixedShare: 5 / 7,
		weight: { low: 2500, high: 3000 },
		co2e: { low: 9000, high: 10_000 },
		unknown: 3
	});
	expect(totalsOf([]).fixedShare).toBeNull();
});

test.each([
	[0, 0],
	[40, 1],
	[1499, 1],
	[12_400, 12],
	[128_000, 130],
	[1_284_000, 1300]
])('%d g are about %d kg', (grams, kilograms) => {
	expect(roundKilograms(grams)).toBe(kilograms);
});

test('kilograms have no decimals, and never more than two figures', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1e12 }), (grams) => {
			const kilograms = roundKilograms(grams);
			expect(Number.isInteger(kilograms)).toBe(true);
			expect(String(kilograms).replace(/0+$/, '').length).toBeLessThanOrEqual(2);
		})
	);
});
