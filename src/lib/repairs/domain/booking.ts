import type { RefusalCode } from '#lib/errors/refusal.ts';
import type { Destination, ItemState, RepairBarrier, RepairStatus, VisitState } from './hall.ts';

/** A repair session, as whoever would like to come needs it. Instants are ISO 8601 in UTC. */
export interface BookableSession {
	id: string;
	slug: string;
	title: string;
	/** Where it is; may be empty. */
	place: string;
	startsAt: string;
	endsAt: string;
	state: 'draft' | 'published' | 'live' | 'closed' | 'cancelled';
}

/** What things are sorted by, in both languages. */
export interface ProductCategory {
	id: number;
	labelFr: string;
	labelEn: string;
	/** Whether it plugs in or holds a battery. */
	powered: boolean;
}

/** A listing of the reader's own that they would like mended. */
export interface Wished {
	listingId: string;
	title: string;
	problem: string;
}

/** One thing somebody brings. */
export interface BookedThing {
	id: string;
	categoryId: number | null;
	/** In the visitor's own words; may be empty. */
	name: string;
	brand: string;
	problem: string;
	photoPath: string | null;
	state: ItemState;
	status: RepairStatus | null;
	barrier: RepairBarrier | null;
	/** What was learned, and what is missing; may be empty. */
	notes: string;
	parts: string;
	goesTo: Destination | null;
	/** The next session it goes to, once there is one. */
	next: BookableSession | null;
	/** The place it goes to, when that was named. */
	place: { slug: string; name: string; address: string } | null;
	/** The listing that lends it. */
	lentAs: string | null;
	/** The same thing at an earlier session, which sent it on. */
	continuesId: string | null;
}

/** A visit of the reader's. */
export interface Booking {
	id: string;
	session: BookableSession;
	state: VisitState;
	/** When they said they come. */
	arrivalAt: string | null;
	ticket: number | null;
	things: BookedThing[];
}

/** Things of one booking, at most, as in `book_visit`. */
export const mostThings = 5;
export const longestProblem = 1000;
export const longestThingName = 100;

const minuteMs = 60_000;
const slotMs = 30 * minuteMs;
/** A little late is early enough, as in `book_visit`. */
const lateMs = 15 * minuteMs;

/** When one may say to come, every half hour of a session from `now` on; none once it is over. */
export function arrivalSlots(
	{ startsAt, endsAt }: Pick<BookableSession, 'startsAt' | 'endsAt'>,
	now: number
): string[] {
	const until = Date.parse(endsAt);
	if (until <= now) return [];
	const slots: string[] = [];
	for (let at = Date.parse(startsAt); at < until; at += slotMs) {
		if (at >= now - lateMs) slots.push(new Date(at).toISOString());
	}
	// Within its last half hour one may still come at once.
	return slots.length ? slots : [new Date(Math.max(now, Date.parse(startsAt))).toISOString()];
}

/** How many more may come in the half hour that begins `at`. */
export interface Arrival {
	at: string;
	freePlaces: number;
}

/** An hour that one may say, and whether as many come then as may. */
export interface ArrivalChoice {
	at: string;
	isFull: boolean;
}

/**
 * When one may say to come, with what is full. `arrivals` are a session's half hours as last read; none when nobody counts.
 * @param mine the hour the reader has, which counts them: it is free to them
 */
export function arrivalChoices(
	session: Pick<BookableSession, 'startsAt' | 'endsAt'>,
	arrivals: Arrival[],
	now: number,
	mine: string | null = null
): ArrivalChoice[] {
	const begins = Date.parse(session.startsAt);
	const slotOf = (instant: string) => Math.floor((Date.parse(instant) - begins) / slotMs);
	return arrivalSlots(session, now).map((at) => {
		const counted = arrivals.find((arrival) => slotOf(arrival.at) === slotOf(at));
		const isMine = mine !== null && slotOf(mine) === slotOf(at);
		return { at, isFull: counted?.freePlaces === 0 && !isMine };
	});
}

/** How many visits fit into half an hour, by how many hands an event asks for to repair: two each. `null` when it asks for none. */
export function arrivalsThatFit(repairers: number): number | null {
	return repairers ? Math.min(2 * repairers, mostArrivals) : null;
}
export const mostArrivals = 100;

/** Why a session cannot be booked now, or `null`. A courtesy: the database has the last word. */
export function refusalForBooking(session: Pick<BookableSession, 'state' | 'endsAt'>, now: number): RefusalCode | null {
	if (session.state === 'draft' || session.state === 'cancelled') return 'not_available';
	if (session.state === 'closed' || Date.parse(session.endsAt) <= now) return 'answer_too_late';
	return null;
}

/** Whether the visitor may still cancel, and say better what they bring. */
export function isToCome({ state, session }: Pick<Booking, 'state' | 'session'>, now: number): boolean {
	return (state === 'booked' || state === 'waitlisted') && refusalForBooking(session, now) === null;
}

/** The reader's visit of a session among `bookings`: the one that stands, else the last that was cancelled. */
export function bookingFor(bookings: Booking[], slug: string): Booking | null {
	const theirs = bookings.filter(({ session }) => session.slug === slug);
	return theirs.find(({ state }) => state !== 'cancelled' && state !== 'no_show') ?? theirs.at(-1) ?? null;
}

/** The visit among `bookings` that goes on with a thing, or `null`. */
export function goesOnIn(bookings: Booking[], { id }: Pick<BookedThing, 'id'>): Booking | null {
	const standing = bookings.filter(({ state }) => state !== 'cancelled');
	return standing.find(({ things }) => things.some(({ continuesId }) => continuesId === id)) ?? null;
}

/** What earlier visits among `bookings` sent on to the session under `slug`, and is not brought to any yet. */
export function sentOnTo(bookings: Booking[], slug: string): BookedThing[] {
	const things = bookings.flatMap((booking) => booking.things).filter(({ next }) => next?.slug === slug);
	return things.filter((thing) => !goesOnIn(bookings, thing)).slice(0, mostThings);
}

/** Where the photograph `name` of a fault lies, taken by `personId` for a session; the small one is beside it. */
export function faultPhotoPath(personId: string, eventId: string, name: string): string {
	return `${personId}/${eventId}/${name}.webp`;
}
