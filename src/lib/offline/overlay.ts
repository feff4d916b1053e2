import type { Operation } from './outbox/operation.ts';

/** What an unsent operation of one kind does to a list: the same list, or another. */
export type Stroke<Row> = (rows: Row[], operation: Operation<never>) => Row[];

/**
 * `rows` as they will be once everything unsent has arrived. Drawn at reading time and never stored, so that a refusal
 * leaves nothing to undo.
 * @param strokes what each kind does; kinds that are not named do nothing
 */
export function overlay<Row>(rows: Row[], operations: Operation[], strokes: Record<string, Stroke<Row>>): Row[] {
	return operations
		.toSorted((a, b) => a.seq - b.seq)
		.reduce((drawn, operation) => strokes[operation.kind]?.(drawn, operation as Operation<never>) ?? drawn, rows);
}

/** `rows` with `row` at the end, unless the database has it already: it arrived, and knows better. */
export function withRow<Row extends { id: string }>(rows: Row[], row: Row): Row[] {
	return rows.some(({ id }) => id === row.id) ? rows : [...rows, row];
}

/** `rows` with `change` made to the one with this id, if it is there. */
export function withChange<Row extends { id: string }>(rows: Row[], id: string, change: Partial<Row>): Row[] {
	return rows.map((row) => (row.id === id ? { ...row, ...change } : row));
}
