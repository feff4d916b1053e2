import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#lib/database/client.ts';
import { listCommunes } from '#lib/territory/data/communes.ts';
import { outlinesAsGeojson, outlinesFile, outlinesIn } from '#lib/territory/domain/outlines.ts';

/** The communes of Rennes Métropole, by IGN. */
export const officialAddress =
	'https://geo.api.gouv.fr/epcis/243500139/communes?fields=nom,code,contour&format=geojson&geometry=contour';
export const officialAttribution = 'IGN Admin Express, Licence Ouverte 2.0';

const timeoutMs = 60_000;
const mostBytes = 50_000_000;

interface Asked {
	/** A file, or an address. */
	from: string;
	attribution: string;
	dataDir: string;
}

/**
 * Keeps where the territory's communes end, of what a file or an address says. What was there before stays until the new is whole.
 * Answers how many were found, and the names of those that were not.
 * @throws {Error} in words: nothing there, no such document, none of the territory's communes in it
 */
export async function bringOutlines(
	db: Db,
	{ from, attribution, dataDir }: Asked
): Promise<{ found: number; missing: string[] }> {
	const [document, communes] = await Promise.all([documentAt(from), listCommunes(db)]);
	const outlines = outlinesIn(document, new Set(communes.map(({ code }) => code)));
	if (!outlines.length) throw new Error(`${from} draws no commune of this territory.`);
	await mkdir(dataDir, { recursive: true, mode: 0o711 });
	const path = join(dataDir, outlinesFile);
	await writeFile(`${path}.new`, outlinesAsGeojson({ attribution, outlines }));
	await rename(`${path}.new`, path);
	const drawn = new Set(outlines.map(({ code }) => code));
	const missing = communes.filter(({ code }) => !drawn.has(code)).map(({ name }) => name);
	return { found: outlines.length, missing };
}

async function documentAt(from: string): Promise<unknown> {
	const text = /^https?:\/\//.test(from) ? await textAt(from) : await readFile(from, 'utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch (fault) {
		throw new Error(`${from} is no GeoJSON.`, { cause: fault });
	}
}

async function textAt(address: string): Promise<string> {
	const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) }).catch((fault: unknown) => {
		throw new Error(`Nothing answers at ${address}: give a file instead.`, { cause: fault });
	});
	if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
	if (Number(response.headers.get('content-length') ?? 0) > mostBytes) throw new Error(`${address} is too large.`);
	return response.text();
}
