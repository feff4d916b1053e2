import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Listing, ListingSummary } from '#lib/listings/domain/listing.ts';
import type { Day } from '#lib/time/paris.ts';
import { withFreeDays } from './free-days.ts';
import { columns, listingIn, type Row } from './listings.ts';

/** Every listing of a person, whatever its standing, whole, the last changed first; 200 at most. */
export async function listWhole(db: Db, personId: string): Promise<Listing[]> {
	const query = db.from('listings').select(columns).eq('owner_id', personId);
	const rows = answer(await query.order('updated_at', { ascending: false }).limit(200)) as Row[];
	return rows.map(listingIn);
}

/** What a person offers and asks for, newest first: what the reader may see of it, 60 at most; free days from `today` on. */
export async function listPublishedBy(db: Db, personId: string, today: Day): Promise<ListingSummary[]> {
	const rows = answer(
		await db
			.from('listings')
			.select(columns)
			.eq('owner_id', personId)
			.eq('status', 'published')
			.order('published_at', { ascending: false })
			.limit(60)
	) as Row[];
	const listings = rows.map((row) => {
		const { id, kind, title, category, commune, owner, photos } = listingIn(row);
		const photoPath = photos[0]?.path ?? null;
		return {
			id,
			kind,
			title,
			category: category?.slug ?? '',
			photoPath,
			commune: commune?.code ?? '',
			distanceMeters: null,
			owner,
			freeFrom: null
		};
	});
	return withFreeDays(db, listings, today);
}
