import { isAdeme, isAdemeTable, readAdeme } from './ademe.ts';
import { guessColumns, type Columns } from './columns.ts';
import { isGeojson, readGeojson } from './geojson.ts';
import { isGogocarto, readGogocarto } from './gogocarto.ts';
import { decodeBytes, type Decoded } from './letters.ts';
import { isOverpass, readOverpass } from './overpass.ts';
import type { PlaceField, RawPlace } from './place-row.ts';
import { placeNames, placesInTable } from './place-table.ts';
import { sourceNamed } from './source.ts';
import { readTable, type Table } from './table.ts';

/** A file of places, as far as it is understood before anybody chose anything. */
export type PlaceFile = { encoding: Decoded['encoding']; source: string } & (
	| { format: 'table'; table: Table; columns: Columns<PlaceField> }
	| { format: 'gogocarto' | 'overpass' | 'ademe'; places: RawPlace[] }
	| { format: 'unknown' }
);

/** The most that is read of one file: what a territory has, several times. */
export const largestBytes = 5_000_000;
export const mostLines = 10_000;

/** Understands a file of places by what stands in it; its name only names the source. */
export function readPlaces(bytes: Uint8Array, fileName: string): PlaceFile {
	const { text, encoding } = decodeBytes(bytes);
	const source = sourceNamed(fileName);
	const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
	if (json !== undefined && !isGeojson(json)) return { encoding, ...readJson(json, source) };
	const table = json === undefined ? readTable(text) : readGeojson(json);
	if (table.headers.length < 2) return { encoding, source, format: 'unknown' };
	const columns = guessColumns(table.headers, placeNames);
	return { encoding, source: isAdemeTable(table.headers) ? 'ademe' : source, format: 'table', table, columns };
}

/** The places in a file, by the columns chosen where it is a table. */
export function rawPlacesIn(file: PlaceFile, columns: Columns<PlaceField> | null): RawPlace[] {
	if (file.format === 'table') return placesInTable(file.table, columns ?? file.columns);
	return file.format === 'unknown' ? [] : file.places;
}

type JsonFile = { source: string } & (
	{ format: 'gogocarto' | 'overpass' | 'ademe'; places: RawPlace[] } | { format: 'unknown' }
);

function readJson(json: unknown, source: string): JsonFile {
	if (isOverpass(json)) return { format: 'overpass', source: 'openstreetmap', places: readOverpass(json) };
	if (isGogocarto(json)) return { format: 'gogocarto', source, places: readGogocarto(json) };
	if (isAdeme(json)) return { format: 'ademe', source: 'ademe', places: readAdeme(json) };
	return { format: 'unknown', source };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}
