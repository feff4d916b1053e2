import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import type { Draw } from '#lib/gifts/domain/draw.ts';
import type { GiftAction, GiftRequest, GiftState } from '#lib/gifts/domain/gift.ts';
import type { GiftRule } from '#lib/listings/domain/listing.ts';

const columns =
	'id,owner_id,person_id,note,state,ticket,answer,chosen_at,pickup_at,pickup_by,pickup_agreed,given_at,received_at,asked_at,listing:listings!gift_requests_listing_id_fkey(id,title,choice_rule,choose_by,spoken_for,photos:listing_photos!listing_photos_listing_id_fkey(position,path)),owner:people!gift_requests_owner_id_fkey(display_name),person:people!gift_requests_person_id_fkey(display_name)';

interface Row {
	id: string;
	owner_id: string;
	person_id: string;
	note: string | null;
	state: GiftState;
	ticket: string;
	answer: string | null;
	chosen_at: string | null;
	pickup_at: string | null;
	pickup_by: string | null;
	pickup_agreed: boolean;
	given_at: string | null;
	received_at: string | null;
	asked_at: string;
	listing: {
		id: string;
		title: string;
		choice_rule: GiftRule;
		choose_by: string | null;
		spoken_for: boolean;
		photos: { position: number; path: string }[];
	} | null;
	owner: { display_name: string } | null;
	person: { display_name: string } | null;
}

/** What the caller asked for and what they are asked for, the newest 500. */
export async function listGifts(db: Db): Promise<GiftRequest[]> {
	const query = db.from('gift_requests').select(columns).order('asked_at', { ascending: false }).limit(500);
	return (answer(await query) as unknown as Row[]).map(giftIn);
}

/** One request of the caller, or for what they give. @throws {Refusal} `not_found` also for somebody else's */
export async function readGift(db: Db, id: string): Promise<GiftRequest> {
	const query = db.from('gift_requests').select(columns).eq('id', id).maybeSingle();
	const row = answer(await query) as unknown as Row | null;
	if (!row) throw new Refusal('not_found');
	return giftIn(row);
}

/** Requests for one gift that the caller may see, in the order they came: all of them for its giver. */
export async function listGiftRequests(db: Db, listingId: string): Promise<GiftRequest[]> {
	const query = db.from('gift_requests').select(columns).eq('listing_id', listingId);
	return (answer(await query.order('asked_at').limit(500)) as unknown as Row[]).map(giftIn);
}

/** How many people asked for a gift. */
export async function countInterest(db: Db, listingId: string): Promise<number> {
	return answer(await db.rpc('gift_interest', { listing_id: listingId }));
}

/** The draw of a gift; `null` when there is none, or it is not for the reader. */
export async function readDraw(db: Db, listingId: string): Promise<Draw | null> {
	const row = answer(await db.rpc('gift_draw', { listing_id: listingId }))[0];
	if (!row) return null;
	const { seed_hash: seedHash, opened_at: openedAt, drawn_at: drawnAt, seed, tickets, winners } = row;
	return { seedHash, openedAt, drawnAt, seed, tickets, winners };
}

/** Name, address and phone of the other. @throws {Refusal} `not_allowed` before one is chosen and after it was fetched */
export async function readGiftMeeting(
	db: Db,
	requestId: string
): Promise<Record<'name' | 'address' | 'phone', string>> {
	const row = answer(await db.rpc('gift_handover_details', { request_id: requestId }))[0];
	return { name: row?.name ?? '', address: row?.address ?? '', phone: row?.phone ?? '' };
}

/**
 * Asks for a gift. Safe to repeat with the same `id`.
 * @throws {Refusal} `already_done`, `full`, `answer_too_late`, `not_available`, `own_listing`, `quota_reached`, `too_fast`...
 */
export async function requestGift(db: Db, id: string, asked: { listingId: string; note: string }): Promise<void> {
	answer(await db.rpc('request_gift', { id, listing_id: asked.listingId, note: asked.note || null }));
}

/** Moves a request one step. @throws {Refusal} `wrong_state`, `already_done`, `full`, `not_available`... */
export async function advanceGift(
	db: Db,
	opId: string,
	step: { giftId: string; action: GiftAction; word?: string }
): Promise<void> {
	const { giftId, action, word } = step;
	answer(await db.rpc('advance_gift', { id: giftId, action, op_id: opId, word: word || null }));
}

/** Proposes when to fetch it. @throws {Refusal} `starts_in_past`, `already_done`, `wrong_state`... */
export async function appointGift(db: Db, opId: string, giftId: string, pickupAt: string): Promise<void> {
	answer(await db.rpc('appoint_gift', { id: giftId, pickup_at: pickupAt, op_id: opId }));
}

/** Draws now. @throws {Refusal} `already_done`, `wrong_state` when nobody asked */
export async function drawRecipient(db: Db, opId: string, listingId: string): Promise<void> {
	answer(await db.rpc('draw_recipient', { listing_id: listingId, op_id: opId }));
}

function giftIn(row: Row): GiftRequest {
	const { listing } = row;
	const photos = listing?.photos.toSorted((a, b) => a.position - b.position) ?? [];
	return {
		id: row.id,
		listing: listing && {
			id: listing.id,
			title: listing.title,
			photoPath: photos[0]?.path ?? null,
			rule: listing.choice_rule,
			chooseBy: listing.choose_by,
			spokenFor: listing.spoken_for
		},
		owner: { id: row.owner_id, name: row.owner?.display_name ?? '' },
		person: { id: row.person_id, name: row.person?.display_name ?? '' },
		note: row.note ?? '',
		state: row.state,
		ticket: row.ticket,
		answer: row.answer ?? '',
		chosenAt: row.chosen_at,
		pickupAt: row.pickup_at,
		pickupBy: row.pickup_by,
		pickupAgreed: row.pickup_agreed,
		givenAt: row.given_at,
		receivedAt: row.received_at,
		askedAt: row.asked_at
	};
}
