import { expect, test } from 'vitest';
import { changesBetween, emptyDraft } from './place-changes.ts';

test('only what differs is written', () => {
	const before = { ...emptyDraft(), name: 'Armoire', kind: 'donnerie', accepts: ['livres', 'vetements'] };
	expect(changesBetween(before, { ...before, name: ' Armoire ', accepts: ['vetements', 'livres'] })).toEqual({});
	expect(
		changesBetween(before, {
			...before,
			openingHours: ' 24/7',
			commune: '35238',
			wheelchair: 'yes',
			refuses: ['meubles']
		})
	).toEqual({ opening_hours: '24/7', commune_code: '35238', wheelchair: 'yes', refuses: ['meubles'] });
});

test('what is emptied is emptied', () => {
	const before = { ...emptyDraft(), commune: '35238', wheelchair: 'no' as const, accepts: ['livres'], about: 'Mot' };
	expect(changesBetween(before, { ...before, commune: '', wheelchair: '', accepts: [], about: '' })).toEqual({
		commune_code: null,
		wheelchair: null,
		accepts: [],
		about: ''
	});
});

test('a place that closed for good, one that was checked, one that opens again', () => {
	const before = emptyDraft();
	expect(changesBetween(before, { ...before, isGone: true, isChecked: true })).toEqual({ status: 'closed' });
	expect(changesBetween(before, { ...before, isChecked: true })).toEqual({ status: 'open' });
	expect(changesBetween({ ...before, isGone: true }, before)).toEqual({ status: 'open' });
});
