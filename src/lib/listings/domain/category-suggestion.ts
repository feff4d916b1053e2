import type { Category } from '#lib/territory/domain/category.ts';
import { categoryWords } from './category-words.ts';
import type { Kind } from './listing.ts';

const ownFamily: Partial<Record<Kind, string>> = { service: 'savoirs', space: 'espaces' };
const someWords = new Set(
	'pour avec dans sans sous chez deux trois quatre une des les and with for the pet grand petit'.split(' ')
);

/** Slugs of the shelves a title seems to belong to, likeliest first; at most `count`, none when no word is known. */
export function suggestCategories(title: string, kind: Kind | null, categories: Category[], count = 3): string[] {
	const said = plainWords(title);
	const text = ` ${said.join(' ')}`;
	return categories
		.filter(({ parent }) => parent !== null)
		.map((category) => ({ slug: category.slug, score: scoreOf(category, said, text) * weightFor(category, kind) }))
		.filter(({ score }) => score > 0)
		.toSorted((a, b) => b.score - a.score)
		.slice(0, count)
		.map(({ slug }) => slug);
}

function scoreOf(category: Category, said: string[], text: string): number {
	let score = 0;
	for (const word of (categoryWords[category.slug] ?? '').split(' ')) {
		if (!word) continue;
		const words = word.replaceAll('-', ' ');
		// A longer expression says more than each of its words: "machine à coudre" beats "machine".
		if (text.includes(` ${words}`)) score += 4 + words.length / 4;
	}
	const label = new Set(plainWords(`${category.label.fr} ${category.label.en}`).map(stem));
	for (const word of said) if (word.length > 3 && !someWords.has(word) && label.has(stem(word))) score += 3;
	return score;
}

// "Bricolage" offered as a skill is a skill; a "workshop" that is lent is a space only when it is offered as one.
function weightFor({ parent }: Category, kind: Kind | null): number {
	const asked = kind && ownFamily[kind];
	if (asked) return parent === asked ? 3 : 0.3;
	return parent === 'savoirs' || parent === 'espaces' ? 0.5 : 1;
}

function plainWords(text: string): string[] {
	const flat = text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/œ/g, 'oe')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
	return flat ? flat.split(' ') : [];
}

function stem(word: string): string {
	return word.replace(/(s|x|es)$/, '');
}
