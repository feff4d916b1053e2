import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** Everything the service holds about the caller, as one document. @throws {Refusal} `sign_in_first` */
export async function exportMyData(db: Db): Promise<unknown> {
	return answer(await db.rpc('export_my_data'));
}

/** Erases the caller's account for good. @throws {Refusal} `wrong_state` while something is lent or borrowed */
export async function deleteMyAccount(db: Db): Promise<void> {
	answer(await db.rpc('delete_my_account'));
}
