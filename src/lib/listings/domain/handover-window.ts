import type { HandoverWindow } from './listing.ts';

/** Monday to Sunday, as the database counts them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const mostWindows = 28;
export const longestWindowNote = 200;

/** Why a window makes no sense, or `null`. */
export function windowProblem({
	from,
	until
}: Pick<HandoverWindow, 'from' | 'until'>): 'times_missing' | 'times_order' | null {
	const time = /^([01]\d|2[0-3]):[0-5]\d$/;
	if (!time.test(from) || !time.test(until)) return 'times_missing';
	return from < until ? null : 'times_order';
}

/** Windows in the order of the week. */
export function byWeek<W extends Pick<HandoverWindow, 'weekday' | 'from'>>(windows: W[]): W[] {
	return windows.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
}
