import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { sorts } from '#lib/listings/domain/search-query.ts';
import type { SavedSearch } from '#lib/searches/domain/saved-search.ts';

const columns =
	'id,name,words,kinds,category_slug,commune_code,near_lat,near_lon,within_meters,free_from,free_until,sort';

/** The caller's saved searches, the latest first. */
export async function listSearches(db: Db): Promise<SavedSearch[]> {
	const rows = answer(await db.from('saved_searches').select(columns).order('created_at', { ascending: false }));
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		query: {
			words: row.words,
			kinds: row.kinds,
			category: row.category_slug,
			commune: row.commune_code,
			near: row.near_lat === null || row.near_lon === null ? null : { lat: row.near_lat, lon: row.near_lon },
			withinMeters: row.within_meters,
			from: row.free_from,
			until: row.free_until,
			sort: sorts.find((one) => one === row.sort) ?? null,
			after: null
		}
	}));
}

/**
 * Saves a search; sent again under the same id, the database keeps it once.
 * @throws {Refusal} `quota_reached` past 20, `too_long`, `invalid_value`, `id_reused`, `not_allowed`
 */
export async function saveSearch(db: Db, { id, name, query }: SavedSearch): Promise<void> {
	const row = {
		id,
		name,
		words: query.words,
		kinds: query.kinds,
		category_slug: query.category,
		commune_code: query.commune,
		near_lat: query.near?.lat ?? null,
		near_lon: query.near?.lon ?? null,
		within_meters: query.withinMeters,
		free_from: query.from,
		free_until: query.until,
		sort: query.sort
	};
	answer(await db.from('saved_searches').upsert(row, { onConflict: 'id', ignoreDuplicates: true }));
}

/** Forgets one of the caller's searches; `opId` makes it safe to repeat. */
export async function forgetSearch(db: Db, opId: string, searchId: string): Promise<void> {
	answer(await db.rpc('forget_search', { search_id: searchId, op_id: opId }));
}
