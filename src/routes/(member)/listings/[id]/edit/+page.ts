import { publicDb } from '#lib/database/client.ts';
import { memberDb } from '#lib/database/member.ts';
import { Refusal } from '#lib/errors/refusal.ts';
import { readDraft } from '#lib/listings/data/drafts.ts';
import { readAsDraft } from '#lib/listings/data/own-listings.ts';
import { cached, freshest } from '#lib/offline/cached.ts';
import { readMyDetails } from '#lib/people/data/details.ts';
import { listCategories } from '#lib/territory/data/categories.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params }) => {
	const { resident } = await parent();
	const visitor = publicDb(location.origin);
	const db = await memberDb();
	if (!db) throw new Refusal('sign_in_first');
	const [listing, begun, details, categories, communes] = await Promise.all([
		freshest(`own-listing:${resident.id}:${params.id}`, () => readAsDraft(db, resident.id, params.id)),
		readDraft({ personId: resident.id, listingId: params.id }),
		readMyDetails(db).catch(() => null),
		cached('categories', () => listCategories(visitor)),
		cached('communes', () => listCommunes(visitor))
	]);
	return {
		listing: listing.value,
		begun: begun ?? null,
		address: details?.address ?? null,
		categories: categories.value,
		communes: communes.value
	};
};
