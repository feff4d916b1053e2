import { expect, test } from 'vitest';
import { delocalise, localeOf, localise } from './urls.ts';

test.each([
	['/', '/', '/en'],
	['/listings', '/annonces', '/en/listings'],
	['/listings/3?kind=loan#c', '/annonces/3?kind=loan#c', '/en/listings/3?kind=loan#c'],
	['/listings/3/print', '/annonces/3/imprimer', '/en/listings/3/print'],
	['/account/details', '/compte/coordonnees', '/en/account/details'],
	['/shell', '/shell', '/en/shell'],
	['/energy', '/energy', '/en/energy']
])('%s has one address in each language', (path, fr, en) => {
	expect([localise(path, 'fr'), localise(path, 'en')]).toEqual([fr, en]);
	expect([delocalise(fr), delocalise(en)]).toEqual([path, path]);
	expect([localeOf(fr), localeOf(en)]).toEqual(['fr', 'en']);
});
