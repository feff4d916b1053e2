import { writeTable, type Cell } from './table.ts';

/** Columns of the Open Repair Data Standard 0.3 (https://standard.openrepair.org), in its order. */
export const ordsHeader = [
	'id',
	'data_provider',
	'country',
	'partner_product_category',
	'product_category',
	'product_category_id',
	'brand',
	'year_of_manufacture',
	'product_age',
	'repair_status',
	'repair_barrier_if_end_of_life',
	'group_identifier',
	'event_date',
	'problem'
] as const;

export type OrdsColumn = (typeof ordsHeader)[number];

/** The standard's words, by their number. */
export const repairStatuses = ['Unknown', 'Fixed', 'Repairable', 'End of life'] as const;

/** The standard's words, by their number less one: 1 is the first. */
export const repairBarriers = [
	'Spare parts not available',
	'Spare parts too expensive',
	'No way to open product',
	'Repair information not available',
	'Lack of equipment',
	'Item too worn out'
] as const;

/** One of the standard's forty categories of things with a plug or a battery, and what we call it. */
export interface OrdsCategory {
	id: number;
	/** The standard's words. */
	value: string;
	labels: string[];
}

/** A repair as the standard records it. Numbers stand for the standard's words. */
export interface RepairRecord {
	id: string;
	dataProvider: string;
	/** ISO 3166-1 alpha-3. */
	country: string;
	partnerProductCategory: string;
	productCategoryId: number;
	brand: string;
	yearOfManufacture: number | null;
	/** Years, at the time of the repair. */
	productAge: number | null;
	/** 0 to 3. */
	repairStatus: number;
	/** 1 to 6, only when the status is 3. */
	repairBarrier: number | null;
	groupIdentifier: string;
	/** A day, `YYYY-MM-DD`. */
	eventDate: string;
	problem: string;
}

/** Records as the standard's file. Formulas are made inert, accents stay: UTF-8 without a mark, so that the header is exact. */
export function writeOrds(records: readonly RepairRecord[], categories: readonly OrdsCategory[]): string {
	const words = new Map(categories.map(({ id, value }) => [id, value]));
	return writeTable(
		ordsHeader,
		records.map((record) => cellsOf(record, words))
	);
}

function cellsOf(record: RepairRecord, words: ReadonlyMap<number, string>): Cell[] {
	return [
		record.id.replaceAll('_', '-'),
		record.dataProvider,
		record.country,
		record.partnerProductCategory,
		words.get(record.productCategoryId) ?? null,
		record.productCategoryId,
		record.brand,
		record.yearOfManufacture,
		record.productAge,
		repairStatuses[record.repairStatus] ?? null,
		record.repairBarrier === null ? null : repairBarriers[record.repairBarrier - 1]!,
		record.groupIdentifier,
		record.eventDate,
		record.problem
	];
}
