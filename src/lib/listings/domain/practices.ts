import type { SearchQuery } from './search-query.ts';

/** What neighbours of the territory do together, and the search that shows it. */
export const practices = {
	tools: { kinds: ['loan'], category: 'bricolage' },
	gifts: { kinds: ['gift'] },
	repair: { category: 'reparation' },
	garden: { category: 'jardin' },
	skills: { kinds: ['service'] },
	rooms: { kinds: ['space'] },
	party: { category: 'grandes-tablees' },
	bikes: { category: 'mobilite' },
	children: { category: 'enfance' },
	books: { category: 'jeux-culture' },
	care: { category: 'sante-autonomie' },
	wanted: { kinds: ['wanted'] }
} as const satisfies Record<string, Partial<Record<'kinds', readonly string[]> & Pick<SearchQuery, 'category'>>>;

export type Practice = keyof typeof practices;
