import { expect, test } from 'vitest';
import type { Listing } from './listing.ts';
import { firstName, structuredData, summary } from './structured-data.ts';

const drill: Listing = {
	id: 'drill',
	owner: { id: 'ada', name: 'Ada Le Goff' },
	kind: 'loan',
	title: 'Perceuse',
	description: 'Filaire </script><script>alert(1)</script>',
	category: null,
	condition: 'good',
	units: 1,
	instant: false,
	minDays: 1,
	maxDays: 5,
	leadHours: 0,
	slotMinutes: null,
	depositNote: '',
	choiceRule: 'first_come',
	chooseBy: null,
	spokenFor: false,
	commune: { code: '35238', name: 'Rennes' },
	status: 'published',
	outOfOrder: false,
	checkedOn: null,
	publishedAt: '2026-11-01T00:00:00Z',
	expiresAt: '2027-02-01T00:00:00Z',
	photos: []
};

test('a loan is a free offer in its commune, by a first name', () => {
	const data = structuredData(drill, 'https://passerelle.test/annonces/drill', []);
	expect(data).toMatchObject({ '@type': 'Offer', price: 0, areaServed: { name: 'Rennes' } });
	expect(JSON.stringify(data)).not.toContain('Le Goff');
	expect(JSON.stringify(data)).toContain('"Ada"');
});

test('a wanted listing is a demand', () => {
	expect(structuredData({ ...drill, kind: 'wanted' }, 'https://passerelle.test', [])).toMatchObject({
		'@type': 'Demand'
	});
});

test('a first name is one word', () => {
	expect(firstName('  Ada  Le Goff')).toBe('Ada');
});

test('a summary keeps whole words', () => {
	expect(summary('Une   perceuse filaire', 80)).toBe('Une perceuse filaire');
	expect(summary('Une perceuse filaire', 15)).toBe('Une perceuse…');
});
