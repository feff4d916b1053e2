import { expect, test } from 'vitest';
import { outlinesAsGeojson, outlinesFrom, outlinesIn, simplified, type Ring } from './outlines.ts';

const square: Ring = [
	[-1.7, 48.1],
	[-1.6, 48.1],
	[-1.6, 48.2],
	[-1.7, 48.2],
	[-1.7, 48.1]
];
const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });
const polygon = { type: 'Polygon', coordinates: [square] };
const wanted = new Set(['35238', '35047']);

test('the communes that are wanted are drawn, wherever a source says their code', () => {
	const document = {
		type: 'FeatureCollection',
		features: [
			feature({ code: '35238', nom: 'Rennes' }, polygon),
			feature({ INSEE_COM: '35047' }, { type: 'MultiPolygon', coordinates: [[square], [square]] }),
			feature({ code: '75056' }, polygon),
			feature({ code: 35238 }, polygon),
			feature({ code: '35238' }, { type: 'Point', coordinates: [-1.6, 48.1] }),
			null
		]
	};
	expect(outlinesIn(document, wanted).map(({ code, rings }) => [code, rings.length])).toEqual([
		['35047', 2],
		['35238', 1]
	]);
});

test.each([
	null,
	'Rennes',
	[],
	{ features: 'none' },
	{ features: [feature({ code: '35238' }, { coordinates: [[[1, 'x']]] })] }
])('what draws nothing: %j', (document) => expect(outlinesIn(document, wanted)).toEqual([]));

test('points that nobody would miss are left out, corners are not', () => {
	const jagged: Ring = square.flatMap(([lon, lat], at) => {
		const next = square[at + 1];
		// Half-way along each side, a metre beside the line.
		return next
			? [
					[lon, lat],
					[(lon + next[0]) / 2, (lat + next[1]) / 2 + 0.00001]
				]
			: [[lon, lat]];
	});
	expect(simplified(jagged, 25)).toEqual(square);
	const spur: Ring = [...square.slice(0, 2), [-1.55, 48.15], ...square.slice(2)];
	expect(simplified(spur, 25)).toEqual(spur);
});

test('what is written is read back, and nothing else', () => {
	const outlines = [{ code: '35238', rings: [square] }];
	const drawn = { attribution: 'IGN, Licence Ouverte 2.0', outlines };
	expect(outlinesFrom(outlinesAsGeojson(drawn))).toEqual(drawn);
	expect(outlinesFrom(outlinesAsGeojson({ attribution: '', outlines: [] }))).toBeNull();
	expect(outlinesFrom('{"features"')).toBeNull();
	expect(outlinesFrom('[]')).toBeNull();
});
