import { writeTable, type Cell } from './table.ts';

/** A place as it leaves: all that anybody may see of it, whoever said it first. */
export interface ExportedPlace {
	source: string;
	source_id: string;
	name: string;
	kind: string;
	about: string;
	address: string;
	commune: string;
	insee: string;
	lat: number | null;
	lon: number | null;
	position_is_approximate: boolean;
	opening_hours: string;
	website: string;
	accepts: string[];
	refuses: string[];
	accepts_note: string;
	access_notes: string;
	wheelchair: string | null;
	status: string;
	source_licence: string;
	source_url: string;
	source_date: string;
	updated_at: string;
	/** The place's own page. */
	page: string;
}

/** Under what residents' own entries may be reused; places from elsewhere keep the licence they came with. */
export const ownLicence = 'Licence Ouverte 2.0';

const columns = [
	'source',
	'source_id',
	'name',
	'kind',
	'about',
	'address',
	'commune',
	'insee',
	'lat',
	'lon',
	'position_is_approximate',
	'opening_hours',
	'website',
	'accepts',
	'refuses',
	'accepts_note',
	'access_notes',
	'wheelchair',
	'status',
	'source_licence',
	'source_url',
	'source_date',
	'updated_at',
	'page'
] as const satisfies (keyof ExportedPlace)[];

/** The directory as a table, which our own import reads again without a change. */
export function placesAsTable(places: readonly ExportedPlace[]): string {
	return writeTable(
		columns,
		places.map((place) => columns.map((column) => cellOf(place[column])))
	);
}

/** The directory as GeoJSON (RFC 7946): longitude first; a place without a position has no geometry. */
export function placesAsGeojson(places: readonly ExportedPlace[]): string {
	return JSON.stringify({
		type: 'FeatureCollection',
		features: places.map(({ lat, lon, ...properties }) => ({
			type: 'Feature',
			id: `${properties.source}/${properties.source_id}`,
			geometry: lat === null || lon === null ? null : { type: 'Point', coordinates: [lon, lat] },
			properties
		}))
	});
}

function cellOf(said: ExportedPlace[keyof ExportedPlace]): Cell {
	if (Array.isArray(said)) return said.join(' ');
	return typeof said === 'boolean' ? String(said) : said;
}
