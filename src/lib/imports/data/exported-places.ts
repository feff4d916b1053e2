import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { ownLicence, type ExportedPlace } from '#lib/imports/domain/exported-place.ts';

const columns =
	'id,slug,source,source_id,name,kind,about,address,commune_code,lat,lon,position_is_approximate,opening_hours,website,accepts,refuses,accepts_note,access_notes,wheelchair,status,source_licence,source_url,source_date,updated_at';
const atOnce = 1000;

/** Every place that the caller sees, by id. @param pageOf the address of a place's page, of its slug */
export async function exportedPlaces(db: Db, pageOf: (slug: string) => string): Promise<ExportedPlace[]> {
	const communes = new Map(answer(await db.from('communes').select('code,name')).map(({ code, name }) => [code, name]));
	const places: ExportedPlace[] = [];
	for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
		const rows = answer(await db.from('places').select(columns).gt('id', after).order('id').limit(atOnce));
		for (const { id, slug, commune_code, source_licence, ...row } of rows) {
			places.push({
				...row,
				commune: communes.get(commune_code ?? '') ?? '',
				insee: commune_code ?? '',
				source_licence: source_licence || ownLicence,
				page: pageOf(slug)
			});
			after = id;
		}
		if (rows.length < atOnce) return places;
	}
}
