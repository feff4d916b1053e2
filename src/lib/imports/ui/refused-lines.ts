import { m } from '#lib/i18n/words.ts';
import type { Imported } from '#lib/imports/domain/imported.ts';
import type { Judged } from '#lib/imports/domain/place-row.ts';
import { writeTable } from '#lib/imports/domain/table.ts';
import { problemWords, refusalWords } from './import-words.ts';

/** A line that was not taken, in words. */
export interface RefusedLine {
	line: number;
	name: string;
	why: string;
}

/** Every line that was not taken, on reading or by the database, in the order of the file. */
export function refusedLines<Row extends object>(
	judged: readonly Judged<Row>[],
	outcomes: readonly Imported[]
): RefusedLine[] {
	const names = new Map(judged.map(({ line, name }) => [line, name]));
	const onReading = judged.flatMap((one) =>
		'mended' in one ? [] : [{ line: one.line, name: one.name, why: one.why.map(problemWords).join(' ') }]
	);
	const after = outcomes.flatMap(({ line, outcome, why }) =>
		outcome === 'refused' ? [{ line, name: names.get(line) ?? '', why: refusalWords(why ?? 'invalid_value') }] : []
	);
	return [...onReading, ...after].toSorted((a, b) => a.line - b.line);
}

/** The same as a table that a spreadsheet opens with its accents: to mend the lines, and import them again. */
export function refusedTable(lines: readonly RefusedLine[]): string {
	const headers = [m.imports_refused_line(), m.imports_refused_name(), m.imports_refused_why()];
	return `\uFEFF${writeTable(
		headers,
		lines.map(({ line, name, why }) => [line, name, why]),
		';'
	)}`;
}
