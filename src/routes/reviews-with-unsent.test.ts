import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import type { Review } from '#lib/reviews/domain/review.ts';
import { hasUnsentReview, withUnsent } from './reviews-with-unsent.ts';

const writer = { me: 'bo', personId: 'ada', shownFrom: '2026-12-12T00:00:00Z' };
const review = (id: string, authorId: string, reservationId = 'r'): Review => ({
	id,
	reservationId,
	author: { id: authorId, name: authorId },
	personId: 'bo',
	facts: {},
	body: 'Avant',
	shownFrom: '2026-12-01T00:00:00Z',
	reply: null
});
const writes = (seq: number, body: string) =>
	operation(seq, 'conv:r', {
		id: `w${seq}`,
		kind: 'reviews.write',
		payload: { reservationId: 'r', facts: { on_time: true }, body }
	});
const replies = operation(9, 'conv:r', {
	kind: 'reviews.reply',
	payload: { reservationId: 'r', reviewId: 'a', body: 'Merci' }
});

test('what is unsent stands, once, and waits', () => {
	const [mine, ...more] = withUnsent([], [writes(1, 'Bien'), writes(2, 'Très bien')], 'r', writer);
	expect(more).toEqual([]);
	expect(mine).toMatchObject({
		author: { id: 'bo' },
		personId: 'ada',
		body: 'Très bien',
		facts: { on_time: true },
		shownFrom: writer.shownFrom
	});
});

test('it takes the place of what was said before', () => {
	const [mine] = withUnsent([review('b', 'bo')], [writes(1, 'Bien')], 'r', writer);
	expect(mine).toMatchObject({ id: 'b', body: 'Bien', shownFrom: '2026-12-01T00:00:00Z' });
});

test('an answer that is unsent stands under what it answers', () => {
	expect(withUnsent([review('a', 'ada')], [replies], 'r', writer)[0]!.reply).toBe('Merci');
});

test('each exchange has its own', () => {
	expect(withUnsent([review('a', 'ada', 'other')], [writes(1, 'Bien')], 'other', writer)).toEqual([
		review('a', 'ada', 'other')
	]);
	expect(hasUnsentReview([writes(1, 'Bien')], 'r')).toBe(true);
	expect(hasUnsentReview([replies], 'r')).toBe(true);
	expect(hasUnsentReview([writes(1, 'Bien')], 'other')).toBe(false);
});
