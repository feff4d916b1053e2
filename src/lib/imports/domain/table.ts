import Papa from 'papaparse';

/** A table as a spreadsheet shows it: its first line names the columns. */
export interface Table {
	headers: string[];
	lines: TableLine[];
}

export interface TableLine {
	/** As the spreadsheet counts, the headers being line 1. */
	number: number;
	cells: string[];
	/** Its quotes never end, or it has more cells than there are columns. */
	broken: boolean;
}

/** The table in a text separated by commas, semicolons, tabs or bars: whichever it is. Empty lines are left out. */
export function readTable(text: string): Table {
	const whole = text.replace(/^\uFEFF/, '');
	const { data, errors } = Papa.parse<string[]>(whole, { delimiter: separatorOf(whole), skipEmptyLines: false });
	const broken = new Set(errors.flatMap(({ type, row }) => (type === 'Quotes' && row !== undefined ? [row] : [])));
	const [first = [], ...rest] = data;
	const headers = first.map((cell) => cell.trim());
	const lines = rest.map((cells, index) => ({
		number: index + 2,
		cells,
		broken: broken.has(index + 1) || cells.slice(headers.length).some((cell) => cell.trim() !== '')
	}));
	return { headers, lines: lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
}

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
	const [first = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1);
	const times = (separator: string) => first.split(separator).length;
	return [',', ';', '\t', '|'].reduce((best, one) => (times(one) > times(best) ? one : best));
}

/**
 * A table as text. A cell that a spreadsheet would take for a formula gets an apostrophe in front, which `readCell` takes
 * away again. Numbers stay as they are. Lines end as RFC 4180 has it.
 */
export function writeTable(
	headers: readonly string[],
	lines: readonly (readonly Cell[])[],
	separator: ',' | ';' = ','
): string {
	return [headers, ...lines]
		.map((cells) => `${cells.map((cell) => written(cell, separator)).join(separator)}\r\n`)
		.join('');
}

export type Cell = string | number | null;

/** What a cell says: without outer blanks, nor the apostrophe that kept it from being a formula. */
export function readCell(cell: string): string {
	return cell
		.trim()
		.replace(/^'(?=[=+\-@\t\r])/, '')
		.trim();
}

function written(cell: Cell, separator: string): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return inert.includes(separator) || /["\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
