/** What past exchanges say of a person: counted from the exchanges, and said by those who wrote. */
import type { Db } from '#lib/database/client.ts';
import { dbOf } from '#lib/database/member.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { readFacts } from '#lib/people/data/facts.ts';
import type { Facts } from '#lib/people/domain/facts.ts';
import { listReviewsOf, readReviewFacts } from '#lib/reviews/data/reviews.ts';
import type { CountedFacts, Review } from '#lib/reviews/domain/review.ts';

export interface Past {
	facts: Facts;
	counted: CountedFacts;
	reviews: Review[];
}

/** Asks for it. @throws {Refusal} `not_found`, also when either has blocked the other */
export async function readPast(db: Db, personId: string): Promise<Past> {
	const [facts, counted, reviews] = await Promise.all([
		readFacts(db, personId),
		readReviewFacts(db, personId),
		listReviewsOf(db, personId, new Date().toISOString())
	]);
	return { facts, counted, reviews };
}

/** The same, kept for `me`. */
export function pastOf(me: string, personId: string): Reading<Past> {
	return { of: me, key: `past ${personId}`, read: async () => readPast(await dbOf(me), personId) };
}
