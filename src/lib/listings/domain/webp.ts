// What a picture needs to be shown. EXIF and XMP, where phones write places and names, are not among them.
const shown = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);

/** Whether `bytes` are one WebP picture and nothing else: no EXIF, no XMP, nothing hidden after its end. */
export function isCleanWebp(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
	if (bytes.length < 20 || name(0) !== 'RIFF' || name(8) !== 'WEBP') return false;
	if (view.getUint32(4, true) + 8 !== bytes.length) return false;
	let at = 12;
	while (at + 8 <= bytes.length) {
		if (!shown.has(name(at))) return false;
		const size = view.getUint32(at + 4, true);
		at += 8 + size + (size % 2);
	}
	return at === bytes.length;
}
