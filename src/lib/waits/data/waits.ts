import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { periodIn } from '#lib/reservations/domain/period.ts';
import type { Standing, Wait } from '#lib/waits/domain/wait.ts';

const columns =
	'id,during,offered_until,listing:listings!waitlist_listing_id_fkey(id,title,owner:people!listings_owner_id_fkey(display_name),photos:listing_photos!listing_photos_listing_id_fkey(position,path))';

interface Row {
	id: string;
	during: string;
	offered_until: string | null;
	listing: {
		id: string;
		title: string;
		owner: { display_name: string } | null;
		photos: { position: number; path: string }[];
	} | null;
}

/** What the caller waits for, or is offered, and where they stand. */
export async function listWaits(db: Db): Promise<Wait[]> {
	const query = db.from('waitlist').select(columns).in('state', ['waiting', 'offered']).order('created_at');
	const rows = answer(await query) as unknown as Row[];
	return Promise.all(rows.map(async (row) => ({ ...waitIn(row), standing: await readStanding(db, row.id) })));
}

/** Asks to be told when [startsAt, endsAt) frees up. Safe to repeat. @throws {Refusal} like a request, `already_done` when waiting already */
export async function joinWaitlist(
	db: Db,
	id: string,
	{ listingId, startsAt, endsAt }: { listingId: string; startsAt: string; endsAt: string }
): Promise<void> {
	answer(await db.rpc('join_waitlist', { id, listing_id: listingId, starts_at: startsAt, ends_at: endsAt }));
}

/** Waits no more; again, it changes nothing. @throws {Refusal} `wrong_state` once taken up or over */
export async function leaveWaitlist(db: Db, id: string): Promise<void> {
	answer(await db.rpc('leave_waitlist', { id }));
}

async function readStanding(db: Db, id: string): Promise<Standing | null> {
	const [row] = answer(await db.rpc('waitlist_standing', { id }));
	return row ? { ahead: row.ahead, dueBack: row.due_back, nextFree: row.next_free } : null;
}

function waitIn({ id, during, offered_until: offeredUntil, listing }: Row): Omit<Wait, 'standing'> {
	const photos = listing?.photos.toSorted((a, b) => a.position - b.position) ?? [];
	return {
		id,
		listing: listing && {
			id: listing.id,
			title: listing.title,
			photoPath: photos[0]?.path ?? null,
			ownerName: listing.owner?.display_name ?? ''
		},
		...periodIn(during),
		offeredUntil
	};
}
