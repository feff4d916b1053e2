import { isHoliday } from '#lib/time/holidays.ts';
import { addDays, weekdayOf, type Day } from '#lib/time/paris.ts';

/** Minutes from midnight, `until` past 1440 when it goes on after the next. */
export interface Span {
	from: number;
	until: number;
}

/** On which days a place is open when, or not at all. A later rule takes the place of those before, unless it `adds` to them. */
interface Rule {
	isOn: (day: Day) => boolean;
	spans: Span[];
	adds: boolean;
}

/** What `readHours` understood. */
export type Hours = Rule[];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const monthName = `(?:${months.join('|')})`;
const weekdayName = `(?:${weekdays.join('|')})`;
const monthPart = `${monthName}(?: \\d{1,2})?(?:\\s*-\\s*(?:${monthName}(?: \\d{1,2})?|\\d{1,2}))?`;
const weekdayPart = `(?:${weekdayName}(?:\\s*-\\s*${weekdayName}|\\[-?\\d(?:,-?\\d)*\\])?|PH)`;
const timePart = '\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2}';
const listOf = (part: string) => `${part}(?:\\s*,\\s*${part})*`;
const wholeRule = new RegExp(
	`^(?:(${listOf(monthPart)}):?(?:\\s+|$))?(?:(${listOf(weekdayPart)}):?(?:\\s+|$))?(?:(24/7|${listOf(timePart)})\\s*)?(off|closed|open)?(?:\\s*"[^"]*")?$`
);
/** A comma after hours, before other days: another rule, which adds to the one before. */
const addition = new RegExp(`(?<=:\\d{2})\\s*,\\s*(?=${monthName}|${weekdayName}|PH)`);

/**
 * Reads `opening_hours` as OpenStreetMap writes it: the part of the specification that directories use (weekdays, the nth of
 * a month, months and dates, public holidays, hours past midnight, off). `null` for the rest: school holidays, sunrise, open
 * ends, "by appointment". https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function readHours(text: string): Hours | null {
	const rules: Hours = [];
	for (const said of text.split(';').map((rule) => rule.trim())) {
		if (!said) continue;
		for (const [at, part] of said.split(addition).entries()) {
			const rule = ruleIn(part, at > 0);
			if (!rule) return null;
			rules.push(rule);
		}
	}
	return rules.length ? rules : null;
}

/** When a place is open, of what begins on `day`; in order, without overlaps. */
export function spansOn(hours: Hours, day: Day): Span[] {
	let spans: Span[] = [];
	for (const rule of hours) {
		if (rule.isOn(day)) spans = rule.adds ? [...spans, ...rule.spans] : rule.spans;
	}
	const merged: Span[] = [];
	for (const span of spans.toSorted((a, b) => a.from - b.from)) {
		const last = merged.at(-1);
		if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
		else merged.push({ ...span });
	}
	return merged;
}

function ruleIn(text: string, adds: boolean): Rule | null {
	const found = wholeRule.exec(text);
	if (!found || !text) return null;
	const [, dates, days, times, word] = found;
	const isOff = word === 'off' || word === 'closed';
	// "12:00-14:00 off" cuts a hole, and words beside hours are a condition: neither is read.
	if ((isOff && times) || (!isOff && text.includes('"'))) return null;
	if (!dates && !days && !times && !isOff) return null;
	const spans = isOff ? [] : times && times !== '24/7' ? spansIn(times) : [{ from: 0, until: 1440 }];
	const inDates = dates ? partsOf(dates).map(datesIn) : [];
	const onDays = days ? partsOf(days).map(daysIn) : [];
	if (!spans || inDates.includes(null)) return null;
	return {
		adds,
		spans,
		isOn: (day) =>
			(!inDates.length || inDates.some((isIn) => isIn!(day))) && (!onDays.length || onDays.some((isIn) => isIn(day)))
	};
}

// A comma within brackets separates nothing.
function partsOf(list: string): string[] {
	return list.split(/,(?![^[]*\])/).map((part) => part.trim());
}

function spansIn(list: string): Span[] | null {
	const spans = partsOf(list).map((part) => {
		const [from, until] = part.split('-').map((time) => {
			const [hours, minutes] = time.trim().split(':').map(Number) as [number, number];
			return minutes < 60 ? hours * 60 + minutes : NaN;
		}) as [number, number];
		return { from, until: until <= from ? until + 1440 : until };
	});
	const isRight = ({ from, until }: Span) => from < 1440 && until <= 2880 && until > from;
	return spans.every(isRight) ? spans : null;
}

function daysIn(part: string): (day: Day) => boolean {
	if (part === 'PH') return isHoliday;
	const [, first, last, nth] = new RegExp(`^(${weekdayName})(?:\\s*-\\s*(${weekdayName})|\\[(.*)\\])?$`).exec(part)!;
	const from = weekdays.indexOf(first!) + 1;
	const until = last ? weekdays.indexOf(last) + 1 : from;
	const isOn = within(from, until);
	if (!nth) return (day) => isOn(weekdayOf(day));
	const wanted = nth.split(',').map(Number);
	return (day) => isOn(weekdayOf(day)) && wanted.some((n) => n === nthOf(day) || n === nthFromEndOf(day));
}

/** The first Saturday of a month is 1. */
function nthOf(day: Day): number {
	return Math.ceil(Number(day.slice(8)) / 7);
}

/** The last Saturday of a month is -1. */
function nthFromEndOf(day: Day): number {
	let weeks = 0;
	for (let later = day; later.slice(0, 7) === day.slice(0, 7); later = addDays(later, 7)) weeks++;
	return -weeks;
}

// As numbers that grow through the year: 1225 is Christmas.
function datesIn(part: string): ((day: Day) => boolean) | null {
	const [from, until] = part.split('-').map((end) => end.trim()) as [string, string | undefined];
	const start = dateIn(from, 0);
	const end = until ? dateIn(/^\d/.test(until) ? `${from.slice(0, 3)} ${until}` : until, 31) : dateIn(from, 31);
	if (start === null || end === null) return null;
	const isIn = within(start, end);
	return (day) => isIn(Number(day.slice(5, 7)) * 100 + Number(day.slice(8)));
}

function dateIn(text: string, withoutDate: number): number | null {
	const [month, date] = text.split(' ') as [string, string | undefined];
	const number = date === undefined ? withoutDate : Number(date);
	return number > 31 ? null : (months.indexOf(month) + 1) * 100 + number;
}

/** Whether a number lies from one to another, both included, round the corner when the second is smaller. */
function within(from: number, until: number): (number: number) => boolean {
	return (number) => (from <= until ? number >= from && number <= until : number >= from || number <= until);
}
