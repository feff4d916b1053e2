import { answer } from '#lib/database/answer.ts';
import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { Report } from '#lib/reports/domain/report.ts';

/** Tells the operator; the database keeps it once per id. */
const send: Kind<Report> = {
	v: 1,
	lane: (_report, id) => `report:${id}`,
	async perform(db, id, { target, reason, note }) {
		answer(await db.rpc('report_content', { id, target_kind: target.kind, target_id: target.id, reason, note }));
	},
	landed: hasLanded
};

export const reportCommands = { 'reports.send': send };
