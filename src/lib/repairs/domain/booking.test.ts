import { expect, test } from 'vitest';
import {
	arrivalChoices,
	arrivalSlots,
	arrivalsThatFit,
	bookingFor,
	goesOnIn,
	isToCome,
	refusalForBooking,
	sentOnTo,
	type BookedThing,
	type Booking
} from './booking.ts';

const session = {
	id: 's',
	slug: 'cleunay',
	title: 'Réparer',
	place: '',
	startsAt: '2026-12-05T13:00:00.000Z',
	endsAt: '2026-12-05T16:30:00.000Z',
	state: 'published'
} as const;
const at = (time: string) => Date.parse(`2026-12-05T${time}:00Z`);
const visit: Booking = { id: 'v', session, state: 'booked', arrivalAt: session.startsAt, ticket: null, things: [] };

test('one comes on the half hour, from now on', () => {
	const early = arrivalSlots(session, at('08:00'));
	expect([early.length, early[0], early.at(-1)]).toEqual([7, session.startsAt, '2026-12-05T16:00:00.000Z']);
	expect(arrivalSlots(session, at('14:15'))[0]).toBe('2026-12-05T14:00:00.000Z');
	expect(arrivalSlots(session, at('14:16'))[0]).toBe('2026-12-05T14:30:00.000Z');
});

test('in its last minutes one comes at once, afterwards not at all', () => {
	expect(arrivalSlots(session, at('16:20'))).toEqual(['2026-12-05T16:20:00.000Z']);
	expect(arrivalSlots(session, at('16:30'))).toEqual([]);
});

test('half hours that are full are said to be, but for who has one', () => {
	const arrivals = [
		{ at: '2026-12-05T13:00:00+00:00', freePlaces: 0 },
		{ at: '2026-12-05T13:30:00+00:00', freePlaces: 2 },
		{ at: '2026-12-05T16:00:00+00:00', freePlaces: 0 }
	];
	const full = (now: string, mine?: string) =>
		arrivalChoices(session, arrivals, at(now), mine).flatMap((one) => (one.isFull ? one.at.slice(11, 16) : []));
	expect(full('08:00')).toEqual(['13:00', '16:00']);
	expect(full('08:00', '2026-12-05T13:10:00Z')).toEqual(['16:00']);
	expect(full('16:20')).toEqual(['16:20']);
	expect(arrivalChoices(session, [], at('08:00')).some(({ isFull }) => isFull)).toBe(false);
});

test('two visits in half an hour for each who repairs', () => {
	expect([0, 1, 4, 60].map(arrivalsThatFit)).toEqual([null, 2, 8, 100]);
});

test('what is over, closed or cancelled is not booked', () => {
	expect(refusalForBooking(session, at('12:00'))).toBeNull();
	expect(refusalForBooking(session, at('16:30'))).toBe('answer_too_late');
	expect(refusalForBooking({ ...session, state: 'closed' }, at('12:00'))).toBe('answer_too_late');
	expect(refusalForBooking({ ...session, state: 'cancelled' }, at('12:00'))).toBe('not_available');
	expect(refusalForBooking({ ...session, state: 'draft' }, at('12:00'))).toBe('not_available');
});

test('a visit is given up until it is begun, or the session over', () => {
	expect(isToCome(visit, at('12:00'))).toBe(true);
	expect(isToCome({ ...visit, state: 'waitlisted' }, at('12:00'))).toBe(true);
	expect(isToCome({ ...visit, state: 'checked_in' }, at('14:00'))).toBe(false);
	expect(isToCome(visit, at('17:00'))).toBe(false);
});

test('of several visits of one session, the one that stands', () => {
	const cancelled: Booking = { ...visit, id: 'before', state: 'cancelled' };
	expect(bookingFor([cancelled, visit], 'cleunay')?.id).toBe('v');
	expect(bookingFor([cancelled], 'cleunay')?.id).toBe('before');
	expect(bookingFor([visit], 'ailleurs')).toBeNull();
});

const thing: BookedThing = {
	id: 't',
	categoryId: 14,
	name: 'Bouilloire',
	brand: '',
	problem: 'Fuit',
	photoPath: null,
	state: 'returned',
	status: 2,
	barrier: null,
	notes: '',
	parts: 'Un joint',
	goesTo: 'next_session',
	next: { ...session, id: 'n', slug: 'janvier' },
	place: null,
	lentAs: null,
	continuesId: null
};

test('what was sent on to a session is brought to it once', () => {
	const past: Booking = {
		...visit,
		state: 'left',
		things: [thing, { ...thing, id: 'home', goesTo: 'home', next: null }]
	};
	expect(sentOnTo([past], 'janvier')).toEqual([thing]);
	expect(sentOnTo([past], 'cleunay')).toEqual([]);
	const again: Booking = { ...visit, id: 'again', things: [{ ...thing, id: 'u', next: null, continuesId: 't' }] };
	expect(sentOnTo([past, again], 'janvier')).toEqual([]);
	expect(goesOnIn([past, again], thing)).toBe(again);
	expect(sentOnTo([past, { ...again, state: 'cancelled' }], 'janvier')).toEqual([thing]);
});
