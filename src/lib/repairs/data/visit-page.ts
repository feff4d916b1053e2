import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { VisitCalled } from '#lib/repairs/domain/visit-called.ts';

/** Where the visit that `token` opens stands; `null` when it opens none. Needs no account. */
export async function readVisitCalled(db: Db, token: string): Promise<VisitCalled | null> {
	const row = answer(await db.rpc('visit_called', { token }))[0];
	if (!row) return null;
	const { ticket, state, before, minutes, next_title: title, next_at: at, next_place: place } = row;
	const next = title && at ? { title, at, place: place ?? '' } : null;
	return { ticket, state: state as VisitCalled['state'], before, minutes, next };
}
