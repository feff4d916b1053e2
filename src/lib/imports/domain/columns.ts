import { fold } from './fold.ts';

/** Which column of a table says what; `null` where none does. */
export type Columns<Field extends string> = Record<Field, number | null>;

/** Names under which files call a field, folded; the first that a table has is taken. */
export type Names<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Guesses which column says what, by its name. A guess: whoever imports sees it and may choose otherwise. */
export function guessColumns<Field extends string>(headers: readonly string[], names: Names<Field>): Columns<Field> {
	const folded = headers.map(fold);
	const taken = new Set<number>();
	const guess = (called: readonly string[]) => {
		for (const name of called) {
			const at = folded.findIndex((header, index) => header === name && !taken.has(index));
			if (at < 0) continue;
			taken.add(at);
			return at;
		}
		return null;
	};
	const fields = Object.entries(names) as [Field, readonly string[]][];
	return Object.fromEntries(fields.map(([field, called]) => [field, guess(called)])) as Columns<Field>;
}
