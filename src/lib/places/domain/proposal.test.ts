import { expect, test } from 'vitest';
import { differencesIn } from './proposal.ts';

test('each thing is told beside what it stands for, in the order of the form', () => {
	const now = { name: 'L’armoire', opening_hours: '', accepts: ['livres'], wheelchair: null };
	const changes = { wheelchair: 'yes', accepts: ['livres', 'jouets'], opening_hours: '24/7' };
	expect(differencesIn({ now, changes })).toEqual([
		{ field: 'opening_hours', now: '', proposed: '24/7' },
		{ field: 'accepts', now: ['livres'], proposed: ['livres', 'jouets'] },
		{ field: 'wheelchair', now: null, proposed: 'yes' }
	]);
});

test('latitude and longitude are one place', () => {
	expect(differencesIn({ now: { lat: null, lon: null }, changes: { lat: 48.1, lon: -1.7 } })).toEqual([
		{ field: 'position', now: null, proposed: [48.1, -1.7] }
	]);
	expect(differencesIn({ now: { lat: 48, lon: -1.7 }, changes: { lat: 48.1 } })).toEqual([
		{ field: 'position', now: [48, -1.7], proposed: [48.1, -1.7] }
	]);
});

test('what this version does not know of is left out', () => {
	expect(differencesIn({ now: {}, changes: { colour: 'green' } })).toEqual([]);
});
