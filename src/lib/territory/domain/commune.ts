/** One of the communes of the pilot territory. */
export interface Commune {
	/** INSEE code. */
	code: string;
	name: string;
	slug: string;
	/** Centre of the commune, degrees. */
	lat: number;
	lon: number;
}

/** What is needed to place something: degrees. */
export interface Point {
	lat: number;
	lon: number;
}

const metersPerDegree = 111_195;

/** Metres between two points, as the crow flies: flat-earth arithmetic, exact enough for one territory. */
export function metersBetween(a: Point, b: Point): number {
	const north = a.lat - b.lat;
	const east = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
	return Math.hypot(north, east) * metersPerDegree;
}

/** The `count` communes nearest to `point`, nearest first; `except` leaves one out. */
export function nearestCommunes(communes: Commune[], point: Point, count: number, except?: string): Commune[] {
	return communes
		.filter(({ code }) => code !== except)
		.toSorted((a, b) => metersBetween(a, point) - metersBetween(b, point))
		.slice(0, count);
}
