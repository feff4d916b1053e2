import { z } from 'zod';
import type { AddressAnswer, FoundAddress } from '#lib/people/domain/details.ts';
import type { Point } from '#lib/territory/domain/commune.ts';

/** The French address base; tests point elsewhere. */
export const publicGeocoder = 'https://data.geopf.fr/geocodage';

/** Below this score the base is guessing. */
const leastScore = 0.7;
const timeoutMs = 4000;

const collection = z.object({
	features: z.array(
		z.object({
			geometry: z.object({ coordinates: z.tuple([z.number(), z.number()]) }),
			properties: z.object({ label: z.string().max(300), score: z.number(), citycode: z.string() })
		})
	)
});

/** Asks where `asked` is. `isHere` answers which of some commune codes are of the territory. */
export async function locate(
	asked: { text: string } | Point,
	isHere: (codes: string[]) => Promise<Set<string>>,
	geocoder = publicGeocoder,
	fetch = globalThis.fetch
): Promise<AddressAnswer> {
	const response = await fetch(`${geocoder}/${query(asked)}`, { signal: AbortSignal.timeout(timeoutMs) }).catch(
		() => null
	);
	if (response?.status === 429)
		return { kind: 'busy', retryAfterSeconds: Number(response.headers.get('retry-after')) || 1 };
	if (!response?.ok) return { kind: 'down' };
	const read = collection.safeParse(await response.json().catch(() => null));
	if (!read.success) return { kind: 'down' };
	const likely = read.data.features.filter(({ properties }) => properties.score >= leastScore);
	if (!likely.length) return { kind: 'none' };
	const here = await isHere([...new Set(likely.map(({ properties }) => properties.citycode))]);
	const places = likely.map(placeOf).filter(({ communeCode }) => here.has(communeCode));
	return places.length ? { kind: 'found', places } : { kind: 'outside' };
}

function query(asked: { text: string } | Point): string {
	if ('text' in asked) return `search?${new URLSearchParams({ q: asked.text, limit: '5', autocomplete: '1' })}`;
	return `reverse?${new URLSearchParams({ lon: String(asked.lon), lat: String(asked.lat), limit: '1' })}`;
}

type Feature = z.infer<typeof collection>['features'][number];

function placeOf({ geometry, properties }: Feature): FoundAddress {
	const [lon, lat] = geometry.coordinates;
	return { label: properties.label, communeCode: properties.citycode, lat, lon };
}
