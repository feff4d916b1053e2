import type { Appointment, Moment } from '#lib/appointments/domain/appointment.ts';
import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, type Stroke } from '#lib/offline/overlay.ts';
import { payloadOf } from '../unsent/acting.ts';

/** `appointments` of an exchange as they will stand once everything unsent of `me` has arrived. */
export function withUnsent(
	appointments: Appointment[],
	operations: Operation[],
	reservationId: string,
	me: string
): Appointment[] {
	const propose: Stroke<Appointment> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'appointments.propose');
		if (said?.reservationId !== reservationId) return rows;
		const { moment, startsAt, endsAt, place } = said;
		const proposed = { by: me, startsAt, endsAt, place };
		if (rows.some((row) => row.moment === moment)) return changed(rows, moment, { proposed });
		const open = { agreed: null, cancelled: false, sequence: 0, changedAt: new Date(operation.madeAt).toISOString() };
		return [...rows, { id: operation.id, reservationId, moment, proposed, ...open }];
	};
	const answer: Stroke<Appointment> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'appointments.answer');
		if (said?.reservationId !== reservationId) return rows;
		const row = rows.find(({ moment }) => moment === said.moment);
		if (said.action === 'cancel') return changed(rows, said.moment, { cancelled: true });
		if (said.action === 'decline' || !row?.proposed) return changed(rows, said.moment, { proposed: null });
		const { startsAt, endsAt, place } = row.proposed;
		return changed(rows, said.moment, { agreed: { startsAt, endsAt, place }, cancelled: false, proposed: null });
	};
	return overlay(appointments, operations, { 'appointments.propose': propose, 'appointments.answer': answer });
}

/** The moments of an exchange about which something is unsent. */
export function unsentMoments(operations: Operation[], reservationId: string): Set<Moment> {
	const said = operations.map(
		(operation) => payloadOf(operation, 'appointments.propose') ?? payloadOf(operation, 'appointments.answer')
	);
	return new Set(said.filter((one) => one?.reservationId === reservationId).map((one) => one!.moment));
}

function changed(rows: Appointment[], moment: Moment, change: Partial<Appointment>): Appointment[] {
	return rows.map((row) => (row.moment === moment ? { ...row, ...change } : row));
}
