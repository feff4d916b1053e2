import { expect, test } from 'vitest';
import { nowhere, type Event } from '#lib/events/domain/event.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { eventWithUnsent, isUnsent } from './event-with-unsent.ts';

const event: Event = {
	id: 'e',
	slug: 'reparer-abcdef',
	kind: 'repair_session',
	title: 'Réparer',
	startsAt: '2026-12-05T13:00:00Z',
	endsAt: '2026-12-05T16:30:00Z',
	address: '',
	place: null,
	commune: null,
	community: null,
	state: 'published',
	capacity: 2,
	attending: 1,
	waiting: 0,
	seriesId: null,
	sequence: 0,
	changedAt: '2026-11-27T10:00:00Z',
	about: '',
	organiser: null,
	cancelNote: '',
	placeId: null,
	publishedAt: '2026-11-27T10:00:00Z',
	rrule: null,
	arrivalsPerSlot: null,
	shifts: [
		{ id: 'door', role: 'welcome', skill: null, needed: 2, taken: 1, note: '' },
		{ id: 'coffee', role: 'coffee', skill: null, needed: 1, taken: 0, note: '' }
	]
};
const known = { event, standing: nowhere };
const said = (seq: number, kind: string, payload: object = {}) =>
	operation(seq, 'event:e', { kind, payload: { eventId: 'e', title: 'Réparer', ...payload } });

test('who says they come is counted, and sees it at once', () => {
	const after = eventWithUnsent(known, [said(1, 'events.attend')]);
	expect(after.standing.attendance).toMatchObject({ id: 'op-1', state: 'attending' });
	expect(after.event.attending).toBe(2);
});

test('where it is full they wait', () => {
	const after = eventWithUnsent({ ...known, event: { ...event, attending: 2 } }, [said(1, 'events.attend')]);
	expect(after.standing.attendance?.state).toBe('waitlisted');
	expect([after.event.attending, after.event.waiting]).toEqual([2, 1]);
});

test('coming and then not coming leaves things as they were', () => {
	const after = eventWithUnsent(known, [said(2, 'events.leave', { attendanceId: 'op-1' }), said(1, 'events.attend')]);
	expect(after).toEqual(known);
});

test('what has arrived is not counted twice', () => {
	const there = { ...nowhere, attendance: { id: 'op-1', state: 'attending' as const, askedAt: '' } };
	expect(eventWithUnsent({ event, standing: there }, [said(1, 'events.attend')])).toEqual({ event, standing: there });
});

test('a shift taken, changed for another, and left', () => {
	const took = eventWithUnsent(known, [said(1, 'events.take_shift', { shiftId: 'door' })]);
	expect(took.standing.signups).toEqual([{ id: 'op-1', shiftId: 'door' }]);
	expect(took.event.shifts.map(({ taken }) => taken)).toEqual([2, 0]);
	const changed = eventWithUnsent(took, [said(2, 'events.swap_shift', { shiftId: 'coffee', insteadOf: 'op-1' })]);
	expect(changed.standing.signups).toEqual([{ id: 'op-2', shiftId: 'coffee' }]);
	expect(changed.event.shifts.map(({ taken }) => taken)).toEqual([1, 1]);
	const left = eventWithUnsent(changed, [said(3, 'events.leave_shift', { signupId: 'op-2' })]);
	expect(left.event.shifts).toEqual(event.shifts);
});

test('a shift proposed is still one’s own, until it is left or taken back', () => {
	const mine = { event, standing: { ...nowhere, signups: [{ id: 's', shiftId: 'door' }] } };
	const proposed = eventWithUnsent(mine, [
		said(1, 'events.offer_shift', { signupId: 's', shiftId: 'door', toId: null, againstId: null })
	]);
	const offer = { id: 'op-1', signupId: 's', shiftId: 'door', toId: null, againstId: null };
	expect(proposed.standing).toEqual({ ...mine.standing, offers: [offer] });
	expect(proposed.event).toEqual(event);
	expect(eventWithUnsent(proposed, [said(2, 'events.withdraw_offer', { offerId: 'op-1' })])).toEqual(mine);
	expect(eventWithUnsent(proposed, [said(2, 'events.leave_shift', { signupId: 's' })]).standing).toEqual(nowhere);
});

test('who says yes has the shift, gives what was asked for it, and is counted once', () => {
	const offer = { id: 'o', signupId: 'theirs', shiftId: 'door', toId: 'me', againstId: 'mine' };
	const asked = { event, standing: { ...nowhere, signups: [{ id: 'mine', shiftId: 'coffee' }], offers: [offer] } };
	const answer = { offerId: 'o', shiftId: 'door', againstId: 'mine' };
	const yes = said(1, 'events.answer_offer', { ...answer, yes: true });
	const after = eventWithUnsent(asked, [yes]);
	expect(after).toEqual({ event, standing: { ...nowhere, signups: [{ id: 'op-1', shiftId: 'door' }] } });
	expect(eventWithUnsent(after, [yes])).toEqual(after);
	const no = eventWithUnsent(asked, [said(1, 'events.answer_offer', { ...answer, yes: false })]);
	expect(no.standing).toEqual({ ...asked.standing, offers: [] });
});

test('what its organiser wrote and did', () => {
	const after = eventWithUnsent(known, [
		said(1, 'events.save', { written: { title: 'Réparer ensemble', capacity: null } }),
		said(2, 'repairs.limit_arrivals', { perSlot: 4 }),
		said(3, 'events.advance', { action: 'cancel', word: '' })
	]);
	expect(after.event).toEqual({
		...event,
		title: 'Réparer ensemble',
		capacity: null,
		arrivalsPerSlot: 4,
		state: 'cancelled'
	});
});

test('what was refused, or is of another event, changes nothing', () => {
	const refused = { ...said(1, 'events.attend'), state: 'refused' as const };
	const other = operation(2, 'event:f', { kind: 'events.attend', payload: { eventId: 'f', title: '' } });
	expect(eventWithUnsent(known, [refused, other])).toEqual(known);
	expect(isUnsent('e', [other])).toBe(false);
	expect(isUnsent('e', [said(1, 'events.attend')])).toBe(true);
});
