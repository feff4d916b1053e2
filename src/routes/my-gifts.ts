/** What a resident reads of gifts, theirs and others', each named once: for the pages, and for what is kept before one looks. */
import { readConversation } from '#lib/conversations/data/conversations.ts';
import { readMessages } from '#lib/conversations/data/messages.ts';
import type { Conversation, Talk } from '#lib/conversations/domain/conversation.ts';
import { withEarlier, type Message } from '#lib/conversations/domain/message.ts';
import { dbOf } from '#lib/database/member.ts';
import { isRefusal } from '#lib/errors/refusal.ts';
import { listGifts, listGiftRequests, readGift, readGiftMeeting } from '#lib/gifts/data/gifts.ts';
import type { GiftRequest } from '#lib/gifts/domain/gift.ts';
import type { Reading } from '#lib/offline/reading.ts';

export interface TalkedGift {
	request: GiftRequest;
	/** From when one is chosen. */
	conversation: Conversation | null;
	messages: Message[];
}

/** Every request, made and received. */
export function myGifts(me: string): Reading<GiftRequest[]> {
	return { of: me, key: 'gifts', lasts: 'mine', read: async () => listGifts(await dbOf(me)) };
}

/** Requests for one of their gifts; or their own, for somebody else's. */
export function requestsFor(me: string, listingId: string): Reading<GiftRequest[]> {
	const read = async () => listGiftRequests(await dbOf(me), listingId);
	return { of: me, key: `gifts-of ${listingId}`, lasts: 'mine', read };
}

/** One request, and what the two said to each other. */
export function myGift(me: string, id: string): Reading<TalkedGift> {
	const read = async () => {
		const db = await dbOf(me);
		const request = await readGift(db, id);
		if (!request.chosenAt) return { request, conversation: null, messages: [] };
		const [conversation, messages] = await Promise.all([readConversation(db, id, me), readMessages(db, id)]);
		return { request, conversation, messages };
	};
	const join = (fresh: TalkedGift, kept: TalkedGift) => ({
		...fresh,
		messages: withEarlier(fresh.messages, kept.messages)
	});
	return { of: me, key: `gift ${id}`, lasts: 'mine', read, join };
}

/** Where to fetch it, once chosen. A state that changed between two questions is not worth an error page. */
export function myGiftMeeting(
	me: string,
	{ id, state }: GiftRequest
): Reading<Record<'address' | 'phone', string> | null> {
	const read = async () => {
		if (state !== 'chosen') return null;
		return readGiftMeeting(await dbOf(me), id).catch((error: unknown) => {
			if (isRefusal(error) && error.code !== 'offline') return null;
			throw error;
		});
	};
	return { of: me, key: `gift-meeting ${id} ${state}`, lasts: 'close', read };
}

/** `talks` with what they are about when that is a gift. */
export function withGifts(talks: Talk[], gifts: GiftRequest[]): Talk[] {
	const listings = new Map(gifts.map(({ id, listing }) => [id, listing]));
	return talks.map((talk) => (talk.giftId ? { ...talk, listing: listings.get(talk.giftId) ?? null } : talk));
}
