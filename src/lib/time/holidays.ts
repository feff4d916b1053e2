import { addDays, type Day } from './paris.ts';

const fixed = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']);
/** Days after Easter Sunday: its Monday, Ascension, Whit Monday. */
const moving = [1, 39, 50];

/** Whether `day` is a public holiday in France (code du travail, L3133-1). */
export function isHoliday(day: Day): boolean {
	if (fixed.has(day.slice(5))) return true;
	const easter = easterOf(Number(day.slice(0, 4)));
	return moving.some((after) => addDays(easter, after) === day);
}

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher). */
function easterOf(year: number): Day {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const month = Math.floor((h + l - 7 * m + 114) / 31);
	const date = ((h + l - 7 * m + 114) % 31) + 1;
	return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
