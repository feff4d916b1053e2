import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isRefusalCode } from '#lib/errors/refusal.ts';
import type { Imported, Line, Outcome } from '#lib/imports/domain/imported.ts';
import type { KindWords } from '#lib/imports/domain/kind-of.ts';
import type { PlaceRow } from '#lib/imports/domain/place-row.ts';

/** The most lines of one call: the database takes 500, and half of them show progress twice as often. */
export const placesAtOnce = 250;

/** Whether the caller may import places. @throws {Refusal} `sign_in_first` */
export async function mayImportPlaces(db: Db): Promise<boolean> {
	return answer(await db.rpc('may_import_places'));
}

/** The kinds of places, in the words by which files may call them. */
export async function kindsForImport(db: Db): Promise<KindWords[]> {
	const rows = answer(await db.from('place_kinds').select('slug,label_fr,label_en,osm_tags').order('position'));
	return rows.map((row) => ({ slug: row.slug, labels: [row.label_fr, row.label_en], osmTags: row.osm_tags }));
}

/**
 * Imports a batch of places, 250 at the most; with `rehearse` it only says what would become of each. Safe to repeat: what was
 * imported is `same`.
 * @throws {Refusal} `sign_in_first`, `not_allowed`, `invalid_value`
 */
export async function importPlaces(
	db: Db,
	source: string,
	lines: readonly Line<PlaceRow>[],
	rehearse: boolean
): Promise<Imported[]> {
	const rows = answer(await db.rpc('import_places', { source, lines: lines.map(({ row }) => spoken(row)), rehearse }));
	return rows.map(({ line, outcome, why }) => ({
		line: lines[line - 1]!.line,
		outcome: outcome as Outcome,
		why: why === null ? null : isRefusalCode(why) ? why : 'invalid_value'
	}));
}

function spoken(row: PlaceRow) {
	return {
		source: row.source,
		source_id: row.sourceId,
		name: row.name,
		kind: row.kind,
		about: row.about,
		address: row.address,
		lat: row.lat,
		lon: row.lon,
		position_is_approximate: row.approximate,
		commune_code: row.communeCode || null,
		opening_hours: row.openingHours,
		website: row.website,
		accepts_note: row.acceptsNote,
		access_notes: row.accessNotes,
		wheelchair: row.wheelchair,
		source_url: row.sourceUrl,
		source_licence: row.licence,
		source_date: row.sourceDate,
		status: row.status
	};
}
