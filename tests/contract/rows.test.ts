import { beforeAll, expect, inject, test } from 'vitest';
import { neighbour, newId, publishedDrill, visitor, type Neighbour } from './support/neighbours.ts';

let ada: Neighbour;
let bo: Neighbour;
let drill: string;

beforeAll(async () => {
	[ada, bo] = await Promise.all([neighbour('Ada'), neighbour('Bo')]);
	drill = await publishedDrill(ada);
});

test('a visitor reads what is published, with what it points to', async () => {
	const { data, error } = await visitor()
		.from('listings')
		.select('id, title, owner:people!owner_id(id, display_name), listing_photos(path), commune:communes(name)')
		.eq('id', drill)
		.single();
	expect(error).toBeNull();
	expect(data).toMatchObject({
		id: drill,
		owner: { display_name: 'Ada' },
		listing_photos: [],
		commune: { name: 'Rennes' }
	});
});

test('a column that no grant names can be neither written nor read', async () => {
	const forged = await ada.client.from('listings').update({ status: 'closed' }).eq('id', drill);
	expect([forged.error?.code, forged.status]).toEqual(['42501', 403]);
	const anonymous = await visitor().from('listings').insert({ id: newId(), kind: 'loan', title: 'Scie' });
	expect([anonymous.error?.code, anonymous.status]).toEqual(['42501', 401]);
});

test('another person’s row is neither changed nor removed', async () => {
	const changed = await bo.client.from('listings').update({ title: 'À moi' }).eq('id', drill).select();
	expect([changed.error, changed.data]).toEqual([null, []]);
	const { data } = await bo.client.from('listings').select('title').eq('id', drill).single();
	expect(data).toEqual({ title: 'Perceuse' });
});

test('a row sent twice lands once', async () => {
	const row = { id: newId(), kind: 'gift', title: 'Lampe' };
	const first = await ada.client.from('listings').upsert(row, { onConflict: 'id', ignoreDuplicates: true });
	const second = await ada.client.from('listings').upsert(row, { onConflict: 'id', ignoreDuplicates: true });
	expect([first.error, second.error]).toEqual([null, null]);
	const { count } = await ada.client.from('listings').select('*', { count: 'exact', head: true }).eq('id', row.id);
	expect(count).toBe(1);
	const other = await ada.client.from('listings').insert({ ...row, title: 'Bougie' });
	expect([other.error?.code, other.error?.message]).toEqual(['P0001', 'id_reused']);
});

test('what is written over is not undone by what was written before and arrives late', async () => {
	const [id, first, second] = [newId(), newId(), newId()];
	const save = (title: string, op_id: string) =>
		ada.client.rpc('save_listing', { id, changes: { kind: 'gift', title }, op_id });
	expect((await save('Lampe', first)).data?.title).toBe('Lampe');
	expect((await save('Bougie', second)).error).toBeNull();
	expect((await save('Lampe', first)).data?.title).toBe('Lampe');
	const { data } = await ada.client.from('listings').select('title').eq('id', id).single();
	expect(data).toEqual({ title: 'Bougie' });
	expect((await save('Torche', second)).error?.message).toBe('id_reused');
	const asked = [ada, bo].map(({ client }) => client.rpc('has_landed', { op_id: first }));
	expect((await Promise.all(asked)).map((answer) => answer.data)).toEqual([true, false]);
});

test('a page of rows says where it stands', async () => {
	const { data, count, error } = await visitor()
		.from('communes')
		.select('code', { count: 'exact' })
		.order('population', { ascending: false })
		.range(0, 4);
	expect(error).toBeNull();
	expect([data?.length, count]).toEqual([5, 43]);
});

test('none is null, or PGRST116 when one was asked for', async () => {
	const none = await visitor().from('listings').select('id').eq('id', newId()).maybeSingle();
	expect([none.data, none.error]).toEqual([null, null]);
	const one = await visitor().from('listings').select('id').eq('id', newId()).single();
	expect([one.error?.code, one.status]).toEqual(['PGRST116', 406]);
});

