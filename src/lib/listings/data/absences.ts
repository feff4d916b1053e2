import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Absence } from '#lib/listings/domain/absence.ts';
import type { Day } from '#lib/time/paris.ts';

/** The days on which a person hands nothing over, from `today` on, soonest first. For residents only. */
export async function listAbsences(db: Db, personId: string, today: Day): Promise<Absence[]> {
	const query = db.from('absences').select('id,from_day,until_day').eq('person_id', personId).gte('until_day', today);
	return answer(await query.order('from_day')).map((row) => ({ id: row.id, from: row.from_day, until: row.until_day }));
}

/**
 * Makes `absences` the whole of the caller's; `opId` makes it safe to repeat.
 * @throws {Refusal} `quota_reached` past 20, `invalid_value`
 */
export async function saveMyAbsences(db: Db, opId: string, absences: Absence[]): Promise<void> {
	const rows = absences.map(({ id, from, until }) => ({ id, from_day: from, until_day: until }));
	answer(await db.rpc('save_absences', { absences: rows, op_id: opId }));
}
