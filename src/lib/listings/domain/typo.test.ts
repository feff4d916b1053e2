import { expect, test } from 'vitest';
import { corrected } from './typo.ts';

const titles = ['Perceuse à percussion avec coffret de forets', 'Vélos d’enfant', 'Marteau'];

test.each([
	['perceuze', 'perceuse'],
	['perceues', 'perceuse'],
	['precuse à', null],
	['marteu', 'marteau'],
	['perceuse', null],
	['Perceuses', null],
	['velo', null],
	['kayak', null],
	['', null],
	['coffret perceuze', 'coffret perceuse']
])('%j is read as %j', (words, expected) => {
	expect(corrected(words, titles)).toBe(expected);
});
