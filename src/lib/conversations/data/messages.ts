import type { Message } from '#lib/conversations/domain/message.ts';
import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** How many lines are read at once. */
export const pageSize = 60;

interface Row {
	id: string;
	author_id: string | null;
	kind: Message['kind'];
	body: string;
	sent_at: string;
}

/** The last lines of a conversation, or the last ones before `before`; in order. */
export async function readMessages(db: Db, conversationId: string, before?: string): Promise<Message[]> {
	const query = db
		.from('messages')
		.select('id,author_id,kind,body,sent_at')
		.eq('conversation_id', conversationId)
		.order('sent_at', { ascending: false })
		.limit(pageSize);
	const rows = answer(await (before ? query.lt('sent_at', before) : query)) as Row[];
	return rows
		.map((row) => ({
			id: row.id,
			authorId: row.author_id,
			kind: row.kind,
			body: row.body,
			sentAt: row.sent_at
		}))
		.reverse();
}

/** Says something. Safe to repeat with the same `id`. @throws {Refusal} `not_found` (also: blocked), `too_fast`, `too_long` */
export async function writeMessage(db: Db, id: string, conversationId: string, body: string): Promise<void> {
	const row = { id, conversation_id: conversationId, body };
	answer(await db.from('messages').upsert(row, { onConflict: 'id', ignoreDuplicates: true }));
}
