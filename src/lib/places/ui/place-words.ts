import { getLocale, m } from '#lib/i18n/words.ts';
import { freshnessOf } from '#lib/places/domain/freshness.ts';
import type { Opening } from '#lib/places/domain/opening.ts';
import type { Family, PlaceKind, PlaceState, Seen } from '#lib/places/domain/place.ts';
import { dayOf, timeOf } from '#lib/time/paris.ts';
import { agoWords, dateWords, monthWords, nearDayWords, timeWords } from '#lib/time/words.ts';

/** What a state is called. */
export const stateWord: Record<PlaceState, () => string> = {
	fine: m.places_state_fine,
	full: m.places_state_full,
	empty: m.places_state_empty,
	dirty: m.places_state_dirty,
	closed: m.places_state_closed
};

export type Tone = 'neutral' | 'action' | 'attention';

/** What a state asks for: nothing, or somebody's eye. */
export const stateTone: Record<PlaceState, Tone> = {
	fine: 'action',
	full: 'attention',
	empty: 'neutral',
	dirty: 'attention',
	closed: 'neutral'
};

export const familyWord: Record<Family, () => string> = {
	repair: m.places_family_repair,
	reuse: m.places_family_reuse,
	free: m.places_family_free,
	lend: m.places_family_lend,
	move: m.places_family_move,
	make: m.places_family_make,
	garden: m.places_family_garden,
	food: m.places_family_food,
	sort: m.places_family_sort,
	economy: m.places_family_economy
};

/** What a kind is called, or its own slug when this version does not know it. */
export function kindWord(kinds: PlaceKind[], slug: string): string {
	return kinds.find((kind) => kind.slug === slug)?.label[getLocale()] ?? slug;
}

/** "vu il y a 3 jours", "vu il y a 9 jours, à revérifier". */
export function seenWords({ at }: Seen, now: number): string {
	const seenAt = Date.parse(at);
	const ago = agoWords(seenAt, now, getLocale());
	return freshnessOf(seenAt, now).marks ? m.places_seen({ ago }) : m.places_seen_old({ ago });
}

/** A word for the badge, and what comes next beside it: "Ouvert", "jusqu’à 18 h". */
export interface OpeningWords {
	word: string;
	more: string;
	tone: Tone;
}

/** How a place stands at `now`, in words. */
export function openingWords(opening: Opening, now: number): OpeningWords {
	if (opening.is === 'unknown') return { word: m.places_hours_unknown(), more: '', tone: 'neutral' };
	if (opening.is === 'always') return { word: m.places_always(), more: '', tone: 'action' };
	if (opening.is === 'open') return { word: m.places_open(), more: untilWords(opening.until, now), tone: 'action' };
	return { word: m.places_shut(), more: reopensWords(opening.opensAt, now), tone: 'neutral' };
}

function untilWords(until: number, now: number): string {
	const { day, time } = whenWords(until, now);
	return day ? m.places_until_day({ day, time }) : m.places_until({ time });
}

function reopensWords(opensAt: number | null, now: number): string {
	if (opensAt === null) return m.places_not_soon();
	const { day, time } = whenWords(opensAt, now);
	return day ? m.places_reopens_day({ day, time }) : m.places_reopens({ time });
}

// Of today the hour is enough.
function whenWords(instant: number, now: number): { day: string; time: string } {
	const [day, today] = [dayOf(instant), dayOf(now)];
	const locale = getLocale();
	return { day: day === today ? '' : nearDayWords(day, today, locale), time: timeWords(timeOf(instant), locale) };
}

/** Where a page comes from, and of when that is: a day, a month, or as the source says it. */
export function sourceWords(source: string, date: string): string {
	const name = source === 'directory' ? m.places_source_directory() : source;
	return m.places_source_named({ name: date ? `${name} (${sourceDate(date)})` : name });
}

function sourceDate(date: string): string {
	if (isDay(date)) return dateWords(date, getLocale());
	const first = `${date}-01`;
	return isDay(first) ? monthWords(first, getLocale()) : date;
}

function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
