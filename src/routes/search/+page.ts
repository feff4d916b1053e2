import type { Db } from '#lib/database/client.ts';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { searchPath } from '#lib/listings/domain/search-path.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { cached } from '#lib/offline/cached.ts';
import { categoryOf } from '#lib/territory/domain/category.ts';
import { today } from '#lib/time/paris.ts';
import { readAgain } from '../read-again.ts';
import type { PageLoad } from './$types';

const cardsPerPage = 24;

export const load: PageLoad = async ({ url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin);
	const { value: territory } = await cached({
		of: null,
		key: 'territory',
		read: async () => readTerritory(await reader.db())
	});
	const asked = readQuery(url.searchParams);
	const commune = territory.communes.find(({ code }) => code === asked.commune);
	const query = {
		...asked,
		commune: commune?.code ?? null,
		category: categoryOf(territory.categories, asked.category)?.slug ?? null
	};
	const start = commune ?? query.near;
	const day = today();
	const found = await cached(
		{
			of: reader.id,
			key: `search ${searchPath(query)}`,
			read: async () => {
				const { searchListings } = await import('#lib/listings/data/search.ts');
				return searchListings(await reader.db(), query, start ?? null, cardsPerPage, day);
			}
		},
		() => void readAgain(readerKey)
	);
	return { readBy: reader.id, today: day, ...territory, query, start: start ?? null, found };
};

async function readTerritory(db: Db) {
	const [{ listCommunes }, { listCategories }] = await Promise.all([
		import('#lib/territory/data/communes.ts'),
		import('#lib/territory/data/categories.ts')
	]);
	const [communes, categories] = await Promise.all([listCommunes(db), listCategories(db)]);
	return { communes, categories };
}
