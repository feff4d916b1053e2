/** What the pages of the directory read, named once. */
import { Refusal } from '#lib/errors/refusal.ts';
import type { Db } from '#lib/database/client.ts';
import type { PlacesFound } from '#lib/places/data/search.ts';
import type { PlaceKind, PlaceLine } from '#lib/places/domain/place.ts';
import { kindsMeant, placesPath, type PlaceQuery } from '#lib/places/domain/place-query.ts';
import { tilesIn } from '#lib/places/domain/tiles.ts';
import type { Reading } from '#lib/offline/reading.ts';
import type { Point } from '#lib/territory/domain/commune.ts';
import { outlinesFrom, type Outlines } from '#lib/territory/domain/outlines.ts';

/** Whoever reads: `null` for a visitor. */
interface Asker {
	id: string | null;
	db: () => Promise<Db>;
}

/** The kinds of places. */
export function placeKinds(db: () => Promise<Db>): Reading<PlaceKind[]> {
	return {
		of: null,
		key: 'place-kinds',
		read: async () => (await import('#lib/places/data/kinds.ts')).listPlaceKinds(await db())
	};
}

/** A page of the directory. What is open is so at `now`. */
export function placesFound(
	reader: Asker,
	query: PlaceQuery,
	kinds: PlaceKind[],
	start: Point | null,
	now: number
): Reading<PlacesFound> {
	return {
		of: reader.id,
		key: `places ${placesPath(query)}`,
		read: async () => {
			const { searchPlaces } = await import('#lib/places/data/search.ts');
			return searchPlaces(await reader.db(), query, kindsMeant(query.kind, kinds), start, now);
		}
	};
}

/** The places nearest to one, itself among them. */
export function placesNear(reader: Asker, slug: string, point: Point): Reading<PlaceLine[]> {
	return {
		of: reader.id,
		key: `places-near ${slug}`,
		read: async () => (await import('#lib/places/data/search.ts')).placesAround(await reader.db(), point, 6)
	};
}

/** Where communes end, to be drawn under a map; `null` when nobody has imported it. */
export function communeOutlines(origin: string): Reading<Outlines | null> {
	const read = async () => {
		const response = await fetch(`${origin}/export/communes.geojson`).catch((fault: unknown) => {
			throw new Refusal('offline', fault);
		});
		return response.ok ? outlinesFrom(await response.text()) : null;
	};
	return { of: null, key: 'commune-outlines', read };
}

/** The ground under maps, as this service was built: `VITE_TILES_URL`, `VITE_TILES_ATTRIBUTION`. */
export const tiles = tilesIn(
	import.meta.env.VITE_TILES_URL as string | undefined,
	import.meta.env.VITE_TILES_ATTRIBUTION as string | undefined
);
