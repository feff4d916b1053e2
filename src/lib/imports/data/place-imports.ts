import { answer } from '#lib/database/answer.ts';
import type { Db } from '#lib/database/client.ts';
import { isRefusalCode } from '#lib/errors/refusal.ts';
import type { Imported, Line, Outcome, PlaceSource } from '#lib/imports/domain/imported.ts';
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

/** What files brought, the last first: all of it for whoever tends the directory, their own for anybody else. */
export async function listPlaceSources(db: Db): Promise<PlaceSource[]> {
	const rows = answer(await db.rpc('place_sources'));
	return rows.map(({ imported_at: importedAt, ...row }) => ({ ...row, importedAt }));
}

/**
 * Takes away what files of a source brought and nobody has touched since, a thousand places at a time; answers how many
 * went. Safe to repeat.
 * @throws {Refusal} `sign_in_first`, `not_allowed`
 */
export async function withdrawPlaces(db: Db, source: string): Promise<number> {
	let all = 0;
	for (;;) {
		const gone = answer(await db.rpc('withdraw_places', { source }));
		all += gone;
		if (gone < 1000) return all;
	}
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
