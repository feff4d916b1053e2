import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import type { Family, PlaceKind } from '#lib/places/domain/place.ts';

interface Row {
	slug: string;
	label_fr: string;
	label_en: string;
	family: Family;
	has_state: boolean;
	usually_takes: string[];
}

/** Every kind of place, in the directory's order. */
export async function listPlaceKinds(db: Db): Promise<PlaceKind[]> {
	const columns = 'slug,label_fr,label_en,family,has_state,usually_takes';
	const rows = answer(await db.from('place_kinds').select(columns).order('position')) as Row[];
	return rows.map((row) => ({
		slug: row.slug,
		label: { fr: row.label_fr, en: row.label_en },
		family: row.family,
		hasState: row.has_state,
		usuallyTakes: row.usually_takes
	}));
}
