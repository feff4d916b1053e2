import type { Operation } from '#lib/offline/outbox/operation.ts';
import { overlay, withChange, withRow, type Stroke } from '#lib/offline/overlay.ts';
import { faultPhotoPath, type BookableSession, type Booking } from '#lib/repairs/domain/booking.ts';
import { payloadOf } from './(member)/unsent/acting.ts';

/** `bookings` of `session` as they will be once everything unsent has arrived: booked, at another hour, or given up. */
export function bookingsWithUnsent(bookings: Booking[], operations: Operation[], session: BookableSession): Booking[] {
	const book: Stroke<Booking> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'repairs.book');
		if (said?.eventId !== session.id) return rows;
		const things = said.things.map(({ photo, listingId: _listingId, ...thing }) => ({
			...thing,
			photoPath: photo && faultPhotoPath(said.personId, said.eventId, photo),
			state: 'registered' as const,
			status: null,
			barrier: null,
			notes: '',
			parts: '',
			goesTo: null,
			next: null,
			place: null,
			lentAs: null,
			continuesId: thing.continuesId ?? null
		}));
		const { arrivalAt } = said;
		return withRow(rows, { id: operation.id, session, state: 'booked', arrivalAt, ticket: null, things });
	};
	const step: Stroke<Booking> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'repairs.visit');
		return said?.action === 'cancel' ? withChange(rows, said.visitId, { state: 'cancelled' }) : rows;
	};
	const arrive: Stroke<Booking> = (rows, operation: Operation) => {
		const said = payloadOf(operation, 'repairs.arrive');
		return said ? withChange(rows, said.visitId, { arrivalAt: said.arrivalAt }) : rows;
	};
	const unrefused = operations.filter(({ state }) => state !== 'refused');
	return overlay(bookings, unrefused, { 'repairs.book': book, 'repairs.visit': step, 'repairs.arrive': arrive });
}
