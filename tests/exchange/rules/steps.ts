import { follow } from './appointments.ts';
import { freeUnit, isOutOfOrder } from './availability.ts';
import { isWaitedFor, release } from './waiting.ts';
import { dayOf, daysIn, hour, midnight } from './paris.ts';
import { areBlocked, face, no, note, type Reservation, type State, type World } from './world.ts';

interface Step {
	id: string;
	action: string;
	/** The code typed by a borrower, as right or wrong as it may be. */
	code?: 'right' | 'wrong' | null;
}

type Side = 'owner' | 'borrower';

/** The table of the contract: who may take which step, from where to where. */
export const steps: [action: string, by: Side | 'time' | 'both', from: State, to: State][] = [
	['accept', 'owner', 'requested', 'accepted'],
	['decline', 'owner', 'requested', 'declined'],
	['cancel', 'owner', 'requested', 'cancelled'],
	['cancel', 'owner', 'accepted', 'cancelled'],
	['cancel', 'borrower', 'requested', 'cancelled'],
	['cancel', 'borrower', 'accepted', 'cancelled'],
	['hand_over', 'owner', 'accepted', 'handed_over'],
	['hand_over', 'borrower', 'accepted', 'handed_over'],
	['take_back', 'owner', 'handed_over', 'returned'],
	['close', 'owner', 'returned', 'closed'],
	['close', 'borrower', 'returned', 'closed'],
	['report_no_show', 'owner', 'accepted', 'no_show'],
	['report_no_show', 'borrower', 'accepted', 'no_show'],
	['report_lost', 'owner', 'handed_over', 'lost'],
	['excuse_overdue', 'owner', 'handed_over', 'handed_over'],
	['found', 'owner', 'lost', 'returned'],
	['settle_loss', 'both', 'lost', 'closed'],
	['undo_no_show', 'owner', 'no_show', 'accepted'],
	['undo_no_show', 'borrower', 'no_show', 'accepted'],
	['cancel', 'time', 'accepted', 'cancelled'],
	['expire', 'time', 'requested', 'expired']
];

/** One step of a reservation by one of its two parties. */
export function advance(world: World, me: string, step: Step): unknown {
	const { action } = step;
	if (!steps.some(([what, by]) => what === action && by !== 'time')) no('invalid_value');
	const r = world.reservations.get(step.id);
	const side = r?.owner === me ? 'owner' : r?.borrower === me ? 'borrower' : null;
	if (!r || !steps.some(([what, by]) => what === action && by === side)) no('not_allowed');
	const isAgreeing = ['accept', 'hand_over', 'undo_no_show'].includes(action) || step.code != null;
	if (areBlocked(world, r.owner, r.borrower) && isAgreeing) no('not_available');
	const isMeantToLeave = action === 'accept' || action === 'hand_over';
	if (isMeantToLeave && isOutOfOrder(world.listings.get(r.listing)!)) no('not_available');
	if ((action === 'accept' || action === 'decline') && r.extensionUntil !== null) {
		answerExtension(world, r, action === 'accept', me);
	} else takeStep(world, r, step, side as Side, me);
	return face(r);
}

/** Asks to keep it longer; an instant listing says yes. */
export function extend(world: World, me: string, { id, until }: { id: string; until: number }): unknown {
	const r = world.reservations.get(id);
	if (r?.borrower !== me) no('not_allowed');
	if (r.state !== 'accepted' && r.state !== 'handed_over') no('wrong_state');
	if (areBlocked(world, r.owner, me)) no('not_available');
	if (until === r.until) no('invalid_value');
	if (until <= world.now) no('starts_in_past');
	const listing = world.listings.get(r.listing)!;
	if (until < r.until) return shorten(world, r, until, listing.minDays);
	if (daysIn(r.from, until) > listing.maxDays) no('period_too_long');
	if (r.extensionUntil === until) no('already_done');
	unitFor(world, r, until);
	r.extensionUntil = until;
	note(world, r, 'extension_asked', me);
	if (listing.instant) answerExtension(world, r, true, null);
	return face(r);
}

function answerExtension(world: World, r: Reservation, isAgreed: boolean, actor: string | null): void {
	const until = r.extensionUntil!;
	if (isAgreed) {
		if (until <= world.now) no('answer_too_late');
		const unit = unitFor(world, r, until);
		Object.assign(r, { until, unit });
	}
	r.extensionUntil = null;
	note(world, r, isAgreed ? 'extension_accepted' : 'extension_declined', actor);
}

/** An earlier end is told rather than asked. */
function shorten(world: World, r: Reservation, until: number, minDays: number): unknown {
	if (until <= r.from) no('invalid_value');
	if (r.state === 'accepted' && daysIn(r.from, until) < minDays) no('period_too_short');
	Object.assign(r, { until, extensionUntil: null });
	note(world, r, 'shorten', r.borrower);
	release(world, r);
	return face(r);
}

