/** What a search reads, named once: for its page, and for what is kept before one looks. */
import type { Db } from '#lib/database/client.ts';
import type { Found } from '#lib/listings/data/search.ts';
import { searchPath } from '#lib/listings/domain/search-path.ts';
import type { SearchQuery } from '#lib/listings/domain/search-query.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { categoryOf, type Category } from '#lib/territory/domain/category.ts';
import type { Commune, Point } from '#lib/territory/domain/commune.ts';
import type { Day } from '#lib/time/paris.ts';

/** How many cards a page of results holds. */
export const cardsPerPage = 24;

/** Where and among what one searches. */
export interface Territory {
	communes: Commune[];
	categories: Category[];
}

/** A search, and where its distances start. */
export interface Placed {
	query: SearchQuery;
	start: Point | null;
}

/** Whoever reads: `null` for a visitor. */
interface Asker {
	id: string | null;
	db: () => Promise<Db>;
}

/** The communes and the categories. */
export function territory(db: () => Promise<Db>): Reading<Territory> {
	return { of: null, key: 'territory', read: async () => readTerritory(await db()) };
}

/** What `asked` means here: a commune or a category that there is not asks for nothing. */
export function placed(asked: SearchQuery, { communes, categories }: Territory): Placed {
	const commune = communes.find(({ code }) => code === asked.commune);
	const category = categoryOf(categories, asked.category)?.slug ?? null;
	const query = { ...asked, commune: commune?.code ?? null, category };
	return { query, start: commune ?? query.near };
}

/** The first page of what `reader` finds. */
export function results(reader: Asker, { query, start }: Placed, day: Day): Reading<Found> {
	return {
		of: reader.id,
		key: `search ${searchPath(query)}`,
		read: async () => {
			const { searchListings } = await import('#lib/listings/data/search.ts');
			return searchListings(await reader.db(), query, start, cardsPerPage, day);
		}
	};
}

async function readTerritory(db: Db): Promise<Territory> {
	const [{ listCommunes }, { listCategories }] = await Promise.all([
		import('#lib/territory/data/communes.ts'),
		import('#lib/territory/data/categories.ts')
	]);
	const [communes, categories] = await Promise.all([listCommunes(db), listCategories(db)]);
	return { communes, categories };
}
