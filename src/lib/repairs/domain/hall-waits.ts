import type { Hall, HallVolunteer } from './hall.ts';
import { fits, onTables, queueOf, type InHall } from './hall-queue.ts';

const minuteMs = 60_000;
/** For what nobody has sorted yet. */
const usualMinutes = 20;
/** What takes longer than expected is expected to take this long still. */
const leastLeft = 5;

/**
 * In how many minutes each thing in the queue is likely to be taken, from `now`, in milliseconds: everybody who repairs
 * takes the next that they can. `null` when nobody here can. A guess, shown to the nearest five minutes.
 */
export function waitsOf(hall: Hall, now: number): { at: InHall; minutes: number | null }[] {
	const tables = repairersOf(hall).map((who) => ({ who, freeIn: freeIn(hall, who, now) }));
	return queueOf(hall).map((at) => {
		const able = tables.filter(({ who }) => fits(at.category, who));
		const first = able.toSorted((a, b) => a.freeIn - b.freeIn)[0];
		if (!first) return { at, minutes: null };
		const minutes = first.freeIn;
		first.freeIn += at.category?.minutes ?? usualMinutes;
		return { at, minutes };
	});
}

/** Minutes as they are said: to the nearest five, and never less than five. */
export function saidMinutes(minutes: number): number {
	return Math.max(5, Math.round(minutes / 5) * 5);
}

/** Whoever repairs today: those who said so, and those who have something on their table. */
function repairersOf(hall: Hall): HallVolunteer[] {
	const busy = new Set(hall.items.filter(({ state }) => state === 'claimed').map(({ claimedBy }) => claimedBy));
	return hall.volunteers.filter(({ id, skills }) => skills.length > 0 || busy.has(id));
}

function freeIn(hall: Hall, { id }: HallVolunteer, now: number): number {
	const left = onTables(hall)
		.filter(({ item }) => item.claimedBy === id)
		.map(({ item, category }) => {
			const sinceMinutes = (now - Date.parse(item.claimedAt ?? '')) / minuteMs || 0;
			return Math.max(leastLeft, (category?.minutes ?? usualMinutes) - sinceMinutes);
		});
	return left.reduce((sum, minutes) => sum + minutes, 0);
}
