import type { Handler } from '#lib/offline/command.ts';
import type { ConditionReport } from '#lib/reservations/domain/handover.ts';
import type { ReservationAction } from '#lib/reservations/domain/reservation.ts';
import { reportCondition } from './handover.ts';
import { advanceReservation, extendReservation, requestReservation } from './reservations.ts';

const request: Handler<{ listingId: string; startsAt: string; endsAt: string; note: string }> = requestReservation;

const advance: Handler<{ reservationId: string; action: ReservationAction; note?: string }> = advanceReservation;

const extend: Handler<{ reservationId: string; endsAt: string }> = (db, id, { reservationId, endsAt }) =>
	extendReservation(db, id, reservationId, endsAt);

const condition: Handler<{ reservationId: string; moment: ConditionReport['moment']; note: string }> = reportCondition;

export const reservationCommands = {
	'reservations.request': request,
	'reservations.advance': advance,
	'reservations.extend': extend,
	'reservations.condition': condition
};
