import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import type { Wait } from '#lib/waits/domain/wait.ts';
import { waitsWithUnsent } from './waits-with-unsent.ts';

const days = { startsAt: '2026-12-01T23:00:00.000Z', endsAt: '2026-12-03T23:00:00.000Z' };
const offered: Wait = {
	id: 'offered',
	listing: { id: 'drill', title: 'Perceuse', photoPath: null, ownerName: 'Ada' },
	...days,
	offeredUntil: '2026-11-30T12:00:00Z',
	standing: null
};
const say = (seq: number, kind: string, payload: object, id = `op${seq}`) =>
	operation(seq, 'wait:x', { id, kind, payload });

test('a list joined without network is there until it is left', () => {
	const join = say(1, 'waits.join', { listingId: 'saw', title: 'Scie', ...days }, 'mine');
	const waits = waitsWithUnsent([], [join]);
	expect(waits).toMatchObject([{ id: 'mine', listing: { id: 'saw', title: 'Scie' }, ...days, offeredUntil: null }]);
	expect(waitsWithUnsent(waits, [join])).toHaveLength(1);
	expect(waitsWithUnsent([], [join, say(2, 'waits.leave', { waitId: 'mine', title: 'Scie' })])).toEqual([]);
});

test('what is taken up is not waited for any more; other days are', () => {
	const asked = { listingId: 'drill', ...days, note: '' };
	expect(waitsWithUnsent([offered], [say(1, 'reservations.request', asked)])).toEqual([]);
	for (const other of [
		{ ...asked, listingId: 'saw' },
		{ ...asked, endsAt: '2026-12-04T23:00:00.000Z' }
	]) {
		expect(waitsWithUnsent([offered], [say(1, 'reservations.request', other)])).toEqual([offered]);
	}
	const waiting = { ...offered, offeredUntil: null };
	expect(waitsWithUnsent([waiting], [say(1, 'reservations.request', asked)])).toEqual([waiting]);
});
