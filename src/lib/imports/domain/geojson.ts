import { z } from './shape.ts';
import type { Table } from './table.ts';

const feature = z.looseObject({
	geometry: z.nullable(z.looseObject({ type: z.string(), coordinates: z.unknown() })),
	properties: z.nullable(z.record(z.string(), z.unknown()))
});
const collection = z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(feature) });
const position = z.tuple([z.number(), z.number()], z.number());

/** Whether a JSON is a collection of GeoJSON. */
export function isGeojson(json: unknown): boolean {
	return collection.safeParse(json).success;
}

/** Its features as a table: properties are columns, a point becomes `lat` and `lon`. What is no point has no position. */
export function readGeojson(json: unknown): Table {
	const { features } = z.parse(collection, json);
	const headers = ['lat', 'lon', ...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
	const lines = features.map(({ geometry, properties }, index) => {
		const at = position.safeParse(geometry?.type === 'Point' ? geometry.coordinates : null);
		const [lon, lat] = at.success ? at.data : ['', ''];
		const cells = headers.slice(2).map((header) => cellOf(properties?.[header]));
		return { number: index + 1, broken: false, cells: [String(lat), String(lon), ...cells] };
	});
	return { headers, lines };
}

function cellOf(said: unknown): string {
	if (Array.isArray(said)) return said.join(' ');
	return said === null || said === undefined || typeof said === 'object' ? '' : String(said);
}
