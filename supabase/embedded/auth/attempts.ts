/** At most `most` attempts by one key within any `windowMs`. */
export interface Limit {
	most: number;
	windowMs: number;
}

/** Counts attempts in a sliding window, in memory: a restart forgives, which is fine for minutes. */
export class Attempts {
	readonly #limit: Limit;
	readonly #now: () => number;
	readonly #made = new Map<string, number[]>();

	constructor(limit: Limit, now: () => number = Date.now) {
		this.#limit = limit;
		this.#now = now;
	}

	/** Notes an attempt by `key`. Answers how many ms to wait when it is one too many, or 0. */
	note(key: string): number {
		const now = this.#now();
		const recent = (this.#made.get(key) ?? []).filter((at) => at > now - this.#limit.windowMs);
		if (recent.length >= this.#limit.most) {
			this.#made.set(key, recent);
			return recent[0]! + this.#limit.windowMs - now;
		}
		this.#made.set(key, [...recent, now]);
		if (this.#made.size > 10_000) this.#forget(now);
		return 0;
	}

	#forget(now: number): void {
		for (const [key, made] of this.#made) {
			if (made.every((at) => at <= now - this.#limit.windowMs)) this.#made.delete(key);
		}
	}
}
