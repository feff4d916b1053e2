import { expect, test } from 'vitest';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { asksSomething, isPast, lasting, longestName, savedAs, suggestedName } from './saved-search.ts';

const asking = (address: string) => readQuery(new URLSearchParams(address));

test('what is saved is the first page, without what asks for nothing', () => {
	expect(lasting(asking('q=vélo&after=abc&within=3000&until=2026-12-05&sort=nearest'))).toEqual(asking('q=vélo'));
	const whole = asking('q=vélo&kind=loan&commune=35238&within=3000&from=2026-12-04&until=2026-12-05&sort=nearest');
	expect(lasting(whole)).toEqual(whole);
});

test('everything there is need not be saved', () => {
	expect(['', 'sort=newest', 'within=3000', 'until=2026-12-05'].filter((one) => asksSomething(asking(one)))).toEqual(
		[]
	);
	expect(asksSomething(asking('q=vélo'))).toBe(true);
	expect(asksSomething(asking('kind=gift'))).toBe(true);
	expect(asksSomething(asking('from=2026-12-05'))).toBe(true);
});

test('a search is known again whatever page of it is open', () => {
	const saved = { id: 'a', name: 'Vélo', query: asking('q=vélo&kind=loan') };
	expect(savedAs([saved], asking('kind=loan&q=vélo&after=abc'))).toBe(saved);
	expect(savedAs([saved], asking('q=vélo'))).toBeUndefined();
});

test('a name is made of the words that fit', () => {
	expect(suggestedName(['perceuse', 'Emprunter', 'Rennes et alentours'])).toBe(
		'Perceuse, Emprunter, Rennes et alentours'
	);
	expect(suggestedName(['a'.repeat(200)])).toHaveLength(longestName);
	expect(suggestedName(['a'.repeat(40), 'b'.repeat(20), 'c'])).toBe(`A${'a'.repeat(39)}`);
	expect(suggestedName([])).toBe('');
});

test('days that are over are over on the morrow', () => {
	const days = { from: '2026-12-04', until: '2026-12-05' };
	expect(isPast(days, '2026-12-05')).toBe(false);
	expect(isPast(days, '2026-12-06')).toBe(true);
	expect(isPast({ from: '2026-12-04', until: null }, '2026-12-05')).toBe(true);
	expect(isPast({ from: null, until: null }, '2026-12-05')).toBe(false);
});
