import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { readMyDetails } from '#lib/people/data/details.ts';
import type { PageLoad } from './$types';

// Never kept on the device: an exact address is read from the server each time.
export const load: PageLoad = async () => {
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	return { details: await readMyDetails(db) };
};
