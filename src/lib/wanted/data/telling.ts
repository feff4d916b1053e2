import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** Whether the caller wants to be told of what others look for; so does whoever never said. */
export async function readTelling(db: Db): Promise<boolean> {
	const choices = answer(await db.rpc('my_details')) as { tell_wanted?: boolean };
	return choices.tell_wanted !== false;
}

/** Says so. */
export async function saveTelling(db: Db, opId: string, isTold: boolean): Promise<void> {
	answer(await db.rpc('save_my_details', { details: { tell_wanted: isTold }, op_id: opId }));
}
