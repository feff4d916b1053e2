import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { listWindows } from '#lib/listings/data/windows.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	return { windows: await listWindows(db, resident.id) };
};
