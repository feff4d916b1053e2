/** A word without accents, in small letters. */
function plain(word: string): string {
	return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordsIn(text: string): string[] {
	return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * What was found instead of what was typed: `words` with each word that stands in no title replaced by the one,
 * a letter away, that does; `null` when nothing had to be. The database forgives a typo without saying so.
 */
export function corrected(words: string, titles: string[]): string | null {
	const known = [...new Set(titles.flatMap(wordsIn).map((word) => word.toLowerCase()))];
	let changed = false;
	const result = wordsIn(words).map((word) => {
		const asked = plain(word);
		if (asked.length < 4 || known.some((title) => isSame(asked, plain(title)))) return word;
		const meant = known.find((title) => isOneTypoApart(asked, plain(title)));
		changed ||= meant !== undefined;
		return meant ?? word;
	});
	return changed ? result.join(' ') : null;
}

/** The same word, or one written with another ending. */
function isSame(a: string, b: string): boolean {
	return Math.abs(a.length - b.length) <= 2 && (a.startsWith(b) || b.startsWith(a));
}

/** One letter more, one less, another one, or two neighbours swapped. */
function isOneTypoApart(a: string, b: string): boolean {
	if (a === b || Math.abs(a.length - b.length) > 1) return false;
	const [long, short] = a.length >= b.length ? [a, b] : [b, a];
	let at = 0;
	while (at < short.length && short[at] === long[at]) at++;
	if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
	const swapped =
		long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2);
	return swapped || long.slice(at + 1) === short.slice(at + 1);
}
