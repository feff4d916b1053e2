import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { ConditionReport, HandoverDetails } from '#lib/reservations/domain/handover.ts';

/** Name, address and phone of the other party. @throws {Refusal} `not_allowed` before acceptance and after the return */
export async function readHandoverDetails(db: Db, reservationId: string): Promise<HandoverDetails> {
	const found: unknown = answer(await db.rpc('handover_details', { reservation_id: reservationId }));
	const row = (Array.isArray(found) ? found[0] : found) as Record<'name' | 'address' | 'phone', string | null>;
	return { name: row.name ?? '', address: row.address ?? '', phone: row.phone ?? '' };
}

/** The code the owner says at the door. @throws {Refusal} `not_allowed` for anyone else, or at another moment */
export async function readHandoverCode(db: Db, reservationId: string): Promise<string> {
	return answer(await db.rpc('handover_code', { reservation_id: reservationId }));
}

/** What the two noted about the condition, oldest first. */
export async function listConditionReports(db: Db, reservationId: string): Promise<ConditionReport[]> {
	return (await readConditionReports(db, [reservationId])).get(reservationId) ?? [];
}

/** The same for several exchanges at once; nothing for one of which nothing was noted. */
export async function readConditionReports(db: Db, reservationIds: string[]): Promise<Map<string, ConditionReport[]>> {
	const query = db.from('condition_reports').select('id,reservation_id,author_id,moment,note,created_at');
	const rows = answer(await query.in('reservation_id', reservationIds).order('created_at'));
	const reports = new Map<string, ConditionReport[]>();
	for (const row of rows) {
		const { id, author_id: authorId, moment, note, created_at: createdAt } = row;
		const earlier = reports.get(row.reservation_id) ?? [];
		reports.set(row.reservation_id, [...earlier, { id, authorId, moment, note, createdAt }]);
	}
	return reports;
}

/** Notes the condition. Safe to repeat with the same `id`. @throws {Refusal} `wrong_state`, `too_long`, `quota_reached` */
export async function reportCondition(
	db: Db,
	id: string,
	report: { reservationId: string; moment: ConditionReport['moment']; note: string }
): Promise<void> {
	const { reservationId, moment, note } = report;
	answer(await db.rpc('report_condition', { id, reservation_id: reservationId, moment, note }));
}
