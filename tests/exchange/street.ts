import type { Sql } from 'postgres';
import { hour } from './rules/paris.ts';
import { eveningIn, type Offer } from './rules/gifts.ts';
import type { Listing, Window, World } from './rules/world.ts';

/** Readable ids: the number is at the end. */
export function idOf(number: number): string {
	return `00000000-0000-7000-a000-${String(number).padStart(12, '0')}`;
}

export const names = ['ada', 'bea', 'bo', 'cy', 'di', 'eve'] as const;
/** Ada and Bea own everything; the others come to borrow. */
export const people: string[] = names.map((_, n) => idOf(n + 1));
const [ada, bea] = people as [string, string];

const plain = { instant: false, minDays: 1, maxDays: 14, leadHours: 0, paused: false, broken: [] };
export const listings: Listing[] = [
	{ ...plain, id: idOf(101), owner: ada, kind: 'loan', units: 1 },
	{ ...plain, id: idOf(102), owner: ada, kind: 'loan', units: 3, instant: true, maxDays: 7 },
	{ ...plain, id: idOf(103), owner: bea, kind: 'space', units: 1, maxDays: 3, leadHours: 24 },
	{ ...plain, id: idOf(104), owner: bea, kind: 'service', units: 2, minDays: 2, maxDays: 7 },
	{ ...plain, id: idOf(105), owner: bea, kind: 'loan', units: 1 },
	{ ...plain, id: idOf(106), owner: bea, kind: 'loan', units: 1, instant: true }
];

/** What is given away, by each of the three rules. */
const givenAway: Pick<Offer, 'id' | 'owner' | 'units' | 'rule'>[] = [
	{ id: idOf(111), owner: ada, units: 1, rule: 'first_come' },
	{ id: idOf(112), owner: ada, units: 2, rule: 'owner_picks' },
	{ id: idOf(113), owner: bea, units: 2, rule: 'draw' }
];

/** Bea lends each neighbour one thing at a time. */
export const oneAtATime = [bea];

/** When Bea says yes beforehand. */
export const windows: Window[] = [
	{ owner: bea, weekday: 6, from: 10 * hour, until: 12 * hour },
	{ owner: bea, weekday: 2, from: 18 * hour, until: 19.5 * hour },
	{ owner: bea, weekday: 7, from: 1 * hour, until: 4 * hour }
];

/** The street as the rules know it, before anything happens. */
export function newWorld(now: number, isAnsweredAwake: boolean, seeds: Map<string, string>): World {
	return {
		now,
		listings: new Map(listings.map((listing) => [listing.id, { ...listing }])),
		windows,
		offers: new Map(givenAway.map((offer) => [offer.id, published(offer, now, seeds)])),
		gifts: new Map(),
		reservations: new Map(),
		places: new Map(),
		receipts: new Map(),
		blocks: new Set(),
		codes: new Map(),
		isAnsweredAwake,
		isForgiving: false,
		oneAtATime: new Set(oneAtATime),
		conditions: [],
		appointments: new Map(),
		breakdowns: new Map(),
		absences: [],
		proposals: new Map()
	};
}

/** Empties every table that migrations leave empty, whatever chapters come to be, and what wrong tries are counted in. */
export async function wipe(sql: Sql): Promise<void> {
	const tables = await sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname in ('public', 'private', 'auth', 'realtime')`;
	await sql.unsafe(`
		create function exchange.wipe() returns void language plpgsql as $wipe$
		declare v_tries regclass;
		begin
			set local session_replication_role = replica;
			${(await emptyOnes(sql, tables)).map((name) => `delete from ${name};`).join('\n')}
			for v_tries in select c.oid from pg_class c where c.relkind = 'S' and c.relname like 'tries\\_%' loop
				execute 'drop sequence ' || v_tries;
			end loop;
			perform setval('exchange.ticks', 1);
			set local session_replication_role = origin;
		end;
		$wipe$`);
}

async function emptyOnes(sql: Sql, tables: { name: string }[]): Promise<string[]> {
	const empty: string[] = [];
	for (const { name } of tables) {
		const [row] = await sql.unsafe<{ filled: boolean }[]>(`select exists (select from ${name}) as filled`);
		if (!row!.filled) empty.push(name);
	}
	return empty;
}

/** Asked for during a week, but where the first come are served. */
function published(offer: (typeof givenAway)[number], now: number, seeds: Map<string, string>): Offer {
	const chooseBy = offer.rule === 'first_come' ? null : eveningIn(now, 7);
	return { ...offer, chooseBy, status: 'published', seed: seeds.get(offer.id) ?? null, drawn: null };
}

/** What no resident sees before the draw: the rules need it to foretell who wins. */
export async function seedsIn(sql: Sql): Promise<Map<string, string>> {
	const rows = await sql<{ id: string; seed: string }[]>`select listing_id as id, seed from private.gift_draws`;
	return new Map(rows.map(({ id, seed }) => [id, seed]));
}

/** Whether requests are to be answered within waking hours: a chapter of its own. */
export async function answersAwake(sql: Sql): Promise<boolean> {
	const [row] = await sql<[{ is: boolean }]>`
		select to_regprocedure('private.respond_by(timestamptz, tstzrange)') is not null as is`;
	return row.is;
}

/** The owner's choice, where the app keeps it. */
export async function lendOneAtATime(sql: Pick<Sql, 'unsafe'>, owners: string[]): Promise<void> {
	await sql.unsafe(
		`insert into private.person_details (person_id, choices) select id, '{"one_at_a_time": true}' from unnest($1::uuid[]) as id
		on conflict (person_id) do update set choices = excluded.choices`,
		[owners]
	);
}

/** The same street in the database, empty again. */
export async function settle(sql: Sql, now: number): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`select exchange.wipe()`;
		await tx`select set_config('exchange.now', ${new Date(now).toISOString()}, true)`;
		await tx`
			insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
			select id::uuid, id || '@exchange.test', now() - interval '1 year', '{"display_name": "Quelqu’un", "commune_code": "35238"}'
			from unnest(${people}::text[]) as id`;
		await lendOneAtATime(tx, oneAtATime);
		for (const l of listings) {
			await tx`
				insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, instant, min_days, max_days,
					lead_hours, status, published_at, expires_at)
				values (${l.id}, ${l.owner}, ${l.kind}, 'Perceuse', 'bricolage', '35238', ${l.units}, ${l.instant}, ${l.minDays},
					${l.maxDays}, ${l.leadHours}, 'published', now(), now() + interval '5 years')`;
		}
		for (const g of givenAway) {
			await tx`
				insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, choice_rule, status, published_at,
					expires_at)
				values (${g.id}, ${g.owner}, 'gift', 'Fauteuil', 'bricolage', '35238', ${g.units}, ${g.rule}, 'published', now(),
					now() + interval '5 years')`;
		}
		for (const w of windows) {
			await tx`
				insert into public.handover_windows (id, person_id, weekday, from_time, until_time, automatic)
				values (gen_random_uuid(), ${w.owner}, ${w.weekday}, time '0:00' + ${w.from / 1000} * interval '1 second',
					time '0:00' + ${w.until / 1000} * interval '1 second', true)`;
		}
	});
}
