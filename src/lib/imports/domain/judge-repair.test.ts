import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guessColumns } from './columns.ts';
import { judgeRepairs, repairNames } from './judge-repair.ts';
import { decodeBytes } from './letters.ts';
import { ordsFaults } from './ords-faults.ts';
import { ordsHeader, writeOrds, type OrdsCategory, type OrdsColumn, type RepairRecord } from './ords.ts';
import type { Judged } from './place-row.ts';
import { readTable, writeTable } from './table.ts';
import { standard } from '../../../../tests/support/places/samples.ts';

const rules = {
	categories: standard,
	unpowered: ['Vélo sans moteur'],
	provider: 'Repair café de Bruz',
	today: '2026-11-27'
};
const judge = (text: string) => {
	const table = readTable(text);
	return judgeRepairs(table, guessColumns(table.headers, repairNames), rules);
};
const taken = (judged: Judged<RepairRecord>[]) => judged.flatMap(({ row }) => row ?? []);
const linesOf = (file: string) =>
	readTable(file).lines.map(
		({ cells }) =>
			Object.fromEntries(ordsHeader.map((column, n) => [column, cells[n] ?? ''])) as Record<OrdsColumn, string>
	);

const toaster: RepairRecord = {
	id: 'rcint_22',
	dataProvider: 'Repair Café International',
	country: 'FRA',
	partnerProductCategory: 'Grille-pain 🍞',
	productCategoryId: 31,
	brand: '=cmd()',
	yearOfManufacture: 2015,
	productAge: 4,
	repairStatus: 3,
	repairBarrier: 1,
	groupIdentifier: '0122',
	eventDate: '2019-11-30',
	problem: 'Il dit « stop », puis "rien"\nné à Bécherel'
};

test('the forty categories are the standard’s', () => {
	expect(standard).toHaveLength(40);
	expect(standard.find(({ id }) => id === 36)?.value).toBe('Coffee maker');
});

test('a record is written as the standard has it, and read again', () => {
	const file = writeOrds([toaster], standard);
	expect(file.split('\r\n')[0]).toBe(
		'id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem'
	);
	expect(linesOf(file)[0]).toMatchObject({
		id: 'rcint-22',
		product_category: 'Toaster',
		brand: "'=cmd()",
		repair_status: 'End of life'
	});
	expect(linesOf(file).flatMap((line) => ordsFaults(line, standard))).toEqual([]);
	expect(taken(judge(file))).toEqual([{ ...toaster, id: 'rcint-22' }]);
});

describe('the standard’s rules', () => {
	const valid = linesOf(writeOrds([toaster], standard))[0]!;
	test.each<[Partial<Record<OrdsColumn, string>>, string]>([
		[{ id: 'a_1' }, 'id is letters, digits and dashes'],
		[{ data_provider: '' }, 'data_provider is said'],
		[{ country: 'FR' }, 'country is ISO 3166-1 alpha-3'],
		[{ product_category_id: '30' }, 'product_category_id is that of the category'],
		[{ year_of_manufacture: '????' }, 'year_of_manufacture is a year'],
		[{ product_age: '-1' }, 'product_age is a number of years'],
		[{ repair_status: 'Réparé' }, 'repair_status is one of the four'],
		[{ repair_status: 'Fixed' }, 'repair_barrier is one of the six, and only at the end of life'],
		[{ repair_barrier_if_end_of_life: '1' }, 'repair_barrier is one of the six, and only at the end of life'],
		[{ group_identifier: '' }, 'group_identifier is said'],
		[{ event_date: '30/11/2019' }, 'event_date is a day'],
		[{ event_date: '2014-11-30' }, 'made before it broke'],
		[{ brand: '=1' }, 'no cell is a formula']
	])('%j breaks one', (change, fault) => {
		expect(ordsFaults({ ...valid, ...change }, standard)).toContain(fault);
	});

	test('a category that is none breaks two', () => {
		expect(ordsFaults({ ...valid, product_category: 'Bike' }, standard)).toHaveLength(2);
	});
});

