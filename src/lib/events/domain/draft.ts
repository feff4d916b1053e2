import { instantAt } from '#lib/time/hours.ts';
import { addDays, dayOf, timeOf, weekdayOf, type Day } from '#lib/time/paris.ts';
import type { Event, EventKind, Shift } from './event.ts';

export const templates = ['repair_session', 'disco_soup', 'camp', 'swap', 'workshop', 'other'] as const;
/** What a form begins with. */
export type Template = (typeof templates)[number];

/** A kind of help, as a form holds it. */
export type DraftShift = Pick<Shift, 'id' | 'role' | 'skill' | 'needed' | 'note'>;

/** An event as a form holds it: everything may be half written. Hours are `HH:MM` in Paris. */
export interface Draft {
	kind: EventKind;
	title: string;
	about: string;
	day: string;
	from: string;
	until: string;
	address: string;
	/** Empty: not said. */
	communeCode: string;
	/** Empty: on nobody's behalf but one's own. */
	communityId: string;
	placeId: string | null;
	/** Empty: whoever comes. */
	capacity: string;
	/** A rule of RFC 5545; empty: once. */
	rrule: string;
	shifts: DraftShift[];
}

type Hand = [role: Shift['role'], needed: number, skill?: Shift['skill']];

const begun: Record<Template, { kind: EventKind; from: string; until: string; hands: Hand[] }> = {
	repair_session: {
		kind: 'repair_session',
		from: '14:00',
		until: '17:30',
		hands: [
			['welcome', 2],
			['triage', 1],
			['repair', 2, 'electric'],
			['repair', 1, 'sewing'],
			['repair', 1, 'bike'],
			['coffee', 1]
		]
	},
	disco_soup: {
		kind: 'disco_soup',
		from: '17:00',
		until: '21:00',
		hands: [
			['kitchen', 4, 'cooking'],
			['setup', 2],
			['host', 1]
		]
	},
	camp: {
		kind: 'workshop',
		from: '14:00',
		until: '18:00',
		hands: [
			['host', 3],
			['setup', 2],
			['welcome', 1]
		]
	},
	swap: {
		kind: 'swap',
		from: '10:00',
		until: '17:00',
		hands: [
			['setup', 3],
			['stand', 2],
			['welcome', 1]
		]
	},
	workshop: { kind: 'workshop', from: '18:00', until: '20:00', hands: [['host', 1]] },
	other: { kind: 'other', from: '18:00', until: '20:00', hands: [] }
};

/** A draft from a template: next week's Saturday at its usual hours, with the hands it usually takes. `makeId` names these. */
export function draftFrom(template: Template, about: string, today: Day, makeId: () => string): Draft {
	const { kind, from, until, hands } = begun[template];
	const week = addDays(today, 7);
	return {
		kind,
		title: '',
		about,
		day: addDays(week, (6 - weekdayOf(week) + 7) % 7),
		from,
		until,
		address: '',
		communeCode: '',
		communityId: '',
		placeId: null,
		capacity: '',
		rrule: '',
		shifts: hands.map(([role, needed, skill]) => ({ id: makeId(), role, skill: skill ?? null, needed, note: '' }))
	};
}

/** An event, to be changed. */
export function draftOf(event: Event): Draft {
	return {
		kind: event.kind,
		title: event.title,
		about: event.about,
		day: dayOf(event.startsAt),
		from: timeOf(event.startsAt),
		until: timeOf(event.endsAt),
		address: event.address,
		communeCode: event.commune?.code ?? '',
		communityId: event.community?.id ?? '',
		placeId: event.placeId,
		capacity: event.capacity === null ? '' : String(event.capacity),
		rrule: event.rrule ?? '',
		shifts: event.shifts.map(({ id, role, skill, needed, note }) => ({ id, role, skill, needed, note }))
	};
}

/** When a draft begins and ends, in UTC; past midnight when it ends earlier than it begins. `null` while it is not said. */
export function hoursOf({ day, from, until }: Pick<Draft, 'day' | 'from' | 'until'>): [string, string] | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(from) || !/^\d{2}:\d{2}$/.test(until) || from === until)
		return null;
	return [instantAt(day, from), instantAt(until < from ? addDays(day, 1) : day, until)];
}

export type Missing = 'title' | 'day' | 'hours' | 'capacity';

/** What a draft lacks before it can be kept; `now` in milliseconds since the epoch. The database says the same, less kindly. */
export function missingIn(draft: Draft, now: number, mayBegin = true): Missing[] {
	const hours = hoursOf(draft);
	const capacity = draft.capacity.trim();
	const said: [Missing, boolean][] = [
		['title', draft.title.trim().length < 3],
		['day', !draft.day || (mayBegin && hours !== null && Date.parse(hours[0]) <= now)],
		['hours', Boolean(draft.day) && hours === null],
		['capacity', capacity !== '' && !(/^\d+$/.test(capacity) && Number(capacity) >= 1 && Number(capacity) <= 5000)]
	];
	return said.filter(([, lacks]) => lacks).map(([name]) => name);
}
