import type { SupabaseClient } from '@supabase/supabase-js';
import { beforeAll, expect, inject, test } from 'vitest';
import { neighbour, newId, publishedDrill, visitor, type Neighbour } from './support/neighbours.ts';

// What Ada told Passerelle alone. None of it may be read, filtered on, ordered by, counted or embedded by a stranger.
const canary = { address: '77 rue du Canari-Caché, Rennes', phone: '0699887766', lat: 48.123456, lon: -1.654321 };
const secrets = [canary.address, 'Canari', canary.phone, String(canary.lat), String(canary.lon)];

const tables = [
	'people',
	'communes',
	'categories',
	'communities',
	'memberships',
	'listings',
	'listing_communities',
	'listing_photos',
	'handover_windows',
	'reservations',
	'reservation_events',
	'condition_reports',
	'conversations',
	'participants',
	'messages',
	'saved_searches'
];
const secretColumns = ['address', 'phone', 'lat', 'lon', 'email', 'exact_point', 'pt'];

let ada: Neighbour;
let bo: Neighbour;
let cy: Neighbour;
let drill: string;
let reservation: string;

beforeAll(async () => {
	[ada, bo, cy] = await Promise.all([neighbour('Ada'), neighbour('Bo'), neighbour('Cy')]);
	const saved = await ada.client.rpc('save_my_details', { details: canary });
	if (saved.error) throw saved.error;
	drill = await publishedDrill(ada, 'Perceuse du canari');
	await ada.client.rpc('place_listing', {
		listing_id: drill,
		address: canary.address,
		lat: canary.lat,
		lon: canary.lon
	});
	reservation = newId();
	const asked = await bo.client.rpc('request_reservation', {
		id: reservation,
		listing_id: drill,
		starts_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
		ends_at: new Date(Date.now() + 4 * 86_400_000).toISOString(),
		note: 'Bonjour'
	});
	if (asked.error) throw asked.error;
});

const strangers = (): [string, SupabaseClient][] => [
	['a visitor', visitor()],
	['a resident who is a stranger to both', cy.client]
];

test('no row that a stranger can read holds what was told in confidence', async () => {
	for (const [who, client] of strangers()) {
		for (const table of tables) {
			const { data } = await client.from(table).select('*').limit(1000);
			const text = JSON.stringify(data ?? []);
			for (const secret of secrets) expect(text, `${who}, ${table}`).not.toContain(secret);
			expect(text, `${who}, ${table}`).not.toContain(ada.email);
		}
	}
});

test('a stranger sees no reservation, event, conversation or message of others, nor how many there are', async () => {
	const intimate = {
		reservations: 'listing_id',
		reservation_events: 'reservation_id',
		conversations: 'reservation_id',
		participants: 'person_id',
		messages: 'author_id',
		condition_reports: 'reservation_id'
	};
	const real: Record<string, string> = {
		listing_id: drill,
		reservation_id: reservation,
		person_id: bo.id,
		author_id: bo.id
	};
	for (const [who, client] of strangers()) {
		for (const [table, column] of Object.entries(intimate)) {
			expect(
				(await client.from(table).select('*', { count: 'exact', head: true })).count ?? 0,
				`${who}, ${table}`
			).toBe(0);
			// The planner's guess is no count of theirs, as long as it guesses the same for what does not exist.
			const guess = async (id: string) =>
				(await client.from(table).select('*', { count: 'planned', head: true }).eq(column, id)).count;
			expect(await guess(real[column]!), `${who}, ${table}, planned`).toBe(await guess(newId()));
		}
	}
});

test('a column that is not shown can be neither filtered on nor ordered by', async () => {
	for (const [who, client] of strangers()) {
		for (const table of ['people', 'listings']) {
			for (const column of secretColumns) {
				const filtered = await client.from(table).select('id').filter(column, 'neq', 'x');
				expect(filtered.error, `${who}, ${table}.${column} filtered`).not.toBeNull();
				const ordered = await client.from(table).select('id').order(column);
				expect(ordered.error, `${who}, ${table}.${column} ordered`).not.toBeNull();
				expect(filtered.status, `${who}, ${table}.${column}`).toBeLessThan(500);
			}
		}
	}
});

