import { isAfter, type Message } from './message.ts';

/** Two neighbours talking about a listing, or about an exchange. */
export interface Conversation {
	id: string;
	/** Part of the realtime topic; grows when somebody is blocked. */
	epoch: number;
	listing: { id: string; title: string; photoPath: string | null } | null;
	/** The exchange it belongs to, which has the same id. */
	reservationId: string | null;
	/** The request for a gift it belongs to, which has the same id; absent in what was kept before there were any. */
	giftId?: string | null;
	other: { id: string; name: string };
	/** How far the reader has read, and the other: ISO 8601, or `-infinity`. */
	readUntil: string;
	otherReadUntil: string;
	lastMessageAt: string | null;
}

/** A conversation in a list. */
export interface Talk extends Conversation {
	unread: number;
}

/** How many lines `me` has not read: those of others, after `readUntil`. */
export function unreadAmong(messages: Pick<Message, 'authorId' | 'sentAt'>[], me: string, readUntil: string): number {
	return messages.filter((message) => message.authorId !== me && isAfter(message, readUntil)).length;
}