test('a function that returns a row answers an object, and many answer a list', async () => {
	const listing = await ada.client.rpc('advance_listing', { listing_id: drill, action: 'renew', op_id: newId() });
	expect([listing.error, listing.data?.id]).toEqual([null, drill]);
	const days = { listing_id: drill, from_day: '2027-03-01', until_day: '2027-03-03' };
	const calendar = await visitor().rpc('listing_calendar', days);
	expect(calendar.error).toBeNull();
	expect(Array.isArray(calendar.data)).toBe(true);
	const waiting = await visitor().rpc('pending_requests', { listing_id: drill });
	expect([waiting.error, waiting.data]).toEqual([null, 0]);
});

test('a moment is written alike by a table, a function that returns a row and one that returns a list', async () => {
	const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00$/;
	const row = await ada.client.from('listings').select('expires_at').eq('id', drill).single();
	expect(row.data?.expires_at).toMatch(iso);
	const renewed = await ada.client.rpc('advance_listing', { listing_id: drill, action: 'renew', op_id: newId() });
	expect(renewed.data?.expires_at).toMatch(iso);
	const periods = await ada.client.rpc('next_free_periods', { listing_id: drill, days: 1, count: 1 });
	expect(periods.data?.[0]?.starts_at).toMatch(iso);
});

test('private details go in and come back as JSON', async () => {
	const details = { address: '1 rue de la Monnaie', phone: '0600000000', lat: 48.11, lon: -1.68 };
	const saved = await bo.client.rpc('save_my_details', { details });
	expect(saved.error).toBeNull();
	const { data } = await bo.client.rpc('my_details');
	expect(data).toMatchObject({ address: details.address, lat: details.lat });
});

test('a refusal comes as P0001 with its token, and nothing of SQL', async () => {
	const own = { id: newId(), listing_id: drill, starts_at: '2027-03-01T00:00:00Z', ends_at: '2027-03-02T00:00:00Z' };
	const { error, status } = await ada.client.rpc('request_reservation', own);
	expect([status, error?.code, error?.message]).toEqual([400, 'P0001', 'own_listing']);
});

test('a broken constraint comes with its SQLSTATE, as a 400', async () => {
	const { error, status } = await ada.client.from('handover_windows').insert({
		id: newId(),
		weekday: 9,
		from_time: '10:00',
		until_time: '12:00'
	});
	expect(status).toBe(400);
	expect(['23514', 'P0001']).toContain(error?.code);
});

test('of many requests at once for the same days, one is accepted', async () => {
	const saw = await publishedDrill(ada, 'Scie sauteuse');
	const asked = await Promise.all(
		Array.from({ length: 8 }, () =>
			bo.client.rpc('request_reservation', {
				id: newId(),
				listing_id: saw,
				starts_at: '2027-04-01T08:00:00Z',
				ends_at: '2027-04-01T10:00:00Z'
			})
		)
	);
	const ids = asked.flatMap(({ data }) => (data ? [data.id as string] : []));
	const accepted = await Promise.all(
		ids.map((id) => ada.client.rpc('advance_reservation', { id, action: 'accept', op_id: newId() }))
	);
	expect(accepted.filter(({ error }) => !error)).toHaveLength(1);
	const lost = accepted.flatMap(({ error }) => (error ? [error] : []));
	for (const error of lost) expect(error.code).toBe('P0001');
});

test('other schemas and other tables are not there', async () => {
	for (const schema of ['auth', 'private', 'storage']) {
		const { error, status } = await ada.client.schema(schema).from('users').select();
		expect([schema, status, error?.code]).toEqual([schema, 406, 'PGRST106']);
	}
	const nope = await ada.client.from('nope').select();
	expect([nope.status, nope.error?.code]).toEqual([404, 'PGRST205']);
});

test('a request without a key is turned away', async () => {
	const without = await fetch(`${inject('url')}/rest/v1/communes?select=code`);
	expect(without.status).toBe(401);
	const wrong = await fetch(`${inject('url')}/rest/v1/communes?select=code`, {
		headers: { apikey: 'sb_publishable_no' }
	});
	expect(wrong.status).toBe(401);
});
