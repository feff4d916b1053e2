import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Category } from '#lib/territory/domain/category.ts';
import { suggestCategories } from './category-suggestion.ts';
import { categoryWords } from './category-words.ts';

const shelf = (slug: string, parent: string, fr: string, en: string): Category => ({
	slug,
	parent,
	label: { fr, en },
	icon: 'box'
});
const categories: Category[] = [
	{ slug: 'bricolage', parent: null, label: { fr: 'Bricolage et travaux', en: 'DIY' }, icon: 'hammer' },
	shelf('outils-electroportatifs', 'bricolage', 'Outils électroportatifs', 'Power tools'),
	shelf('echelles-acces', 'bricolage', 'Échelles et escabeaux', 'Ladders & access'),
	shelf('couture', 'loisirs-creatifs', 'Couture', 'Sewing'),
	shelf('gros-electro-maison', 'maison', 'Lavage et séchage', 'Laundry appliances'),
	shelf('instruments', 'musique', 'Instruments', 'Instruments'),
	shelf('arts-musique', 'savoirs', 'Arts, musique et culture', 'Arts & music'),
	shelf('recoltes', 'jardin', 'Récoltes et surplus', 'Harvest & surplus'),
	shelf('stockage-stationnement', 'espaces', 'Stockage et stationnement', 'Storage & parking'),
	shelf('velos', 'mobilite', 'Vélos', 'Bicycles')
];

describe('suggestCategories', () => {
	test.each([
		['Perceuse à percussion', 'loan', 'outils-electroportatifs'],
		['ESCABEAU 7 MARCHES', 'loan', 'echelles-acces'],
		['Machine à coudre', 'loan', 'couture'],
		['Machine à laver', 'gift', 'gros-electro-maison'],
		['Guitare folk', 'loan', 'instruments'],
		['Cours de guitare', 'service', 'arts-musique'],
		['Trop d’œufs cette semaine', 'gift', 'recoltes'],
		['Place pour un vélo', 'space', 'stockage-stationnement'],
		['Vélo d’enfant', 'gift', 'velos'],
		['Stepladder', 'loan', 'echelles-acces']
	] as const)('%s (%s) goes to %s', (title, kind, slug) => {
		expect(suggestCategories(title, kind, categories)[0]).toBe(slug);
	});

	test('a word nobody knows suggests nothing', () => {
		expect(suggestCategories('Zglorb', 'loan', categories)).toEqual([]);
		expect(suggestCategories('', null, categories)).toEqual([]);
	});

	test('any title answers known shelves, three at most', () => {
		const slugs = categories.filter(({ parent }) => parent).map(({ slug }) => slug);
		fc.assert(
			fc.property(fc.string({ maxLength: 80 }), (title) => {
				const suggested = suggestCategories(title, null, categories);
				expect(suggested.length).toBeLessThanOrEqual(3);
				expect(slugs).toEqual(expect.arrayContaining(suggested));
			})
		);
	});
});

test('keywords are plain: no accents, no capitals', () => {
	for (const words of Object.values(categoryWords)) expect(words).toMatch(/^[a-z0-9 -]+$/);
});
