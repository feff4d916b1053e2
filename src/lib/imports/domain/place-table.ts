import { ademePlaceIn, isAdemeTable } from './ademe.ts';
import type { Columns, Names } from './columns.ts';
import { placeFields, type PlaceField, type RawPlace } from './place-row.ts';
import { readCell, type Table } from './table.ts';

/** How spreadsheets of places name their columns, ours first. */
export const placeNames: Names<PlaceField> = {
	source: ['source', 'origine'],
	source_id: ['source id', 'source key', 'identifiant', 'id', 'cle', 'ref', 'reference', 'code'],
	name: [
		'name',
		'nom',
		'nom du lieu',
		'lieu',
		'structure',
		'intitule',
		'titre',
		'title',
		'denomination',
		'nom commercial'
	],
	kind: ['kind', 'type', 'categorie', 'category', 'type de lieu', 'categories', 'nature'],
	about: ['about', 'description', 'presentation', 'descriptif', 'commentaire', 'notes'],
	address: ['address', 'adresse', 'rue', 'adresse postale', 'voie', 'street address', 'lieu exact'],
	postcode: ['postcode', 'code postal', 'cp', 'postal code', 'zip'],
	commune: ['commune', 'ville', 'city', 'localite', 'commune name', 'nom commune', 'address locality'],
	insee: ['insee', 'code insee', 'commune code', 'code commune', 'citycode', 'insee com'],
	lat: ['lat', 'latitude', 'y', 'lat wgs84'],
	lon: ['lon', 'lng', 'longitude', 'long', 'x', 'lon wgs84'],
	precision: ['geo precision', 'position is approximate', 'precision', 'precision geo'],
	opening_hours: ['opening hours', 'horaires', 'horaires d ouverture', 'hours', 'horaires osm'],
	website: ['website', 'site web', 'site', 'site internet', 'url', 'lien', 'web'],
	accepts_note: ['accepts note', 'accepte', 'ce qui est accepte', 'accepts', 'objets acceptes'],
	access_notes: ['access notes', 'acces', 'infos pratiques', 'modalites'],
	wheelchair: ['wheelchair', 'accessibilite', 'pmr', 'acces pmr', 'fauteuil roulant'],
	status: ['status', 'statut', 'etat'],
	licence: ['source licence', 'licence', 'license'],
	source_url: ['source url', 'url source'],
	source_date: ['source date', 'date', 'mise a jour', 'date de mise a jour']
};

/** The places of a table, by the columns chosen. ADEME's own columns need no choice. */
export function placesInTable(table: Table, columns: Columns<PlaceField>): RawPlace[] {
	const isAdeme = isAdemeTable(table.headers);
	return table.lines.map(({ number, cells, broken }) => {
		if (isAdeme) return { ...ademePlaceIn(table.headers, cells.map(readCell), number), broken };
		const said = placeFields.map((field) => [field, readCell(cells[columns[field] ?? -1] ?? '')]);
		return { line: number, broken, cells: Object.fromEntries(said) as RawPlace['cells'] };
	});
}
