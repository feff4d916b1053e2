import { expect, test } from 'vitest';
import { isCleanWebp } from './webp.ts';

/** A WebP file of these chunks; the pictures inside are nonsense, only the envelope counts here. */
function webp(...chunks: [name: string, body: string][]): Uint8Array {
	const body = chunks.map(([name, text]) => {
		const size = Buffer.alloc(4);
		size.writeUInt32LE(text.length);
		return Buffer.concat([Buffer.from(name), size, Buffer.from(text), Buffer.alloc(text.length % 2)]);
	});
	const content = Buffer.concat([Buffer.from('WEBP'), ...body]);
	const size = Buffer.alloc(4);
	size.writeUInt32LE(content.length);
	return new Uint8Array(Buffer.concat([Buffer.from('RIFF'), size, content]));
}

test('a picture with its colour profile is clean', () => {
	expect(isCleanWebp(webp(['VP8 ', 'picture']))).toBe(true);
	expect(isCleanWebp(webp(['VP8X', 'flags'], ['ICCP', 'colours'], ['ALPH', 'mask'], ['VP8 ', 'picture']))).toBe(true);
});

test.each(['EXIF', 'XMP ', 'ANMF', 'abcd'])('a picture with a chunk %s is not', (name) => {
	expect(isCleanWebp(webp(['VP8 ', 'picture'], [name, 'GPS 48.1 -1.6']))).toBe(false);
});

test('nothing may follow the picture, and nothing may be missing', () => {
	const whole = webp(['VP8 ', 'picture']);
	expect(isCleanWebp(new Uint8Array([...whole, ...Buffer.from('<script>')]))).toBe(false);
	expect(isCleanWebp(whole.subarray(0, whole.length - 2))).toBe(false);
});

test('what is not WebP is not clean', () => {
	expect(isCleanWebp(new Uint8Array(0))).toBe(false);
	expect(isCleanWebp(Buffer.from('<svg onload="alert(1)"></svg> and some more'))).toBe(false);
	expect(isCleanWebp(Buffer.from([0xff, 0xd8, 0xff, 0xe1, ...Buffer.alloc(40)]))).toBe(false);
});
