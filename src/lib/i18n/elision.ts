/** Written with an h that is not said, so that the word before loses its end: names of here. Others keep it: "de Hassan". */
const silentH = /^h(?:e(?:l|n|r[vm])|ila|ippo|on|or|u[bgm]|y[ap])/;

/**
 * "d’Ada", "de Bo", "qu’Yves", "que Hassan": a French word that loses its end before a vowel, and the name after it. A y is a
 * vowel before a consonant, and an h is none in the names where it is silent.
 */
export function elided(word: 'de' | 'que', name: string): string {
	const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
	const meets = /^[aeiouœæ]/.test(plain) || /^y[^aeiouy]/.test(plain) || silentH.test(plain);
	return meets ? `${word.slice(0, -1)}’${name}` : `${word} ${name}`;
}
