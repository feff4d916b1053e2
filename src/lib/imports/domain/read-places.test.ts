import { describe, expect, test } from 'vitest';
import { judgePlaces } from './judge-place.ts';
import { placeFields, type Judged, type PlaceRow } from './place-row.ts';
import { rawPlacesIn, readPlaces } from './read-places.ts';
import { sourceNamed } from './source.ts';
import { communes, kinds, sample } from '../../../../tests/support/places/samples.ts';
import { writeTable } from './table.ts';

const rules = { communes, kinds, source: 'lieux', licence: 'CC0 1.0' };
const csv = (text: string) => new TextEncoder().encode(text);
const judge = (bytes: Uint8Array, name = 'lieux.csv', licence = rules.licence) =>
	judgePlaces(rawPlacesIn(readPlaces(bytes, name), null), { ...rules, licence });
const taken = (judged: Judged<PlaceRow>[]) => judged.flatMap(({ row }) => row ?? []);
const reasons = (judged: Judged<PlaceRow>[]) => judged.flatMap((one) => (one.row ? [] : one.why.map(({ why }) => why)));

test('the forty kinds are known', () => {
	expect(kinds).toHaveLength(40);
	const cells = kinds.flatMap(({ slug, labels }) =>
		[slug, ...labels].map((said, n) => [`Lieu ${slug} ${n}`, said, '35238'])
	);
	const judged = judge(csv(writeTable(['nom', 'type', 'insee'], cells)));
	expect(reasons(judged)).toEqual([]);
	expect(taken(judged).map(({ kind }) => kind)).toEqual(kinds.flatMap(({ slug }) => [slug, slug, slug]));
});

test('the twenty places of the directory are read whole', () => {
	const judged = judge(sample('directory-seed.csv'), 'directory-seed.csv');
	expect(reasons(judged)).toEqual([]);
	const rows = taken(judged);
	expect(rows).toHaveLength(20);
	expect(rows.find(({ sourceId }) => sourceId === 'l-echappee-benne')).toEqual({
		source: 'lieux',
		sourceId: 'l-echappee-benne',
		licence: 'CC0 1.0',
		sourceUrl:
			'https://france3-regions.francetvinfo.fr/bretagne/ille-et-vilaine/rennes/l-echappee-benne-des-achats-d-occasion-avant-de-sauter-dans-le-train-2323327.html',
		sourceDate: '2022',
		name: 'L’Échappée Benne',
		kind: 'recyclerie',
		about: '',
		address: 'Ancienne gare de L’Hermitage',
		lat: 48.12137,
		lon: -1.81664,
		approximate: true,
		communeCode: '35131',
		openingHours: '',
		website: '',
		acceptsNote: '',
		accessNotes: '',
		wheelchair: null,
		status: 'open'
	});
	expect(rows.filter(({ status }) => status === 'to-verify')).toHaveLength(11);
});

test('GoGoCarto: categories, hours and the licence of the map', () => {
	const file = readPlaces(sample('gogocarto-elements.json'), 'Carte de Rennes.json');
	expect(file).toMatchObject({ format: 'gogocarto', source: 'carte-de-rennes' });
	expect(taken(judgePlaces(rawPlacesIn(file, null), { ...rules, licence: '' }))).toMatchObject([
		{
			sourceId: 'abc',
			kind: 'recyclerie',
			licence: 'ODbL 1.0',
			communeCode: '35238',
			openingHours: 'Mo 14:00-18:00; Sa 10:00-12:00,14:00-18:00',
			website: 'https://example.org',
			status: 'to-verify'
		}
	]);
});

