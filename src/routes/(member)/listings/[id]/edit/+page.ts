import { readDraft } from '#lib/listings/data/drafts.ts';
import { freshest } from '#lib/offline/later.ts';
import { theCategories, theCommunes } from '../../../../everybodys.ts';
import { myDetails, myDraft } from '../../../../my-things.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params }) => {
	const { resident } = await parent();
	const [listing, begun, details, categories, communes] = await Promise.all([
		freshest(myDraft(resident.id, params.id)),
		readDraft({ personId: resident.id, listingId: params.id }),
		freshest(myDetails(resident.id)).catch(() => null),
		theCategories(),
		theCommunes()
	]);
	return {
		listing: listing.value,
		begun: begun ?? null,
		address: details?.value.address ?? null,
		categories,
		communes
	};
};
