import type { HandoverWindow } from '#lib/listings/domain/listing.ts';
import { briefMs, instantAt } from '#lib/time/hours.ts';
import { addDays, dayOf, type Day } from '#lib/time/paris.ts';

/** What two people meet for. */
export type Moment = 'hand_over' | 'return';

/** What one answers to a proposal, or to what was agreed. */
export type AppointmentAnswer = 'accept' | 'decline' | 'cancel';

/** When, and in a few words where. Instants are ISO 8601 in UTC. */
export interface Meeting {
	startsAt: string;
	/** Excluded. Half an hour later or less: an hour to be there at; later: come when it suits. */
	endsAt: string;
	/** May be empty. */
	place: string;
}

/** How the two stand about meeting once. */
export interface Appointment {
	id: string;
	reservationId: string;
	moment: Moment;
	/** What was agreed, also once it fell through. */
	agreed: Meeting | null;
	cancelled: boolean;
	/** What one of them proposes, and the other has not answered. */
	proposed: (Meeting & { by: string }) | null;
	sequence: number;
	changedAt: string;
}

/** The database holds the same, and has the last word. */
export const longestPlace = 200;
const earlyDays = 2;
const lateDays = 14;

/** What stands, when it still does. */
export function standing({ agreed, cancelled }: Pick<Appointment, 'agreed' | 'cancelled'>): Meeting | null {
	return cancelled ? null : agreed;
}

/** The meeting at `from` on `day`, until `until`, or half an hour long without it; `null` while a time is missing or backwards. */
export function meetingOn(day: Day, from: string, until: string, place: string): Meeting | null {
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(from)) return null;
	const startsAt = instantAt(day, from);
	const endsAt = until ? instantAt(day, until) : new Date(Date.parse(startsAt) + briefMs).toISOString();
	return Date.parse(endsAt) > Date.parse(startsAt) ? { startsAt, endsAt, place } : null;
}

/** The whole of one of the owner's hours, on a day. */
export function meetingIn({ from, until, note }: Pick<HandoverWindow, 'from' | 'until' | 'note'>, day: Day): Meeting {
	return { startsAt: instantAt(day, from), endsAt: instantAt(day, until), place: note };
}

/** The first and the last day somebody may propose for, at `now`: around the period, and not in the past. */
export function daysFor(
	moment: Moment,
	{ startsAt, endsAt }: { startsAt: string; endsAt: string },
	now: number
): { first: Day; last: Day } {
	const today = dayOf(now);
	const end = dayOf(Date.parse(endsAt) - 1);
	const first = moment === 'hand_over' ? addDays(dayOf(startsAt), -earlyDays) : dayOf(startsAt);
	const last = moment === 'hand_over' ? end : addDays(end > today ? end : today, lateDays);
	return { first: first > today ? first : today, last };
}

/** The day that one would propose for first. */
export function likelyDay(moment: Moment, period: { startsAt: string; endsAt: string }, now: number): Day {
	const wanted = moment === 'hand_over' ? dayOf(period.startsAt) : dayOf(Date.parse(period.endsAt) - 1);
	const { first, last } = daysFor(moment, period, now);
	return wanted < first ? first : wanted > last ? last : wanted;
}

/** What is left to meet for in an exchange of this state. */
export function momentsOf(state: string): Moment[] {
	if (state === 'requested' || state === 'accepted') return ['hand_over', 'return'];
	return state === 'handed_over' ? ['return'] : [];
}
