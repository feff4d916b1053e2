import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { periodIn } from '#lib/reservations/domain/period.ts';
import type { Belonging, Offer, OfferAction } from '#lib/wanted/domain/offer.ts';

const columns =
	'id,wanted_id,title,owner_id,seeker_id,during,state,answer_by,conversation_id,owner:people!offers_owner_id_fkey(display_name),seeker:people!offers_seeker_id_fkey(display_name),wanted:listings!offers_wanted_id_fkey(title)';

interface Row {
	id: string;
	wanted_id: string;
	title: string;
	owner_id: string;
	seeker_id: string;
	during: string;
	state: Offer['state'];
	answer_by: string;
	conversation_id: string;
	owner: { display_name: string } | null;
	seeker: { display_name: string } | null;
	wanted: { title: string } | null;
}

/** What the caller offered and was offered, the latest 100. */
export async function listOffers(db: Db): Promise<Offer[]> {
	const query = db.from('offers').select(columns).order('created_at', { ascending: false }).limit(100);
	return (answer(await query) as unknown as Row[]).map(offerIn);
}

/** Where an offer of the caller is talked about; `null` when there is no such offer. */
export async function conversationOf(db: Db, offerId: string): Promise<string | null> {
	const found = answer(await db.from('offers').select('conversation_id').eq('id', offerId).limit(1));
	return found[0]?.conversation_id ?? null;
}

/** Wanted listings that the caller may have an answer to, the latest first; 20 at most. */
export async function listWantedNear(db: Db): Promise<{ id: string; title: string; name: string }[]> {
	const ids = answer(await db.rpc('wanted_near_me')) as unknown as { listing_id: string }[] | string[];
	const wanted = ids.map((one) => (typeof one === 'string' ? one : one.listing_id));
	if (!wanted.length) return [];
	const query = db
		.from('listings')
		.select('id,title,owner:people!listings_owner_id_fkey(display_name)')
		.in('id', wanted);
	const rows = answer(await query) as unknown as {
		id: string;
		title: string;
		owner: { display_name: string } | null;
	}[];
	return wanted.flatMap((id) => {
		const row = rows.find((one) => one.id === id);
		return row ? [{ id, title: row.title, name: row.owner?.display_name ?? '' }] : [];
	});
}

/**
 * Answers a wanted with something of one's own, for [startsAt, endsAt). Safe to repeat with the same `id`.
 * @throws {Refusal} `already_done`, `dates_taken`, `not_available`, `starts_in_past`, `quota_reached`, `not_found`...
 */
export async function answerWanted(
	db: Db,
	id: string,
	offer: { wantedId: string; belonging: Pick<Belonging, 'of' | 'id'>; startsAt: string; endsAt: string; note: string }
): Promise<void> {
	const { wantedId, belonging, startsAt, endsAt, note } = offer;
	answer(
		await db.rpc('answer_wanted', {
			id,
			wanted_id: wantedId,
			listing_id: belonging.of === 'listing' ? belonging.id : null,
			placard_item_id: belonging.of === 'placard' ? belonging.id : null,
			starts_at: startsAt,
			ends_at: endsAt,
			note: note || null
		})
	);
}

/** Moves an offer one step. @throws {Refusal} `answer_too_late`, `dates_taken`, `not_available`, `already_done`, `wrong_state`... */
export async function advanceOffer(
	db: Db,
	opId: string,
	step: { offerId: string; action: OfferAction; closeWanted: boolean }
): Promise<void> {
	const { offerId, action, closeWanted } = step;
	answer(await db.rpc('advance_offer', { id: offerId, action, op_id: opId, close_wanted: closeWanted }));
}

function offerIn(row: Row): Offer {
	return {
		id: row.id,
		wanted: { id: row.wanted_id, title: row.wanted?.title ?? '' },
		title: row.title,
		owner: { id: row.owner_id, name: row.owner?.display_name ?? '' },
		seeker: { id: row.seeker_id, name: row.seeker?.display_name ?? '' },
		...periodIn(row.during),
		state: row.state,
		answerBy: row.answer_by,
		conversationId: row.conversation_id
	};
}
