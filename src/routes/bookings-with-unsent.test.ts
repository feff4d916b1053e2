import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import type { BookableSession, Booking } from '#lib/repairs/domain/booking.ts';
import { bookingsWithUnsent } from './bookings-with-unsent.ts';

const session: BookableSession = {
	id: 'session',
	slug: 'cleunay',
	title: 'Réparer',
	place: '',
	startsAt: '2026-12-05T13:00:00Z',
	endsAt: '2026-12-05T16:30:00Z',
	state: 'published'
};
const booked: Booking = {
	id: 'before',
	session,
	state: 'booked',
	arrivalAt: session.startsAt,
	ticket: null,
	things: []
};
const thing = { id: 't', categoryId: 14, name: 'Bouilloire', brand: '', problem: 'Fuit', photo: 'p', listingId: null };
const payload = {
	personId: 'cy',
	eventId: 'session',
	title: 'Réparer',
	slug: 'cleunay',
	arrivalAt: session.startsAt,
	things: [thing]
};
const book = operation(1, 'visit:now', { id: 'now', kind: 'repairs.book', payload });

test('a visit booked without network stands there, with its photograph, until the database has it', () => {
	const drawn = bookingsWithUnsent([], [book], session);
	expect(drawn).toMatchObject([{ id: 'now', state: 'booked', things: [{ photoPath: 'cy/session/p.webp' }] }]);
	expect(bookingsWithUnsent(drawn, [book], session)).toBe(drawn);
});

test('one that was given up is, one that was refused never was', () => {
	const cancel = operation(2, 'visit:before', {
		kind: 'repairs.visit',
		payload: { eventId: 'session', visitId: 'before', action: 'cancel', ticket: null }
	});
	expect(bookingsWithUnsent([booked], [cancel], session)).toMatchObject([{ id: 'before', state: 'cancelled' }]);
	expect(bookingsWithUnsent([], [{ ...book, state: 'refused' }], session)).toEqual([]);
});

test('what is booked of another session is not of this one', () => {
	expect(bookingsWithUnsent([], [book], { ...session, id: 'other' })).toEqual([]);
});
