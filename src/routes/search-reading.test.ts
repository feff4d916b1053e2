import { expect, test } from 'vitest';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { placed, results, type Territory } from './search-reading.ts';

const rennes = { code: '35238', name: 'Rennes', slug: 'rennes', lat: 48.1159, lon: -1.6884 };
const tools = { slug: 'bricolage', parent: null, label: { fr: 'Bricolage', en: 'DIY' }, icon: 'hammer' };
const here: Territory = { communes: [rennes], categories: [tools] };
const asking = (address: string) => readQuery(new URLSearchParams(address));
const ada = { id: 'ada', db: () => Promise.reject(new Error('asks nobody')) };

test('a search starts from its commune, else from where its reader stands', () => {
	expect(placed(asking('commune=35238&near=48.1,-1.7'), here).start).toBe(rennes);
	expect(placed(asking('near=48.1,-1.7'), here).start).toEqual({ lat: 48.1, lon: -1.7 });
	expect(placed(asking('q=perceuse'), here).start).toBeNull();
});

test('what the territory does not have asks for nothing', () => {
	const { query, start } = placed(asking('q=perceuse&commune=75056&category=fusees'), here);
	expect(query).toEqual(asking('q=perceuse'));
	expect(start).toBeNull();
});

test('the same search is kept in the same place, whoever reads it', () => {
	const key = (address: string) => results(ada, placed(asking(address), here), '2026-12-01').key;
	expect(key('kind=loan&q=perceuse&category=bricolage')).toBe(key('category=bricolage&q=perceuse&kind=loan'));
	expect(key('q=perceuse')).not.toBe(key('q=perceuse&commune=35238'));
	expect(results(ada, placed(asking('q=perceuse'), here), '2026-12-01').of).toBe('ada');
});
