import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isReservable, type ListingSummary } from '#lib/listings/domain/listing.ts';
import type { Day } from '#lib/time/paris.ts';

/** The same listings, each with the first day, from `from` on, when one unit is free. */
export async function withFreeDays(db: Db, listings: ListingSummary[], from: Day): Promise<ListingSummary[]> {
	const ids = listings.filter(isReservable).map(({ id }) => id);
	if (!ids.length) return listings;
	const rows: { listing_id: string; day: string }[] = answer(
		await db.rpc('next_free_days', { listing_ids: ids, from_day: from })
	);
	const free = new Map(rows.map((row) => [row.listing_id, row.day]));
	return listings.map((listing) => ({ ...listing, freeFrom: free.get(listing.id) ?? null }));
}