test('nothing private is reached by embedding or by another schema', async () => {
	for (const [who, client] of strangers()) {
		for (const embedded of [
			'owner:people!owner_id(*)',
			'reservations(*)',
			'conversations(*, messages(*))',
			'listing_places(*)',
			'owner:people!owner_id(person_details(*))'
		]) {
			const { data } = await client.from('listings').select(`id, ${embedded}`).eq('id', drill);
			const text = JSON.stringify(data ?? []);
			for (const secret of [...secrets, bo.id, reservation]) expect(text, `${who}, ${embedded}`).not.toContain(secret);
		}
		for (const table of ['person_details', 'listing_places', 'handover_codes', 'op_receipts', 'reports']) {
			expect((await client.schema('private').from(table).select('*')).error, `${who}, ${table}`).not.toBeNull();
			expect((await client.from(table).select('*')).error, `${who}, ${table}`).not.toBeNull();
		}
		expect((await client.schema('auth').from('users').select('*')).error, who).not.toBeNull();
	}
});

test('functions tell a stranger nothing', async () => {
	for (const [who, client] of strangers()) {
		const details = await client.rpc('handover_details', { reservation_id: reservation });
		expect(details.error, who).not.toBeNull();
		const code = await client.rpc('handover_code', { reservation_id: reservation });
		expect(code.error, who).not.toBeNull();
		const steps = await client.rpc('advance_reservation', {
			id: reservation,
			action: 'accept',
			note: null,
			op_id: newId()
		});
		expect(steps.error, who).not.toBeNull();
		const found = await client.rpc('search_listings', { query: 'canari' });
		for (const secret of secrets.filter((text) => text !== 'Canari'))
			expect(JSON.stringify(found.data)).not.toContain(secret);
	}
	expect((await visitor().rpc('my_details')).error).not.toBeNull();
	expect(JSON.stringify((await cy.client.rpc('my_details')).data)).not.toContain('Canari');
});

test('what is hidden and what does not exist answer alike', async () => {
	const hidden = await cy.client.rpc('advance_reservation', {
		id: reservation,
		action: 'accept',
		note: null,
		op_id: newId()
	});
	const missing = await cy.client.rpc('advance_reservation', {
		id: newId(),
		action: 'accept',
		note: null,
		op_id: newId()
	});
	expect(hidden.error?.message).toBe(missing.error?.message);
	expect(hidden.status).toBe(missing.status);
});

test('the blurred point is elsewhere, stays where it is, and moves with no reading', async () => {
	const read = async (client: SupabaseClient) =>
		(await client.from('listings').select('area_lat, area_lon').eq('id', drill).single()).data as {
			area_lat: number;
			area_lon: number;
		};
	const first = await read(visitor());
	for (let again = 0; again < 5; again++) expect(await read(cy.client)).toEqual(first);
	expect(first.area_lat).not.toBe(canary.lat);
	await ada.client.rpc('place_listing', {
		listing_id: drill,
		address: canary.address,
		lat: canary.lat,
		lon: canary.lon
	});
	expect(await read(visitor())).toEqual(first);
	const sameDoor = await publishedDrill(ada, 'Échelle du canari');
	await ada.client.rpc('place_listing', {
		listing_id: sameDoor,
		address: canary.address,
		lat: canary.lat,
		lon: canary.lon
	});
	const { data } = await visitor().from('listings').select('area_lat, area_lon').eq('id', sameDoor).single();
	expect(data).toEqual(first);
});

test('the publishable key alone is needed, and nothing answers without one', async () => {
	const bare = await fetch(`${inject('url')}/rest/v1/listings?select=id`);
	expect(bare.status).toBe(401);
});
