import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { Said } from '#lib/reviews/domain/review.ts';
import { replyToReview, writeReview } from './reviews.ts';

/** The return that is noted without network arrives before what is said of it. */
const laneOf = ({ reservationId }: { reservationId: string }) => `conv:${reservationId}`;

/** `giftId` is there when it is a gift: then `reservationId` is that, too. */
interface About {
	reservationId: string;
	giftId?: string;
}

const write: Kind<Said & About> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { reservationId, facts, body }) => writeReview(db, id, reservationId, { facts, body }),
	landed: hasLanded,
	follow: (said, from, to) => (said.reservationId === from ? { ...said, reservationId: to } : said)
};

const reply: Kind<About & { reviewId: string; body: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { reviewId, body }) => replyToReview(db, id, reviewId, body),
	landed: hasLanded
};

export const reviewCommands = { 'reviews.write': write, 'reviews.reply': reply };
