import { addDays, weekdayOf, type Day } from '#lib/time/paris.ts';

/** A month of the year, `YYYY-MM`. */
export type Month = string;

/** The month that `day` is in. */
export function monthOf(day: Day): Month {
	return day.slice(0, 7);
}

/** `count` months after `month`; before it when negative. */
export function addMonths(month: Month, count: number): Month {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The last day of `month`. */
export function lastDayOf(month: Month): Day {
	return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** The weeks of `month`, Monday first; `null` where a week belongs to another month. */
export function weeksOf(month: Month): (Day | null)[][] {
	const first: Day = `${month}-01`;
	const blanks = weekdayOf(first) - 1;
	const count = Number(lastDayOf(month).slice(8));
	const weeks = Math.ceil((blanks + count) / 7);
	return Array.from({ length: weeks }, (_, week) =>
		Array.from({ length: 7 }, (_, weekday) => {
			const offset = week * 7 + weekday - blanks;
			return offset >= 0 && offset < count ? addDays(first, offset) : null;
		})
	);
}

const strides: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The day that `key` leads to from `day`, or `null` when the key is not for moving. Right to left, arrows swap. */
export function dayAfterKey(day: Day, key: string, rightToLeft = false): Day | null {
	const stride = strides[key];
	if (stride) return addDays(day, rightToLeft && Math.abs(stride) === 1 ? -stride : stride);
	if (key === 'Home') return addDays(day, 1 - weekdayOf(day));
	if (key === 'End') return addDays(day, 7 - weekdayOf(day));
	if (key === 'PageUp' || key === 'PageDown') {
		const month = addMonths(monthOf(day), key === 'PageUp' ? -1 : 1);
		const last = lastDayOf(month);
		const same = `${month}-${day.slice(8)}`;
		return same < last ? same : last;
	}
	return null;
}
