/** Chance that repeats itself: the same seed gives the same throws. */
export interface Chance {
	/** From 0 to 1, 1 left out. */
	next(): number;
	/** A whole number from 0, `n` left out. */
	below(n: number): number;
	/** Whether something of this probability happens. */
	happens(probability: number): boolean;
	one<T>(of: readonly T[]): T;
	between(least: number, most: number): number;
}

/** Mulberry32: small, fast, and good enough to shuffle faults. */
export function chance(seed: number): Chance {
	let state = (seed + 1) * 0x9e3779b1;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const below = (n: number) => Math.floor(next() * n);
	return {
		next,
		below,
		happens: (probability) => next() < probability,
		one: (of) => of[below(of.length)]!,
		between: (least, most) => least + below(most - least + 1)
	};
}
