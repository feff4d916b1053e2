/** A place as an import brings it, whatever the file: what `import_places` of the database takes. */
export interface PlaceRow {
	/** Where it comes from, as a slug: the file's, but in our own export, whose lines each name theirs. */
	source: string;
	/** What its source calls it: with the source, what tells that it is the same place next time. */
	sourceId: string;
	licence: string;
	sourceUrl: string;
	/** As the source says it: `2023-06`, `n.d.`. */
	sourceDate: string;
	name: string;
	/** Slug of one of the kinds of places. */
	kind: string;
	about: string;
	address: string;
	/** Degrees; both or none. */
	lat: number | null;
	lon: number | null;
	/** The position is that of a neighbourhood or a commune, not of a door. */
	approximate: boolean;
	/** INSEE code of one of the territory's communes. */
	communeCode: string;
	/** As OpenStreetMap writes hours; empty when unknown. */
	openingHours: string;
	website: string;
	acceptsNote: string;
	accessNotes: string;
	wheelchair: 'yes' | 'limited' | 'no' | null;
	status: 'open' | 'to-verify' | 'closed';
}

export const placeFields = [
	'source',
	'source_id',
	'name',
	'kind',
	'about',
	'address',
	'postcode',
	'commune',
	'insee',
	'lat',
	'lon',
	'precision',
	'opening_hours',
	'website',
	'accepts_note',
	'access_notes',
	'wheelchair',
	'status',
	'licence',
	'source_url',
	'source_date'
] as const;

export type PlaceField = (typeof placeFields)[number];

/** What a line of a file says, before anybody judged it. */
export interface RawPlace {
	/** Line of the spreadsheet, or place in the list: both count as people do, from 1. */
	line: number;
	cells: Partial<Record<PlaceField, string>>;
	/** OpenStreetMap's own words for it, from which the kind is found when `kind` says nothing. */
	tags?: Readonly<Record<string, string>>;
	/** The file itself does not hold together here. */
	broken?: boolean;
}

/** Why a line is not taken. */
export type Refused =
	| 'line_broken'
	| 'letters_lost'
	| 'name_missing'
	| 'too_long'
	| 'kind_unknown'
	| 'commune_outside'
	| 'commune_unknown'
	| 'position_unreadable'
	| 'position_elsewhere'
	| 'licence_forbids'
	| 'licence_missing'
	| 'twice'
	| 'not_powered'
	| 'category_unknown'
	| 'status_unknown'
	| 'barrier_unknown'
	| 'date_unreadable'
	| 'date_unlikely'
	| 'country_unknown'
	| 'provider_missing'
	| 'id_missing';

/** What was put right by itself, or left out, and is said so. */
export type Mending =
	| 'accents'
	| 'line_ends'
	| 'shortened'
	| 'website_left_out'
	| 'placed_at_commune'
	| 'approximate'
	| 'unnamed'
	| 'wheelchair_left_out'
	| 'year_left_out'
	| 'age_left_out'
	| 'age_computed'
	| 'barrier_left_out'
	| 'id_dashes';

/** A line once judged: taken, or refused for reasons that its author can mend. */
export type Judged<Row extends object> =
	| { line: number; name: string; row: Row; mended: Mending[] }
	| { line: number; name: string; row: null; why: Problem[] };

export interface Problem {
	why: Refused;
	/** Which column. */
	field?: string;
	/** What stood there. */
	value?: string;
}

/** What was put right or left out, and of how many lines. */
export function mendingsIn(judged: readonly Judged<object>[]): [mending: Mending, lines: number][] {
	const times = new Map<Mending, number>();
	for (const one of judged) {
		for (const mending of one.row ? one.mended : []) times.set(mending, (times.get(mending) ?? 0) + 1);
	}
	return [...times];
}
