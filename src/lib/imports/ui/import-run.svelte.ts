import { isRefusal, type RefusalCode } from '#lib/errors/refusal.ts';
import { inBatches, tally, type Imported, type Line } from '#lib/imports/domain/imported.ts';
import type { Judged } from '#lib/imports/domain/place-row.ts';

/** Sends lines to the database and answers what became of each. */
export type Deliver<Row> = (lines: Line<Row>[], rehearse: boolean) => Promise<Imported[]>;

/** An import under way: its lines sent in batches, twice: to see what would become of them, then in earnest. */
export class ImportRun<Row extends object> {
	stage = $state<'choosing' | 'checking' | 'checked' | 'importing' | 'done'>('choosing');
	judged = $state.raw<Judged<Row>[]>([]);
	outcomes = $state.raw<Imported[]>([]);
	/** Lines that the database has answered for. */
	arrived = $state(0);
	refusal = $state<RefusalCode | null>(null);

	readonly #deliver: Deliver<Row>;
	readonly #atOnce: () => number;

	constructor(deliver: Deliver<Row>, atOnce: () => number) {
		this.#deliver = deliver;
		this.#atOnce = atOnce;
	}

	/** Lines that are worth sending. */
	readonly lines = $derived(this.judged.flatMap(({ line, row }) => (row ? [{ line, row }] : [])));
	readonly counts = $derived(tally(this.outcomes));
	/** Lines that were refused on reading, or by the database. */
	readonly refused = $derived(this.judged.length - this.lines.length + this.counts.refused);

	/** Asks what would become of the lines, and writes nothing. */
	async check(judged: Judged<Row>[]): Promise<void> {
		this.judged = judged;
		await this.#send(true);
	}

	/** Imports the lines. Stopped half-way, what has arrived is there; the whole can be done again. */
	async import(): Promise<void> {
		await this.#send(false);
	}

	/** Back to the choice of a file. */
	reset(): void {
		this.stage = 'choosing';
		this.judged = [];
		this.outcomes = [];
		this.refusal = null;
	}

	async #send(rehearse: boolean): Promise<void> {
		this.stage = rehearse ? 'checking' : 'importing';
		this.refusal = null;
		this.arrived = 0;
		const outcomes: Imported[] = [];
		try {
			for (const batch of inBatches(this.lines, this.#atOnce())) {
				outcomes.push(...(await this.#deliver(batch, rehearse)));
				this.arrived = outcomes.length;
			}
			this.outcomes = outcomes;
			this.stage = rehearse ? 'checked' : 'done';
		} catch (fault) {
			this.stage = rehearse ? 'choosing' : 'checked';
			if (!isRefusal(fault)) throw fault;
			this.refusal = fault.code;
		}
	}
}
