import { answer } from './answer.ts';
import type { Db } from './client.ts';

/**
 * Takes back an act of the caller that may be on its way: it is refused whenever it comes. Answers whether it could be;
 * false when it had been done. @throws {Refusal} `sign_in_first`, `not_allowed`
 */
export async function withdraw(db: Db, opId: string): Promise<boolean> {
	return answer(await db.rpc('withdraw', { op_id: opId }));
}

/** Whether the caller's act `opId` reached the database, for 90 days. @throws {Refusal} `sign_in_first` */
export async function hasLanded(db: Db, opId: string): Promise<boolean> {
	return answer(await db.rpc('has_landed', { op_id: opId }));
}
