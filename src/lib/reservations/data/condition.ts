import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { memberClient } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import { isOffline } from '#lib/offline/network.ts';
import type { ConditionPhoto, ConditionReport, Facts, Moment } from '#lib/reservations/domain/condition.ts';

const columns =
	'id,reservation_id,author_id,moment,complete,clean,works,note,created_at,photos:condition_photos(position,path,width,height)';

/** What the two noted about the condition, oldest first. */
export async function listConditionReports(db: Db, reservationId: string): Promise<ConditionReport[]> {
	return (await readConditionReports(db, [reservationId])).get(reservationId) ?? [];
}

/** The same for several exchanges at once; nothing for one of which nothing was noted. */
export async function readConditionReports(db: Db, reservationIds: string[]): Promise<Map<string, ConditionReport[]>> {
	const query = db.from('condition_reports').select(columns);
	const rows = answer(await query.in('reservation_id', reservationIds).order('created_at'));
	const reports = new Map<string, ConditionReport[]>();
	for (const row of rows) {
		const { id, author_id: authorId, moment, complete, clean, works, note, created_at: createdAt } = row;
		const photos = row.photos
			.toSorted((a, b) => a.position - b.position)
			.map(({ path, width, height }) => ({ path, width, height }));
		const report = { id, authorId, moment, facts: { complete, clean, works }, note, photos, createdAt };
		reports.set(row.reservation_id, [...(reports.get(row.reservation_id) ?? []), report]);
	}
	return reports;
}

/**
 * Notes the condition; the photographs are stored before. Safe to repeat with the same `id`.
 * @throws {Refusal} `wrong_state`, `not_available`, `not_allowed`, `too_long`, `quota_reached`
 */
export async function reportCondition(
	db: Db,
	id: string,
	report: { reservationId: string; moment: Moment; facts: Facts; note: string; photos: ConditionPhoto[] }
): Promise<void> {
	const { reservationId, moment, facts, note } = report;
	const photos = report.photos.map(({ path, width, height }) => ({ path, width, height }));
	answer(
		await db.rpc('report_condition', { id, reservation_id: reservationId, moment, note, facts: { ...facts }, photos })
	);
}

/** The bytes of a photograph of the condition, as one of the two may see it; `null` for one that carries more than a picture. */
export async function downloadConditionPhoto(path: string): Promise<ArrayBuffer | null> {
	const { storage } = await memberClient();
	const { data, error } = await storage.from('condition-photos').download(path);
	if (error) throw isOffline(error) ? new Refusal('offline', error) : error;
	const bytes = await data.arrayBuffer();
	return isCleanWebp(new Uint8Array(bytes)) ? bytes : null;
}
