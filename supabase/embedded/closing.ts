import { faultOf, type Fault } from './api/scrubbed-errors.ts';

/** How long a step may take; and when what it would wait for is gone. */
const [patienceMs, hurryMs] = [10_000, 500];

/** What has been opened and must be closed, in the reverse order. */
export class Closing {
	readonly #report: (fault: Fault) => void;
	#steps: (() => Promise<unknown>)[] = [];
	#patienceMs = patienceMs;

	constructor(report: (fault: Fault) => void) {
		this.#report = report;
	}

	/** Notes how to close something just opened. */
	add(step: () => Promise<unknown>): void {
		this.#steps.unshift(step);
	}

	/** From now on, waits hardly at all: what the steps would wait for is gone. */
	hurry(): void {
		this.#patienceMs = hurryMs;
	}

	/** Closes everything. A step that fails or takes too long is reported, and keeps none of the others from being done. */
	async close(): Promise<void> {
		for (const step of this.#steps.splice(0)) {
			try {
				await within(this.#patienceMs, step());
			} catch (thrown) {
				this.#report(faultOf(thrown));
			}
		}
	}
}

function within(ms: number, work: Promise<unknown>): Promise<unknown> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error('took too long to close')), ms);
	});
	return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
