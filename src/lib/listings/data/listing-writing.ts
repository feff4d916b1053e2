import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Draft } from '#lib/listings/domain/draft.ts';
import type { Kind } from '#lib/listings/domain/listing.ts';
import type { ListingAction, Outcome } from '#lib/listings/domain/own-listing.ts';
import type { Photo } from '#lib/listings/domain/photo.ts';

/** What the database keeps of a draft: everything but its photographs, which are sent apart. */
export type ListingContent = Omit<Draft, 'publishId' | 'photos' | 'changedAt' | 'kind'> & { kind: Kind };

/**
 * Writes a listing, new or not. Safe to repeat, and to send again with other words after an answer was lost.
 * @throws {Refusal} `invalid_value`, `quota_reached`, `not_allowed`, `wrong_state`, `not_available`
 */
export async function saveListing(db: Db, draft: ListingContent): Promise<void> {
	const row = {
		kind: draft.kind,
		title: draft.title.trim(),
		description: draft.description,
		category_slug: draft.category,
		condition: draft.condition,
		units: draft.units,
		instant: draft.instant,
		min_days: draft.minDays,
		max_days: draft.maxDays,
		lead_hours: draft.leadHours,
		deposit_note: draft.depositNote,
		commune_code: draft.commune
	};
	const changed: { id: string }[] = answer(
		await db.from('listings').update(row).eq('id', draft.listingId).select('id')
	);
	if (!changed.length) answer(await db.from('listings').insert({ id: draft.listingId, ...row }));
}

/** Makes `photos` the photographs of a listing, in this order. Safe to repeat. @throws {Refusal} `not_allowed` */
export async function saveListingPhotos(db: Db, listingId: string, photos: Photo[]): Promise<void> {
	const rows = photos.map((photo, position) => ({ listing_id: listingId, position, ...photo }));
	const known: { position: number; path: string }[] = answer(
		await db.from('listing_photos').select('position,path').eq('listing_id', listingId)
	);
	const isKept = ({ position, path }: { position: number; path: string }) => photos[position]?.path === path;
	const gone = known.filter((row) => !isKept(row)).map(({ position }) => position);
	if (gone.length) answer(await db.from('listing_photos').delete().eq('listing_id', listingId).in('position', gone));
	const added = rows.filter(
		({ position, path }) => !known.some((row) => row.position === position && row.path === path)
	);
	if (added.length) answer(await db.from('listing_photos').insert(added));
}

/**
 * Takes a step of a listing's life; `opId` makes it safe to repeat.
 * @throws {Refusal} `wrong_state`, `already_done`, `invalid_value`, `not_found`
 */
export async function advanceListing(db: Db, listingId: string, action: ListingAction, opId: string): Promise<void> {
	answer(await db.rpc('advance_listing', { listing_id: listingId, action, op_id: opId }));
}

/** Says how a listing ended. @throws {Refusal} `not_allowed` */
export async function recordOutcome(db: Db, listingId: string, outcome: Outcome): Promise<void> {
	answer(await db.from('listings').update({ outcome }).eq('id', listingId));
}

/** Throws a listing away that was never published. */
export async function deleteDraftListing(db: Db, listingId: string): Promise<void> {
	answer(await db.from('listings').delete().eq('id', listingId).eq('status', 'draft'));
}
