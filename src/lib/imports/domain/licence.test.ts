import { expect, test } from 'vitest';
import { offeredLicences, reuseUnder } from './licence.ts';

test.each([
	['https://opendatacommons.org/licenses/odbl/summary/', 'ODbL 1.0'],
	['Open Database License (ODbL)', 'ODbL 1.0'],
	['Licence Ouverte / Open Licence version 2.0', 'Licence Ouverte 2.0'],
	['https://www.etalab.gouv.fr/licence-ouverte-open-licence', 'Licence Ouverte 2.0'],
	['CC BY-SA 4.0', 'CC BY-SA 4.0'],
	['https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'],
	['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0 1.0'],
	['Accord de l’association du 3 mars', 'Accord de l’association du 3 mars']
])('%s', (words, licence) => {
	expect(reuseUnder(words)).toEqual({ may: true, licence });
});

test.each([
	'CC BY-NC 4.0',
	'https://creativecommons.org/licenses/by-nd/4.0/',
	'Tous droits réservés',
	'Réutilisation interdite'
])('%s forbids', (words) => {
	expect(reuseUnder(words)).toEqual({ may: false });
});

test('nothing said is nothing allowed', () => {
	expect(reuseUnder(' ')).toBeNull();
});

test('every licence that is offered is known by its own name', () => {
	expect(offeredLicences.map((name) => reuseUnder(name))).toEqual(
		offeredLicences.map((licence) => ({ may: true, licence }))
	);
});
