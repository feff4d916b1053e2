import { expect, test } from 'vitest';
import { categoryOf, families, type Category } from './category.ts';

const named = (slug: string, parent: string | null): Category => ({
	slug,
	parent,
	label: { fr: slug, en: slug },
	icon: 'box'
});
const catalogue = [named('bricolage', null), named('jardin', null), named('outils-a-main', 'bricolage')];

test('shelves stand under their family', () => {
	expect(families(catalogue).map(({ slug, shelves }) => [slug, shelves.map((shelf) => shelf.slug)])).toEqual([
		['bricolage', ['outils-a-main']],
		['jardin', []]
	]);
});

test('an unknown category is no category', () => {
	expect(categoryOf(catalogue, 'fusees')).toBeUndefined();
	expect(categoryOf(catalogue, null)).toBeUndefined();
});
