import { describe, expect, test } from 'vitest';
import { isCleanWebp } from '#lib/listings/domain/webp.ts';
import { encodePhoto } from './photo-encoding.ts';

/** A picture of this size: red at its top left corner, blue elsewhere. */
async function drawing(width: number, height: number, type: string): Promise<Blob> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d')!;
	context.fillStyle = '#00f';
	context.fillRect(0, 0, width, height);
	context.fillStyle = '#f00';
	context.fillRect(0, 0, width / 2, height / 2);
	return canvas.convertToBlob({ type, quality: 0.9 });
}

/**
 * The same JPEG as a phone would write it: an EXIF block with an orientation, the maker, and a place (GPS).
 * Big-endian TIFF: one directory of three entries, then the GPS directory.
 */
async function withExif(jpeg: Blob, orientation: number): Promise<Blob> {
	const maker = 'SECRETPHONE\0';
	const entry = (tag: number, type: number, count: number, value: number) => [
		...u16(tag),
		...u16(type),
		...u32(count),
		...u32(value)
	];
	const directory = 8;
	const makerAt = directory + 2 + 3 * 12 + 4;
	const gpsAt = makerAt + maker.length;
	const latitudeAt = gpsAt + 2 + 2 * 12 + 4;
	const tiff = [
		...[...'MM'].map((letter) => letter.charCodeAt(0)),
		...u16(42),
		...u32(directory),
		...u16(3),
		...entry(0x010f, 2, maker.length, makerAt),
		...entry(0x0112, 3, 1, orientation << 16),
		...entry(0x8825, 4, 1, gpsAt),
		...u32(0),
		...[...maker].map((letter) => letter.charCodeAt(0)),
		...u16(2),
		...entry(0x0001, 2, 2, 0x4e000000),
		...entry(0x0002, 5, 3, latitudeAt),
		...u32(0),
		...[48, 6, 38].flatMap((part) => [...u32(part), ...u32(1)])
	];
	const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
	const block = [0xff, 0xe1, ...u16(exif.length + 2), ...exif];
	return new Blob([new Uint8Array([0xff, 0xd8, ...block]), jpeg.slice(2)], { type: 'image/jpeg' });
}

const u16 = (value: number) => [(value >> 8) & 255, value & 255];
const u32 = (value: number) => [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const says = async (blob: Blob, word: string) => new TextDecoder('latin1').decode(await bytesOf(blob)).includes(word);

async function colourAt(blob: Blob, x: number, y: number): Promise<'red' | 'blue' | 'other'> {
	const picture = await createImageBitmap(blob);
	const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
	context.drawImage(picture, 0, 0);
	const [red, , blue] = context.getImageData(Math.floor(x * picture.width), Math.floor(y * picture.height), 1, 1).data;
	return red! > 200 && blue! < 80 ? 'red' : blue! > 200 && red! < 80 ? 'blue' : 'other';
}

async function encoded(file: Blob) {
	const photo = await encodePhoto(file);
	if ('problem' in photo) throw new Error(photo.problem);
	return photo;
}

describe('a photograph from a phone', () => {
	test('leaves its place and its maker behind', async () => {
		const file = await withExif(await drawing(400, 300, 'image/jpeg'), 1);
		expect(await says(file, 'SECRETPHONE')).toBe(true);
		const { full, small } = await encoded(file);
		for (const made of [full, small]) {
			expect(isCleanWebp(await bytesOf(made))).toBe(true);
			expect(await says(made, 'SECRETPHONE')).toBe(false);
			expect(await says(made, 'Exif')).toBe(false);
		}
	});

	// Orientation 6: held upright, written lying on its side. The red corner must end at the top right.
	test('stands upright', async () => {
		const { full, width, height } = await encoded(await withExif(await drawing(400, 300, 'image/jpeg'), 6));
		expect([width, height]).toEqual([300, 400]);
		expect(await colourAt(full, 0.75, 0.25)).toBe('red');
		expect(await colourAt(full, 0.25, 0.25)).toBe('blue');
	});

	test('is made small enough, once for its page and once for lists', async () => {
		const { full, small, width, height } = await encoded(await drawing(4032, 3024, 'image/jpeg'));
		expect([width, height]).toEqual([1600, 1200]);
		expect(full.size).toBeLessThan(2_000_000);
		const list = await createImageBitmap(small);
		expect([list.width, list.height]).toEqual([480, 360]);
	});
});

test('a tall picture is 480 wide in lists, like the others', async () => {
	const { small } = await encoded(await drawing(900, 1600, 'image/png'));
	expect((await createImageBitmap(small)).width).toBe(480);
});

test('a small picture is not enlarged', async () => {
	expect(await encoded(await drawing(120, 90, 'image/webp'))).toMatchObject({ width: 120, height: 90 });
});

test.each([
	['a document', new Blob(['%PDF-1.7'], { type: 'application/pdf' }), 'not_a_picture'],
	['a page in disguise', new Blob(['<svg onload="alert(1)"/>'], { type: 'image/png' }), 'not_a_picture'],
	['nothing at all', new Blob([], { type: 'image/jpeg' }), 'not_a_picture'],
	['half a photograph', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' }), 'not_a_picture'],
	['a very heavy file', { size: 41_000_000, type: 'image/jpeg' } as Blob, 'too_heavy']
])('%s is refused kindly', async (_, file, problem) => {
	expect(await encodePhoto(file)).toEqual({ problem });
});

test('a picture that would fill the memory is refused before it is opened', async () => {
	expect(await encodePhoto(pngBomb(20_000, 20_000))).toEqual({ problem: 'too_many_pixels' });
});

test('a browser that only reads WebP makes one all the same', async () => {
	const picture = await drawing(2400, 1800, 'image/jpeg');
	const original = OffscreenCanvas.prototype.convertToBlob;
	OffscreenCanvas.prototype.convertToBlob = async () => new Blob(['png'], { type: 'image/png' });
	try {
		const { full, small, width, height } = await encoded(picture);
		expect([width, height]).toEqual([1200, 900]);
		expect(isCleanWebp(await bytesOf(full))).toBe(true);
		expect(await colourAt(full, 0.25, 0.25)).toBe('red');
		expect(await colourAt(small, 0.75, 0.75)).toBe('blue');
	} finally {
		OffscreenCanvas.prototype.convertToBlob = original;
	}
});

/** A PNG that announces a size and holds no pixels: what a bomb looks like from its first bytes. */
function pngBomb(width: number, height: number): Blob {
	const chunk = (name: string, data: number[]) => {
		const body = [...[...name].map((letter) => letter.charCodeAt(0)), ...data];
		return [...u32(data.length), ...body, ...u32(crc(body))];
	};
	const header = chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]);
	const pixels = chunk('IDAT', [0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]);
	return new Blob(
		[new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...header, ...pixels, ...chunk('IEND', [])])],
		{
			type: 'image/png'
		}
	);
}

function crc(bytes: number[]): number {
	let value = ~0;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	}
	return ~value >>> 0;
}
