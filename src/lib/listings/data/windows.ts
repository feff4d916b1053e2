import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { byWeek } from '#lib/listings/domain/handover-window.ts';
import type { HandoverWindow } from '#lib/listings/domain/listing.ts';

interface Row {
	id: string;
	weekday: number;
	from_time: string;
	until_time: string;
	note: string;
	automatic: boolean;
}

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
 * Makes `windows` the whole of a person's windows. Safe to repeat.
 * @throws {Refusal} `quota_reached` past 28, `invalid_value`
 */
export async function saveMyWindows(db: Db, personId: string, windows: HandoverWindow[]): Promise<void> {
	const known = await listWindows(db, personId);
	const gone = known.filter(({ id }) => !windows.some((window) => window.id === id)).map(({ id }) => id);
	if (gone.length) answer(await db.from('handover_windows').delete().in('id', gone));
	for (const window of windows) {
		const before = known.find(({ id }) => id === window.id);
		if (!before) answer(await db.from('handover_windows').insert({ id: window.id, ...rowOf(window) }));
		else if (JSON.stringify(rowOf(before)) !== JSON.stringify(rowOf(window))) {
			answer(await db.from('handover_windows').update(rowOf(window)).eq('id', window.id));
		}
	}
}

function rowOf({ weekday, from, until, note, automatic }: HandoverWindow): Omit<Row, 'id'> {
	return { weekday, from_time: from, until_time: until, note, automatic };
}
