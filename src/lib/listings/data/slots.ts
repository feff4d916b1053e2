import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Slot } from '#lib/listings/domain/slot.ts';
import type { Day } from '#lib/time/paris.ts';

/** The slots of a listing that begin on `from` or later and before `until`. For residents only. @throws {Refusal} `sign_in_first` */
export async function readSlots(db: Db, listingId: string, from: Day, until: Day): Promise<Slot[]> {
	const rows = answer(await db.rpc('listing_slots', { listing_id: listingId, from_day: from, until_day: until }));
	return rows.map((row) => ({ startsAt: row.starts_at, endsAt: row.ends_at, freeUnits: row.free_units }));
}
