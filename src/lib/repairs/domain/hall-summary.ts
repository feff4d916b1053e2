import type { Hall } from './hall.ts';
import type { InHall } from './hall-queue.ts';

/** What a session came to. Only people who came, and nothing that was entered by mistake. */
export interface HallSummary {
	people: number;
	things: number;
	fixed: number;
	repairable: number;
	endOfLife: number;
	/** Nobody has said how it ended. */
	open: number;
	/** Of those whose end is known, between 0 and 1; `null` when none is. */
	fixedShare: number | null;
	/** Of what was fixed: weighed, or what its category usually weighs. */
	fixedGrams: number;
	/** Things that were fixed and that nobody knows the weight of. */
	unweighed: number;
}

/** Counts what `hall` knows, as the database does (`session_figures`). */
export function summaryOf(hall: Hall): HallSummary {
	const things = thingsOf(hall);
	const ended = (status: number) => things.filter(({ item }) => item.status === status).length;
	const [fixed, repairable, endOfLife] = [ended(1), ended(2), ended(3)];
	const known = fixed + repairable + endOfLife;
	const weights = things
		.filter(({ item }) => item.status === 1)
		.map(({ item, category }) => item.weightGrams ?? category?.weightGrams ?? null);
	return {
		people: hall.visits.filter(({ state }) => state === 'checked_in' || state === 'left').length,
		things: things.length,
		fixed,
		repairable,
		endOfLife,
		open: things.length - known,
		fixedShare: known ? fixed / known : null,
		fixedGrams: weights.reduce<number>((sum, grams) => sum + (grams ?? 0), 0),
		unweighed: weights.filter((grams) => grams === null).length
	};
}

/** What people who came brought, by number. */
export function thingsOf(hall: Hall): InHall[] {
	const came = new Map(
		hall.visits.filter(({ state }) => state === 'checked_in' || state === 'left').map((visit) => [visit.id, visit])
	);
	const categories = new Map(hall.categories.map((category) => [category.id, category]));
	return hall.items
		.flatMap((item) => {
			const visit = came.get(item.visitId);
			const category = categories.get(item.categoryId ?? NaN) ?? null;
			return visit && !item.mistaken ? [{ item, visit, category }] : [];
		})
		.toSorted((a, b) => (a.visit.ticket ?? 0) - (b.visit.ticket ?? 0) || a.item.position - b.item.position);
}
