import { readerKey, readerOf } from '#lib/database/reader.ts';
import { readPlaceQuery } from '#lib/places/domain/place-query.ts';
import { cached } from '#lib/offline/cached.ts';
import { categoryOf } from '#lib/territory/domain/category.ts';
import { readAgain } from '../read-again.ts';
import { territory } from '../search-reading.ts';
import { placeKinds, placesFound } from './directory.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin);
	const [{ value: known }, { value: kinds }] = await Promise.all([
		cached(territory(reader.db)),
		cached(placeKinds(reader.db))
	]);
	const asked = readPlaceQuery(url.searchParams);
	// A commune or a category that there is not asks for nothing.
	const commune = known.communes.find(({ code }) => code === asked.commune);
	const takes = categoryOf(known.categories, asked.takes)?.slug ?? null;
	const query = { ...asked, commune: commune?.code ?? null, takes };
	const now = Date.now();
	const found = await cached(
		placesFound(reader, query, kinds, commune ?? query.near, now),
		() => void readAgain(readerKey)
	);
	return { readBy: reader.id, now, ...known, kinds, query, found };
};
