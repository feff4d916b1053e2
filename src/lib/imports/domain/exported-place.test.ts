import { expect, test } from 'vitest';
import { communes, kinds } from '../../../../tests/support/places/samples.ts';
import { ownLicence, placesAsGeojson, placesAsTable, type ExportedPlace } from './exported-place.ts';
import { judgePlaces } from './judge-place.ts';
import { rawPlacesIn, readPlaces } from './read-places.ts';

const place: ExportedPlace = {
	source: 'passerelle',
	source_id: '00000000-0000-7000-8000-000000000001',
	name: '=HYPERLINK("https://mal.example")',
	kind: 'boite-a-livres',
	about: 'Deux étagères, l’une « jeunesse »;\nl’autre 📚',
	address: '3, rue du Four',
	commune: 'Rennes',
	insee: '35238',
	lat: 48.1234567,
	lon: -1.68,
	position_is_approximate: true,
	opening_hours: 'Mo-Su 08:00-20:00',
	website: 'https://exemple.org/a?b=1',
	accepts: ['livres', 'jeux'],
	refuses: [],
	accepts_note: '-pas de revues',
	access_notes: '',
	wheelchair: 'limited',
	status: 'open',
	source_licence: ownLicence,
	source_url: 'brief du projet (2015)',
	source_date: 'n.d.',
	updated_at: '2026-11-27T04:00:00+00:00',
	page: 'https://passerelle.example/lieux/boite'
};
const nowhere: ExportedPlace = {
	...place,
	source: 'osm',
	source_id: 'node/1',
	name: 'Sans position',
	lat: null,
	lon: null,
	position_is_approximate: false
};
/** As a neighbour added it, who did not say in which commune. */
const unplaced: ExportedPlace = { ...nowhere, source: 'passerelle', source_id: 'neighbour', insee: '', commune: '' };
const rules = { communes, kinds, source: 'fichier', licence: '' };
const readBack = (text: string, name: string) =>
	judgePlaces(rawPlacesIn(readPlaces(new TextEncoder().encode(text), name), null), rules);

test.each([
	['table', placesAsTable, 'places.csv'],
	['GeoJSON', placesAsGeojson, 'places.geojson']
])('as a %s, the directory comes back as it went', (_, write, name) => {
	const judged = readBack(write([place, nowhere, unplaced]), name);
	expect(judged.map(({ row }) => row)).toMatchObject(
		[place, nowhere, unplaced].map((one) => ({
			source: one.source,
			sourceId: one.source_id,
			licence: one.source_licence,
			sourceUrl: one.source_url,
			sourceDate: one.source_date,
			name: one.name,
			kind: one.kind,
			about: one.about,
			address: one.address,
			lat: one.lat,
			lon: one.lon,
			approximate: one.position_is_approximate,
			communeCode: one.insee,
			openingHours: one.opening_hours,
			website: one.website,
			acceptsNote: one.accepts_note,
			accessNotes: one.access_notes,
			wheelchair: one.wheelchair,
			status: one.status
		}))
	);
});

test('no cell of the table is a formula', () => {
	const cells = placesAsTable([place]).split(/[,\r\n]/);
	expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
});

test('GeoJSON says longitude first, and no geometry for what has no position', () => {
	const { features } = JSON.parse(placesAsGeojson([place, nowhere])) as { features: { geometry: unknown }[] };
	expect(features.map(({ geometry }) => geometry)).toEqual([{ type: 'Point', coordinates: [-1.68, 48.1234567] }, null]);
});
