import { unreadAmong, type Conversation, type Talk } from '#lib/conversations/domain/conversation.ts';
import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { Refusal } from '#lib/errors/refusal.ts';

const columns =
	'id,epoch,reservation_id,gift_id,last_message_at,listing:listings!conversations_listing_id_fkey(id,title,photos:listing_photos!listing_photos_listing_id_fkey(position,path)),participants!participants_conversation_id_fkey(person_id,read_until,person:people!participants_person_id_fkey(display_name))';

interface Row {
	id: string;
	epoch: number;
	reservation_id: string | null;
	gift_id: string | null;
	last_message_at: string | null;
	listing: { id: string; title: string; photos: { position: number; path: string }[] } | null;
	participants: { person_id: string; read_until: string; person: { display_name: string } | null }[];
}

const oldest = '1970-01-01T00:00:00Z';

/** Every conversation of `me`, the last one spoken in first, with how much of it is unread. 200 at most. */
export async function listTalks(db: Db, me: string): Promise<Talk[]> {
	const query = db.from('conversations').select(columns).order('last_message_at', { ascending: false }).limit(200);
	const talks = (answer(await query) as unknown as Row[]).map((row) => conversationIn(row, me));
	const fresh = talks.filter(({ lastMessageAt, readUntil }) => lastMessageAt && lastMessageAt !== readUntil);
	if (!fresh.length) return talks.map((talk) => ({ ...talk, unread: 0 }));
	const since = fresh.map(({ readUntil }) => (readUntil === '-infinity' ? oldest : readUntil)).sort()[0] ?? oldest;
	const ids = fresh.map(({ id }) => id);
	const lines = answer(
		await db
			.from('messages')
			.select('conversation_id,author_id,sent_at')
			.in('conversation_id', ids)
			.gt('sent_at', since)
			.limit(1000)
	) as { conversation_id: string; author_id: string | null; sent_at: string }[];
	return talks.map((talk) => {
		const said = lines
			.filter((line) => line.conversation_id === talk.id)
			.map((line) => ({ authorId: line.author_id, sentAt: line.sent_at }));
		return { ...talk, unread: unreadAmong(said, me, talk.readUntil) };
	});
}

/**
 * One conversation of `me`; another than `id` when this device made that id for one that was there already.
 * @throws {Refusal} `not_found` also when `me` is not in it
 */
export async function readConversation(db: Db, id: string, me: string): Promise<Conversation> {
	const row = answer(
		await db.from('conversations').select(columns).eq('id', id).maybeSingle()
	) as unknown as Row | null;
	if (row) return conversationIn(row, me);
	const meant = answer(await db.rpc('conversation_called', { id })) as string | null;
	if (!meant || meant === id) throw new Refusal('not_found');
	return readConversation(db, meant, me);
}

/** The conversation that `me` opened about a listing: the one there was, when there was one. */
export async function conversationAbout(db: Db, listingId: string, me: string): Promise<string | null> {
	const query = db.from('conversations').select('id').eq('listing_id', listingId).eq('opened_by', me);
	return (answer(await query.maybeSingle()) as { id: string } | null)?.id ?? null;
}

/** Opens a conversation about a listing, or finds the one there is. @throws {Refusal} `not_available`, `own_listing`, `quota_reached` */
export async function openConversation(db: Db, id: string, listingId: string): Promise<void> {
	answer(await db.rpc('open_conversation', { id, listing_id: listingId }));
}

/** Notes that the caller has read until `until`, a message's own instant. */
export async function markRead(db: Db, conversationId: string, until: string): Promise<void> {
	answer(await db.rpc('mark_read', { conversation_id: conversationId, until }));
}

function conversationIn(row: Row, me: string): Conversation {
	const mine = row.participants.find(({ person_id: id }) => id === me);
	const other = row.participants.find(({ person_id: id }) => id !== me);
	const photos = row.listing?.photos.toSorted((a, b) => a.position - b.position) ?? [];
	return {
		id: row.id,
		epoch: row.epoch,
		listing: row.listing && { id: row.listing.id, title: row.listing.title, photoPath: photos[0]?.path ?? null },
		reservationId: row.reservation_id,
		giftId: row.gift_id,
		other: { id: other?.person_id ?? '', name: other?.person?.display_name ?? '' },
		readUntil: mine?.read_until ?? '-infinity',
		otherReadUntil: other?.read_until ?? '-infinity',
		lastMessageAt: row.last_message_at
	};
}
