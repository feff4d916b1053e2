import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { elided } from './elision.ts';

test.each([
	['Ada', 'd’Ada'],
	['Éva', 'd’Éva'],
	['inès', 'd’inès'],
	['Œuvre du quartier', 'd’Œuvre du quartier'],
	['Bo', 'de Bo'],
	['cette personne', 'de cette personne'],
	['', 'de '],
	['7e ciel', 'de 7e ciel']
])('a name that begins with a vowel: %s', (name, said) => {
	expect(elided('de', name)).toBe(said);
});

test.each([
	['Yves', 'qu’Yves'],
	['Yvonne', 'qu’Yvonne'],
	['Yann', 'que Yann'],
	['Youssef', 'que Youssef'],
	['Y', 'que Y']
])('a y is a vowel before a consonant: %s', (name, said) => {
	expect(elided('que', name)).toBe(said);
});

test.each(['Hélène', 'Héloïse', 'Henri', 'Hervé', 'Hilaire', 'Hippolyte', 'Honoré', 'Hortense', 'Hubert', 'Hugo'])(
	'an h that is silent: %s',
	(name) => expect(elided('de', name)).toBe(`d’${name}`)
);
test.each(['Hassan', 'Hamid', 'Harry', 'Heidi', 'Hicham', 'Hector des Halles'])('one that is not: %s', (name) =>
	expect(elided('de', name)).toBe(`de ${name}`)
);

test('no French sentence puts a name behind a word that may lose its end', () => {
	const folder = new URL('messages/', import.meta.url);
	const sentences = readdirSync(folder)
		.filter((file) => file.endsWith('.fr.json'))
		.flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'));
	expect(sentences.filter((line) => /\b(?:de|que) \{(?:\w*name|who|person)\}/i.test(line))).toEqual([]);
});
