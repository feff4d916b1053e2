import { fitted } from '#lib/listings/domain/photo-order.ts';
import {
	fileProblem,
	fullSide,
	mostPixels,
	plainSide,
	smallWidth,
	type Encoded
} from '#lib/listings/domain/photo-problem.ts';

/** Tried in turn until a photograph is light enough to be stored. */
const qualities = [0.82, 0.65, 0.4];
/** The same, where the browser only reads the format: what a channel may be off by. */
const roundings = [8, 16, 32];
const heaviestStored = 2_000_000;

type Canvas = OffscreenCanvas | HTMLCanvasElement;
type Size = { width: number; height: number };

/**
 * Makes a photograph of what a phone or a camera gives: upright, 1600 px at most, WebP, and a small one for lists.
 * Drawn anew, so that nothing of the original's hidden data (place, device, owner) leaves the phone.
 */
export async function encodePhoto(file: Blob): Promise<Encoded> {
	const problem = fileProblem(file);
	if (problem) return { problem };
	const size = await sizeOf(file);
	if (!size) return { problem: 'not_a_picture' };
	if (size.width * size.height > mostPixels) return { problem: 'too_many_pixels' };
	const picture = await opened(file);
	if (!picture) return { problem: 'not_a_picture' };
	try {
		const whole = fitted(picture.width, picture.height, (await writesWebp()) ? fullSide : plainSide);
		const narrow = fitted(
			picture.width,
			picture.height,
			Math.max(smallWidth, (smallWidth * whole.height) / whole.width)
		);
		const [full, small] = [await drawn(picture, whole), await drawn(picture, narrow)];
		return full && small ? { full, small, ...whole } : { problem: 'cannot_encode' };
	} finally {
		picture.close();
	}
}

/** The size of a picture, read from its first bytes: a bomb must be told before it is unpacked. */
async function sizeOf(file: Blob): Promise<Size | undefined> {
	const url = URL.createObjectURL(file);
	try {
		const image = new Image();
		await new Promise((resolve, reject) => {
			image.onload = resolve;
			image.onerror = () => reject(new Error('unreadable picture'));
			image.src = url;
		});
		return image.naturalWidth ? { width: image.naturalWidth, height: image.naturalHeight } : undefined;
	} catch {
		return undefined;
	} finally {
		URL.revokeObjectURL(url);
	}
}

// A corrupt file and a format this browser does not know both reject; the person is told the same.
async function opened(file: Blob): Promise<ImageBitmap | undefined> {
	return createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
}

async function drawn(picture: ImageBitmap, { width, height }: Size): Promise<Blob | undefined> {
	const canvas = canvasOf(width, height);
	const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
	if (!context) return undefined;
	context.imageSmoothingQuality = 'high';
	// What was see-through would turn black.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.drawImage(picture, 0, 0, width, height);
	for (const attempt of qualities.keys()) {
		const blob =
			(await written(canvas, qualities[attempt]!)) ?? (await plainlyWritten(context, { width, height }, attempt));
		if (blob.size <= heaviestStored) return blob;
	}
	return undefined;
}

/** WebP by the browser itself; nothing when it cannot: Safari answers a PNG instead of refusing. */
async function written(canvas: Canvas, quality: number): Promise<Blob | undefined> {
	const blob = await encoded(canvas, quality);
	return blob?.type === 'image/webp' ? blob : undefined;
}

/** WebP without the browser's help. Heavier, so its code is only loaded where it is needed. */
async function plainlyWritten(
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
	{ width, height }: Size,
	attempt: number
): Promise<Blob> {
	const { plainWebp } = await import('#lib/listings/domain/plain-webp.ts');
	return new Blob([plainWebp(context.getImageData(0, 0, width, height), roundings[attempt]!)], { type: 'image/webp' });
}

async function writesWebp(): Promise<boolean> {
	const canvas = canvasOf(1, 1);
	canvas.getContext('2d');
	return (await written(canvas, 1)) !== undefined;
}

function canvasOf(width: number, height: number): Canvas {
	if ('OffscreenCanvas' in globalThis) return new OffscreenCanvas(width, height);
	return Object.assign(document.createElement('canvas'), { width, height });
}

function encoded(canvas: Canvas, quality: number): Promise<Blob | null> {
	if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/webp', quality });
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
}
