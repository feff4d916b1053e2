import { expect, test } from 'vitest';
import type { Outlet } from './hall.ts';
import { outletsFor } from './outlets.ts';

// A Saturday, 16 h in Paris.
const now = Date.parse('2026-12-05T15:00:00Z');
const outlet = (id: string, distanceMeters: number | null, openingHours: string, takes: number[]): Outlet => {
	return { id, slug: id, name: id, address: '', openingHours, distanceMeters, takes };
};
const outlets = [
	outlet('near', 300, 'Mo-Fr 09:00-18:00', [31]),
	outlet('far', 4000, 'Sa 10:00-18:00', [31, 101]),
	outlet('unknown', null, '', [31]),
	outlet('clothes', 100, 'Sa 10:00-18:00', [101])
];
const found = (categoryId: number | null) => outletsFor({ categoryId }, outlets, now).map(({ id }) => id);

test('what takes such a thing and is open comes first, then what is near', () => {
	expect(found(31)).toEqual(['far', 'near', 'unknown']);
	expect(found(101)).toEqual(['clothes', 'far']);
});

test('of what nobody has sorted, or nobody says to take, all of them', () => {
	expect(found(null)).toEqual(['clothes', 'far', 'near', 'unknown']);
	expect(found(18)).toHaveLength(4);
});
