import { publicDb } from '#lib/database/client.ts';
import { readFigures } from '#lib/figures/data/figures.ts';
import { cached } from '#lib/offline/cached.ts';
import type { PageLoad } from './$types';

/** The figures of repairs: the same for everybody, and readable again without network. */
export const load: PageLoad = async ({ url }) => {
	const read = () => readFigures(publicDb(url.origin));
	const { value, at, stale } = await cached({ of: null, key: 'figures', read });
	return { figures: value, at, stale };
};
