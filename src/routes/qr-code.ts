/** The dark squares of a QR code as one SVG path, one unit each, with a quiet zone of four around. */
export async function qrCode(text: string): Promise<{ size: number; path: string }> {
	const { create } = await import('qrcode');
	const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
	const squares = [...data].flatMap((dark, at) =>
		dark ? [`M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`] : []
	);
	return { size: size + 8, path: squares.join('') };
}
