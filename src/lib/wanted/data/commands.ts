import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { Belonging, OfferAction } from '#lib/wanted/domain/offer.ts';
import type { PlacardItem } from '#lib/wanted/domain/placard.ts';
import { advanceOffer, answerWanted } from './offers.ts';
import { keepInPlacard, removeFromPlacard } from './placard.ts';
import { saveTelling } from './telling.ts';

/** A thing is kept before it is offered, or taken out. */
const laneOf = (itemId: string) => `placard:${itemId}`;

/** The thing bears the wish's own id. */
const keep: Kind<Omit<PlacardItem, 'id'>> = {
	v: 1,
	lane: (_item, id) => laneOf(id),
	perform: keepInPlacard,
	landed: hasLanded
};

/** `name`: what it is called while this is on its way. */
const remove: Kind<{ itemId: string; name: string }> = {
	v: 1,
	lane: ({ itemId }) => laneOf(itemId),
	perform: (db, id, { itemId }) => removeFromPlacard(db, id, itemId),
	landed: hasLanded
};

/** `title`: of what is looked for. */
const offer: Kind<{
	wantedId: string;
	title: string;
	belonging: Belonging;
	startsAt: string;
	endsAt: string;
	note: string;
}> = {
	v: 1,
	lane: ({ belonging }, id) => (belonging.of === 'placard' ? laneOf(belonging.id) : `conv:${id}`),
	perform: answerWanted,
	landed: hasLanded
};

/** `title`: of what is offered; `conversationId`: where it is talked about. */
const advance: Kind<{
	offerId: string;
	conversationId: string;
	action: OfferAction;
	closeWanted: boolean;
	title: string;
}> = {
	v: 1,
	lane: ({ conversationId }) => `conv:${conversationId}`,
	perform: advanceOffer,
	landed: hasLanded
};

const tell: Kind<{ isTold: boolean }> = {
	v: 1,
	lane: () => 'details',
	perform: (db, id, { isTold }) => saveTelling(db, id, isTold),
	landed: hasLanded
};

export const wantedCommands = {
	'placard.keep': keep,
	'placard.remove': remove,
	'wanted.answer': offer,
	'wanted.advance': advance,
	'wanted.tell': tell
};
