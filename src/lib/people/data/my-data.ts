import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';

/** Everything the service holds about the caller, as one document. @throws {Refusal} `sign_in_first` */
export async function exportMyData(db: Db): Promise<unknown> {
	return answer(await db.rpc('export_my_data'));
}

/** Titles of what the caller has lent or borrowed and that is not back yet: it keeps the account open. */
export async function listWhatIsOut(db: Db): Promise<string[]> {
	const rows = answer(
		await db
			.from('reservations')
			.select('id,listing:listings!reservations_listing_id_fkey(title)')
			.eq('state', 'handed_over')
	);
	return rows.map(({ listing }) => listing?.title ?? '…');
}

/** Erases the caller's account for good. @throws {Refusal} `wrong_state` while something is lent or borrowed */
export async function deleteMyAccount(db: Db): Promise<void> {
	answer(await db.rpc('delete_my_account'));
}
