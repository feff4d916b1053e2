import { error } from '@sveltejs/kit';
import { readerKey, readerOf } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import type { Reading } from '#lib/offline/reading.ts';
import type { Place } from '#lib/places/domain/place.ts';
import { today } from '#lib/time/paris.ts';
import { readAgain } from '../../read-again.ts';
import { territory } from '../../search-reading.ts';
import { placeKinds } from '../directory.ts';

/** What a page about one place is given to find it. */
interface Asked {
	params: { slug: string };
	url: URL;
	depends: (key: `${string}:${string}`) => void;
}

/** The place of a page's address as its reader may see it, and when it was read. Answers 404 for all the others alike. */
export async function thePlace({ params, url, depends }: Asked) {
	depends(readerKey);
	if (!/^[a-z0-9-]{2,100}$/.test(params.slug)) nowhere();
	const reader = await readerOf(url.origin);
	const day = today();
	const reading: Reading<Place | null> = {
		of: reader.id,
		key: `place ${params.slug}`,
		read: async () => {
			const { readPlace } = await import('#lib/places/data/places.ts');
			return readPlace(await reader.db(), params.slug, reader.id !== null, day);
		}
	};
	const [{ value, at, stale }, { value: kinds }, { value: known }] = await Promise.all([
		cached(reading, () => void readAgain(readerKey)),
		cached(placeKinds(reader.db)),
		cached(territory(reader.db))
	]);
	const place = value ?? nowhere();
	const commune = known.communes.find(({ code }) => code === place.commune)?.name ?? '';
	const kind = kinds.find(({ slug }) => slug === place.kind);
	return { reader, place, at, stale, kinds, kind, commune, ...known, today: day };
}

function nowhere(): never {
	error(404, { message: 'not_found', code: 'not_found' });
}
