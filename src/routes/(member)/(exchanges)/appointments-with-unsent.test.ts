import { expect, test } from 'vitest';
import type { Appointment } from '#lib/appointments/domain/appointment.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { unsentMoments, withUnsent } from './appointments-with-unsent.ts';

const saturday = { startsAt: '2026-11-28T09:00:00Z', endsAt: '2026-11-28T09:30:00Z', place: 'Chez Ada' };
const sunday = { startsAt: '2026-11-29T09:00:00Z', endsAt: '2026-11-29T09:30:00Z', place: '' };
const theirs: Appointment = {
	id: 'a',
	reservationId: 'loan',
	moment: 'hand_over',
	agreed: null,
	cancelled: false,
	proposed: { by: 'ada', ...saturday },
	sequence: 0,
	changedAt: '2026-11-26T09:00:00Z'
};
const said = (seq: number, kind: string, payload: object) =>
	operation(seq, 'conv:loan', {
		id: `op${seq}`,
		kind,
		payload: { reservationId: 'loan', moment: 'hand_over', ...payload }
	});
const propose = said(1, 'appointments.propose', sunday);

test('what is proposed without network stands as one’s own proposal', () => {
	expect(withUnsent([], [propose], 'loan', 'bo')).toMatchObject([
		{ id: 'op1', agreed: null, proposed: { by: 'bo', ...sunday } }
	]);
	expect(withUnsent([theirs], [propose], 'loan', 'bo')).toMatchObject([{ id: 'a', proposed: { by: 'bo' } }]);
});

test('answers stand as they will', () => {
	const answer = (action: string) => said(2, 'appointments.answer', { action, startsAt: saturday.startsAt });
	const [agreed] = withUnsent([theirs], [answer('accept')], 'loan', 'bo');
	expect(agreed).toMatchObject({ agreed: saturday, proposed: null, cancelled: false });
	expect(withUnsent([theirs], [answer('decline')], 'loan', 'bo')).toMatchObject([{ agreed: null, proposed: null }]);
	expect(withUnsent([agreed!], [answer('cancel')], 'loan', 'bo')).toMatchObject([
		{ agreed: saturday, cancelled: true }
	]);
});

test('of another exchange nothing is changed, nor marked', () => {
	expect(withUnsent([theirs], [propose], 'other', 'bo')).toEqual([theirs]);
	expect([unsentMoments([propose], 'other'), unsentMoments([propose], 'loan')]).toEqual([
		new Set(),
		new Set(['hand_over'])
	]);
});
