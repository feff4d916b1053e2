import fc from 'fast-check';
import { expect, test } from 'vitest';
import { photo, photoWithExif, photoWithTail, photoWithXmp, notAPhoto } from '../../../tests/contract/support/photo.ts';
import { objectionTo, sidesOf } from './webp.ts';

test.each([
	['a sound photo', photo, null],
	['one that says where it was taken', photoWithExif, 'carries_metadata'],
	['one that says so in XMP', photoWithXmp, 'carries_metadata'],
	['one with something after it', photoWithTail, 'damaged'],
	['one cut short', photo.subarray(0, -2), 'damaged'],
	['a drawing', notAPhoto, 'not_webp'],
	['nothing', new Uint8Array(), 'not_webp']
])('%s: %s', (_, bytes, objection) => {
	expect(objectionTo(bytes)).toBe(objection);
});

test('a photo of too many pixels is refused before anyone decodes it', () => {
	const huge = Buffer.from(photo);
	huge.writeUInt32LE(16_383 | (16_383 << 14), 21);
	expect(objectionTo(huge)).toBe('too_many_pixels');
});

test('its sides are read from its first chunk', () => {
	expect(sidesOf(photo)).toEqual({ width: 1, height: 1 });
});

test('no bytes make it fail', () => {
	const beginning = photo.subarray(0, 12);
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
			const whole = Buffer.concat([beginning, bytes]);
			whole.writeUInt32LE(whole.length - 8, 4);
			expect(['not_webp', 'damaged', 'carries_metadata', 'too_many_pixels', null]).toContain(objectionTo(whole));
		})
	);
});
