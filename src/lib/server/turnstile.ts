/** Lets `burst` pass at once, then `perSecond`; told apart by name. Holds no more than `mostNames` names. */
export class Turnstile {
	readonly #burst: number;
	readonly #perSecond: number;
	readonly #mostNames: number;
	readonly #left = new Map<string, { passes: number; at: number }>();

	constructor(burst: number, perSecond: number, mostNames = 10_000) {
		this.#burst = burst;
		this.#perSecond = perSecond;
		this.#mostNames = mostNames;
	}

	/** Seconds that `name` has to wait at `now` (milliseconds); 0 when it passed. */
	wait(name: string, now: number): number {
		const known = this.#left.get(name) ?? { passes: this.#burst, at: now };
		const passes = Math.min(this.#burst, known.passes + ((now - known.at) / 1000) * this.#perSecond);
		this.#left.delete(name);
		this.#left.set(name, { passes: passes < 1 ? passes : passes - 1, at: now });
		if (this.#left.size > this.#mostNames) this.#left.delete(this.#left.keys().next().value!);
		return passes < 1 ? Math.ceil((1 - passes) / this.#perSecond) : 0;
	}
}
