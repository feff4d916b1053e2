import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { News, SubjectKind, Topic } from '#lib/news/domain/news.ts';

interface About {
	says: string;
	kind: SubjectKind;
	id: string;
}

/** What happened that concerns the caller, the latest 200. */
export async function listNews(db: Db): Promise<News[]> {
	const query = db.from('notifications').select('id,topic,about,created_at,read_at');
	const rows = answer(await query.order('created_at', { ascending: false }).limit(200));
	return rows.map((row) => {
		const about = row.about as unknown as About;
		return {
			id: row.id,
			topic: row.topic as Topic,
			says: about.says,
			kind: about.kind,
			subjectId: about.id,
			createdAt: row.created_at,
			readAt: row.read_at
		};
	});
}

/** Notes that the caller has seen these; `opId` makes it safe to repeat. @throws {Refusal} `invalid_value` */
export async function markNewsRead(db: Db, opId: string, ids: string[]): Promise<void> {
	answer(await db.rpc('mark_notifications_read', { ids, op_id: opId }));
}
