import { fold } from './fold.ts';

/** What a file or a line says of who may use it again: under which licence, that nobody may, or nothing. */
export type Reuse = { may: true; licence: string } | { may: false } | null;

const known: [name: string, words: RegExp][] = [
	['ODbL 1.0', /\b(odbl|open ?database|opendatacommons)\b/],
	['Licence Ouverte 2.0', /\b(licence ouverte|open ?licence|etalab|lov2|lo ?ol)\b/],
	['CC0 1.0', /\b(cc ?0|creative commons zero|public ?domain|domaine public|zero 1 0)\b/],
	['CC BY-SA 4.0', /\b(by ?sa|attribution share ?alike|partage dans les memes conditions)\b/],
	['CC BY 4.0', /\b(cc ?by|licenses by|creative commons attribution|attribution 4 0)\b/]
];

/** Forbidden to sell or to change is forbidden here: what is imported is corrected, and exported as open data. */
const forbidding =
	/\b(nc|nd|non ?commercial\w*|no ?deriv\w*|pas de modification|tous droits reserves|all rights reserved|interdit\w*|prohibited|forbidden|no reuse|proprietaire|proprietary|confidentiel\w*)\b/;

/** The licences an importer may choose for a file that names none. */
export const offeredLicences: readonly string[] = known.map(([name]) => name);

/** How a licence in words, or by its address, lets its data be used. One that is unknown is kept in its own words. */
export function reuseUnder(words: string): Reuse {
	const folded = fold(words);
	if (!folded) return null;
	if (forbidding.test(folded)) return { may: false };
	const licence = known.find(([, pattern]) => pattern.test(folded))?.[0] ?? words.trim();
	return { may: true, licence };
}
