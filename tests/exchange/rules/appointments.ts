import { isAway } from './absences.ts';
import { at, dayOf, hour, weekdayOf } from './paris.ts';
import { areBlocked, no, type Reservation, type World } from './world.ts';

type Moment = 'hand_over' | 'return';

/** When two meet: what was agreed, and what one of them proposes. */
export interface Appointment {
	reservation: string;
	moment: Moment;
	state: 'open' | 'agreed' | 'cancelled';
	from: number | null;
	until: number | null;
	/** Raised each time what was agreed changes or falls through. */
	sequence: number;
	proposedBy: string | null;
	proposedFrom: number | null;
	proposedUntil: number | null;
	events: [action: string, actor: string | null, sequence: number, from: number, until: number][];
}

interface Proposed {
	reservation: string;
	moment: Moment;
	from: number;
	until: number;
}

interface Reply {
	reservation: string;
	moment: Moment;
	action: 'accept' | 'decline' | 'cancel';
	/** The time that was read. */
	from: number;
}

/** Proposes to meet; what the other proposed is agreed to, and what the owner's hours say is agreed at once. */
export function propose(world: World, me: string, { reservation, moment, from, until }: Proposed): unknown {
	if (until <= from || until > from + 12 * hour) no('invalid_value');
	const r = ownReservation(world, me, reservation);
	const isUnderWay = r.state === 'requested' || r.state === 'accepted';
	if (!isUnderWay && !(r.state === 'handed_over' && moment === 'return')) no('wrong_state');
	if (areBlocked(world, r.owner, r.borrower)) no('not_available');
	if (until <= world.now) no('starts_in_past');
	if (!isAround(r, moment, from, until, world.now)) no('invalid_value');

	const a = world.appointments.get(keyOf(reservation, moment)) ?? opened(reservation, moment);
	const isProposed = a.proposedFrom === from && a.proposedUntil === until;
	const isAgreed = a.state === 'agreed' && a.from === from && a.until === until;
	if (isAgreed || (isProposed && a.proposedBy === me)) no('already_done');
	if (a.events.length >= 100) no('quota_reached');
	world.appointments.set(keyOf(reservation, moment), a);
	if (isProposed && a.proposedBy !== null) agree(a, me);
	else {
		Object.assign(a, { proposedBy: me, proposedFrom: from, proposedUntil: until });
		a.events.push(['propose', me, a.sequence, from, until]);
		if (r.state !== 'requested' && isAgreedBeforehand(world, r, a)) agree(a, null);
	}
	return faceOf(a);
}

/** Answers what the other proposed, takes back one's own, or gives up what was agreed. */
export function reply(world: World, me: string, said: Reply): unknown {
	const r = ownReservation(world, me, said.reservation);
	const a = world.appointments.get(keyOf(said.reservation, said.moment));
	const isCancelling = said.action === 'cancel';
	if (!a || (isCancelling ? a.state !== 'agreed' || a.until! <= world.now : a.proposedBy === null)) no('wrong_state');
	if (said.from !== (isCancelling ? a.from : a.proposedFrom)) no('answer_too_late');
	if (said.action === 'accept') {
		if (a.proposedBy === me) no('not_allowed');
		if (a.proposedUntil! <= world.now) no('answer_too_late');
		if (areBlocked(world, r.owner, r.borrower)) no('not_available');
		agree(a, me);
	} else if (isCancelling) cancel(a, me);
	else drop(a, me);
	return faceOf(a);
}

/** The state of a reservation has changed: hours agree to what they hold, and what is not needed any more falls through. */
export function follow(world: World, r: Reservation): void {
	for (const moment of ['hand_over', 'return'] as const) {
		const a = world.appointments.get(keyOf(r.id, moment));
		if (!a) continue;
		if (r.state === 'accepted') {
			if (isAgreedBeforehand(world, r, a)) agree(a, null);
		} else if (r.state !== 'handed_over' || moment === 'hand_over') {
			if (a.proposedBy !== null) drop(a, null);
			const isDone = ['handed_over', 'returned', 'closed'].includes(r.state);
			const isAhead = a.state === 'agreed' && a.until! > world.now;
			if (isAhead && (!isDone || dayOf(a.from!) > dayOf(world.now))) cancel(a, null);
		}
	}
}

/** What both read. */
export function faceOf({ events: _, ...seen }: Appointment): Omit<Appointment, 'events'> {
	return seen;
}

export function keyOf(reservation: string, moment: Moment): string {
	return `${reservation} ${moment}`;
}

function opened(reservation: string, moment: Moment): Appointment {
	return {
		reservation,
		moment,
		state: 'open',
		from: null,
		until: null,
		sequence: 0,
		proposedBy: null,
		proposedFrom: null,
		proposedUntil: null,
		events: []
	};
}

function ownReservation(world: World, me: string, id: string): Reservation {
	const r = world.reservations.get(id);
	if (!r || (r.owner !== me && r.borrower !== me)) no('not_allowed');
	return r;
}

/** A little before it begins, and once it is overdue also after it ended. */
function isAround(r: Reservation, moment: Moment, from: number, until: number, now: number): boolean {
	if (moment === 'hand_over') return from >= r.from - 48 * hour && from < r.until;
	return until > r.from && from <= Math.max(r.until, now) + 14 * 24 * hour;
}

function isAgreedBeforehand(world: World, r: Reservation, a: Appointment): boolean {
	const { proposedFrom: from, proposedUntil: until } = a;
	if (a.proposedBy !== r.borrower || from === null || until === null) return false;
	const day = dayOf(from);
	const { leadHours } = world.listings.get(r.listing)!;
	return (
		from >= world.now + leadHours * hour &&
		!isAway(world, r.owner, from) &&
		world.windows.some(
			(w) =>
				w.owner === r.owner && w.weekday === weekdayOf(from) && at(day, w.from) <= from && until <= at(day, w.until)
		)
	);
}

function agree(a: Appointment, actor: string | null): void {
	a.sequence += a.state === 'open' ? 0 : 1;
	Object.assign(a, { state: 'agreed', from: a.proposedFrom, until: a.proposedUntil });
	Object.assign(a, { proposedBy: null, proposedFrom: null, proposedUntil: null });
	a.events.push(['agree', actor, a.sequence, a.from!, a.until!]);
}

function drop(a: Appointment, actor: string | null): void {
	a.events.push(['decline', actor, a.sequence, a.proposedFrom!, a.proposedUntil!]);
	Object.assign(a, { proposedBy: null, proposedFrom: null, proposedUntil: null });
}

function cancel(a: Appointment, actor: string | null): void {
	Object.assign(a, { state: 'cancelled', sequence: a.sequence + 1 });
	a.events.push(['cancel', actor, a.sequence, a.from!, a.until!]);
}
