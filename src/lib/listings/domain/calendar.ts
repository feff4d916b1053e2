import { addDays } from '#lib/time/paris.ts';

/** A day, `YYYY-MM-DD`, and how many units nobody has reserved for the whole of it. */
export interface FreeDay {
	day: string;
	freeUnits: number;
}

/** The first and last day of the month that holds `day`. */
export function monthOf(day: string): { from: string; until: string } {
	const [year, month] = day.split('-').map(Number) as [number, number];
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
	return { from: `${day.slice(0, 7)}-01`, until: `${day.slice(0, 7)}-${String(last).padStart(2, '0')}` };
}

/** Whether every day from `from` to `until`, both included, is known and free. */
export function isFree(days: ReadonlyMap<string, number>, from: string, until: string): boolean {
	for (let day = from; day <= until; day = addDays(day, 1)) if (!days.get(day)) return false;
	return from <= until;
}
