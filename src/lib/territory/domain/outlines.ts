/** A line of the ground, `[longitude, latitude]` in degrees, closed: its last point is its first. */
export type Ring = [number, number][];

/** Where a commune ends: its outer lines, and those of what lies within it and is not of it. */
export interface Outline {
	/** INSEE code. */
	code: string;
	rings: Ring[];
}

/** What is drawn under a map of the territory, and whom it is owed to. */
export interface Outlines {
	attribution: string;
	outlines: Outline[];
}

/** What the file of them is called, in the data folder and as it is given to others. */
export const outlinesFile = 'communes.geojson';

/** A map of the territory shows no less than this, and a phone reads a tenth of what the source says. */
export const toleranceMeters = 30;
const decimals = 4;
const metersPerDegree = 111_195;
/** Where an official file says the code: IGN's, geo.api.gouv.fr's, open data portals'. */
const codeKeys = ['code', 'code_insee', 'insee', 'INSEE_COM', 'codgeo'];

/**
 * The outlines in a GeoJSON document of those communes whose codes are `wanted`, as few points as a map needs, in the order
 * of the codes. Whatever else is in it is left out.
 */
export function outlinesIn(document: unknown, wanted: ReadonlySet<string>): Outline[] {
	const features = isRecord(document) && Array.isArray(document.features) ? (document.features as unknown[]) : [];
	const found = new Map<string, Ring[]>();
	for (const feature of features) {
		if (!isRecord(feature) || !isRecord(feature.properties)) continue;
		const code = codeOf(feature.properties);
		const rings = ringsIn(feature.geometry).map((ring) => simplified(ring, toleranceMeters));
		const drawn = rings.filter((ring) => ring.length > 3);
		if (wanted.has(code) && drawn.length) found.set(code, [...(found.get(code) ?? []), ...drawn]);
	}
	return [...found].map(([code, rings]) => ({ code, rings })).toSorted((a, b) => a.code.localeCompare(b.code));
}

/** As a file that anybody may read, and `outlinesFrom` reads back. */
export function outlinesAsGeojson({ attribution, outlines }: Outlines): string {
	const features = outlines.map(({ code, rings }) => ({
		type: 'Feature',
		properties: { code },
		geometry: { type: 'MultiLineString', coordinates: rings }
	}));
	return JSON.stringify({ type: 'FeatureCollection', attribution, features });
}

/** What `outlinesAsGeojson` wrote; `null` when it is something else, or empty. */
export function outlinesFrom(text: string): Outlines | null {
	let document: unknown;
	try {
		document = JSON.parse(text);
	} catch {
		return null; // not whole, or another's
	}
	if (!isRecord(document) || !Array.isArray(document.features) || !document.features.length) return null;
	const outlines = (document.features as unknown[]).flatMap((feature): Outline[] => {
		if (!isRecord(feature) || !isRecord(feature.properties)) return [];
		return [{ code: codeOf(feature.properties), rings: ringsIn(feature.geometry) }];
	});
	return { attribution: typeof document.attribution === 'string' ? document.attribution : '', outlines };
}

/**
 * A ring without the points that nobody would miss: each left out lies within `meters` of the line that is left. The
 * neighbour's ring loses others of the same border, by as little.
 */
export function simplified(ring: Ring, meters: number): Ring {
	if (ring.length < 5) return ring.map(rounded);
	// Closed, it is two lines: from its first point to the furthest from it, and back.
	const far = furthest(ring, 0, 0, 0, ring.length - 1).at;
	const kept = new Set([0, far, ring.length - 1]);
	for (const part of [
		[0, far],
		[far, ring.length - 1]
	] as const) {
		const open: (readonly [number, number])[] = [part];
		for (let between = open.pop(); between; between = open.pop()) {
			const [from, to] = between;
			const { at, distance } = furthest(ring, from, to, from, to);
			if (distance <= meters) continue;
			kept.add(at);
			open.push([from, at], [at, to]);
		}
	}
	return [...kept].toSorted((a, b) => a - b).map((at) => rounded(ring[at]!));
}

/** The point of `ring` strictly between two others that is furthest from the line of `a` and `b`, all by their places in it. */
function furthest(ring: Ring, a: number, b: number, from: number, to: number): { at: number; distance: number } {
	let best = { at: from, distance: -1 };
	for (let at = from + 1; at < to; at++) {
		const distance = metersToLine(ring[at]!, ring[a]!, ring[b]!);
		if (distance > best.distance) best = { at, distance };
	}
	return best;
}

function metersToLine(point: [number, number], a: [number, number], b: [number, number]): number {
	const narrow = Math.cos((a[1] * Math.PI) / 180);
	const [px, py] = [(point[0] - a[0]) * narrow, point[1] - a[1]];
	const [lx, ly] = [(b[0] - a[0]) * narrow, b[1] - a[1]];
	const length = lx * lx + ly * ly;
	const along = length ? Math.max(0, Math.min(1, (px * lx + py * ly) / length)) : 0;
	return Math.hypot(px - along * lx, py - along * ly) * metersPerDegree;
}

function rounded([lon, lat]: [number, number]): [number, number] {
	return [Number(lon.toFixed(decimals)), Number(lat.toFixed(decimals))];
}

function codeOf(properties: Record<string, unknown>): string {
	const key = codeKeys.find((one) => typeof properties[one] === 'string');
	return key ? (properties[key] as string) : '';
}

function ringsIn(geometry: unknown): Ring[] {
	if (!isRecord(geometry) || !Array.isArray(geometry.coordinates)) return [];
	const { type, coordinates } = geometry as { type: unknown; coordinates: unknown[] };
	if (type === 'Polygon' || type === 'MultiLineString') return coordinates.filter(isRing).map(flat);
	if (type === 'MultiPolygon') return coordinates.flat().filter(isRing).map(flat);
	return [];
}

/** Heights are of no use on a map. */
function flat(ring: Ring): Ring {
	return ring.map(([lon, lat]) => [lon, lat]);
}

function isRing(value: unknown): value is Ring {
	return (
		Array.isArray(value) &&
		value.length > 3 &&
		value.every((point) => Array.isArray(point) && isDegrees(point[0], 180) && isDegrees(point[1], 90))
	);
}

function isDegrees(value: unknown, most: number): boolean {
	return typeof value === 'number' && Math.abs(value) <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
