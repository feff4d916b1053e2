import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Facts } from '#lib/people/domain/facts.ts';

interface Row {
	exchanges_done: number | null;
	on_time_returns: number | null;
	no_shows: number | null;
	median_answer_minutes: number | null;
}

/**
 * What past exchanges say of a person. For residents only.
 * @throws {Refusal} `sign_in_first`; `not_found`, also when either has blocked the other
 */
export async function readFacts(db: Db, personId: string): Promise<Facts> {
	const rows: Row[] = answer(await db.rpc('person_facts', { person_id: personId }));
	const row = rows[0];
	return {
		exchangesDone: row?.exchanges_done ?? null,
		onTimeReturns: row?.on_time_returns ?? null,
		noShows: row?.no_shows ?? null,
		medianAnswerMinutes: row?.median_answer_minutes ?? null
	};
}
