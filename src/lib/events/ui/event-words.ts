import type { EventKind, EventLine, EventState, Shift, ShiftRole, Skill } from '#lib/events/domain/event.ts';
import { repeatOf, type Repeat } from '#lib/events/domain/repeat.ts';
import type { Locale } from '#lib/i18n/urls.ts';
import { getLocale, m } from '#lib/i18n/words.ts';
import { dayOf, timeOf } from '#lib/time/paris.ts';
import { dayWords, timeWords, weekdayWords } from '#lib/time/words.ts';

/** What kind of event it is. */
export const kindWords: Record<EventKind, () => string> = {
	repair_session: m.events_kind_repair_session,
	disco_soup: m.events_kind_disco_soup,
	swap: m.events_kind_swap,
	workshop: m.events_kind_workshop,
	gardening: m.events_kind_gardening,
	meeting: m.events_kind_meeting,
	other: m.events_kind_other
};

export const roleWords: Record<ShiftRole, () => string> = {
	welcome: m.events_role_welcome,
	triage: m.events_role_triage,
	repair: m.events_role_repair,
	coffee: m.events_role_coffee,
	setup: m.events_role_setup,
	kitchen: m.events_role_kitchen,
	stand: m.events_role_stand,
	host: m.events_role_host,
	other: m.events_role_other
};

export const skillWords: Record<Skill, () => string> = {
	electric: m.events_skill_electric,
	sewing: m.events_skill_sewing,
	bike: m.events_skill_bike,
	computer: m.events_skill_computer,
	wood: m.events_skill_wood,
	toys: m.events_skill_toys,
	garden: m.events_skill_garden,
	cooking: m.events_skill_cooking
};

/** "Réparation, vélo". */
export function shiftWords({ role, skill }: Pick<Shift, 'role' | 'skill'>): string {
	return [roleWords[role](), skill && skillWords[skill]()].filter(Boolean).join(', ');
}

/** "samedi 5 décembre, 14 h – 17 h 30"; both days when it ends on another, after six in the morning. */
export function whenWords({ startsAt, endsAt }: Pick<EventLine, 'startsAt' | 'endsAt'>): string {
	const language = getLocale();
	const [day, last] = [dayOf(startsAt), dayOf(endsAt)];
	const said = {
		day: dayWords(day, language),
		from: timeWords(timeOf(startsAt), language),
		last: dayWords(last, language),
		until: timeWords(timeOf(endsAt), language)
	};
	return day === last || Date.parse(endsAt) - Date.parse(startsAt) < 16 * 3_600_000
		? m.events_when(said)
		: m.events_when_days(said);
}

const nths: Record<number, () => string> = {
	1: m.events_nth_1,
	2: m.events_nth_2,
	3: m.events_nth_3,
	4: m.events_nth_4,
	5: m.events_nth_5,
	[-1]: m.events_nth_last
};

/** "Chaque mois, le 2e samedi". */
export function repeatWords({ freq, every, nth, weekday: day }: Repeat, language: Locale = getLocale()): string {
	const weekday = weekdayWords(day, language);
	if (freq === 'weekly') {
		if (every === 1) return m.events_repeat_weekly({ weekday });
		return every === 2 ? m.events_repeat_biweekly({ weekday }) : m.events_repeat_weeks({ every, weekday });
	}
	const counted = nth === null ? null : nths[nth];
	if (!counted) return m.events_repeat_each({ weekday });
	return every === 1
		? m.events_repeat_monthly({ nth: counted(), weekday })
		: m.events_repeat_months({ every, nth: counted(), weekday });
}

/** How often a rule makes it take place. */
export function ruleWords(rrule: string): string {
	const repeat = repeatOf(rrule);
	return repeat ? repeatWords(repeat) : m.events_repeat_several();
}

/** Where it stands, when that is worth saying. */
export const stateWords: Record<EventState, (() => string) | null> = {
	draft: m.events_is_draft,
	published: null,
	live: m.events_is_live,
	closed: m.events_is_closed,
	cancelled: m.events_is_cancelled
};
