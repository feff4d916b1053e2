/** Why bytes are not a photo as our app sends it. */
export type Objection = 'not_webp' | 'damaged' | 'carries_metadata' | 'too_many_pixels';

/** In pixels. */
export interface Sides {
	width: number;
	height: number;
}

const maxSide = 4096;
const imageChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);
const metadataChunks = new Set(['EXIF', 'XMP ']);

/**
 * What speaks against keeping `bytes`, or `null`. A photo is one still WebP image: nothing before or after it, no chunk
 * that could say where or by whom it was taken, no side longer than 4096 pixels.
 */
export function objectionTo(bytes: Uint8Array): Objection | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 20 || fourCc(bytes, 0) !== 'RIFF' || fourCc(bytes, 8) !== 'WEBP') return 'not_webp';
	const end = view.getUint32(4, true) + 8;
	if (end !== bytes.length) return 'damaged';

	let at = 12;
	let isImage = false;
	while (at + 8 <= end) {
		const chunk = fourCc(bytes, at);
		const size = view.getUint32(at + 4, true);
		if (metadataChunks.has(chunk)) return 'carries_metadata';
		if (!imageChunks.has(chunk) || at + 8 + size > end) return 'damaged';
		const sides = sidesIn(view, chunk, at + 8, size);
		if (sides && Math.max(sides.width, sides.height) > maxSide) return 'too_many_pixels';
		isImage ||= chunk === 'VP8 ' || chunk === 'VP8L';
		at += 8 + size + (size % 2);
	}
	return isImage && at === end ? null : 'damaged';
}

/** The size in pixels that a sound WebP image announces first. */
export function sidesOf(bytes: Uint8Array): Sides | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return sidesIn(view, fourCc(bytes, 12), 20, view.getUint32(16, true));
}

/** What a chunk says of the image's size; `null` for a chunk that says nothing of it. */
function sidesIn(view: DataView, chunk: string, at: number, size: number): Sides | null {
	if (chunk === 'VP8X' && size >= 10) return { width: uint24(view, at + 4) + 1, height: uint24(view, at + 7) + 1 };
	if (chunk === 'VP8 ' && size >= 10) {
		return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
	}
	if (chunk === 'VP8L' && size >= 5) {
		const sides = view.getUint32(at + 1, true);
		return { width: (sides & 0x3fff) + 1, height: ((sides >> 14) & 0x3fff) + 1 };
	}
	return null;
}

function uint24(view: DataView, at: number): number {
	return view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
}

function fourCc(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 4));
}
