import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#lib/database/client.ts';
import { keptOutlines } from '#lib/server/outlines.ts';
import { outlinesFrom } from '#lib/territory/domain/outlines.ts';
import { bringOutlines } from './bring-outlines.ts';

const communes = [
	{ code: '35047', name: 'Bruz' },
	{ code: '35238', name: 'Rennes' }
];
const order = () => Promise.resolve({ data: communes, error: null });
const db = { from: () => ({ select: () => ({ order }) }) } as unknown as Db;
const square = [
	[-1.7, 48.1],
	[-1.6, 48.1],
	[-1.6, 48.2],
	[-1.7, 48.2],
	[-1.7, 48.1]
];
const drawing = (code: string) =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: [{ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [square] } }]
	});

let dataDir: string;
const source = createServer((request, response) => {
	response.statusCode = request.url === '/communes' ? 200 : 404;
	response.end(drawing('35047'));
});
let address: string;

beforeAll(async () => {
	await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
});
afterAll(() => void source.close());
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'outlines-'));
	return () => rm(dataDir, { recursive: true });
});

const bring = (from: string) => bringOutlines(db, { from, attribution: 'IGN', dataDir });
const codes = async () => outlinesFrom(await keptOutlines(dataDir))?.outlines.map(({ code }) => code);

test('a file is kept for the maps, and says which communes it leaves out', async () => {
	const path = join(dataDir, 'official.geojson');
	await writeFile(path, drawing('35238'));
	expect(await codes()).toBeUndefined();
	expect(await bring(path)).toEqual({ found: 1, missing: ['Bruz'] });
	expect(await codes()).toEqual(['35238']);
	expect(outlinesFrom(await keptOutlines(dataDir))?.attribution).toBe('IGN');
});

test('so is what an address answers', async () => {
	expect(await bring(`${address}/communes`)).toEqual({ found: 1, missing: ['Rennes'] });
	expect(await codes()).toEqual(['35047']);
});

test('what cannot be used leaves what was there', async () => {
	await bring(`${address}/communes`);
	const before = await readFile(join(dataDir, 'communes.geojson'), 'utf8');
	const elsewhere = join(dataDir, 'elsewhere.geojson');
	await writeFile(elsewhere, drawing('75056'));
	const broken = join(dataDir, 'broken.geojson');
	await writeFile(broken, '{"features"');
	await expect(bring(elsewhere)).rejects.toThrow('draws no commune of this territory');
	await expect(bring(broken)).rejects.toThrow('is no GeoJSON');
	await expect(bring(`${address}/nothing`)).rejects.toThrow('answers 404');
	await expect(bring('http://127.0.0.1:9/communes')).rejects.toThrow('give a file instead');
	expect(await keptOutlines(dataDir)).toBe(before);
});
