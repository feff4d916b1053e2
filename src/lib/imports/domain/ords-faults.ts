import { ordsHeader, repairBarriers, repairStatuses, type OrdsCategory, type OrdsColumn } from './ords.ts';

type Line = Readonly<Record<OrdsColumn, string>>;

/** What a line of a file breaks of the Open Repair Data Standard 0.3, in words for whoever mends it; nothing when it is valid. */
export function ordsFaults(line: Line, categories: readonly OrdsCategory[]): string[] {
	const category = categories.find(({ value }) => value === line.product_category);
	const rules: [holds: boolean, fault: string][] = [
		[/^[A-Za-z0-9-]+$/.test(line.id), 'id is letters, digits and dashes'],
		[line.data_provider !== '', 'data_provider is said'],
		[/^[A-Z]{3}$/.test(line.country), 'country is ISO 3166-1 alpha-3'],
		[category !== undefined, 'product_category is one of the forty'],
		[line.product_category_id === String(category?.id), 'product_category_id is that of the category'],
		[/^(\d{4})?$/.test(line.year_of_manufacture), 'year_of_manufacture is a year'],
		[/^(\d+(\.\d+)?)?$/.test(line.product_age), 'product_age is a number of years'],
		[includes(repairStatuses, line.repair_status), 'repair_status is one of the four'],
		[
			line.repair_barrier_if_end_of_life === '' ||
				(line.repair_status === 'End of life' && includes(repairBarriers, line.repair_barrier_if_end_of_life)),
			'repair_barrier is one of the six, and only at the end of life'
		],
		[line.group_identifier !== '', 'group_identifier is said'],
		[isDay(line.event_date), 'event_date is a day'],
		[
			line.year_of_manufacture === '' || line.year_of_manufacture <= line.event_date.slice(0, 4),
			'made before it broke'
		],
		[ordsHeader.every((column) => !/^[=+\-@\t\r]/.test(line[column])), 'no cell is a formula']
	];
	return rules.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

function includes(list: readonly string[], word: string): boolean {
	return list.includes(word);
}

function isDay(text: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
