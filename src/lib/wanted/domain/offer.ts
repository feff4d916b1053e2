import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import { addDays, midnight, type Day } from '#lib/time/paris.ts';
import type { PlacardItem } from './placard.ts';

export type OfferState = 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed';
export type OfferAction = 'accept' | 'decline' | 'withdraw';

/** What somebody answers to a wanted: a thing, and when. Instants are ISO 8601 in UTC. */
export interface Offer {
	/** The exchange bears it too, once it is agreed. */
	id: string;
	wanted: { id: string; title: string };
	/** What is offered. */
	title: string;
	owner: { id: string; name: string };
	seeker: { id: string; name: string };
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	state: OfferState;
	answerBy: string;
	conversationId: string;
}

/** Something of one's own to offer: a listing, or a thing of one's placard. */
export interface Belonging {
	of: 'listing' | 'placard';
	id: string;
	title: string;
}

const lendable = new Set<OwnListing['kind']>(['loan', 'space', 'service']);
const standing = new Set<OwnListing['status']>(['published', 'paused']);

/** What somebody may offer to whoever looks for `title`: what shares a word with it first. */
export function belongingsFor(title: string, listings: OwnListing[], placard: PlacardItem[]): Belonging[] {
	const words = wordsOf(title);
	const all: Belonging[] = [
		...placard.map(({ id, name }) => ({ of: 'placard' as const, id, title: name })),
		...listings
			.filter(({ kind, status }) => lendable.has(kind) && standing.has(status))
			// The listing that was made for a thing of the placard is that thing.
			.filter(({ title, status }) => status !== 'paused' || !placard.some(({ name }) => name === title))
			.map(({ id, title }) => ({ of: 'listing' as const, id, title }))
	];
	const fits = (one: Belonging) => wordsOf(one.title).filter((word) => words.includes(word)).length;
	return all.toSorted((a, b) => fits(b) - fits(a));
}

/** The period from `from` to `until`, both days included, as the database counts it. */
export function periodOf(from: Day, until: Day): { startsAt: string; endsAt: string } {
	return { startsAt: midnight(from), endsAt: midnight(addDays(until, 1)) };
}

/** What is wrong with the days of an offer, or `null`. */
export function daysProblem(from: Day, until: Day, today: Day): 'past' | 'order' | null {
	if (!from || from < today) return 'past';
	return until < from ? 'order' : null;
}

/** Whether an offer still waits for an answer at `now`, milliseconds since the epoch. */
export function isOpen({ state, answerBy }: Pick<Offer, 'state' | 'answerBy'>, now: number): boolean {
	return state === 'offered' && now < Date.parse(answerBy);
}

// Long enough to mean something, and without what changes with number.
function wordsOf(text: string): string[] {
	const flat = text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^a-z0-9]+/);
	return flat.filter((word) => word.length > 3).map((word) => word.replace(/[sx]$/, ''));
}
