import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchPath } from './search-path.ts';
import { filtersIn, queryFilled, readQuery, roundedPoint, without } from './search-query.ts';

const asked = (search: string) => readQuery(new URLSearchParams(search));
const nothing = asked('');

describe('readQuery', () => {
	test('an empty address asks for everything', () => {
		expect(nothing).toEqual({
			words: '',
			kinds: [],
			category: null,
			commune: null,
			near: null,
			withinMeters: null,
			from: null,
			until: null,
			sort: null,
			after: null
		});
	});

	test('words, several kinds and dates are read', () => {
		expect(
			asked('q=+perceuse&kind=gift&kind=loan&from=2026-12-05&until=2026-12-06&sort=nearest&within=5000')
		).toMatchObject({
			words: 'perceuse',
			kinds: ['loan', 'gift'],
			from: '2026-12-05',
			until: '2026-12-06',
			sort: 'nearest',
			withinMeters: 5000
		});
	});

	test('a filled form asks the same as its address', () => {
		const form = new FormData();
		for (const [name, value] of [
			['q', 'vélo'],
			['kind', 'loan'],
			['kind', 'gift'],
			['category', ''],
			['from', '']
		] as const)
			form.append(name, value);
		expect(queryFilled(form)).toEqual(asked('q=vélo&kind=loan&kind=gift'));
	});

	test('what makes no sense is left out', () => {
		const strange = 'kind=rocket&from=tomorrow&until=2026-13-45&near=91,200&within=7&sort=price&commune=x&category=<b>';
		expect(asked(strange)).toEqual(nothing);
	});

	test('a last day before the first becomes the first', () => {
		expect(asked('from=2026-12-06&until=2026-12-05').until).toBe('2026-12-06');
	});

	test('never throws, and answers an address that reads the same', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const query = asked(text);
				expect(asked(searchPath(query).split('?')[1] ?? '')).toEqual(query);
			})
		);
	});
});

test('a place is rounded before it is put in an address', () => {
	expect(roundedPoint({ lat: 48.117266, lon: -1.677793 })).toEqual({ lat: 48.117, lon: -1.678 });
	expect(asked('near=48.117266,-1.677793').near).toEqual({ lat: 48.117, lon: -1.678 });
});

test('dropping a filter keeps the others and starts again from the first page', () => {
	const query = asked('q=vélo&kind=loan&commune=35238&within=5000&sort=nearest&after=abc');
	expect(filtersIn(query)).toEqual(['kinds', 'place']);
	expect(without(query, 'place')).toEqual(asked('q=vélo&kind=loan'));
	expect(without(query, 'kinds')).toEqual(asked('q=vélo&commune=35238&within=5000&sort=nearest'));
});
