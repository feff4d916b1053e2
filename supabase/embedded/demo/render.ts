/**
 * Renders the drawings of the demonstration listings as the photographs the product would receive:
 * one large picture and one small, WebP, without any metadata. Run by hand after a drawing changes:
 * `node supabase/embedded/demo/render.ts`, from the project's root.
 */
import { mkdir, readdir } from 'node:fs/promises';
import sharp from 'sharp';

const drawings = new URL('drawings/', import.meta.url);
const photos = new URL('photos/', import.meta.url);
/** The drawings' own width; they are rasterised at the size wanted, never enlarged afterwards. */
const drawnWidth = 400;
const cssPixelsPerInch = 72;

const variants = [
	{ suffix: '', width: 1200, height: 900, quality: 82, ceiling: 40_000 },
	{ suffix: '-small', width: 480, height: 360, quality: 80, ceiling: 12_000 }
];

async function render(name: string): Promise<void> {
	const drawing = new URL(`${name}.svg`, drawings).pathname;
	for (const { suffix, width, height, quality, ceiling } of variants) {
		const picture = await sharp(drawing, { density: (cssPixelsPerInch * width) / drawnWidth })
			.resize(width, height)
			.removeAlpha()
			.webp({ quality, effort: 6, smartSubsample: true })
			.toFile(new URL(`${name}${suffix}.webp`, photos).pathname);
		if (picture.size > ceiling) throw new Error(`${name}${suffix}.webp weighs ${picture.size} bytes, over ${ceiling}`);
	}
}

await mkdir(photos, { recursive: true });
const names = (await readdir(drawings))
	.filter((file) => file.endsWith('.svg'))
	.map((file) => file.slice(0, -'.svg'.length));
for (const name of names.sort()) await render(name);
console.log(`${names.length} drawings rendered.`);
