import { addDays, dayOf, daysIn, timeOf, type Day } from './paris.ts';

/** A language the product speaks. */
type Language = 'fr' | 'en';

const tag = { fr: 'fr-FR', en: 'en-GB' };
const made = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs more than using it a hundred times.
function format(day: Day, language: Language, options: Intl.DateTimeFormatOptions): string {
	const key = language + JSON.stringify(options);
	let formatter = made.get(key);
	if (!formatter) made.set(key, (formatter = new Intl.DateTimeFormat(tag[language], { ...options, timeZone: 'UTC' })));
	return first(formatter.format(new Date(day)), language);
}

// "1er décembre", "mardi 1er", as it is said.
function first(text: string, language: Language): string {
	return language === 'fr' ? text.replace(/(^|\s)1(?=\s\p{L}|$)/u, '$11er') : text;
}

/** "samedi 28 novembre". */
export function dayWords(day: Day, language: Language): string {
	return format(day, language, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "28 novembre", of a day within the year. */
export function soonDateWords(day: Day, language: Language): string {
	return format(day, language, { day: 'numeric', month: 'long' });
}

/** "28 novembre 2026". */
export function dateWords(day: Day, language: Language): string {
	return format(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "novembre 2026". */
export function monthWords(day: Day, language: Language): string {
	return format(day, language, { month: 'long', year: 'numeric' });
}

/** "samedi": the name of a day of the week, 1 Monday to 7 Sunday. */
export function weekdayWords(weekday: number, language: Language): string {
	return format(addDays('2026-11-22', weekday), language, { weekday: 'long' });
}

/** "samedi" within a week, "jeudi 10" within a month, "jeudi 10 janvier" later. */
export function soonDayWords(day: Day, today: Day, language: Language): string {
	const away = daysIn(today, day) - 1;
	if (away < 0 || away > 27) return dayWords(day, language);
	return format(day, language, away < 7 ? { weekday: 'long' } : { weekday: 'long', day: 'numeric' });
}

/** "aujourd’hui", "demain" or "hier", further away as `soonDayWords` says it. */
export function nearDayWords(day: Day, today: Day, language: Language): string {
	const away = daysIn(today, day) - 1;
	if (Math.abs(away) > 1) return soonDayWords(day, today, language);
	return new Intl.RelativeTimeFormat(tag[language], { numeric: 'auto' }).format(away, 'day');
}

/** "mercredi 2" when `until` is in the same month, "lundi 30 novembre" otherwise: how a period begins in words. */
export function startWords(from: Day, until: Day, language: Language): string {
	if (from.slice(0, 7) !== until.slice(0, 7)) return dayWords(from, language);
	return format(from, language, { weekday: 'long', day: 'numeric' });
}

/** "4 – 6 décembre", "samedi 5 décembre" when it is one day. */
export function spanWords(from: Day, until: Day, language: Language): string {
	if (from === until) return dayWords(from, language);
	const sameMonth = from.slice(0, 7) === until.slice(0, 7);
	const start = format(from, language, sameMonth ? { day: 'numeric' } : { day: 'numeric', month: 'long' });
	return `${start} – ${format(until, language, { day: 'numeric', month: 'long' })}`;
}

/** "17 h 30" or "18 h" for `HH:MM`; English keeps 17:30. */
export function timeWords(time: string, language: Language): string {
	const [hours, minutes] = time.split(':') as [string, string];
	if (language === 'en') return `${hours}:${minutes}`;
	return minutes === '00' ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

/** "demain 18 h", "mercredi 18 h", "jeudi 10 décembre 18 h": an instant, seen from `now`. */
export function momentWords(instant: number | string, now: number, language: Language): string {
	const said = nearDayWords(dayOf(instant), dayOf(now), language);
	return `${said} ${timeWords(timeOf(instant), language)}`;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** "il y a 2 heures", "maintenant": how long before `now` something happened, both in milliseconds since the epoch. */
export function agoWords(at: number, now: number, language: Language): string {
	const relative = new Intl.RelativeTimeFormat(tag[language], { numeric: 'auto' });
	const step = steps.find(([, ms]) => now - at >= ms);
	if (!step) return relative.format(0, 'second');
	const [unit, length] = step;
	return relative.format(-Math.floor((now - at) / length), unit);
}
