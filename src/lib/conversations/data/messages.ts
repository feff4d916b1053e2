import type { Message } from '#lib/conversations/domain/message.ts';
import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

const columns = 'id,author_id,kind,body,sent_at';

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
		.select(columns)
		.eq('conversation_id', conversationId)
		.order('sent_at', { ascending: false })
		.limit(pageSize);
	const rows = answer(await (before ? query.lt('sent_at', before) : query)) as Row[];
	return rows.map(messageIn).reverse();
}

/** The last `count` lines of each of some conversations, in order: those that the caller may read. */
export async function readLastLines(db: Db, conversationIds: string[], count: number): Promise<Map<string, Message[]>> {
	const lines = `messages:messages!messages_conversation_id_fkey(${columns})`;
	const last = { referencedTable: 'messages' };
	const query = db
		.from('conversations')
		.select(`id,${lines}`)
		.in('id', conversationIds)
		.order('sent_at', { ...last, ascending: false })
		.limit(count, last);
	const rows = answer(await query) as unknown as { id: string; messages: Row[] }[];
	return new Map(rows.map(({ id, messages }) => [id, messages.map(messageIn).reverse()]));
}

/** One line, as the caller may read it now; `null` when it is not theirs to read. */
export async function readMessage(db: Db, id: string): Promise<Message | null> {
	const row = answer(await db.from('messages').select(columns).eq('id', id).maybeSingle()) as Row | null;
	return row && messageIn(row);
}

/** Whether the message `id` has arrived. */
export async function hasMessage(db: Db, id: string): Promise<boolean> {
	return answer(await db.from('messages').select('id').eq('id', id)).length > 0;
}

/** Says something. Safe to repeat with the same `id`. @throws {Refusal} `not_found` (also: blocked), `too_fast`, `too_long` */
export async function writeMessage(db: Db, id: string, conversationId: string, body: string): Promise<void> {
	const row = { id, conversation_id: conversationId, body };
	answer(await db.from('messages').upsert(row, { onConflict: 'id', ignoreDuplicates: true }));
}

function messageIn({ id, author_id: authorId, kind, body, sent_at: sentAt }: Row): Message {
	return { id, authorId, kind, body, sentAt };
}
