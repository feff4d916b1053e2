import { expect, test } from 'vitest';
import { factsFor, giftReviewedUntil, reviewedUntil, saysSomething, standingOf, type Review } from './review.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const returned = { state: 'returned', returnedAt: '2026-11-20T12:00:00Z', endsAt: '2026-11-22T23:00:00Z' } as const;
const longAgo = '2026-01-01T00:00:00Z';
const said = (authorId: string, shownFrom: string): Review => ({
	id: authorId,
	reservationId: 'r',
	author: { id: authorId, name: authorId },
	personId: 'other',
	facts: { on_time: true },
	body: '',
	shownFrom,
	reply: null
});

test('an exchange is reviewed once it is finished, for fourteen days', () => {
	expect(reviewedUntil({ ...returned, state: 'handed_over' })).toBeNull();
	expect(reviewedUntil(returned)).toBe(Date.parse('2026-12-04T12:00:00Z'));
	expect(reviewedUntil({ ...returned, state: 'closed', returnedAt: null })).toBe(Date.parse('2026-12-06T23:00:00Z'));
});

test('a gift is reviewed once it has changed hands, from the last of the two who said so', () => {
	const given = { chosenAt: '2026-11-18T12:00:00Z', givenAt: '2026-11-20T12:00:00Z', receivedAt: null } as const;
	expect(giftReviewedUntil({ ...given, state: 'chosen' })).toBeNull();
	expect(giftReviewedUntil({ ...given, state: 'collected' })).toBe(Date.parse('2026-12-04T12:00:00Z'));
	expect(giftReviewedUntil({ ...given, state: 'collected', receivedAt: '2026-11-21T12:00:00Z' })).toBe(
		Date.parse('2026-12-05T12:00:00Z')
	);
});

test('where somebody stands', () => {
	const until = reviewedUntil(returned);
	expect(standingOf(null, [], 'me', longAgo, now)).toBeNull();
	expect(standingOf(until, [], 'me', longAgo, now)).toBe('unwritten');
	expect(standingOf(until, [], 'me', null, now)).toBe('unwritten');
	expect(standingOf(until, [], 'me', '2026-11-01T00:00:00Z', now)).toBe('newcomer');
	expect(standingOf(until, [], 'me', longAgo, Date.parse('2026-12-04T12:00:00Z'))).toBe('over');
	expect(standingOf(until, [said('me', '2026-12-04T12:00:00Z')], 'me', longAgo, now)).toBe('waiting');
	expect(standingOf(until, [said('me', '2026-11-26T12:00:00Z')], 'me', longAgo, now)).toBe('shown');
	expect(standingOf(until, [said('other', '2026-11-26T12:00:00Z')], 'me', longAgo, now)).toBe('unwritten');
});

test('neither a service nor a gift is brought back', () => {
	expect(factsFor('gift')).toEqual(['on_time', 'as_described']);
	expect(factsFor('loan')).toEqual(['on_time', 'as_described', 'returned_well']);
	expect(factsFor('service')).toEqual(['on_time', 'as_described']);
});

test('a fact is enough, and so are words', () => {
	expect(saysSomething({ facts: {}, body: '  ' })).toBe(false);
	expect(saysSomething({ facts: { on_time: false }, body: '' })).toBe(true);
	expect(saysSomething({ facts: {}, body: 'Merci' })).toBe(true);
});
