import type { Hall, HallCategory, HallItem, HallVisit, HallVolunteer } from './hall.ts';

/** One thing in the hall, whose it is and what it is. */
export interface InHall {
	item: HallItem;
	visit: HallVisit;
	category: HallCategory | null;
}

/**
 * What waits, whoever goes first first. The order follows from what is known of each alone, so that devices which know
 * the same show the same, in whatever order they learned it.
 */
export function queueOf(hall: Hall): InHall[] {
	return inState(hall, 'queued').toSorted(before);
}

/** What is on a table, the latest called first. */
export function onTables(hall: Hall): InHall[] {
	const at = ({ item }: InHall) => item.calledAt ?? item.claimedAt ?? '';
	return inState(hall, 'claimed').toSorted((a, b) => compare(at(b), at(a)) || compare(a.item.id, b.item.id));
}

/** What was brought to an end, the latest first. */
export function finished(hall: Hall): InHall[] {
	const ended = [...inState(hall, 'done'), ...inState(hall, 'returned')].filter(
		({ item, visit }) => !item.mistaken && visit.state !== 'cancelled'
	);
	return ended.toSorted((a, b) => compare(b.item.doneAt ?? '', a.item.doneAt ?? '') || compare(a.item.id, b.item.id));
}

/** Things that nobody has sorted yet: what they are is not known. */
export function toSort(hall: Hall): InHall[] {
	return queueOf(hall).filter(({ category }) => !category);
}

/** What `volunteer` can take: what they know how to repair, and what nobody has sorted. Without skills, everything. */
export function fitting(queue: InHall[], volunteer: Pick<HallVolunteer, 'skills'>): InHall[] {
	return queue.filter(({ category }) => fits(category, volunteer));
}

/** Whether `volunteer` knows how to repair things of `category`. */
export function fits(category: HallCategory | null, { skills }: Pick<HallVolunteer, 'skills'>): boolean {
	return !skills.length || !category || !category.skill || skills.includes(category.skill);
}

/** Whoever booked and is not here, by the time they said. */
export function expected(hall: Hall): HallVisit[] {
	const coming = hall.visits.filter(({ state }) => state === 'booked' || state === 'waitlisted');
	return coming.toSorted((a, b) => compare(a.arrivalAt ?? '', b.arrivalAt ?? '') || compare(a.id, b.id));
}

/** Whoever is in the hall, the latest first. */
export function present(hall: Hall): HallVisit[] {
	const here = hall.visits.filter(({ state }) => state === 'checked_in');
	return here.toSorted((a, b) => compare(b.checkedInAt ?? '', a.checkedInAt ?? '') || compare(a.id, b.id));
}

/** What a hall says of itself at the bottom of its board. */
export function tally({ items, visits }: Pick<Hall, 'items' | 'visits'>): {
	welcomed: number;
	fixed: number;
	awaitingParts: number;
} {
	const came = new Set(visits.filter(({ state }) => state === 'checked_in' || state === 'left').map(({ id }) => id));
	const theirs = items.filter(({ visitId, mistaken }) => came.has(visitId) && !mistaken);
	return {
		welcomed: theirs.length,
		fixed: theirs.filter(({ status }) => status === 1).length,
		awaitingParts: theirs.filter(({ awaitsPart }) => awaitsPart).length
	};
}

// Only people in the hall are queued.
function inState(hall: Hall, state: HallItem['state']): InHall[] {
	const visits = new Map(hall.visits.map((visit) => [visit.id, visit]));
	const categories = new Map(hall.categories.map((category) => [category.id, category]));
	return hall.items.flatMap((item) => {
		const visit = visits.get(item.visitId);
		if (item.state !== state || !visit) return [];
		if (state === 'queued' && visit.state !== 'checked_in') return [];
		return { item, visit, category: categories.get(item.categoryId ?? NaN) ?? null };
	});
}

/** After every number: theirs is given when they arrive in the database. */
const unnumbered = 1e9;

// As the database has it (`private.queue_of`).
function before(a: InHall, b: InHall): number {
	return (
		b.item.priority - a.item.priority ||
		(a.visit.ticket ?? unnumbered) - (b.visit.ticket ?? unnumbered) ||
		a.item.position - b.item.position ||
		compare(a.item.id, b.item.id)
	);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
