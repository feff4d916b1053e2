import { readerKey } from '#lib/database/reader.ts';
import { forget } from '#lib/offline/kept.ts';
import type { Place } from '#lib/places/domain/place.ts';
import { readAgain } from '../../read-again.ts';

/**
 * Reads the page of a place again after something was said of it, from the database: what this device read a moment ago,
 * which would do for a page one comes back to, is not so any more.
 * @param of the resident who reads; `null` for a visitor
 */
export async function readPlaceAnew(of: string | null, { id, slug }: Pick<Place, 'id' | 'slug'>): Promise<void> {
	await Promise.all([slug, id].map((name) => forget({ of, key: `place ${name}` })));
	await readAgain(readerKey);
}
