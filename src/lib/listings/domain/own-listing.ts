import type { Kind, ListingStatus } from './listing.ts';

/** One of one's own listings, as the list of them shows it. */
export interface OwnListing {
	id: string;
	kind: Kind;
	title: string;
	status: ListingStatus;
	/** Instant, ISO 8601. */
	expiresAt: string;
	/** Its first photograph. */
	photoPath: string | null;
}

export type ListingAction = 'publish' | 'pause' | 'resume' | 'renew' | 'close';

export const outcomes = ['found_someone', 'found_elsewhere', 'no_longer'] as const;
/** How a listing ended, said by its owner. */
export type Outcome = (typeof outcomes)[number];

/** How it stands: `ended` is published but past its date, so nobody sees it until it is renewed. */
export type Standing = ListingStatus | 'ended';

const renewDays = 14;

/** How a listing stands at `now`, milliseconds since the epoch. */
export function standingOf({ status, expiresAt }: Pick<OwnListing, 'status' | 'expiresAt'>, now: number): Standing {
	return status === 'published' && Date.parse(expiresAt) <= now ? 'ended' : status;
}

/** What its owner can do now, most useful first. Renewing is offered in the last two weeks. */
export function actionsFor(listing: Pick<OwnListing, 'status' | 'expiresAt'>, now: number): ListingAction[] {
	const standing = standingOf(listing, now);
	if (standing === 'ended') return ['renew', 'close'];
	if (standing === 'draft') return ['publish'];
	if (standing === 'paused') return ['resume', 'close'];
	if (standing === 'closed') return [];
	const soon = Date.parse(listing.expiresAt) - now < renewDays * 86_400_000;
	return soon ? ['renew', 'pause', 'close'] : ['pause', 'close'];
}
