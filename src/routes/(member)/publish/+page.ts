import { readDraft } from '#lib/listings/data/drafts.ts';
import { freshest } from '#lib/offline/later.ts';
import type { Reading } from '#lib/offline/reading.ts';
import { theCategories, theCommunes } from '../../everybodys.ts';
import { myDetails, myProfile, myWindows } from '../../my-things.ts';
import type { PageLoad } from './$types';

// One writes without network: what could not be read about oneself is left out, never in the way.
const unless = <T>(reading: Reading<T>) =>
	freshest(reading).then(
		({ value }) => value,
		() => null
	);

export const load: PageLoad = async ({ parent }) => {
	const { resident } = await parent();
	const [categories, communes, person, details, windows, draft] = await Promise.all([
		theCategories(),
		theCommunes(),
		unless(myProfile(resident.id)),
		unless(myDetails(resident.id)),
		unless(myWindows(resident.id)),
		readDraft({ personId: resident.id, listingId: null })
	]);
	return {
		categories,
		communes,
		commune: person?.communeCode ?? null,
		address: details?.address ?? null,
		windows: windows ?? [],
		draft: draft ?? null
	};
};
