import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** Says that something is broken. Safe to repeat with the same `id`. @throws {Refusal} `already_done`, `not_allowed`, `not_found`... */
export async function declareBroken(db: Db, id: string, said: { listingId: string; note: string }): Promise<void> {
	const { listingId, note } = said;
	answer(await db.rpc('declare_broken', { id, listing_id: listingId, note }));
}

/** Says that it is in order again. Safe to repeat. @throws {Refusal} `already_done`, `not_allowed`, `not_found` */
export async function declareMended(db: Db, opId: string, listingId: string): Promise<void> {
	answer(await db.rpc('declare_mended', { listing_id: listingId, op_id: opId }));
}

/** Proposes one's thing to a repair session. Safe to repeat. @throws {Refusal} `wrong_state`, `not_allowed`, `too_long`... */
export async function wishRepair(db: Db, opId: string, said: { listingId: string; problem: string }): Promise<void> {
	const { listingId, problem } = said;
	answer(await db.rpc('wish_repair', { listing_id: listingId, problem, op_id: opId }));
}

/** Takes that back. Safe to repeat. @throws {Refusal} `not_allowed`, `not_found` */
export async function dropRepairWish(db: Db, opId: string, listingId: string): Promise<void> {
	answer(await db.rpc('drop_repair_wish', { listing_id: listingId, op_id: opId }));
}
