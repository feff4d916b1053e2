export const eventKinds = [
	'repair_session',
	'disco_soup',
	'swap',
	'workshop',
	'gardening',
	'meeting',
	'other'
] as const;
export type EventKind = (typeof eventKinds)[number];

export type EventState = 'draft' | 'published' | 'live' | 'closed' | 'cancelled';

/** Steps that the database knows; which leads where is in `private.event_steps`. */
export type EventAction = 'publish' | 'open' | 'close' | 'reopen' | 'cancel';

/** What people do together, as a list shows it. Instants are ISO 8601 in UTC. */
export interface EventLine {
	id: string;
	slug: string;
	kind: EventKind;
	title: string;
	startsAt: string;
	/** Excluded. */
	endsAt: string;
	/** Where, as announced; may be empty when it is at a place of the directory. */
	address: string;
	place: { slug: string; name: string } | null;
	commune: { code: string; name: string } | null;
	community: { id: string; slug: string; name: string } | null;
	state: EventState;
	/** `null`: whoever comes. */
	capacity: number | null;
	/** How many come, or are there. */
	attending: number;
	/** How many wait for a seat. */
	waiting: number;
	seriesId: string | null;
	/** Raised with each change that a calendar shows. */
	sequence: number;
	changedAt: string;
}

/** One event, whole. */
export interface Event extends EventLine {
	about: string;
	/** Who called it together; `null` for a visitor, an empty name when they are gone or hidden from the reader. */
	organiser: { id: string; name: string } | null;
	/** Why it does not take place; may be empty. */
	cancelNote: string;
	placeId: string | null;
	/** When it was announced; `null` for a draft. */
	publishedAt: string | null;
	/** The rule of its series, RFC 5545. */
	rrule: string | null;
	/** How many visits may be booked for each half hour of a repair session; `null` when nobody counts them. */
	arrivalsPerSlot: number | null;
	/** The hands it asks for, in their order. */
	shifts: Shift[];
}

export const shiftRoles = [
	'welcome',
	'triage',
	'repair',
	'coffee',
	'setup',
	'kitchen',
	'stand',
	'host',
	'other'
] as const;
export type ShiftRole = (typeof shiftRoles)[number];

export const skills = ['electric', 'sewing', 'bike', 'computer', 'wood', 'toys', 'garden', 'cooking'] as const;
export type Skill = (typeof skills)[number];

/** Something to lend a hand with: how many are needed, and how many said they would. */
export interface Shift {
	id: string;
	role: ShiftRole;
	skill: Skill | null;
	needed: number;
	taken: number;
	note: string;
}

export type AttendanceState = 'attending' | 'waitlisted' | 'checked_in' | 'left' | 'cancelled';

/** Somebody's seat, or place in line. */
export interface Attendance {
	id: string;
	state: AttendanceState;
	askedAt: string;
}

/** A shift somebody took. */
export interface Signup {
	id: string;
	shiftId: string;
}

/** A shift somebody took, as those who run or help the event see it. */
export interface Helper extends Signup {
	person: { id: string; name: string };
}

/** A shift that whoever holds it proposes to somebody else, and that nobody has answered yet. */
export interface ShiftOffer {
	id: string;
	/** What is proposed: theirs until somebody says yes. */
	signupId: string;
	shiftId: string;
	/** To whom; `null`: to whoever sees the event. */
	toId: string | null;
	/** The signup of `toId` that is asked in exchange; `null` when nothing is. */
	againstId: string | null;
}

/** Where one resident stands with one event. */
export interface Standing {
	/** Their seat or place in line, if they have one. */
	attendance: Attendance | null;
	signups: Signup[];
	/** What they propose, what is proposed to them, and what is to everybody. */
	offers: ShiftOffer[];
	/** Whether they run it: they called it together, or run the community it belongs to. */
	runs: boolean;
}

export const nowhere: Standing = { attendance: null, signups: [], offers: [], runs: false };

/** How many hands are still missing. */
export function missing(shifts: Shift[]): number {
	return shifts.reduce((sum, { needed, taken }) => sum + Math.max(0, needed - taken), 0);
}

/** Seats left; `null` when nobody counts them. */
export function seatsLeft({ capacity, attending }: Pick<EventLine, 'capacity' | 'attending'>): number | null {
	return capacity === null ? null : Math.max(0, capacity - attending);
}

/** Whether one may still say that one comes, or take a shift, at `now` (milliseconds since the epoch). */
export function isOpen({ state, endsAt }: Pick<EventLine, 'state' | 'endsAt'>, now: number): boolean {
	return (state === 'published' || state === 'live') && Date.parse(endsAt) > now;
}

/** From when it may be opened, milliseconds since the epoch: twelve hours before it begins. */
export function opensFrom({ startsAt }: Pick<EventLine, 'startsAt'>): number {
	return Date.parse(startsAt) - 12 * 3_600_000;
}
