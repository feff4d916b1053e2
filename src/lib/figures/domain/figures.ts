/** What one thing of a category weighs and what making one emits, as a source says. */
export interface Factor {
	factor_id: string;
	version: string;
	label_fr: string;
	label_en: string;
	weight_grams: number;
	co2e_grams: number;
	weight_source: string;
	co2e_source: string;
	source_url: string;
	/** An estimate, to be told as one. */
	assumption: boolean;
}

/** Repairs of one category. Grams are of what was fixed; `null` where no factor says. */
export interface FigureRow {
	/** `null`: nobody sorted it. */
	category: number | null;
	label_fr: string | null;
	label_en: string | null;
	powered: boolean | null;
	things: number;
	fixed: number;
	repairable: number;
	end_of_life: number;
	grams_low: number | null;
	grams_high: number | null;
	co2e_low: number | null;
	co2e_high: number | null;
	factors: Factor[];
}

/** Repairs of the territory, as the database counts them anew each time. */
export interface Figures {
	version: string;
	/** `null` below five: too few to be counted without being known. */
	people: number | null;
	sessions: number;
	/** Which share of making a new one a repair spares. */
	spared: { value: number; source: string; assumption: boolean };
	rows: FigureRow[];
}

/** From the least to the most, grams. */
export interface Range {
	low: number;
	high: number;
}

export interface Totals {
	things: number;
	fixed: number;
	/** Of those whose end is known, between 0 and 1; `null` when there is none. */
	fixedShare: number | null;
	weight: Range;
	co2e: Range;
	/** Things that were fixed and that no factor knows: they weigh nothing here. */
	unknown: number;
}

/** The whole of all rows. */
export function totalsOf(rows: readonly FigureRow[]): Totals {
	const sum = (count: (row: FigureRow) => number) => rows.reduce((total, row) => total + count(row), 0);
	const fixed = sum((row) => row.fixed);
	const known = fixed + sum((row) => row.repairable + row.end_of_life);
	return {
		things: sum((row) => row.things),
		fixed,
		fixedShare: known === 0 ? null : fixed / known,
		weight: { low: sum((row) => row.grams_low ?? 0), high: sum((row) => row.grams_high ?? 0) },
		co2e: { low: sum((row) => row.co2e_low ?? 0), high: sum((row) => row.co2e_high ?? 0) },
		unknown: sum((row) => (row.co2e_low === null ? row.fixed : 0))
	};
}

/** Grams as whole kilograms, two figures at the most: what is known no better is told no better. At least 1 of something. */
export function roundKilograms(grams: number): number {
	if (grams <= 0) return 0;
	const kilograms = grams / 1000;
	const step = 10 ** Math.max(0, Math.floor(Math.log10(kilograms)) - 1);
	return Math.max(1, Math.round(kilograms / step) * step);
}
