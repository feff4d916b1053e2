import type { GiftRule } from '#lib/listings/domain/listing.ts';

export type GiftState = 'asked' | 'chosen' | 'collected' | 'not_chosen' | 'withdrawn' | 'no_show';

/** Steps that the database knows; whose they are is in `private.gift_steps`. */
export type GiftAction = 'choose' | 'decline' | 'release' | 'report_no_show' | 'agree' | 'collect' | 'withdraw';

/** Which side of a gift somebody is on. */
export type GiftRole = 'owner' | 'person';

/** One of the two; an empty name when their account is gone or hidden from the reader. */
export interface GiftParty {
	id: string;
	name: string;
}

/** Somebody's wish to be given a thing, and what became of it. Instants are ISO 8601 in UTC. */
export interface GiftRequest {
	id: string;
	/** `null` once the listing is gone. */
	listing: {
		id: string;
		title: string;
		photoPath: string | null;
		rule: GiftRule;
		chooseBy: string | null;
		/** Whether every unit has somebody. */
		spokenFor: boolean;
	} | null;
	owner: GiftParty;
	person: GiftParty;
	/** What whoever asked wrote; may be empty. */
	note: string;
	state: GiftState;
	/** The number in a draw. */
	ticket: string;
	/** A word from the giver; may be empty. */
	answer: string;
	chosenAt: string | null;
	/** When it is to be fetched, who proposed it, and whether the other agreed. */
	pickupAt: string | null;
	pickupBy: string | null;
	pickupAgreed: boolean;
	/** When the giver said that it was handed over, and the recipient that they have it. */
	givenAt: string | null;
	receivedAt: string | null;
	askedAt: string;
}

/** Which side `personId` is on. */
export function giftRoleOf({ owner }: Pick<GiftRequest, 'owner'>, personId: string): GiftRole {
	return owner.id === personId ? 'owner' : 'person';
}

/** The other one, for `personId`. */
export function otherOf(request: Pick<GiftRequest, 'owner' | 'person'>, personId: string): GiftParty {
	return giftRoleOf(request, personId) === 'owner' ? request.person : request.owner;
}

const threeDaysMs = 3 * 86_400_000;

/** From when a giver may pass on a thing whose recipient says nothing, milliseconds since the epoch. */
export function releaseFrom({ chosenAt }: Pick<GiftRequest, 'chosenAt'>): number {
	return chosenAt ? Date.parse(chosenAt) + threeDaysMs : Infinity;
}
