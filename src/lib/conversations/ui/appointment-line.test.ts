import { expect, test } from 'vitest';
import { systemWords } from './system-words.ts';

const times = '2026-11-28T09:00Z 2026-11-28T11:00Z';

test.each([
	['proposed hand_over', 'me', 'Vous proposez la remise samedi 28 novembre, entre 10 h et 12 h.'],
	['proposed return', 'ada', 'Ada propose le retour samedi 28 novembre, entre 10 h et 12 h.'],
	['agreed hand_over', 'ada', 'Remise convenue : samedi 28 novembre, entre 10 h et 12 h.'],
	['agreed return', null, 'Retour convenu : samedi 28 novembre, entre 10 h et 12 h.'],
	['declined hand_over', 'ada', 'Remise proposée samedi 28 novembre, entre 10 h et 12 h : sans suite.'],
	['cancelled return', 'me', 'Retour annulé : samedi 28 novembre, entre 10 h et 12 h.']
])('%s by %s: %s', (what, author, words) => {
	const said = systemWords(`appointment_${what} ${times}`, author, 'me', 'Ada');
	expect(said?.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(words);
});

test('a line of a later version is not guessed at', () => {
	expect(systemWords(`appointment_forgotten return ${times}`, null, 'me', 'Ada')).toBeNull();
	expect(systemWords('appointment_agreed return', null, 'me', 'Ada')).toBeNull();
});
