import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { GoneThing, VisitCalled } from '#lib/repairs/domain/visit-called.ts';

/** Where the visit that `token` opens stands, in one language; `null` when it opens none. Needs no account. */
export async function readVisitCalled(db: Db, token: string, language: 'fr' | 'en'): Promise<VisitCalled | null> {
	const row = answer(await db.rpc('visit_called', { token }))[0];
	if (!row) return null;
	const { ticket, state, before, minutes, next_title: title, next_at: at, next_place: place } = row;
	const next = title && at ? { title, at, place: place ?? '' } : null;
	// Only what is finished goes anywhere: while one waits, a single question is asked again and again.
	const gone = state === 'done' || state === 'left' ? await readGone(db, token, language) : [];
	return { ticket, state: state as VisitCalled['state'], before, minutes, next, gone };
}

async function readGone(db: Db, token: string, language: 'fr' | 'en'): Promise<GoneThing[]> {
	const rows = answer(await db.rpc('visit_places', { token }));
	return rows.map((row) => ({
		name: row.thing || (language === 'fr' ? row.label_fr : row.label_en),
		place: {
			slug: row.place_slug,
			name: row.place_name,
			address: row.place_address,
			openingHours: row.opening_hours
		}
	}));
}
