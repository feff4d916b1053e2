import type { Columns, Names } from './columns.ts';
import { fold } from './fold.ts';
import { mendAccents, mendLineEnds } from './letters.ts';
import { ordsHeader, type OrdsCategory, type OrdsColumn, type RepairRecord } from './ords.ts';
import { barrierCalled, categoryCalled, statusCalled } from './ords-words.ts';
import type { Judged, Mending, Problem } from './place-row.ts';
import { dayIn, yearsIn } from './repair-dates.ts';
import { readCell, type Table, type TableLine } from './table.ts';

/** What past repairs are judged by. */
export interface RepairRules {
	categories: readonly OrdsCategory[];
	/** Labels of what has neither plug nor battery: known, and no part of the standard. */
	unpowered: readonly string[];
	/** Who recorded them, where a line says nothing. */
	provider: string;
	/** No repair is later than today. */
	today: string;
}

/** How the standard, and spreadsheets of repair cafés, name their columns. */
export const repairNames: Names<OrdsColumn> = {
	id: ['id', 'identifiant', 'numero', 'n', 'no', 'fiche', 'record id'],
	data_provider: ['data provider', 'fournisseur', 'organisation', 'reseau'],
	country: ['country', 'pays'],
	partner_product_category: ['partner product category', 'objet', 'appareil', 'item', 'designation', 'type d objet'],
	product_category: ['product category', 'categorie', 'category', 'categorie ords', 'famille'],
	product_category_id: ['product category id', 'id categorie'],
	brand: ['brand', 'marque'],
	year_of_manufacture: ['year of manufacture', 'annee', 'annee de fabrication', 'year', 'annee d achat'],
	product_age: ['product age', 'age', 'age de l objet'],
	repair_status: ['repair status', 'resultat', 'statut', 'etat', 'issue', 'repare', 'status', 'bilan'],
	repair_barrier_if_end_of_life: ['repair barrier if end of life', 'obstacle', 'cause', 'raison', 'barrier'],
	group_identifier: ['group identifier', 'groupe', 'repair cafe', 'group', 'lieu'],
	event_date: ['event date', 'date', 'date de l evenement', 'jour', 'date evenement'],
	problem: ['problem', 'probleme', 'panne', 'description', 'symptome', 'defaut', 'commentaire']
};

/** The most characters of each text, as the database has them. */
const longest: Partial<Record<OrdsColumn, number>> = {
	id: 100,
	data_provider: 100,
	partner_product_category: 200,
	brand: 100,
	group_identifier: 100,
	problem: 4000
};

/** Each line of a table of past repairs taken or refused, by the columns chosen. */
export function judgeRepairs(table: Table, columns: Columns<OrdsColumn>, rules: RepairRules): Judged<RepairRecord>[] {
	const seen = new Set<string>();
	const times = new Map<string, number>();
	return table.lines.map((line) => {
		const judged = judgeRepair(line, columns, rules, times);
		if (!judged.row) return judged;
		const key = `${judged.row.dataProvider}\n${judged.row.id}`;
		if (seen.has(key)) return { ...judged, row: null, why: [{ why: 'twice', field: 'id', value: judged.row.id }] };
		seen.add(key);
		return judged;
	});
}

function judgeRepair(
	{ number, cells, broken }: TableLine,
	columns: Columns<OrdsColumn>,
	rules: RepairRules,
	times: Map<string, number>
): Judged<RepairRecord> {
	const why: Problem[] = broken ? [{ why: 'line_broken' }] : [];
	const mended = new Set<Mending>();
	const texts = Object.fromEntries(
		ordsHeader.map((field) => [field, tidy(field, readCell(cells[columns[field] ?? -1] ?? ''), why, mended)])
	) as Record<OrdsColumn, string>;
	const eventDate = dateOf(texts.event_date, rules.today, why);
	const repairStatus = statusOf(texts, why);
	const row: RepairRecord = {
		id: '',
		dataProvider: texts.data_provider || rules.provider,
		country: countryOf(texts.country, why),
		partnerProductCategory: texts.partner_product_category || texts.product_category,
		productCategoryId: categoryOf(texts, rules, why),
		brand: texts.brand,
		...yearsIn(texts.year_of_manufacture, texts.product_age, eventDate, mended),
		repairStatus,
		repairBarrier: barrierOf(texts.repair_barrier_if_end_of_life, repairStatus, why, mended),
		groupIdentifier: texts.group_identifier,
		eventDate,
		problem: texts.problem
	};
	if (!row.dataProvider) why.push({ why: 'provider_missing', field: 'data_provider' });
	row.id = idOf(texts.id, row, times, mended);
	const line = { line: number, name: row.partnerProductCategory };
	return why.length > 0 ? { ...line, row: null, why } : { ...line, row, mended: [...mended] };
}

