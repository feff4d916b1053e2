import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
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
	const rows = answer(
		await db
			.from('handover_windows')
			.select('id,weekday,from_time,until_time,note,automatic')
			.eq('person_id', personId)
			.order('weekday')
			.order('from_time')
	) as Row[];
	return rows.map((row) => ({
		id: row.id,
		weekday: row.weekday,
		from: row.from_time.slice(0, 5),
		until: row.until_time.slice(0, 5),
		note: row.note,
		automatic: row.automatic
	}));
}