describe('a spreadsheet of a repair café', () => {
	const headers = 'Date;Objet;Catégorie;Marque;Année;Panne;Résultat;Groupe\n';
	const line = (text: string) => judge(headers + text)[0]!;

	test('is read in its own words', () => {
		expect(line('30/11/2019;Le grille-pain de Mamie;Grille-pain;Seb;2015;Ne grille plus;Réparé;Bruz')).toMatchObject({
			row: {
				id: '2019-11-30-bruz-le-grille-pain-de-mamie-seb-ne-grille-plus',
				dataProvider: 'Repair café de Bruz',
				country: 'FRA',
				productCategoryId: 31,
				yearOfManufacture: 2015,
				productAge: 4,
				repairStatus: 1,
				repairBarrier: null,
				eventDate: '2019-11-30'
			},
			mended: []
		});
	});

	test('two things that are written alike are two', () => {
		const twice = '30/11/2019;Fer;Fer à repasser;;;Froid;Oui;Bruz\n';
		const first = taken(judge(headers + twice + twice));
		expect(first.map(({ id }) => id)).toEqual(['2019-11-30-bruz-fer-froid', '2019-11-30-bruz-fer-froid-2']);
		expect(taken(judge(headers + twice + twice))).toEqual(first);
	});

	test.each([
		['30/11/2019;Fer;Fer à repasser;;????;Froid;Oui;Bruz', ['year_left_out']],
		['30/11/2019;Fer;Fer à repasser;;19??;Froid;Oui;Bruz', ['year_left_out']],
		['30/11/2019;Fer;Fer à repasser;;2024;Froid;Oui;Bruz', ['year_left_out']],
		['30/11/2019;Fer;Fer à repasser;RÃ´wenta;;Froid;Oui;Bruz', ['accents']],
		['30/11/2019;Fer;Fer à repasser;;;Froid\\net noir;Oui;Bruz', ['line_ends']],
		['30/11/2019;Fer;Fer à repasser;;;????;Oui;Bruz', []]
	])('%s is mended', (text, mended) => {
		expect(line(text)).toMatchObject({ row: { productCategoryId: 40, repairStatus: 1 }, mended });
	});

	test.each([
		['????;Fer;Fer à repasser;;;Froid;Oui;Bruz', 'date_unreadable'],
		['31/06/2019;Fer;Fer à repasser;;;Froid;Oui;Bruz', 'date_unreadable'],
		['30/11/2199;Fer;Fer à repasser;;;Froid;Oui;Bruz', 'date_unlikely'],
		['30/11/1999;Fer;Fer à repasser;;;Froid;Oui;Bruz', 'date_unlikely'],
		['30/11/2019;Vélo;Vélo sans moteur;;;Froid;Oui;Bruz', 'not_powered'],
		['30/11/2019;Fusée;Fusée;;;Froid;Oui;Bruz', 'category_unknown'],
		['30/11/2019;Fer;Fer à repasser;;;Froid;Bof;Bruz', 'status_unknown'],
		['30/11/2019;Fer;Fer à repasser;R?wenta;;Froid;Oui;Bruz', 'letters_lost'],
		['30/11/2019;Fer;Fer à repasser;;;Froid;Oui;Bruz;de trop', 'line_broken']
	])('%s is refused', (text, why) => {
		expect(line(text)).toMatchObject({ row: null, why: [{ why }] });
	});
});

test.each([
	[{ country: 'Bretagne' }, 'country_unknown'],
	[{ product_category_id: '30' }, 'category_unknown'],
	[{ repair_barrier_if_end_of_life: 'Trop lourd' }, 'barrier_unknown']
])('of the standard’s own columns, %j is refused', (change, why) => {
	const line = { ...linesOf(writeOrds([toaster], standard))[0]!, ...change };
	expect(judge(writeTable(ordsHeader, [ordsHeader.map((column) => line[column])]))).toMatchObject([
		{ row: null, why: [{ why }] }
	]);
});

test('a barrier to what was not at its end is left out', () => {
	const line = { ...linesOf(writeOrds([toaster], standard))[0]!, repair_status: 'Repairable' };
	const judged = judge(writeTable(ordsHeader, [ordsHeader.map((column) => line[column])]));
	expect(judged).toMatchObject([{ row: { repairStatus: 2, repairBarrier: null }, mended: ['barrier_left_out'] }]);
});

test('the same record twice in a file is once', () => {
	const judged = judge(writeOrds([toaster, toaster], standard));
	expect(judged).toMatchObject([{ row: {} }, { row: null, why: [{ why: 'twice' }] }]);
});

// Nine hundred real repairs (Open Repair Alliance, CC BY-SA 4.0): read where they lie, never copied.
const folder = process.env.TERRITORY_DATA_DIR ?? new URL('../../../../../shared/data', import.meta.url).pathname;
test('nine hundred real repairs: each is taken or its refusal explained, and what is taken is valid', () => {
	const path = `${folder}/ords-sample.csv`;
	const text = existsSync(path) ? decodeBytes(new Uint8Array(readFileSync(path))).text : writeOrds([toaster], standard);
	const judged = judge(text);
	expect(judged).toHaveLength(existsSync(path) ? 900 : 1);
	expect(judged.filter(({ row }) => !row).map((one) => [one.line, one.row ? [] : one.why])).toEqual([]);
	const again = linesOf(writeOrds(taken(judged), standard satisfies OrdsCategory[]));
	expect(again.flatMap((line) => ordsFaults(line, standard).map((fault) => `${line.id}: ${fault}`))).toEqual([]);
});
