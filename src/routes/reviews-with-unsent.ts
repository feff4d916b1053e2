import { overlay, type Stroke } from '#lib/offline/overlay.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import type { Review } from '#lib/reviews/domain/review.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** Of somebody who has not written yet: theirs waits until this, ISO instant. */
interface Writer {
	me: string;
	personId: string;
	shownFrom: string;
}

/** What was said of one exchange, as it will stand once everything unsent has arrived. */
export function withUnsent(
	reviews: Review[],
	operations: Operation[],
	reservationId: string,
	writer: Writer
): Review[] {
	const { me, personId, shownFrom } = writer;
	const write: Stroke<Review> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'reviews.write');
		if (said?.reservationId !== reservationId) return rows;
		const mine = rows.find(({ author }) => author.id === me) ?? {
			...{ id: operation.id, reservationId, author: { id: me, name: '' }, personId, shownFrom, reply: null }
		};
		return [...rows.filter(({ author }) => author.id !== me), { ...mine, facts: said.facts, body: said.body }];
	};
	const reply: Stroke<Review> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'reviews.reply');
		return rows.map((row) => (row.id === said?.reviewId ? { ...row, reply: row.reply ?? said.body } : row));
	};
	const here = reviews.filter((review) => review.reservationId === reservationId);
	return overlay(here, operations, { 'reviews.write': write, 'reviews.reply': reply });
}

/** Whether something said of this exchange is unsent. */
export function hasUnsentReview(operations: Operation[], reservationId: string): boolean {
	return operations.some((operation) => {
		const said = payloadOf(operation, 'reviews.write') ?? payloadOf(operation, 'reviews.reply');
		return said?.reservationId === reservationId;
	});
}
