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
	broken: false,
	repairWish: null,
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

test('what broke, what is proposed to a repair session, and what is mended show before the database knows', () => {
	const broken = does(1, 'listings.broken', { listingId: 'a', note: '' });
	const wish = does(2, 'listings.wish_repair', { listingId: 'a', problem: 'Un pied' });
	const mended = does(3, 'listings.mended', { listingId: 'a' });
	expect(withUnsent([trestles], [broken, wish], 0)).toEqual([{ ...trestles, broken: true, repairWish: 'Un pied' }]);
	expect(withUnsent([trestles], [broken, wish, does(3, 'listings.drop_repair', { listingId: 'a' })], 0)).toEqual([
		{ ...trestles, broken: true }
	]);
	expect(withUnsent([trestles], [broken, wish, mended], 0)).toEqual([trestles]);
});
