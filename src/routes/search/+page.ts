import { readerKey, readerOf } from '#lib/database/reader.ts';
import { readQuery } from '#lib/listings/domain/search-query.ts';
import { cached } from '#lib/offline/cached.ts';
import { today } from '#lib/time/paris.ts';
import { readAgain } from '../read-again.ts';
import { placed, results, territory } from '../search-reading.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, depends }) => {
	depends(readerKey);
	const reader = await readerOf(url.origin);
	const { value: known } = await cached(territory(reader.db));
	const asked = placed(readQuery(url.searchParams), known);
	const day = today();
	const found = await cached(results(reader, asked, day), () => void readAgain(readerKey));
	return { readBy: reader.id, today: day, ...known, ...asked, found };
};
