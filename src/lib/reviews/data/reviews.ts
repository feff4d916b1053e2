import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { CountedFacts, Review, Said } from '#lib/reviews/domain/review.ts';

const columns =
	'id,exchange_id,person_id,on_time,as_described,returned_well,body,shown_from,reply,author:people!reviews_author_id_fkey(id,display_name)';

interface Row {
	id: string;
	exchange_id: string;
	person_id: string;
	on_time: boolean | null;
	as_described: boolean | null;
	returned_well: boolean | null;
	body: string;
	shown_from: string;
	reply: string | null;
	author: { id: string; display_name: string } | null;
}

/** What `me` wrote, and what is shown of what others wrote about `me`; the latest 200. */
export async function listMyReviews(db: Db, me: string): Promise<Review[]> {
	const query = db.from('reviews').select(columns).or(`author_id.eq.${me},person_id.eq.${me}`);
	return (answer(await query.order('shown_from', { ascending: false }).limit(200)) as Row[]).map(reviewIn);
}

/** What is shown of what others wrote about a person, the latest first; 40 at most. */
export async function listReviewsOf(db: Db, personId: string, now: string): Promise<Review[]> {
	const query = db.from('reviews').select(columns).eq('person_id', personId).lte('shown_from', now);
	return (answer(await query.order('shown_from', { ascending: false }).limit(40)) as Row[]).map(reviewIn);
}

/** What those who wrote say of a person, counted. @throws {Refusal} `not_found`, also when either has blocked the other */
export async function readReviewFacts(db: Db, personId: string): Promise<CountedFacts> {
	const [row] = answer(await db.rpc('review_facts', { person_id: personId }));
	const counted = (yes?: number | null, of?: number | null) => (yes == null || of == null ? null : { yes, of });
	return {
		on_time: counted(row?.on_time, row?.on_time_of),
		as_described: counted(row?.as_described, row?.as_described_of),
		returned_well: counted(row?.returned_well, row?.returned_well_of)
	};
}

/**
 * Says how an exchange went, in the place of what was said before. Safe to repeat with the same `id`.
 * @throws {Refusal} `wrong_state`, `not_allowed`, `answer_too_late`, `already_done`, `too_long`, `invalid_value`, `not_found`
 */
export async function writeReview(db: Db, id: string, reservationId: string, { facts, body }: Said): Promise<void> {
	answer(await db.rpc('write_review', { id, reservation_id: reservationId, facts, body }));
}

/** Answers a review, once. @throws {Refusal} `not_found`, `already_done`, `too_long`, `invalid_value` */
export async function replyToReview(db: Db, opId: string, reviewId: string, body: string): Promise<void> {
	answer(await db.rpc('reply_to_review', { review_id: reviewId, body, op_id: opId }));
}

function reviewIn(row: Row): Review {
	const { on_time, as_described, returned_well } = row;
	const facts = Object.entries({ on_time, as_described, returned_well }).filter(([, said]) => said !== null);
	return {
		id: row.id,
		reservationId: row.exchange_id,
		author: { id: row.author?.id ?? '', name: row.author?.display_name ?? '' },
		personId: row.person_id,
		facts: Object.fromEntries(facts) as Review['facts'],
		body: row.body,
		shownFrom: row.shown_from,
		reply: row.reply
	};
}
