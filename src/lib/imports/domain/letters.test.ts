import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBytes, mendAccents, mendLineEnds } from './letters.ts';

const utf8 = new TextEncoder();
/** As Windows' page would show what was written as UTF-8. */
const misread = (text: string) => new TextDecoder('windows-1252').decode(utf8.encode(text));

describe('decodeBytes', () => {
	test('takes UTF-8 for what it is', () => {
		expect(decodeBytes(utf8.encode('Recyclerie d’été 🔧'))).toEqual({ text: 'Recyclerie d’été 🔧', encoding: 'utf-8' });
	});

	test('takes what is not valid UTF-8 for the page of Windows', () => {
		const bytes = Uint8Array.from([0x42, 0xe9, 0x63, 0x68, 0x65, 0x72, 0x65, 0x6c, 0x20, 0x80]);
		expect(decodeBytes(bytes)).toEqual({ text: 'Bécherel €', encoding: 'windows-1252' });
	});

	test('takes UTF-16 by its mark', () => {
		expect(decodeBytes(Uint8Array.from([0xff, 0xfe, 0xe9, 0x00]))).toEqual({ text: 'é', encoding: 'utf-16' });
		expect(decodeBytes(Uint8Array.from([0xfe, 0xff, 0x00, 0xe9]))).toEqual({ text: 'é', encoding: 'utf-16' });
	});
});

describe('mendAccents', () => {
	test.each([
		['Réparation', 'Réparation', false],
		['RÃ©paration', 'Réparation', true],
		['L’Échappée', 'L’Échappée', false],
		['Lâ€™Ã‰chappÃ©e', 'L’Échappée', true],
		['CÅ“ur Â« ouvert Â»', 'Cœur « ouvert »', true],
		['K√§rcher', 'Kärcher', true],
		['K?§rcher', 'Kärcher', true],
		['Est-il réparable ? Oui', 'Est-il réparable ? Oui', false],
		['Pas de souci? Mais', 'Pas de souci? Mais', false],
		['https://exemple.org/a?b=1', 'https://exemple.org/a?b=1', false],
		['Château Ânesse', 'Château Ânesse', false],
		['CAFÉ» et ÂME', 'CAFÉ» et ÂME', false]
	])('%s', (broken, text, mended) => {
		expect(mendAccents(broken)).toEqual({ text, mended });
	});

	test.each(['R?paration', 'Rep\uFFFDration', 'r?cup?rer'])('%s has lost letters', (broken) => {
		expect(mendAccents(broken)).toBeNull();
	});

	test('puts right what was broken twice', () => {
		expect(mendAccents(misread(misread('Réparé à Bécherel')))?.text).toBe('Réparé à Bécherel');
	});

	test('puts right whatever French was misread, and leaves what was not', () => {
		const letters = fc.constantFrom(...'aeiou éèêëàâçôûùïîœÉÀÇ’«»–…€bcdf');
		fc.assert(
			fc.property(fc.array(letters, { minLength: 1, maxLength: 30 }), (drawn) => {
				const text = drawn.join('');
				fc.pre(!/â€/u.test(text)); // nobody writes so, but for a program that misread
				expect(mendAccents(text)).toEqual({ text, mended: false });
				expect(mendAccents(misread(text))?.text).toBe(text);
			})
		);
	});
});

test('line ends written as signs become line ends', () => {
	expect(mendLineEnds('Bonjour, \\r\\n la radio\\ncrachote.\\r Merci')).toBe('Bonjour,\nla radio\ncrachote.\nMerci');
});
