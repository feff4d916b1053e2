import { expect, test } from 'vitest';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import { operation } from '#lib/offline/outbox/operation.samples.ts';
import { withUnsent } from './with-unsent.ts';

const trestles: OwnListing = {
	id: 'a',
	kind: 'loan',
	title: 'Tréteaux',
	status: 'published',
	expiresAt: '2027-02-01T00:00:00Z',
	photoPath: 'a.webp'
};
const does = (seq: number, kind: string, payload: object) => operation(seq, 'listing:a', { kind, payload });

test('a listing that is unsent stands among the others, published when it will be', () => {
	const unsent = [
		does(1, 'listings.save', { listingId: 'a', kind: 'loan', title: 'Tréteaux' }),
		does(2, 'listings.photos', { listingId: 'a', photos: [] }),
		does(3, 'listings.advance', { listingId: 'a', action: 'publish' })
	];
	expect(withUnsent([], unsent, 0)).toMatchObject([{ id: 'a', title: 'Tréteaux', status: 'published' }]);
});

test('a change that is unsent shows, and what the database has of the rest stays', () => {
	const unsent = [
		does(1, 'listings.save', { listingId: 'a', kind: 'loan', title: 'Deux tréteaux' }),
		does(2, 'listings.advance', { listingId: 'a', action: 'pause' })
	];
	expect(withUnsent([trestles], unsent, 0)).toEqual([{ ...trestles, title: 'Deux tréteaux', status: 'paused' }]);
	expect(withUnsent([trestles], [does(1, 'listings.advance', { listingId: 'a', action: 'renew' })], 0)).toEqual([
		trestles
	]);
	expect(withUnsent([trestles], [does(1, 'listings.discard', { listingId: 'a' })], 0)).toEqual([]);
});
