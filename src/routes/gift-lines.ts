/** Gifts as lines of a list: each request one takes part in, and for whoever gives, all that wait on one thing together. */
import { giftRoleOf, otherOf, type GiftRequest } from '#lib/gifts/domain/gift.ts';
import { giftStep } from '#lib/gifts/domain/gift-step.ts';
import { giftStepWords, giftTitle, partyName } from '#lib/gifts/ui/gift-words.ts';
import { getLocale, href, m } from '#lib/i18n/words.ts';
import { momentWords } from '#lib/time/words.ts';

export interface GiftLine {
	/** Of the request, or of the listing. */
	id: string;
	href: string;
	photoPath: string | null;
	title: string;
	about: string;
	line: string;
	/** Where it stands, in a sentence. */
	says: string;
	step: boolean;
	pending: boolean;
	kept: boolean;
	group: 'waiting' | 'coming' | 'past';
}

type Unsent = ReadonlyMap<string, 'kept' | 'refused'>;

/** The lines of `me` at `now`, the latest first. */
export function giftLines(gifts: GiftRequest[], me: string, now: number, unsent: Unsent = new Map()): GiftLine[] {
	const isAsked = (gift: GiftRequest) => gift.state === 'asked' && giftRoleOf(gift, me) === 'owner';
	// For the giver, somebody who was not chosen is over, and nothing to follow.
	const each = gifts.filter((gift) => !isAsked(gift) && (giftRoleOf(gift, me) === 'person' || gift.chosenAt));
	const asked = Map.groupBy(gifts.filter(isAsked), ({ listing }) => listing?.id ?? '');
	return [
		...[...asked.values()].map((requests) => lineOfAsked(requests, now)),
		...each.map((gift) => lineOf(gift, me, now, unsent.get(gift.id)))
	];
}

function lineOfAsked(requests: GiftRequest[], now: number): GiftLine {
	const { listing } = requests[0]!;
	const count = requests.length;
	const when = listing?.chooseBy ? momentWords(listing.chooseBy, now, getLocale()) : '';
	const isDraw = listing?.rule === 'draw';
	const line = isDraw ? m.gifts_list_to_draw({ count, when }) : m.gifts_list_to_choose({ count });
	return {
		id: listing?.id ?? '',
		href: href(`/listings/${listing?.id}#desk`),
		photoPath: listing?.photoPath ?? null,
		title: giftTitle(requests[0]!),
		about: m.gifts_list_own(),
		line,
		says: line,
		step: !isDraw,
		pending: isDraw,
		kept: false,
		group: isDraw ? 'coming' : 'waiting'
	};
}

function lineOf(gift: GiftRequest, me: string, now: number, standing?: 'kept' | 'refused'): GiftLine {
	const role = giftRoleOf(gift, me);
	const step = giftStep(gift, role, now);
	const words = giftStepWords(gift, me, step, now);
	const name = partyName(otherOf(gift, me));
	const isLive = gift.state === 'asked' || gift.state === 'chosen';
	const isMine = standing ? standing === 'refused' : step.mine;
	return {
		id: gift.id,
		href: href(`/gifts/${gift.id}`),
		photoPath: gift.listing?.photoPath ?? null,
		title: giftTitle(gift),
		about: role === 'owner' ? m.gifts_as_owner({ name }) : m.gifts_as_person({ name }),
		line: standing ? (standing === 'kept' ? m.unsent_line() : m.unsent_line_refused()) : words.line,
		says: words.title,
		step: isMine,
		pending: !standing && isLive && !step.mine,
		kept: standing === 'kept',
		group: isMine ? 'waiting' : isLive ? 'coming' : 'past'
	};
}