/** Where question marks for all there is are worth telling: elsewhere they are the same as nothing. */
const kept: readonly OrdsColumn[] = ['year_of_manufacture', 'event_date'];

function tidy(field: OrdsColumn, dirty: string, why: Problem[], mended: Set<Mending>): string {
	if (/^[?\s]+$/.test(dirty)) return kept.includes(field) ? dirty : '';
	const accents = mendAccents(dirty);
	if (!accents) {
		why.push({ why: 'letters_lost', field, value: dirty.slice(0, 80) });
		return '';
	}
	if (accents.mended) mended.add('accents');
	const whole = mendLineEnds(accents.text);
	if (/\\[nr]/.test(accents.text)) mended.add('line_ends');
	const text = field === 'problem' ? whole : whole.replaceAll('\n', ' ');
	const limit = longest[field] ?? 100;
	if ([...text].length <= limit) return text;
	if (field === 'problem') mended.add('shortened');
	else why.push({ why: 'too_long', field, value: String(limit) });
	return `${[...text].slice(0, limit - 1).join('')}…`;
}

function dateOf(words: string, today: string, why: Problem[]): string {
	const day = dayIn(words);
	if (day === null) why.push({ why: 'date_unreadable', field: 'event_date', value: words });
	else if (day > today || day < '2009-01-01') why.push({ why: 'date_unlikely', field: 'event_date', value: words });
	return day ?? '';
}

function countryOf(words: string, why: Problem[]): string {
	const country = words.toUpperCase() || 'FRA';
	const known = { FR: 'FRA', FRANCE: 'FRA' }[country] ?? country;
	if (!/^[A-Z]{3}$/.test(known)) why.push({ why: 'country_unknown', field: 'country', value: words });
	return known;
}

function categoryOf(texts: Record<OrdsColumn, string>, rules: RepairRules, why: Problem[]): number {
	const said = texts.product_category || texts.partner_product_category;
	const found = categoryCalled(said, texts.product_category_id, rules.categories);
	if (found !== null) return found;
	const isUnpowered =
		Number(texts.product_category_id) > 40 || rules.unpowered.some((label) => fold(label) === fold(said));
	why.push({ why: isUnpowered ? 'not_powered' : 'category_unknown', field: 'product_category', value: said });
	return 0;
}

function statusOf(texts: Record<OrdsColumn, string>, why: Problem[]): number {
	const status = statusCalled(texts.repair_status);
	if (status === null) why.push({ why: 'status_unknown', field: 'repair_status', value: texts.repair_status });
	return status ?? 0;
}

function barrierOf(words: string, status: number, why: Problem[], mended: Set<Mending>): number | null {
	if (!words) return null;
	if (status !== 3) {
		mended.add('barrier_left_out');
		return null;
	}
	const barrier = barrierCalled(words);
	if (barrier === null) why.push({ why: 'barrier_unknown', field: 'repair_barrier_if_end_of_life', value: words });
	return barrier;
}

/** Its own, with dashes; else what it says of itself, and which of those that say the same it is. */
function idOf(own: string, row: RepairRecord, times: Map<string, number>, mended: Set<Mending>): string {
	if (own) {
		if (own.includes('_')) mended.add('id_dashes');
		return own.replaceAll('_', '-');
	}
	const words = [row.eventDate, row.groupIdentifier, row.partnerProductCategory, row.brand, row.problem]
		.map(fold)
		.filter(Boolean)
		.join(' ');
	const stem = words.replaceAll(' ', '-').slice(0, 90);
	const nth = (times.get(stem) ?? 0) + 1;
	times.set(stem, nth);
	return nth === 1 ? stem : `${stem}-${nth}`;
}
