/** Blurred points against the communes' real borders, where the polygons are at hand (they are not ours to ship). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Outcome } from './suite.ts';

type Position = [lon: number, lat: number];
type Ring = Position[];

interface Commune {
	properties: { insee: string };
	bbox?: number[];
	geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
}

const folder = process.env.TERRITORY_DATA_DIR ?? new URL('../../../../shared/data', import.meta.url).pathname;
const homesPerCommune = 40;

/** Scatters homes over every commune and checks each is shown inside it. `null` when there are no polygons to check with. */
export async function staysInsideBorders(url: string): Promise<Outcome | null> {
	const text = await readFile(join(folder, 'rennes-metropole-communes.geojson'), 'utf8').catch(() => null); // not at hand
	if (text === null) return null;
	const communes = (JSON.parse(text) as { features: Commune[] }).features;
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	const failures: string[] = [];
	let passed = 0;
	try {
		for (const commune of communes) {
			const { insee } = commune.properties;
			const homes = scatter(commune);
			const shown = await sql<{ lat: number; lon: number }[]>`
				select a.lat, a.lon
				from unnest(${homes.map(([lon]) => lon)}::float8[], ${homes.map(([, lat]) => lat)}::float8[]) with ordinality as home (lon, lat, n),
				lateral private.area_of(${insee}, md5(n::text)::uuid, n || ' rue', home.lat, home.lon) as a`;
			const outside = shown.filter(({ lat, lon }) => !isInside(commune, [lon, lat])).length;
			if (outside === 0 && shown.length === homes.length) passed++;
			else failures.push(`${insee}: ${outside} of ${homes.length} homes are shown in another commune`);
		}
	} finally {
		await sql.end();
	}
	return { file: 'real borders', passed, failures };
}

/** Points spread over a commune, the same at each run: a low-discrepancy walk over its bounding box. */
function scatter(commune: Commune): Position[] {
	const corners = ringsOf(commune).flat();
	const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
	const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
	const found: Position[] = [];
	for (let n = 1; found.length < homesPerCommune; n++) {
		const spot: Position = [
			west + ((n * 0.7548776662) % 1) * (east - west),
			south + ((n * 0.5698402909) % 1) * (north - south)
		];
		if (isInside(commune, spot)) found.push(spot);
	}
	return found;
}

/** Even-odd rule over every ring, so that holes count. */
function isInside(commune: Commune, [lon, lat]: Position): boolean {
	let inside = false;
	for (const ring of ringsOf(commune)) {
		for (const [index, [x, y]] of ring.entries()) {
			const [px, py] = ring.at(index - 1)!;
			if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
		}
	}
	return inside;
}

function ringsOf({ geometry }: Commune): Ring[] {
	return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}