test('Overpass: nodes, ways and relations, with kinds by their tags', () => {
	const file = readPlaces(sample('overpass-response.json'), 'export.json');
	expect(file).toMatchObject({ format: 'overpass', source: 'openstreetmap' });
	const judged = judgePlaces(rawPlacesIn(file, null), { ...rules, licence: '' });
	expect(reasons(judged)).toEqual([]);
	expect(taken(judged).map((p) => [p.sourceId, p.kind, p.name, p.licence, p.wheelchair])).toEqual([
		['node/900000001', 'boite-a-dons', 'Boîte à dons du square', 'ODbL 1.0', 'yes'],
		['node/900000002', 'boite-a-livres', 'Boîte à livres', 'ODbL 1.0', null],
		['way/900000003', 'jardin-partage', 'Jardin partagé (exemple)', 'ODbL 1.0', null],
		['node/900000004', 'repair-cafe', 'Repair café (exemple)', 'ODbL 1.0', null],
		['relation/900000005', 'jardins-familiaux', 'Jardins familiaux (exemple)', 'ODbL 1.0', null],
		['node/900000006', 'aire-covoiturage', 'Aire de covoiturage', 'ODbL 1.0', null]
	]);
	expect(judged[1]).toMatchObject({ mended: ['unnamed'] });
});

describe('ADEME', () => {
	const actor = {
		identifiant: 'LVAO_1',
		paternite: 'ADEME',
		nom: 'CHEZ LÉO',
		type_dacteur: 'ESS',
		types_de_services: 'ressourcerie / recyclerie',
		adresse: '3 rue du Four',
		code_postal: '35000',
		ville: 'Rennes',
		latitude: 48.11,
		longitude: -1.68,
		donner: 'livre|petit_electromenager',
		date_de_derniere_modification: '2026-05-02T10:00:00'
	};
	const page = (...licences: string[]) =>
		csv(
			JSON.stringify({
				total: 3,
				results: licences.map((licence, n) => ({ ...actor, identifiant: `LVAO_${n}`, licence }))
			})
		);

	test('each line keeps its licence, those that forbid reuse are refused', () => {
		const judged = judge(page('Licence Ouverte 2.0', 'CC BY-NC-ND', 'ODbL'), 'acteurs.json', '');
		expect(taken(judged).map(({ sourceId, licence }) => [sourceId, licence])).toEqual([
			['LVAO_0', 'Licence Ouverte 2.0'],
			['LVAO_2', 'ODbL 1.0']
		]);
		expect(judged[1]).toMatchObject({ row: null, why: [{ why: 'licence_forbids', value: 'CC BY-NC-ND' }] });
	});

	test('a line without licence waits for one of the whole file', () => {
		expect(reasons(judge(page(''), 'a.json', ''))).toEqual(['licence_missing']);
		expect(taken(judge(page(''), 'a.json', 'Licence Ouverte 2.0'))[0]).toMatchObject({
			kind: 'recyclerie',
			acceptsNote: 'Donner\u00a0: livre, petit electromenager.',
			sourceDate: '2026-05-02'
		});
	});

	test('its CSV reads as its JSON', () => {
		const headers = Object.keys(actor);
		const text = writeTable([...headers, 'licence'], [[...Object.values(actor), 'ODbL']]);
		const file = readPlaces(csv(text), 'acteurs.csv');
		expect(file.source).toBe('ademe');
		expect(judgePlaces(rawPlacesIn(file, null), rules)).toMatchObject([
			{ row: { sourceId: 'LVAO_1', licence: 'ODbL 1.0' } }
		]);
	});
});

