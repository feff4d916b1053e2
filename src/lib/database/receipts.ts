import { answer } from './answer.ts';
import type { Db } from './client.ts';

/** Whether the caller's act `opId` reached the database, for 90 days. @throws {Refusal} `sign_in_first` */
export async function hasLanded(db: Db, opId: string): Promise<boolean> {
	return answer(await db.rpc('has_landed', { op_id: opId }));
}
