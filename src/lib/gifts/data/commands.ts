import { hasLanded } from '#lib/database/receipts.ts';
import type { GiftAction } from '#lib/gifts/domain/gift.ts';
import type { Kind } from '#lib/offline/command.ts';
import { advanceGift, appointGift, drawRecipient, requestGift } from './gifts.ts';

interface Step {
	giftId: string;
}

/** A request's id is that of the conversation it may lead to: steps and words keep their order. */
const laneOf = ({ giftId }: Step) => `conv:${giftId}`;

/** A step after a request that was sent again under another id is a step of the new one. */
function follow<S extends Step>(step: S, from: string, to: string): S {
	return step.giftId === from ? { ...step, giftId: to } : step;
}

const request: Kind<{ listingId: string; note: string }> = {
	v: 1,
	lane: (_payload, id) => laneOf({ giftId: id }),
	perform: requestGift,
	landed: hasLanded
};

const advance: Kind<Step & { action: GiftAction; word?: string }> = {
	v: 1,
	lane: laneOf,
	perform: advanceGift,
	landed: hasLanded,
	follow
};

const appoint: Kind<Step & { pickupAt: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { giftId, pickupAt }) => appointGift(db, id, giftId, pickupAt),
	landed: hasLanded,
	follow
};

/** What was decided about a gift arrives before its announcement changes. */
const draw: Kind<{ listingId: string }> = {
	v: 1,
	lane: ({ listingId }) => `listing:${listingId}`,
	perform: (db, id, { listingId }) => drawRecipient(db, id, listingId),
	landed: hasLanded
};

export const giftCommands = {
	'gifts.request': request,
	'gifts.advance': advance,
	'gifts.appoint': appoint,
	'gifts.draw': draw
};
