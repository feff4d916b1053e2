import { readerOf } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { territory } from '../../search-reading.ts';
import { placeKinds } from '../directory.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const reader = await readerOf(url.origin);
	const [{ value: known }, { value: kinds }] = await Promise.all([
		cached(territory(reader.db)),
		cached(placeKinds(reader.db))
	]);
	return { now: Date.now(), ...known, kinds };
};
