import { readerKey } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { readAgain } from '../../read-again.ts';
import { placesNear } from '../directory.ts';
import { thePlace } from './the-place.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { reader, ...found } = await thePlace(event);
	const { lat, lon, slug, id } = found.place;
	// What lies around is worth no wait, and no error: the place is what one came for.
	const around =
		lat === null || lon === null
			? []
			: await cached(placesNear(reader, slug, { lat, lon }), () => void readAgain(readerKey)).then(
					({ value }) => value.filter((other) => other.id !== id).slice(0, 5),
					() => []
				);
	return { readBy: reader.id, now: Date.now(), around, ...found };
};
