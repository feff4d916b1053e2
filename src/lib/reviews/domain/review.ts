import type { GiftRequest } from '#lib/gifts/domain/gift.ts';
import type { Reservation } from '#lib/reservations/domain/reservation.ts';

/** What can be said of an exchange by yes or no. */
export const factNames = ['on_time', 'as_described', 'returned_well'] as const;
export type FactName = (typeof factNames)[number];
export type SaidFacts = Partial<Record<FactName, boolean>>;

/** What one of the two said of an exchange. */
export interface Review {
	id: string;
	/** The loan, or the gift. */
	reservationId: string;
	/** An empty name when their account is gone. */
	author: { id: string; name: string };
	/** Whom it is about. */
	personId: string;
	facts: SaidFacts;
	body: string;
	/** ISO instant from which others read it. */
	shownFrom: string;
	/** What whoever it is about answered. */
	reply: string | null;
}

/** How many said so, of how many who said either; `null` below three. */
export type CountedFacts = Record<FactName, { yes: number; of: number } | null>;

/** What the author writes. */
export interface Said {
	facts: SaidFacts;
	body: string;
}

/** The database holds the same, and has the last word. */
export const longestReview = 1000;
const daysToWrite = 14;
const daysHere = 30;
const dayMs = 86_400_000;

/** Where somebody stands with what they may say of an exchange. */
export type Standing = 'newcomer' | 'unwritten' | 'waiting' | 'shown' | 'over';

type Finished = Pick<Reservation, 'state' | 'returnedAt' | 'endsAt'>;

/** Until when a finished exchange may be reviewed, milliseconds since the epoch; `null` while it is not finished. */
export function reviewedUntil({ state, returnedAt, endsAt }: Finished): number | null {
	if (state !== 'returned' && state !== 'closed') return null;
	return Date.parse(returnedAt ?? endsAt) + daysToWrite * dayMs;
}

/** The same of something given, once it has changed hands. */
export function giftReviewedUntil({
	state,
	chosenAt,
	givenAt,
	receivedAt
}: Pick<GiftRequest, 'state' | 'chosenAt' | 'givenAt' | 'receivedAt'>): number | null {
	if (state !== 'collected') return null;
	const moments = [chosenAt, givenAt, receivedAt].flatMap((moment) => (moment ? [Date.parse(moment)] : []));
	return Math.max(...moments) + daysToWrite * dayMs;
}

/**
 * Where `me` stands at `now` with an exchange that may be reviewed `until` then, knowing the `reviews` that they see;
 * `null` while it is not finished.
 * @param joinedAt ISO instant when they came
 */
export function standingOf(
	until: number | null,
	reviews: Review[],
	me: string,
	joinedAt: string | null,
	now: number
): Standing | null {
	if (until === null) return null;
	const mine = reviews.find(({ author }) => author.id === me);
	if (mine) return now < Date.parse(mine.shownFrom) ? 'waiting' : 'shown';
	if (now >= until) return 'over';
	return joinedAt !== null && now < Date.parse(joinedAt) + daysHere * dayMs ? 'newcomer' : 'unwritten';
}

/** The facts to ask about for what was lent, shared or given: neither a service nor a gift is brought back. */
export function factsFor(kind: Reservation['kind'] | 'gift'): FactName[] {
	return factNames.filter((name) => name !== 'returned_well' || kind === 'loan' || kind === 'space');
}

/** Whether anything is said at all. */
export function saysSomething({ facts, body }: Said): boolean {
	return body.trim() !== '' || factNames.some((name) => facts[name] !== undefined);
}
