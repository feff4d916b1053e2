/** The days a rule means, against ical.js: every rule the database lets in is drawn from, over ten years. */
import ICAL from 'ical.js';
import postgres from 'postgres';
import type { Outcome } from './suite.ts';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const years = 10;
const rules = 400;

/** Draws rules by number, so that the same come each time, and compares the days both name. */
export async function meansTheSameDays(url: string): Promise<Outcome> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	const failures: string[] = [];
	let passed = 0;
	let days = 0;
	try {
		for (let n = 0; n < rules; n++) {
			const rrule = drawn(n);
			const first = firstOf(rrule, n);
			const upto = `${Number(first.slice(0, 4)) + years}${first.slice(4)}`;
			const ours = await sql<{ day: string }[]>`
				select to_char(day, 'YYYY-MM-DD') as day from private.occurrences(${rrule}, ${first}::date, ${upto}::date) as o (day)`;
			const theirs = daysOf(rrule, first, upto);
			days += theirs.length;
			if (theirs.length > 0 && ours.map(({ day }) => day).join() === theirs.join()) passed++;
			else failures.push(`${rrule} from ${first}: ${ours.length} days instead of ${theirs.length}`);
		}
		if (days < rules * 20) failures.push(`only ${days} days were compared`);
	} finally {
		await sql.end();
	}
	return { file: 'recurrences', passed, failures };
}

/** A rule that `event_series_rule_known` lets in; `n` names it. */
function drawn(n: number): string {
	const pick = (size: number, of: number) =>
		Math.floor(((n * 2_654_435_761 + of * 40_503) % 4_294_967_296) / 65_536) % size;
	const isWeekly = n % 3 === 0;
	const ordinals = ['1', '2', '3', '4', '5', '-1', ''];
	const named = Array.from({ length: 1 + (n % 3) }, (_, place) => {
		const day = weekdays[pick(7, place)]!;
		return isWeekly ? day : ordinals[pick(7, place + 10)]! + day;
	});
	const every = n % 4 === 0 ? '' : `;INTERVAL=${1 + pick(12, 20)}`;
	const end = ['', '', `;COUNT=${1 + pick(30, 30)}`, `;UNTIL=20${30 + pick(6, 40)}0${1 + pick(9, 50)}15`][
		n % 4 === 1 ? 0 : pick(4, 60)
	]!;
	return `FREQ=${isWeekly ? 'WEEKLY' : 'MONTHLY'}${every};BYDAY=${[...new Set(named)].join()}${end}`;
}

/** The first day such a rule names, from a day of 2026 on that `n` chooses: what a series begins with. */
function firstOf(rrule: string, n: number): string {
	const any = rrule.replace(/;(INTERVAL|COUNT|UNTIL)=\w+/g, '');
	const from = new Date(Date.UTC(2026, 0, 1 + ((n * 37) % 365)));
	for (let day = from; ; day = new Date(day.getTime() + 86_400_000)) {
		const said = day.toISOString().slice(0, 10);
		if (daysOf(any, said, said).includes(said) && isNamed(any, day)) return said;
	}
}

/** iCalendar counts the day a rule begins with among its days, named or not: series do not begin with one that is not. */
function isNamed(rrule: string, day: Date): boolean {
	const name = weekdays[(day.getUTCDay() + 6) % 7]!;
	const nth = Math.ceil(day.getUTCDate() / 7);
	const isLast = new Date(day.getTime() + 7 * 86_400_000).getUTCMonth() !== day.getUTCMonth();
	return /BYDAY=([^;]+)/
		.exec(rrule)![1]!
		.split(',')
		.some((one) => one === name || one === `${nth}${name}` || (isLast && one === `-1${name}`));
}

/** The days of a rule from its first to `upto`, both included, as ical.js counts them. */
function daysOf(rrule: string, first: string, upto: string): string[] {
	const iterator = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateString(first));
	const days: string[] = [];
	for (let next = iterator.next(); next && next.toString() <= upto; next = iterator.next()) days.push(next.toString());
	return days;
}
