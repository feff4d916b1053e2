import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { plainWebp, type Pixels } from './plain-webp.ts';
import { isCleanWebp } from './webp.ts';

/** What another reader of the format makes of a file. */
async function read(file: Uint8Array): Promise<Pixels> {
	const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data };
}

/** By how much the worst channel of the worst pixel is off. */
function worst(one: Pixels, other: Pixels): number {
	let most = 0;
	for (let at = 0; at < one.data.length; at++) {
		if (at % 4 < 3) most = Math.max(most, Math.abs(one.data[at]! - other.data[at]!));
	}
	return most;
}

function picture(width: number, height: number, colourAt: (x: number, y: number) => [number, number, number]): Pixels {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let at = 0; at < width * height; at++) data.set(colourAt(at % width, Math.floor(at / width)), at * 4);
	return { width, height, data };
}

/** Soft light, a sharp edge and some grain: a photograph, as far as numbers go. */
const photograph = picture(900, 700, (x, y) => {
	const grain = ((x * 7919 + y * 104_729) % 13) - 6;
	const light = 90 + 80 * Math.sin(x / 90) * Math.cos(y / 70) + grain;
	return (x - 450) ** 2 + (y - 350) ** 2 < 40_000
		? [light + 60, light / 2, 30 + grain]
		: [light, light + 20, light + 40];
});

test('step 1 keeps every bit', async () => {
	const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
	const size = { min: 1, max: 40 };
	await fc.assert(
		fc.asyncProperty(
			fc.integer(size),
			fc.integer(size),
			fc.array(colour, { minLength: 1, maxLength: 1600 }),
			async (width, height, colours) => {
				const drawn = picture(width, height, (x, y) => colours[(y * width + x) % colours.length]!);
				const file = plainWebp(drawn, 1);
				expect(isCleanWebp(file)).toBe(true);
				const seen = await read(file);
				expect([seen.width, seen.height, worst(drawn, seen)]).toEqual([width, height, 0]);
			}
		),
		{ numRuns: 60 }
	);
});

test.each([4, 8, 20])('step %i is never off by as much, black and white included', async (step) => {
	const sharpEdges = picture(200, 150, (x, y) => (((x >> 3) + (y >> 2)) % 2 ? [255, 0, 255] : [0, 255, (x * y) % 256]));
	for (const drawn of [photograph, sharpEdges]) {
		expect(worst(drawn, await read(plainWebp(drawn, step)))).toBeLessThan(step);
	}
});

test('a photograph becomes light', () => {
	const perPixel = (plainWebp(photograph, 8).length * 8) / (900 * 700);
	expect(perPixel).toBeLessThan(6);
});