/** What is in somebody's hands cannot become another unit, and nobody who waits is passed over. */
function unitFor(world: World, r: Reservation, until: number): number {
	const unit = freeUnit(world, world.listings.get(r.listing)!, { from: r.from, until }, r.borrower, r.unit, r.id);
	if (unit === null || (r.state === 'handed_over' && unit !== r.unit) || isWaitedFor(world, r, until))
		no('dates_taken');
	return unit;
}

/** Moves a reservation one step, and does all that goes with it. */
export function takeStep(world: World, r: Reservation, { action, code }: Step, side: Side, me: string): void {
	const { now } = world;
	const next = steps.find(([what, by, from]) => what === action && by === side && from === r.state)?.[3];
	if (!next) no(steps.some(([what, , , to]) => what === action && to === r.state) ? 'already_done' : 'wrong_state');
	if ((action === 'accept' || action === 'decline') && now >= Math.min(r.respondBy, r.until)) no('answer_too_late');
	if (action === 'report_no_show' && now < noShowFrom(r)) no('wrong_state');
	if (action === 'hand_over' && side === 'borrower') checkCode(world, r, code ?? null);

	if (action === 'excuse_overdue') checkExcuse(world, r, code ?? null);
	if (action === 'undo_no_show') checkUndone(world, r, me);

	const before = r.state;
	let { unit, from } = r;
	if (action === 'accept')
		unit = freeUnit(world, world.listings.get(r.listing)!, r, r.borrower, r.unit) ?? no('dates_taken');
	if (action === 'hand_over') {
		from = Math.min(r.from, now);
		const away = { from, until: Math.max(r.until, now + 1000) };
		unit = freeUnit(world, world.listings.get(r.listing)!, away, r.borrower, r.unit, r.id) ?? no('dates_taken');
		const isStillOut = [...world.reservations.values()].some(
			(o) => o.listing === r.listing && o.unit === unit && o.state === 'handed_over'
		);
		if (isStillOut) no('dates_taken');
		r.handoverAt = now;
	}
	if (action === 'take_back' || action === 'found') r.returnAt = now;
	if (action === 'excuse_overdue') r.excusedAt = now;
	Object.assign(r, { state: next, unit, from });
	if (next !== 'accepted' && next !== 'handed_over') r.extensionUntil = null;
	if (before !== next) follow(world, r);
	if (action !== 'accept') world.codes.delete(r.id);
	note(world, r, action, me);
	if (action === 'report_no_show' && me !== r.borrower) {
		for (const p of world.places.values()) if (p.person === r.borrower && waits.has(p.state)) p.goesLast = true;
	}
	const isAway = next === 'accepted' || next === 'handed_over';
	const wasAway = before === 'accepted' || before === 'handed_over';
	if (before === 'requested' || (wasAway && !isAway)) release(world, r);
}

/** Late: in somebody's hands after its end. */
export function isLate(r: Reservation, now: number): boolean {
	return r.state === 'handed_over' && r.until <= now;
}

/** Said to be all right since the end that was agreed last. */
export function isExcused(r: Reservation): boolean {
	return r.excusedAt !== null && r.excusedAt >= r.until;
}

function checkExcuse(world: World, r: Reservation, reason: string | null): void {
	if (reason === null) no('invalid_value');
	if (isExcused(r)) no('already_done');
	if (!isLate(r, world.now) || world.listings.get(r.listing)!.kind !== 'loan') no('wrong_state');
}

/** Whoever reported it takes it back, within the hour, while the unit is still free. */
function checkUndone(world: World, r: Reservation, me: string): void {
	const report = r.events.findLast((e) => e.action === 'report_no_show')!;
	if (report.actor !== me) no('not_allowed');
	if (report.at < world.now - hour) no('answer_too_late');
	const unit = freeUnit(world, world.listings.get(r.listing)!, r, r.borrower, r.unit, r.id);
	if (unit !== r.unit) no('dates_taken');
}

const waits = new Set(['waiting', 'offered']);

/** Five wrong tries, then a quarter of an hour of silence. A wrong try is remembered although it is refused. */
function checkCode(world: World, r: Reservation, said: 'right' | 'wrong' | null): void {
	const code = world.codes.get(r.id) ?? no('invalid_value');
	const second = Math.floor(world.now / 1000);
	const wrong = second - code.at < 900 ? code.wrong : 0;
	if (wrong >= 5) no('too_fast');
	if (said === 'right') return;
	world.codes.set(r.id, { wrong: wrong + 1, at: second });
	no('invalid_value');
}

/** By day, the end of the first day; by the hour, the hour. */
export function noShowFrom({ from, until }: Reservation): number {
	return until === midnight(dayOf(until)) ? midnight(dayOf(from) + 1) : from;
}
