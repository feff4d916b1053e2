/** What a file's bytes say, and how they were written. */
export interface Decoded {
	text: string;
	encoding: 'utf-8' | 'utf-16' | 'windows-1252';
}

/** A text whose accents were put back, or were right all along; `null` when letters are lost for good. */
export type Mended = { text: string; mended: boolean } | null;

/**
 * Reads the bytes of a file: UTF-8 when they are valid as such, UTF-16 when its mark stands in front, else the
 * Western European page of Windows, in which spreadsheets save by default.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return { text: decode('utf-16le', bytes), encoding: 'utf-16' };
	if (first === 0xfe && second === 0xff) return { text: decode('utf-16be', bytes), encoding: 'utf-16' };
	const text = decodeStrictly(bytes);
	return text === null
		? { text: decode('windows-1252', bytes), encoding: 'windows-1252' }
		: { text, encoding: 'utf-8' };
}

/**
 * Puts accents back that a wrong reading broke, where only one reading is possible: `RÃ©paration` is Réparation,
 * `K√§rcher` Kärcher. A letter replaced by a question mark or a lozenge is lost: what it was is anybody's guess.
 */
export function mendAccents(text: string): Mended {
	let mended = mendMac(mendWindows(text));
	// Broken twice over, by two programs in turn.
	if (mended !== text) mended = mendWindows(mended);
	if (mended.includes('\uFFFD') || hasLostLetter(mended)) return null;
	return { text: mended, mended: mended !== text };
}

/** The two characters backslash and n (or r, or t), where a program wrote the sign instead of the line's end. */
export function mendLineEnds(text: string): string {
	return text
		.replace(/(?:\\r)?\\n|\\r|\r\n?/g, '\n')
		.replace(/\\t/g, ' ')
		.replace(/[ \t]*\n[ \t]*/g, '\n')
		.trim();
}

function decode(encoding: string, bytes: Uint8Array): string {
	return new TextDecoder(encoding).decode(bytes);
}

function decodeStrictly(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (fault) {
		if (fault instanceof TypeError) return null;
		throw fault;
	}
}

/** Character -> byte of a one-byte encoding. */
function bytesOf(encoding: string): Map<string, number> {
	const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
	return new Map([...decode(encoding, all)].map((character, byte) => [character, byte]));
}

const windows = bytesOf('windows-1252');
const mac = bytesOf('macintosh');

/** UTF-8 of accented letters and of French punctuation, read as Windows' page: always begins with one of these four. */
function mendWindows(text: string): string {
	return text.replace(
		/[ÃÅ][\u0080-\u00BF\u0152-\u0178\u0192\u02C6\u02DC\u2013-\u20AC\u2122]|Â[\u00A0-\u00BF]|â€[\u0080-\u2122]|â‚¬/gu,
		(broken) => readAgain(broken, windows) ?? broken
	);
}

/** The same read as an old Mac's page, `√` lost to a question mark included: inside a word it cannot be one. */
function mendMac(text: string): string {
	return text
		.replace(/√[^\p{L}\s\d]/gu, (broken) => readAgain(broken, mac) ?? broken)
		.replace(/(?<=\p{L})\?([§®©™´¥∂ºß†])(?=\p{L})/gu, (broken, last: string) => readAgain(`√${last}`, mac) ?? broken);
}

function readAgain(broken: string, page: Map<string, number>): string | null {
	const bytes = [...broken].map((character) => page.get(character));
	return bytes.some((byte) => byte === undefined) ? null : decodeStrictly(Uint8Array.from(bytes as number[]));
}

/** `r?parer`: a letter that a program did not know. Addresses of pages ask with a question mark, in earnest. */
function hasLostLetter(text: string): boolean {
	return /\p{L}\?\p{Ll}/u.test(text.replace(/\S*(?:\/|www\.)\S*/g, ''));
}
