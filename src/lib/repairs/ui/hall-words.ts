import { getLocale, m } from '#lib/i18n/words.ts';
import type {
	HallCategory,
	HallItem,
	HallVisit,
	Outlet,
	RepairBarrier,
	RepairStatus
} from '#lib/repairs/domain/hall.ts';
import type { InHall } from '#lib/repairs/domain/hall-queue.ts';
import { dayOf, timeOf } from '#lib/time/paris.ts';
import { dayWords, timeWords } from '#lib/time/words.ts';

const minuteMs = 60_000;

/** What a thing is, in a word or two: as it was said, else its category. */
export function thingWords({ item, category }: Pick<InHall, 'item' | 'category'>): string {
	return item.name || category?.label || m.hall_thing_unknown();
}

/** "Grille-pain, ne s’enclenche plus": what people begin with a capital is said inside a sentence here. */
export function thingWithFault(at: Pick<InHall, 'item' | 'category'>): string {
	const thing = thingWords(at);
	return at.item.problem ? m.hall_thing_with({ thing, fault: inside(at.item.problem) }) : thing;
}

/** Words as they stand inside a sentence; "LED" and "I hear" keep their capital. */
const inside = (words: string) =>
	/^\p{Lu}\p{Ll}/u.test(words) ? words[0]!.toLocaleLowerCase() + words.slice(1) : words;

/** "Table 4" of "4", and of "table 4": people write either. */
export function tableWords(table: string): string {
	return /^table\b/i.test(table) ? table : m.hall_table_at({ table });
}

/** "24", or a dash for who has none yet. */
export function ticketWords({ ticket }: Pick<HallVisit, 'ticket'>): string {
	return ticket === null ? '–' : String(ticket);
}

/** "Kevin, attend depuis 22 min", at `now` in milliseconds. */
export function waitingWords({ name, checkedInAt }: HallVisit, now: number): string {
	const minutes = Math.floor((now - Date.parse(checkedInAt ?? '')) / minuteMs);
	return minutes >= 2 ? m.hall_waits_since({ name, minutes }) : m.hall_waits_now({ name });
}

/** "14 h 52" of an instant. */
export function clockWords(instant: number | string): string {
	return timeWords(timeOf(instant), getLocale());
}

const barriers: Record<RepairBarrier, () => string> = {
	1: m.hall_barrier_1,
	2: m.hall_barrier_2,
	3: m.hall_barrier_3,
	4: m.hall_barrier_4,
	5: m.hall_barrier_5,
	6: m.hall_barrier_6
};

/** The standard's reasons for an end of life, in its order, by number. */
export const barrierOptions = (): { value: string; label: string }[] =>
	Object.entries(barriers).map(([value, label]) => ({ value, label: label() }));

/** How it ended, in a word. */
export function outcomeWords({ status, awaitsPart }: Pick<HallItem, 'status' | 'awaitsPart'>): string {
	if (awaitsPart) return m.hall_outcome_part();
	return outcomes[status ?? 0]();
}

const outcomes: Record<RepairStatus, () => string> = {
	0: m.hall_outcome_unknown,
	1: m.hall_outcome_fixed,
	2: m.hall_outcome_repairable,
	3: m.hall_outcome_over
};

/** Where it goes, unless it goes home; empty when it does. `outlets` know what a place is called. */
export function goesWords(
	{ goesTo, goesToPlaceId }: Pick<HallItem, 'goesTo' | 'goesToPlaceId'>,
	outlets: Outlet[]
): string {
	const place = goesTo === 'place' && outlets.find(({ id }) => id === goesToPlaceId);
	if (place) return m.hall_goes_to_place({ place: place.name });
	return goesTo && goesTo !== 'home' ? destinations[goesTo]().toLocaleLowerCase() : '';
}

const destinations = {
	next_session: m.hall_goes_next_session,
	listing: m.hall_goes_listing,
	place: m.hall_goes_place
};

/** What an earlier session found of it, in a sentence; empty of what comes for the first time. */
export function beforeWords({ before }: Pick<HallItem, 'before'>): string {
	if (!before) return '';
	const found = [
		outcomeWords({ status: before.status, awaitsPart: false }).toLocaleLowerCase(),
		before.parts && m.booking_parts({ parts: before.parts }),
		before.notes && m.booking_notes({ notes: before.notes })
	];
	const day = dayWords(dayOf(before.on), getLocale());
	return m.booking_before({ day, found: found.filter(Boolean).join('. ') });
}

/** How it ended and, at the end of its life, what was missing. */
export function outcomeInFull(item: Pick<HallItem, 'status' | 'awaitsPart' | 'barrier'>): string {
	const barrier = item.barrier && barriers[item.barrier]();
	return barrier
		? m.hall_thing_with({ thing: outcomeWords(item), fault: barrier.toLocaleLowerCase() })
		: outcomeWords(item);
}

const skills: Record<string, () => string> = {
	electric: m.hall_skill_electric,
	sewing: m.hall_skill_sewing,
	bike: m.hall_skill_bike,
	computer: m.hall_skill_computer,
	wood: m.hall_skill_wood,
	toys: m.hall_skill_toys
};

/** What somebody can repair, by its token in the database. */
export function skillWords(skill: string): string {
	return skills[skill]?.() ?? m.hall_skill_none();
}

/** The skills that the categories of a session ask for. */
export function skillsOf(categories: HallCategory[]): string[] {
	const asked = new Set(categories.map(({ skill }) => skill));
	return Object.keys(skills).filter((skill) => asked.has(skill));
}
