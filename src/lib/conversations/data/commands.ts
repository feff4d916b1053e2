import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import { markRead, openConversation } from './conversations.ts';
import { hasMessage, writeMessage } from './messages.ts';

/** Everything said about one exchange shares a lane with its steps: an answer never overtakes the question. */
const laneOf = (conversationId: string) => `conv:${conversationId}`;

const open: Kind<{ listingId: string }> = {
	v: 1,
	lane: (_payload, id) => laneOf(id),
	perform: (db, id, { listingId }) => openConversation(db, id, listingId),
	landed: hasLanded
};

const write: Kind<{ conversationId: string; body: string }> = {
	v: 1,
	lane: ({ conversationId }) => laneOf(conversationId),
	perform: (db, id, { conversationId, body }) => writeMessage(db, id, conversationId, body),
	landed: hasMessage,
	follow: (payload, from, to) => (payload.conversationId === from ? { ...payload, conversationId: to } : payload)
};

const read: Kind<{ conversationId: string; until: string }> = {
	v: 1,
	lane: ({ conversationId }) => `read:${conversationId}`,
	perform: (db, _id, { conversationId, until }) => markRead(db, conversationId, until),
	fleeting: true
};

export const conversationCommands = {
	'conversations.open': open,
	'conversations.write': write,
	'conversations.read': read
};
