import { templates, type Template } from '#lib/events/domain/draft.ts';
import { freshest } from '#lib/offline/later.ts';
import { today } from '#lib/time/paris.ts';
import { myCommunities, placeToChoose } from '../../../event-reading.ts';
import { theCommunes } from '../../../everybodys.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, parent }) => {
	const { resident } = await parent();
	const asked = url.searchParams.get('template') as Template | null;
	const place = url.searchParams.get('place');
	const [communes, communities, at] = await Promise.all([
		theCommunes(),
		freshest(myCommunities(resident.id)),
		place && /^[a-z0-9-]{2,100}$/.test(place) ? freshest(placeToChoose(resident.id, place)) : null
	]);
	return {
		template: asked && templates.includes(asked) ? asked : null,
		place: at?.value ?? null,
		placeSlug: place,
		communes,
		communities: communities.value,
		today: today()
	};
};
