import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Kind, ListingSummary } from '#lib/listings/domain/listing.ts';
import type { SearchQuery } from '#lib/listings/domain/search-query.ts';
import { addDays, midnight } from '#lib/time/paris.ts';
import type { Point } from '#lib/territory/domain/commune.ts';
import { withFreeDays } from './free-days.ts';

interface Row {
	id: string;
	kind: Kind;
	title: string;
	category_slug: string;
	photo_path: string | null;
	commune_code: string;
	distance_meters: number | null;
	owner_id: string;
	owner_name: string;
	cursor: string;
}

/** One page of what was found. */
export interface Found {
	listings: ListingSummary[];
	/** Where the next page starts; `null` on the last. */
	next: string | null;
}

/**
 * What the reader may see that answers `query`, `count` at most, with the first day each is free from `today` on.
 * @param near where distances start; `null` to do without
 * @throws {Refusal} `invalid_value` for an `after` that is not ours
 */
export async function searchListings(
	db: Db,
	query: SearchQuery,
	near: Point | null,
	count: number,
	today: string
): Promise<Found> {
	const rows: Row[] = answer(
		await db.rpc('search_listings', {
			query: query.words || null,
			kinds: query.kinds.length ? query.kinds : null,
			category: query.category,
			near_lat: near?.lat ?? null,
			near_lon: near?.lon ?? null,
			within_meters: near ? query.withinMeters : null,
			free_from: query.from && midnight(query.from),
			free_until: query.from && midnight(addDays(query.until ?? query.from, 1)),
			community_id: null,
			sort: query.sort === 'nearest' && !near ? null : query.sort,
			after: query.after,
			page_size: count
		})
	);
	const listings = rows.map(summaryIn);
	return {
		listings: await withFreeDays(db, listings, query.from ?? today),
		next: rows.length === count ? (rows.at(-1)?.cursor ?? null) : null
	};
}

/**
 * What else of the kind is free on the days of a request of the caller, the most alike first; six at most.
 * @throws {Refusal} `not_allowed` for somebody else's request
 */
export async function similarListings(db: Db, reservationId: string): Promise<ListingSummary[]> {
	const rows: Row[] = answer(await db.rpc('similar_listings', { reservation_id: reservationId }));
	return rows.map(summaryIn);
}

function summaryIn(row: Row): ListingSummary {
	return {
		id: row.id,
		kind: row.kind,
		title: row.title,
		category: row.category_slug,
		photoPath: row.photo_path,
		commune: row.commune_code,
		distanceMeters: row.distance_meters,
		owner: { id: row.owner_id, name: row.owner_name },
		freeFrom: null
	};
}
