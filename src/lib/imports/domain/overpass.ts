import { z } from './shape.ts';
import type { RawPlace } from './place-row.ts';

const point = z.object({ lat: z.number(), lon: z.number() });
const element = z.looseObject({
	type: z.enum(['node', 'way', 'relation']),
	id: z.number(),
	lat: z.optional(z.number()),
	lon: z.optional(z.number()),
	center: z.optional(point),
	timestamp: z.catch(z.string(), ''),
	tags: z.record(z.string(), z.string())
});
const answer = z.looseObject({ osm3s: z.unknown(), elements: z.array(z.unknown()) });

/** OpenStreetMap's own licence, in which Overpass answers. */
export const osmLicence = 'ODbL 1.0';

/** Whether a JSON is an answer of Overpass. */
export function isOverpass(json: unknown): boolean {
	return answer.safeParse(json).success;
}

/** What OpenStreetMap knows. Nodes have a position; what is larger has the middle that `out center` adds. */
export function readOverpass(json: unknown): RawPlace[] {
	return z.parse(answer, json).elements.map((one, index) => {
		const read = element.safeParse(one);
		if (!read.success) return { line: index + 1, cells: {}, broken: true };
		const { type, id, tags, timestamp } = read.data;
		const at = read.data.center ?? read.data;
		return {
			line: index + 1,
			tags,
			cells: {
				source_id: `${type}/${id}`,
				name: tags.name ?? '',
				about: tags.description ?? '',
				address: [tags['addr:housenumber'], tags['addr:street']].filter(Boolean).join(' '),
				postcode: tags['addr:postcode'] ?? '',
				commune: tags['addr:city'] ?? '',
				lat: at.lat === undefined ? '' : String(at.lat),
				lon: at.lon === undefined ? '' : String(at.lon),
				opening_hours: tags.opening_hours ?? '',
				website: tags.website ?? tags['contact:website'] ?? '',
				access_notes: tags.operator ?? '',
				wheelchair: tags.wheelchair ?? '',
				licence: osmLicence,
				source_url: `https://www.openstreetmap.org/${type}/${id}`,
				source_date: timestamp.slice(0, 10)
			}
		};
	});
}
