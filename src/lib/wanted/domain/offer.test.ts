import { expect, test } from 'vitest';
import type { OwnListing } from '#lib/listings/domain/own-listing.ts';
import { belongingsFor, daysProblem, isOpen, periodOf } from './offer.ts';

const listing = (id: string, title: string, more: Partial<OwnListing> = {}): OwnListing => ({
	...{
		id,
		title,
		kind: 'loan',
		status: 'published',
		expiresAt: '2027-01-01T00:00:00Z',
		broken: false,
		repairWish: null,
		photoPath: null
	},
	...more
});
const item = (id: string, name: string) => ({ id, name, category: null, note: '' });

test('what shares a word with what is looked for comes first', () => {
	const listings = [listing('a', 'Perceuse'), listing('b', 'Appareils à raclette')];
	const found = belongingsFor('Cherche un appareil à raclette', listings, [item('c', 'Échelle')]);
	expect(found.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('only what is lent, and still stands, may be offered', () => {
	const others = [
		listing('a', 'Chaise', { kind: 'gift' }),
		listing('b', 'Scie', { status: 'closed' }),
		listing('c', 'Salle', { kind: 'space', status: 'paused' })
	];
	expect(belongingsFor('Cherche', others, []).map(({ id }) => id)).toEqual(['c']);
});

test('the listing that was made for a thing of the placard is that thing', () => {
	const found = belongingsFor('Grill', [listing('a', 'Grill', { status: 'paused' })], [item('b', 'Grill')]);
	expect(found).toEqual([{ of: 'placard', id: 'b', title: 'Grill' }]);
});

test('days are whole days of Paris, the night the clocks change too', () => {
	expect(periodOf('2026-10-24', '2026-10-25')).toEqual({
		startsAt: '2026-10-23T22:00:00.000Z',
		endsAt: '2026-10-25T23:00:00.000Z'
	});
});

test('days are to come, and in order', () => {
	expect(daysProblem('', '', '2026-11-26')).toBe('past');
	expect(daysProblem('2026-11-25', '2026-11-27', '2026-11-26')).toBe('past');
	expect(daysProblem('2026-11-27', '2026-11-26', '2026-11-26')).toBe('order');
	expect(daysProblem('2026-11-27', '2026-11-27', '2026-11-26')).toBeNull();
});

test('an offer waits until its time is over', () => {
	const answerBy = '2026-11-26T12:00:00Z';
	expect(isOpen({ state: 'offered', answerBy }, Date.parse(answerBy) - 1)).toBe(true);
	expect(isOpen({ state: 'offered', answerBy }, Date.parse(answerBy))).toBe(false);
	expect(isOpen({ state: 'declined', answerBy }, 0)).toBe(false);
});
