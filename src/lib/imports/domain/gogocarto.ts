import { z } from './shape.ts';
import { hoursFromDays } from './hours.ts';
import type { RawPlace } from './place-row.ts';

const text = z.catch(z.string(), '');
const element = z.looseObject({
	id: z.union([z.string(), z.number()]),
	name: text,
	geo: z.catch(z.object({ latitude: z.coerce.number(), longitude: z.coerce.number() }), {
		latitude: NaN,
		longitude: NaN
	}),
	address: z.catch(
		z.looseObject({
			streetAddress: text,
			addressLocality: text,
			postalCode: text,
			customFormatedAddress: text
		}),
		{ streetAddress: '', addressLocality: '', postalCode: '', customFormatedAddress: '' }
	),
	categories: z.catch(z.array(z.string()), []),
	description: text,
	descriptionMore: text,
	website: text,
	openHours: z.catch(z.record(z.string(), z.unknown()), {}),
	openHoursMoreInfos: text,
	updatedAt: text
});
const answer = z.looseObject({ licence: text, data: z.array(z.unknown()) });

/** Whether a JSON is what the API of GoGoCarto answers: elements of a map, and the licence of all of them. */
export function isGogocarto(json: unknown): boolean {
	return z.looseObject({ licence: z.string(), data: z.array(z.looseObject({ geo: z.unknown() })) }).safeParse(json)
		.success;
}

/** The elements of a map of GoGoCarto. Categories say the kind; days and hours become OpenStreetMap's. */
export function readGogocarto(json: unknown): RawPlace[] {
	const { licence, data } = z.parse(answer, json);
	return data.map((one, index) => {
		const read = element.safeParse(one);
		if (!read.success) return { line: index + 1, cells: {}, broken: true };
		const { id, name, geo, address, categories, openHours, ...rest } = read.data;
		const number = (degrees: number) => (Number.isFinite(degrees) ? String(degrees) : '');
		return {
			line: index + 1,
			cells: {
				source_id: String(id),
				name,
				kind: categories.join(','),
				about: [rest.description, rest.descriptionMore].filter(Boolean).join('\n'),
				address: address.streetAddress || address.customFormatedAddress,
				postcode: address.postalCode,
				commune: address.addressLocality,
				lat: number(geo.latitude),
				lon: number(geo.longitude),
				opening_hours: hoursFromDays(openHours),
				website: rest.website,
				access_notes: rest.openHoursMoreInfos,
				licence,
				source_date: rest.updatedAt
			}
		};
	});
}
