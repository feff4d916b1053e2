import { expect, inject, test } from 'vitest';
import { readPublished, ticketOf, winnersOf } from '../verify-draw.ts';
import { neighbour, newId, visitor, type Neighbour } from './support/neighbours.ts';

async function gift(owner: Neighbour, title: string): Promise<string> {
	const id = newId();
	const row = { id, kind: 'gift', title, category_slug: 'meubles', commune_code: '35238', choice_rule: 'draw' };
	expect((await owner.client.from('listings').insert(row)).error).toBeNull();
	const published = await owner.client.rpc('advance_listing', { listing_id: id, action: 'publish', op_id: newId() });
	expect(published.error).toBeNull();
	return id;
}

test('five ask, one is drawn, four are told kindly, and anybody finds the same winner', async () => {
	const ada = await neighbour('Ada');
	const title = `Buffet ${newId().slice(0, 8)}`;
	const listingId = await gift(ada, title);
	const before = await readPublished(inject('url'), inject('key'), listingId);
	expect(before.seed).toBeNull();

	const askers = await Promise.all(['Bo', 'Cy', 'Di', 'Eli', 'Fay'].map((name) => neighbour(name)));
	const requests = await Promise.all(
		askers.map(async (asker) => {
			const id = newId();
			const asked = await asker.client.rpc('request_gift', { id, listing_id: listingId, note: 'Pour chez moi' });
			expect(asked.error).toBeNull();
			return id;
		})
	);
	const found = () => visitor().rpc('search_listings', { query: title });
	expect((await found()).data).toHaveLength(1);

	const drawn = await ada.client.rpc('draw_recipient', { listing_id: listingId, op_id: newId() });
	expect(drawn.error).toBeNull();
	expect((await found()).data).toEqual([]);

	const draw = await readPublished(inject('url'), inject('key'), listingId);
	expect(draw.seed_hash).toBe(before.seed_hash);
	expect(draw.tickets?.toSorted()).toEqual(requests.map(ticketOf).toSorted());
	const [winner] = winnersOf(draw);
	const { data } = await ada.client.from('gift_requests').select('ticket,state').eq('listing_id', listingId);
	expect(data?.filter(({ state }) => state === 'chosen').map(({ ticket }) => ticket)).toEqual([winner]);
	expect(data?.filter(({ state }) => state === 'not_chosen')).toHaveLength(4);

	const told = await Promise.all(
		askers.map(async ({ client }) => (await client.from('notifications').select('about')).data)
	);
	const says = told.flatMap((rows) => rows?.map(({ about }) => (about as { says: string }).says) ?? []);
	expect(says.toSorted()).toEqual(['gift_chosen', ...Array.from({ length: 4 }, () => 'gift_not_chosen')]);
	// Published as numbers: nobody learns who asked.
	const bo = await askers[0]!.client.from('gift_requests').select('person_id').eq('listing_id', listingId);
	expect(bo.data).toEqual([{ person_id: askers[0]!.id }]);
});

test('a draw that was tampered with is found out', () => {
	const seed = 'a'.repeat(64);
	const draw = { seed_hash: 'b'.repeat(64), seed, tickets: ['0123456789abcdef'], winners: 1 };
	expect(() => winnersOf(draw)).toThrow('not the seed');
	expect(() => winnersOf({ ...draw, seed: null })).toThrow('not drawn yet');
});
