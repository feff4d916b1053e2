import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { PlacardItem } from '#lib/wanted/domain/placard.ts';

/** What the caller keeps, the latest first. */
export async function listPlacard(db: Db): Promise<PlacardItem[]> {
	const rows = answer(await db.rpc('my_placard'));
	return rows.map(({ id, name, category_slug: category, note }) => ({ id, name, category, note }));
}

/** Keeps a thing; the same `id` again changes nothing. @throws {Refusal} `quota_reached`, `too_long`, `invalid_value` */
export async function keepInPlacard(
	db: Db,
	id: string,
	{ name, category, note }: Omit<PlacardItem, 'id'>
): Promise<void> {
	answer(await db.rpc('keep_in_placard', { id, name, category_slug: category, note }));
}

/** Takes a thing out. */
export async function removeFromPlacard(db: Db, opId: string, itemId: string): Promise<void> {
	answer(await db.rpc('remove_from_placard', { id: itemId, op_id: opId }));
}
