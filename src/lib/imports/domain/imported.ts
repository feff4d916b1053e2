import type { RefusalCode } from '#lib/errors/refusal.ts';

/** What becomes of a line: `kept` says that a neighbour corrected what the file says otherwise, and stays right. */
export type Outcome = 'new' | 'changed' | 'same' | 'kept' | 'refused';

/** What the database made of a line, or would make of it. */
export interface Imported {
	line: number;
	outcome: Outcome;
	why: RefusalCode | null;
}

/** What files of one source brought. */
export interface PlaceSource {
	source: string;
	/** How many places are there of it. */
	places: number;
	/** Of which nobody has touched so many since. */
	untouched: number;
	/** When the last of them came, ISO 8601. */
	importedAt: string;
}

/** A line on its way: where it stood in the file, and what it says. */
export interface Line<Row> {
	line: number;
	row: Row;
}

/** How many lines had each outcome. */
export function tally(imported: readonly Imported[]): Record<Outcome, number> {
	const counts: Record<Outcome, number> = { new: 0, changed: 0, same: 0, kept: 0, refused: 0 };
	for (const { outcome } of imported) counts[outcome]++;
	return counts;
}

/** The same things in groups of at most `size`, in their order. */
export function inBatches<T>(things: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(things.length / size) }, (_, n) => things.slice(n * size, (n + 1) * size));
}
