import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { openingAt } from '#lib/places/domain/opening.ts';
import type { PlaceLine, PlaceState } from '#lib/places/domain/place.ts';
import { placesPerPage, type PlaceQuery } from '#lib/places/domain/place-query.ts';
import type { Point } from '#lib/territory/domain/commune.ts';

/** The most whose hours are looked at for what is open: the nearest, or the first by name. */
const mostRead = 500;

/** A page of the directory, and how many places there are in all. */
export interface PlacesFound {
	places: PlaceLine[];
	total: number;
}

type Asked = Pick<PlaceQuery, 'words' | 'commune' | 'takes' | 'isOpen' | 'page'>;

/**
 * Places that answer `query`, the nearest to `near` first, or by name. Whether one is open is read from its hours here:
 * the database does not know what they mean.
 * @param kinds those meant; none for all
 */
export async function searchPlaces(
	db: Db,
	query: Asked,
	kinds: string[],
	near: Point | null,
	now: number
): Promise<PlacesFound> {
	const skip = (query.page - 1) * placesPerPage;
	const rows = answer(
		await db.rpc('search_places', {
			query: query.words || null,
			kinds: kinds.length ? kinds : null,
			commune: query.commune,
			takes_category: query.takes,
			near_lat: near?.lat ?? null,
			near_lon: near?.lon ?? null,
			within_meters: null,
			with_hours: query.isOpen,
			page_size: query.isOpen ? mostRead : placesPerPage,
			skip: query.isOpen ? 0 : skip
		})
	);
	const found = rows.map((row) => lineIn(row, query.takes !== null));
	if (!query.isOpen) return { places: found, total: rows[0]?.total ?? 0 };
	const open = found.filter(({ openingHours }) => ['open', 'always'].includes(openingAt(openingHours, now).is));
	return { places: open.slice(skip, skip + placesPerPage), total: open.length };
}

/** Places around a point, the nearest first. */
export async function placesAround(db: Db, near: Point, count: number): Promise<PlaceLine[]> {
	const rows = answer(
		await db.rpc('search_places', { near_lat: near.lat, near_lon: near.lon, within_meters: 20_000, page_size: count })
	);
	return rows.map((row) => lineIn(row, false));
}

interface Row {
	id: string;
	slug: string;
	name: string;
	kind: string;
	commune_code: string | null;
	address: string;
	lat: number | null;
	lon: number | null;
	position_is_approximate: boolean;
	opening_hours: string;
	status: string;
	state: PlaceState | null;
	state_at: string | null;
	taking: number;
	distance_meters: number | null;
}

function lineIn(row: Row, asked: boolean): PlaceLine {
	return {
		id: row.id,
		slug: row.slug,
		name: row.name,
		kind: row.kind,
		commune: row.commune_code,
		address: row.address,
		lat: row.lat,
		lon: row.lon,
		isApproximate: row.position_is_approximate,
		openingHours: row.opening_hours,
		isToVerify: row.status === 'to-verify',
		seen: row.state && row.state_at ? { state: row.state, at: row.state_at } : null,
		distanceMeters: row.distance_meters,
		takes: asked ? (row.taking === 2 ? 'says' : 'usually') : null
	};
}
