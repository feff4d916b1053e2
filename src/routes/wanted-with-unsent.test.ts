import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { placardWithUnsent, unsentAnswer, unsentSteps } from './wanted-with-unsent.ts';

const grill = { id: 'a', name: 'Grill', category: null, note: '' };
const keeps = (seq: number, id: string, name: string) =>
	operation(seq, `placard:${id}`, { id, kind: 'placard.keep', payload: { name, category: null, note: '' } });
const removes = (seq: number, itemId: string) =>
	operation(seq, `placard:${itemId}`, { kind: 'placard.remove', payload: { itemId, name: '' } });

test('a thing that is unsent stands first, once; one that is to be taken out is gone', () => {
	expect(placardWithUnsent([grill], [keeps(1, 'b', 'Scie')]).map(({ name }) => name)).toEqual(['Scie', 'Grill']);
	expect(placardWithUnsent([grill], [keeps(1, 'a', 'Grill')])).toEqual([grill]);
	expect(placardWithUnsent([grill], [keeps(1, 'b', 'Scie'), removes(2, 'b'), removes(3, 'a')])).toEqual([]);
});

test('an answer that is unsent stands where it was given', () => {
	const answer = operation(1, 'placard:a', {
		id: 'o',
		kind: 'wanted.answer',
		payload: {
			...{ wantedId: 'w', title: 'Cherche', belonging: { of: 'placard', id: 'a', title: 'Grill' }, note: '' },
			...{ startsAt: '2026-12-01T23:00:00Z', endsAt: '2026-12-03T23:00:00Z' }
		}
	});
	expect(unsentAnswer([answer], 'me', 'w')).toMatchObject({ id: 'o', title: 'Grill', owner: { id: 'me' } });
	expect(unsentAnswer([answer], 'me', 'other')).toBeNull();
});

test('a step that is unsent is known by its offer', () => {
	const step = operation(1, 'conv:c', { kind: 'wanted.advance', payload: { offerId: 'o', action: 'accept' } });
	expect([...unsentSteps([step, keeps(2, 'b', 'Scie')])]).toEqual(['o']);
});
