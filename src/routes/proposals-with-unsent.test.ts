import { expect, test } from 'vitest';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import type { Proposal } from '#lib/places/domain/proposal.ts';
import { proposalsWithUnsent } from './proposals-with-unsent.ts';

const place = { id: 'p', slug: 'l-armoire', name: 'L’armoire' };
const hours: Proposal = { id: 'a', state: 'open', madeAt: '', by: null, changes: {}, place, now: {} };
const settles = (seq: number, action: string, proposalId = 'a') =>
	operation(seq, 'place:p', { kind: 'places.settle', payload: { placeId: 'p', name: '', proposalId, action } });

test('what is settled without network is settled on the page', () => {
	expect(proposalsWithUnsent([hours], [settles(1, 'take_up')])).toEqual([{ ...hours, state: 'taken_up' }]);
	expect(proposalsWithUnsent([hours], [settles(1, 'set_aside', 'b')])).toEqual([hours]);
});

test('and waits again when it is taken back', () => {
	expect(proposalsWithUnsent([hours], [settles(1, 'take_up'), settles(2, 'reopen')])).toEqual([hours]);
});