describe('a bad line', () => {
	test.each([
		['Le Fil,recyclerie,35238,48.11,-1.68,', null],
		[',recyclerie,35238,48.11,-1.68,', 'name_missing'],
		['Le Fil,soucoupe,35238,48.11,-1.68,', 'kind_unknown'],
		['Le Fil,recyclerie,75056,48.11,-1.68,', 'commune_outside'],
		['Le Fil,recyclerie,35238,quelque part,ici,', 'position_unreadable'],
		['Le Fil,recyclerie,35238,43.6,1.44,', 'position_elsewhere'],
		['Le Fil,recyclerie,35238,48.02,-1.74,', 'position_elsewhere'],
		['Le Fil,recyclerie,,,,', 'commune_unknown'],
		['Le F?l,recyclerie,35238,48.11,-1.68,', 'letters_lost'],
		['Le Fil,recyclerie,35238,48.11,-1.68,Tous droits réservés', 'licence_forbids'],
		['Le Fil,recyclerie,35238,48.11,-1.68,,de trop', 'line_broken'],
		[`${'F'.repeat(121)},recyclerie,35238,48.11,-1.68,`, 'too_long']
	])('%s', (line, why) => {
		const text = `nom,type,insee,lat,lon,licence\n${line}\nBon,recyclerie,35238,48.11,-1.68,\n`;
		const judged = judge(csv(text));
		expect(reasons(judged)).toEqual(why ? [why] : []);
		expect(taken(judged).at(-1)?.name).toBe('Bon');
	});

	test('twice in one file is once', () => {
		const judged = judge(csv('id,nom,type,insee\n1,Un,recyclerie,35238\n1,Deux,recyclerie,35238\n'));
		expect(taken(judged).map(({ name }) => name)).toEqual(['Un']);
		expect(judged[1]).toMatchObject({ line: 3, row: null, why: [{ why: 'twice' }] });
	});
});

test('an old spreadsheet: semicolons, Windows’ letters, commas for decimals', () => {
	const text =
		'Nom du lieu;Type;Ville;Latitude;Longitude;Site web\r\nL’Été;Boîte à dons;St-Grégoire;48,1559;-1,6836;www.ete.example\r\n';
	const bytes = Uint8Array.from([...text].map((letter) => (letter === '’' ? 0x92 : letter.charCodeAt(0))));
	const file = readPlaces(bytes, 'Été 2024.csv');
	expect(file).toMatchObject({ encoding: 'windows-1252', source: 'ete-2024', format: 'table' });
	expect(taken(judgePlaces(rawPlacesIn(file, null), rules))).toMatchObject([
		{
			name: 'L’Été',
			kind: 'boite-a-dons',
			communeCode: '35278',
			lat: 48.1559,
			lon: -1.6836,
			website: 'https://www.ete.example'
		}
	]);
});

test('without an id of its own, a place is known by name, address and commune', () => {
	const text = 'nom,type,adresse,insee\nLe Fil,recyclerie,"3, rue du Four",35238\n';
	expect(taken(judge(csv(text)))[0]).toMatchObject({ sourceId: 'le fil/3 rue du four/35238', lat: null, lon: null });
});

test('a list of things to lend is no list of places', () => {
	const file = readPlaces(sample('lend-engine-items.csv'), 'items.csv');
	const judged = judgePlaces(rawPlacesIn(file, null), rules);
	expect(taken(judged)).toEqual([]);
	expect(judged).toHaveLength(2);
});

test('what is no table and no JSON of places is unknown', () => {
	expect(readPlaces(csv('Bonjour'), 'a.txt').format).toBe('unknown');
	expect(readPlaces(csv('{"a":'), 'a.json').format).toBe('unknown');
	expect(rawPlacesIn(readPlaces(csv('{}'), 'a.json'), null)).toEqual([]);
});

test('our own export comes back as it went', () => {
	const rows = taken(judge(sample('directory-seed.csv')));
	const cells = rows.map((r) => [
		r.source,
		r.sourceId,
		r.name,
		r.kind,
		r.about,
		r.address,
		null,
		null,
		r.communeCode,
		r.lat,
		r.lon,
		String(r.approximate),
		r.openingHours,
		r.website,
		r.acceptsNote,
		r.accessNotes,
		r.wheelchair,
		r.status,
		r.licence,
		r.sourceUrl,
		r.sourceDate
	]);
	expect(taken(judge(csv(writeTable(placeFields, cells))))).toEqual(rows);
});

test('a source is called by its file', () => {
	expect(['Lieux d’Été (v2).csv', '.csv', 'x'.repeat(80)].map(sourceNamed)).toEqual([
		'lieux-d-ete-v2',
		'fichier',
		'x'.repeat(40)
	]);
});
