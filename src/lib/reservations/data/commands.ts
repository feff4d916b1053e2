import { hasLanded } from '#lib/database/receipts.ts';
import type { Kind } from '#lib/offline/command.ts';
import type { ConditionReport } from '#lib/reservations/domain/handover.ts';
import type { ReservationAction } from '#lib/reservations/domain/reservation.ts';
import { reportCondition } from './handover.ts';
import { advanceReservation, extendReservation, requestReservation } from './reservations.ts';

interface Step {
	reservationId: string;
}

/** A reservation's id is that of its conversation: steps and words keep their order. */
const laneOf = ({ reservationId }: Step) => `conv:${reservationId}`;

/** A step after a request that was sent again under another id is a step of the new one. */
function follow<S extends Step>(step: S, from: string, to: string): S {
	return step.reservationId === from ? { ...step, reservationId: to } : step;
}

const request: Kind<{ listingId: string; startsAt: string; endsAt: string; note: string }> = {
	v: 1,
	lane: (_payload, id) => laneOf({ reservationId: id }),
	perform: requestReservation,
	landed: hasLanded
};

const advance: Kind<Step & { action: ReservationAction; note?: string }> = {
	v: 1,
	lane: laneOf,
	perform: advanceReservation,
	landed: hasLanded,
	follow
};

const extend: Kind<Step & { endsAt: string }> = {
	v: 1,
	lane: laneOf,
	perform: (db, id, { reservationId, endsAt }) => extendReservation(db, id, reservationId, endsAt),
	landed: hasLanded,
	follow
};

const condition: Kind<Step & { moment: ConditionReport['moment']; note: string }> = {
	v: 1,
	lane: laneOf,
	perform: reportCondition,
	landed: hasLanded,
	follow
};

export const reservationCommands = {
	'reservations.request': request,
	'reservations.advance': advance,
	'reservations.extend': extend,
	'reservations.condition': condition
};
