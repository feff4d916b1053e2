import { prefixCode, type PrefixCode } from './prefix-code.ts';

/** RGBA, eight bits each, row after row: what a canvas gives. Alpha is ignored. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8Array | Uint8ClampedArray;
}

/**
 * Writes a WebP file without the browser's help, for those that only read the format (Safari). Uses its lossless
 * half (VP8L), rounding what each pixel adds to its neighbours: no channel is off by as much as `step`.
 * @param step 1 keeps every bit; 8 cannot be told from the original and makes a photograph ten times lighter
 */
export function plainWebp(pixels: Pixels, step: number): Uint8Array<ArrayBuffer> {
	const { green, red, blue } = differences(pixels, step);
	const bits = new Bits(pixels.width * pixels.height);
	bits.write(0x2f, 8);
	bits.write(pixels.width - 1, 14);
	bits.write(pixels.height - 1, 14);
	bits.write(0, 4); // opaque, version 0
	writeTransforms(bits);
	bits.write(0, 2); // no colour cache, one group of codes
	const codes = [codeOf(green, 280), codeOf(red, 256), codeOf(blue, 256)] as const;
	for (const code of codes) writeCode(bits, code);
	writeCode(bits, single(256)); // alpha never differs
	writeCode(bits, single(40)); // nothing is copied from elsewhere
	for (let at = 0; at < green.length; at++) {
		bits.writeSymbol(codes[0], green[at]!);
		bits.writeSymbol(codes[1], red[at]!);
		bits.writeSymbol(codes[2], blue[at]!);
	}
	return contained(bits.bytes());
}

/** What each pixel adds to its prediction (left + above - above left), by channel; red and blue beyond what green adds. */
function differences({ width, height, data }: Pixels, step: number) {
	const seen = new Uint8Array(width * height * 3);
	const [green, red, blue] = [0, 1, 2].map(() => new Uint8Array(width * height)) as [
		Uint8Array,
		Uint8Array,
		Uint8Array
	];
	const added = [0, 0, 0];
	for (let at = 0; at < width * height; at++) {
		const [x, y] = [at % width, Math.floor(at / width)];
		for (let channel = 0; channel < 3; channel++) {
			const here = at * 3 + channel;
			const left = x ? seen[here - 3]! : 0;
			const above = y ? seen[here - width * 3]! : 0;
			const sum = left + above - (x && y ? seen[here - width * 3 - 3]! : 0);
			const expected = sum < 0 ? 0 : sum > 255 ? 255 : sum;
			let more = Math.round((data[at * 4 + channel]! - expected) / step) * step;
			if (expected + more > 255) more -= step;
			if (expected + more < 0) more += step;
			seen[here] = expected + more;
			added[channel] = more;
		}
		green[at] = added[1]!;
		red[at] = added[0]! - added[1]!;
		blue[at] = added[2]! - added[1]!;
	}
	return { green, red, blue };
}

/** Tells the reader how to undo `differences`: the prediction everywhere alike, then green within red and blue. */
function writeTransforms(bits: Bits): void {
	bits.write(1, 1);
	bits.write(0, 2); // prediction
	bits.write(7, 3); // by squares of 512 pixels
	bits.write(0, 1); // no colour cache
	writeCode(bits, single(280, 12)); // mode 12: left + above - above left, kept within bounds
	for (const alphabet of [256, 256, 256, 40]) writeCode(bits, single(alphabet));
	bits.write(1, 1);
	bits.write(2, 2); // green
	bits.write(0, 1); // nothing else
}

function codeOf(symbols: Uint8Array, alphabet: number): PrefixCode {
	const counts = new Uint32Array(alphabet);
	for (const symbol of symbols) counts[symbol]!++;
	return prefixCode(counts, 15);
}

/** The code of an alphabet where only `symbol` is ever said, and takes no room. */
function single(alphabet: number, symbol = 0): PrefixCode {
	return prefixCode(new Uint32Array(alphabet).fill(1, symbol, symbol + 1), 15);
}

// The order in which the format lists how long the codes of lengths are.
const lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

function writeCode(bits: Bits, { lengths, used }: PrefixCode): void {
	if (used.length === 1) {
		bits.write(0b101, 3); // simple, one symbol, in eight bits
		bits.write(used[0]!, 8);
		return;
	}
	const counts = new Uint32Array(19);
	for (const length of lengths) counts[length]!++;
	const code = prefixCode(counts, 7);
	bits.write(0, 1);
	bits.write(lengthOrder.length - 4, 4);
	for (const length of lengthOrder) bits.write(code.lengths[length]!, 3);
	bits.write(0, 1); // every symbol is listed
	for (const length of lengths) bits.writeSymbol(code, length);
}

function contained(content: Uint8Array): Uint8Array<ArrayBuffer> {
	const padded = content.length + (content.length % 2);
	const file = new Uint8Array(20 + padded);
	const view = new DataView(file.buffer);
	const name = (text: string, at: number) =>
		file.set(
			[...text].map((letter) => letter.charCodeAt(0)),
			at
		);
	name('RIFF', 0);
	view.setUint32(4, 12 + padded, true);
	name('WEBPVP8L', 8);
	view.setUint32(16, content.length, true);
	file.set(content, 20);
	return file;
}

/** Bits one after the other, the first one lowest in its byte. */
class Bits {
	#bytes: Uint8Array;
	#length = 0;
	#pending = 0;
	#count = 0;

	constructor(expectedBytes: number) {
		this.#bytes = new Uint8Array(expectedBytes + 4096);
	}

	/** Writes the `count` (at most 15) lowest bits of `value`. */
	write(value: number, count: number): void {
		this.#pending |= value << this.#count;
		this.#count += count;
		while (this.#count >= 8) {
			this.#push(this.#pending & 255);
			this.#pending >>>= 8;
			this.#count -= 8;
		}
	}

	writeSymbol({ codes, lengths }: PrefixCode, symbol: number): void {
		this.write(codes[symbol]!, lengths[symbol]!);
	}

	bytes(): Uint8Array {
		if (this.#count) this.write(0, 8 - this.#count);
		return this.#bytes.subarray(0, this.#length);
	}

	#push(byte: number): void {
		if (this.#length === this.#bytes.length) {
			const larger = new Uint8Array(this.#bytes.length * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		this.#bytes[this.#length++] = byte;
	}
}
