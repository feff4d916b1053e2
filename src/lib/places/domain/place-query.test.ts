import { expect, test } from 'vitest';
import type { PlaceKind } from './place.ts';
import { kindsMeant, placesPath, readPlaceQuery } from './place-query.ts';

const read = (query: string) => readPlaceQuery(new URLSearchParams(query));

test('a question goes through its address unchanged', () => {
	const path =
		'/places?q=r%C3%A9parer+un+v%C3%A9lo&kind=repair&takes=livres&commune=35238&near=48.117%2C-1.678&open=on&page=2';
	expect(placesPath(read(path.split('?')[1]!))).toBe(path);
	expect(placesPath(read(''))).toBe('/places');
});

test('what makes no sense asks for nothing', () => {
	expect(placesPath(read('kind=<b>&commune=Rennes&near=99,200&page=0&takes=LIVRES&q=++'))).toBe('/places');
	expect(read('page=9999').page).toBe(1);
	expect(read('page=1.5').page).toBe(1);
	expect(read(`q=${'a'.repeat(300)}`).words).toHaveLength(200);
	expect(read('near=48.1172661,-1.6777926').near).toEqual({ lat: 48.117, lon: -1.678 });
});

test('a family means its kinds', () => {
	const kinds = [
		{ slug: 'repair-cafe', family: 'repair' },
		{ slug: 'donnerie', family: 'free' },
		{ slug: 'boite-a-livres', family: 'free' }
	] as PlaceKind[];
	expect(kindsMeant('free', kinds)).toEqual(['donnerie', 'boite-a-livres']);
	expect(kindsMeant('donnerie', kinds)).toEqual(['donnerie']);
	expect(kindsMeant(null, kinds)).toEqual([]);
	expect(kindsMeant('castle', kinds)).toEqual([]);
});
