import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { factsOf, type Draft } from '#lib/listings/domain/draft.ts';
import type { Kind } from '#lib/listings/domain/listing.ts';
import type { ListingAction, Outcome } from '#lib/listings/domain/own-listing.ts';
import type { Photo } from '#lib/listings/domain/photo.ts';

/** What the database keeps of a draft: everything but its photographs, which are sent apart. */
export type ListingContent = Omit<Draft, 'publishId' | 'photos' | 'changedAt' | 'kind'> & { kind: Kind };

/**
 * Writes a listing, new or not. Safe to repeat with the same `opId`, however late.
 * @throws {Refusal} `invalid_value`, `too_long`, `quota_reached`, `not_allowed`, `not_found`, `wrong_state`, `not_available`
 */
export async function saveListing(db: Db, opId: string, draft: ListingContent): Promise<void> {
	const changes = {
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
		// A draft of before has none; what is lent has none at all.
		slot_minutes: factsOf(draft.kind).slots ? (draft.slotMinutes ?? null) : null,
		deposit_note: draft.depositNote,
		// What was kept before gifts had a rule says nothing of it.
		...(draft.choiceRule ? { choice_rule: draft.choiceRule, choose_by: draft.chooseBy } : {}),
		commune_code: draft.commune
	};
	answer(await db.rpc('save_listing', { id: draft.listingId, changes, op_id: opId }));
}

/**
 * Makes `photos` the photographs of a listing, in this order; `opId` makes it safe to repeat.
 * @throws {Refusal} `not_allowed`, `not_found`, `invalid_value`
 */
export async function saveListingPhotos(db: Db, opId: string, listingId: string, photos: Photo[]): Promise<void> {
	const rows = photos.map(({ path, width, height }) => ({ path, width, height }));
	answer(await db.rpc('save_listing_photos', { listing_id: listingId, photos: rows, op_id: opId }));
}

/**
 * Takes a step of a listing's life; `opId` makes it safe to repeat. `outcome` says how it ended, with `close`.
 * @throws {Refusal} `wrong_state`, `already_done`, `invalid_value`, `not_found`
 */
export async function advanceListing(
	db: Db,
	opId: string,
	step: { listingId: string; action: ListingAction; outcome?: Outcome }
): Promise<void> {
	const { listingId, action, outcome = null } = step;
	answer(await db.rpc('advance_listing', { listing_id: listingId, action, op_id: opId, outcome }));
}

/** Throws a listing away that was never published; `opId` makes it safe to repeat. @throws {Refusal} `wrong_state`, `not_found` */
export async function discardListing(db: Db, opId: string, listingId: string): Promise<void> {
	answer(await db.rpc('discard_listing', { listing_id: listingId, op_id: opId }));
}
