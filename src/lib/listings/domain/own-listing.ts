import type { Kind, ListingStatus } from './listing.ts';

/** One of one's own listings, as the list of them shows it. */
export interface OwnListing {
	id: string;
	kind: Kind;
	title: string;
	status: ListingStatus;
	/** Instant, ISO 8601. */
	expiresAt: string;
	/** Whether some or all of it is broken. */
	broken: boolean;
	/** What its owner would like mended at a repair session; `null` when it is not proposed to one. */
	repairWish: string | null;
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

/** What is said of a thing that broke. */
export type RepairAction = 'broken' | 'mended' | 'wish' | 'drop';

/** What its owner can say of its condition now: only what is lent breaks for somebody, only things are brought to a session. */
export function repairsFor({ kind, status, broken, repairWish }: OwnListing): RepairAction[] {
	if (status !== 'published' && status !== 'paused') return [];
	const isLent = kind === 'loan' || kind === 'space' || kind === 'service';
	const state: RepairAction[] = broken ? ['mended'] : isLent ? ['broken'] : [];
	if (repairWish !== null) return [...state, 'drop'];
	return broken && kind === 'loan' ? [...state, 'wish'] : state;
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
