/** A prefix code over an alphabet: for each symbol, how many bits it takes (0 when it is never used) and which. */
export interface PrefixCode {
	lengths: Uint8Array;
	/** Bits in the order they are written, the first one lowest. */
	codes: Uint16Array;
	/** The symbols that are used. */
	used: number[];
}

/** A code for symbols seen `counts` times each: the frequent ones short, none longer than `longest` bits. */
export function prefixCode(counts: Uint32Array, longest: number): PrefixCode {
	const used = [...counts.keys()].filter((symbol) => counts[symbol]! > 0);
	const lengths = new Uint8Array(counts.length);
	// Flatter counts make a flatter tree: rare symbols are counted more often until none lies too deep.
	for (let least = 1; used.length > 1; least *= 2) {
		const depths = depthsOf(used.map((symbol) => Math.max(counts[symbol]!, least)));
		if (Math.max(...depths) > longest) continue;
		for (const [at, symbol] of used.entries()) lengths[symbol] = depths[at]!;
		break;
	}
	return { lengths, codes: canonical(lengths), used };
}

/** How deep each leaf lies in Huffman's tree over these weights. */
function depthsOf(weights: number[]): number[] {
	const depths = weights.map(() => 0);
	const trees = weights.map((weight, leaf) => ({ weight, leaves: [leaf] }));
	while (trees.length > 1) {
		trees.sort((a, b) => b.weight - a.weight);
		const [one, other] = [trees.pop()!, trees.pop()!];
		const leaves = [...one.leaves, ...other.leaves];
		for (const leaf of leaves) depths[leaf]!++;
		trees.push({ weight: one.weight + other.weight, leaves });
	}
	return depths;
}

/** The canonical code with these lengths: shorter before longer, then by symbol. */
function canonical(lengths: Uint8Array): Uint16Array {
	const codes = new Uint16Array(lengths.length);
	let next = 0;
	for (let length = 1; length <= 15; length++) {
		next <<= 1;
		for (let symbol = 0; symbol < lengths.length; symbol++) {
			if (lengths[symbol] === length) codes[symbol] = reversed(next++, length);
		}
	}
	return codes;
}

function reversed(code: number, length: number): number {
	let result = 0;
	for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
	return result;
}
