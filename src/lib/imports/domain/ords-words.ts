import { fold } from './fold.ts';
import { repairBarriers, repairStatuses, type OrdsCategory } from './ords.ts';

/** What repair cafés write in their spreadsheets, folded, for each status of the standard. */
const statusWords: readonly (readonly string[])[] = [
	['unknown', 'inconnu', 'ne sait pas', 'nsp', ''],
	['fixed', 'repare', 'oui', 'reparation reussie', 'ok', 'reussi', 'yes', 'succes'],
	['repairable', 'reparable', 'partiel', 'a revoir', 'en cours', 'conseil', 'piece a commander'],
	[
		'end of life',
		'en fin de vie',
		'fin de vie',
		'irreparable',
		'non',
		'non reparable',
		'non repare',
		'echec',
		'no',
		'hs'
	]
];

const barrierWords: readonly (readonly string[])[] = [
	['pieces detachees introuvables', 'piece introuvable', 'pieces indisponibles'],
	['pieces detachees trop cheres', 'piece trop chere', 'trop cher'],
	['impossible a ouvrir', 'ne s ouvre pas'],
	['information de reparation introuvable', 'pas de documentation', 'manque d information'],
	['equipement manquant', 'manque de materiel', 'manque d outil'],
	['objet trop use', 'trop use']
];

/** The standard's number for a status in words or as a number; `null` for words it has none for. */
export function statusCalled(words: string): number | null {
	return numberCalled(words, repairStatuses, statusWords, 0);
}

/** The standard's number, from 1, for a barrier in words or as a number. */
export function barrierCalled(words: string): number | null {
	return numberCalled(words, repairBarriers, barrierWords, 1);
}

/**
 * The standard's category, by its words or ours, or by its number alone. When both are said they must agree: otherwise nobody
 * knows which was meant.
 */
export function categoryCalled(words: string, id: string, categories: readonly OrdsCategory[]): number | null {
	const folded = fold(words);
	const byId = id ? categories.find((category) => category.id === Number(id)) : undefined;
	const byWords = categories.find(({ value, labels }) => [value, ...labels].some((label) => fold(label) === folded));
	if (id && !byId) return null;
	if (byId && byWords && byId !== byWords) return null;
	return (byWords ?? byId)?.id ?? null;
}

function numberCalled(
	words: string,
	standard: readonly string[],
	others: readonly (readonly string[])[],
	first: number
): number | null {
	const folded = fold(words);
	const at = standard.findIndex(
		(one, n) => fold(one) === folded || others[n]!.includes(folded) || folded === String(n + first)
	);
	return at < 0 ? null : at + first;
}
