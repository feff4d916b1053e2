import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, withRow, type Stroke } from '#lib/offline/overlay.ts';
import { conditionPhotoPath, type ConditionReport } from '#lib/reservations/domain/condition.ts';
import { payloadOf } from '../../../unsent/acting.ts';

/** `reports` of the exchange `id` with those of `me` that are unsent, as they will stand. */
export function withKeptReports(
	reports: ConditionReport[],
	operations: Operation[],
	id: string,
	me: string
): ConditionReport[] {
	const note: Stroke<ConditionReport> = (rows, operation: Operation) => {
		const seen = payloadOf(operation, 'reservations.condition');
		if (seen?.reservationId !== id) return rows;
		const { moment, facts, note, photos } = seen;
		return withRow(rows, {
			id: operation.id,
			authorId: me,
			moment,
			facts,
			note,
			photos: photos.map(({ name, width, height }) => ({ path: conditionPhotoPath(me, id, name), width, height })),
			createdAt: new Date(operation.madeAt).toISOString()
		});
	};
	return overlay(reports, operations, { 'reservations.condition': note });
}
