import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { byWeek } from '#lib/listings/domain/handover-window.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';

/** When a person is usually there to hand things over, in the order of the week. For residents only. */
export async function listWindows(db: Db, personId: string): Promise<HandoverWindow[]> {
	const columns = 'id,weekday,from_time,until_time,note,automatic';
	const rows = answer(await db.from('handover_windows').select(columns).eq('person_id', personId));
	return byWeek(
		rows.map((row) => ({
			id: row.id,
			weekday: row.weekday,
			from: row.from_time.slice(0, 5),
			until: row.until_time.slice(0, 5),
			note: row.note,
			automatic: row.automatic
		}))
	);
}

/**
 * Makes `windows` the whole of the caller's windows; `opId` makes it safe to repeat.
 * @throws {Refusal} `quota_reached` past 28, `invalid_value`, `too_long`
 */
export async function saveMyWindows(db: Db, opId: string, windows: HandoverWindow[]): Promise<void> {
	const rows = windows.map(({ id, weekday, from, until, note, automatic }) => ({
		id,
		weekday,
		from_time: from,
		until_time: until,
		note,
		automatic
	}));
	answer(await db.rpc('save_windows', { windows: rows, op_id: opId }));
}
