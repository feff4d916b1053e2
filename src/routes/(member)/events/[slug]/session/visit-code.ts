import { href } from '#lib/i18n/words.ts';

/** The dark squares of a QR code as one SVG path, one unit each, with a quiet zone of four around. */
export interface Code {
	size: number;
	path: string;
}

/** The code that opens the visitor's own page by `token`: in the fragment, which no server and no log is told. */
export function pageCode(token: string): Promise<Code> {
	return codeOf(`${location.origin}${href('/visit')}#${token}`);
}

/** `text` as a QR code. */
export async function codeOf(text: string): Promise<Code> {
	const { create } = await import('qrcode');
	const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
	const squares = [...data].flatMap((dark, at) =>
		dark ? [`M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`] : []
	);
	return { size: size + 8, path: squares.join('') };
}
