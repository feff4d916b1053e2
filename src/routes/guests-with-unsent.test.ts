import { expect, test } from 'vitest';
import type { Guest } from '#lib/events/data/events.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { guestsWithUnsent } from './guests-with-unsent.ts';

const guest = (id: string): Guest => ({ id, state: 'attending', askedAt: '', person: { id: `p-${id}`, name: id } });
const door = (seq: number, attendanceId: string, action: string) =>
	operation(seq, `attendance:${attendanceId}`, {
		kind: 'events.door',
		payload: { eventId: 'e', title: '', attendanceId, action }
	});

test('an arrival noted without network shows at once, and the tap that takes it back', () => {
	const noted = [door(1, 'a', 'check_in'), door(2, 'b', 'check_in'), door(3, 'b', 'undo_check_in')];
	expect(guestsWithUnsent([guest('a'), guest('b')], noted).map(({ state }) => state)).toEqual([
		'checked_in',
		'attending'
	]);
});

test('what the database refused is not drawn', () => {
	expect(guestsWithUnsent([guest('a')], [{ ...door(1, 'a', 'check_in'), state: 'refused' }])).toEqual([guest('a')]);
});
