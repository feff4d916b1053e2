import { readerKey } from '#lib/database/reader.ts';
import { cached } from '#lib/offline/cached.ts';
import { comingAt } from '../../event-reading.ts';
import { readAgain } from '../../read-again.ts';
import { placesNear } from '../directory.ts';
import { thePlace } from './the-place.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { reader, ...found } = await thePlace(event);
	const { lat, lon, slug, id } = found.place;
	const now = Date.now();
	const again = () => void readAgain(readerKey);
	// What lies around and what is to come are worth no error: the place is what one came for.
	const nothing = (): [] => [];
	const near = lat !== null && lon !== null && cached(placesNear(reader, slug, { lat, lon }), again);
	const coming = cached(comingAt(reader, slug, new Date(now).toISOString()), again);
	const [around, events] = await Promise.all([
		near ? near.then(({ value }) => value.filter((other) => other.id !== id).slice(0, 5), nothing) : nothing(),
		coming.then(({ value }) => value.filter(({ endsAt }) => Date.parse(endsAt) > now), nothing)
	]);
	return { readBy: reader.id, now, around, events, ...found };
};
