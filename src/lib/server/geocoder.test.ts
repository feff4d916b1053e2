import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locate } from './geocoder.ts';

// Answers in the format of the French address base, for addresses that do not exist.
const place = (label: string, score: number, citycode = '35238') => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [-1.6745, 48.1106] },
	properties: { label, score, citycode, type: 'housenumber', city: 'Rennes', postcode: '35000' }
});
const answers: Record<string, object[]> = {
	'2 place pasteur': [place('2 Place Pasteur 35000 Rennes', 0.97), place('Place Pasteur 35000 Rennes', 0.88)],
	'place past': [place('Place Pasteur 35000 Rennes', 0.69)],
	'2 quai de la fosse': [place('2 Quai de la Fosse 44000 Nantes', 0.95, '44109')],
	'pasteur partout': [place('Rue Pasteur 44000 Nantes', 0.9, '44109'), place('Rue Pasteur 35000 Rennes', 0.8)],
	zzzzzz: []
};

let server: Server;
let base: string;
const here = async (codes: string[]) => new Set(codes.filter((code) => code.startsWith('35')));
const ask = (text: string) => locate({ text }, here, base);

beforeAll(async () => {
	server = createServer((request, response) => {
		const url = new URL(request.url!, 'http://stub');
		const q = url.searchParams.get('q') ?? '';
		if (q === 'trop vite') return response.writeHead(429, { 'retry-after': '5' }).end();
		if (q === 'panne') return response.writeHead(500).end();
		if (q === 'charabia') return response.end('<html>');
		const features = url.pathname === '/reverse' ? [place('2 Place Pasteur 35000 Rennes', 0.99)] : answers[q];
		response.end(JSON.stringify({ type: 'FeatureCollection', features }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('an address that the base knows is found, with its point', async () => {
	expect(await ask('2 place pasteur')).toEqual({
		kind: 'found',
		places: [
			{ label: '2 Place Pasteur 35000 Rennes', communeCode: '35238', lat: 48.1106, lon: -1.6745 },
			{ label: 'Place Pasteur 35000 Rennes', communeCode: '35238', lat: 48.1106, lon: -1.6745 }
		]
	});
});

test('a point of the device has an address', async () => {
	expect(await locate({ lat: 48.11, lon: -1.67 }, here, base)).toMatchObject({ kind: 'found' });
});

test.each([
	['place past', { kind: 'none' }],
	['zzzzzz', { kind: 'none' }],
	['2 quai de la fosse', { kind: 'outside' }],
	['trop vite', { kind: 'busy', retryAfterSeconds: 5 }],
	['panne', { kind: 'down' }],
	['charabia', { kind: 'down' }]
])('%s: %j', async (text, expected) => expect(await ask(text)).toEqual(expected));

test('only the places of the territory are offered', async () => {
	const found = await ask('pasteur partout');
	expect(found.kind === 'found' && found.places.map(({ label }) => label)).toEqual(['Rue Pasteur 35000 Rennes']);
});

test('nobody answering is said, not thrown', async () => {
	expect(await locate({ text: 'rennes' }, here, 'http://127.0.0.1:9')).toEqual({ kind: 'down' });
});
