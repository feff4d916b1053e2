import type { Handler } from '#lib/offline/command.ts';
import { markRead, openConversation } from './conversations.ts';
import { writeMessage } from './messages.ts';

const open: Handler<{ listingId: string }> = (db, id, { listingId }) => openConversation(db, id, listingId);

const write: Handler<{ conversationId: string; body: string }> = (db, id, { conversationId, body }) =>
	writeMessage(db, id, conversationId, body);

const read: Handler<{ conversationId: string; until: string }> = (db, _id, { conversationId, until }) =>
	markRead(db, conversationId, until);

export const conversationCommands = {
	'conversations.open': open,
	'conversations.write': write,
	'conversations.read': read
};
