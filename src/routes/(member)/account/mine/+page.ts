import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { listOwn } from '#lib/listings/data/own-listings.ts';
import { freshest } from '#lib/offline/cached.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, depends }) => {
	depends('listings:mine');
	const { resident } = await parent();
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const listings = await freshest(`own-listings:${resident.id}`, () => listOwn(db, resident.id));
	return { listings: listings.value };
};
