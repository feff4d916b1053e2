import type { Sql } from 'postgres';
import { chance, type Chance } from '../../faults/chance.ts';
import { columns } from '../database.ts';
import type { Act, Outcome } from '../rules/acts.ts';
import { dayOf, hour, midnight } from '../rules/paris.ts';
import type { Listing, State } from '../rules/world.ts';
import { idOf, lendOneAtATime } from '../street.ts';

/** Clients, some of which are two tabs of one person; the first ten people own two listings each. */
export const tabs = Array.from({ length: 64 }, (_, n) => idOf(1 + (n % 48)));
const owners = 10;

/** Two of them lend each neighbour one thing at a time. */
export const oneAtATime = [idOf(3), idOf(4)];

export const listings: Listing[] = Array.from({ length: 20 }, (_, n) => ({
	id: idOf(101 + n),
	owner: idOf(1 + (n % owners)),
	kind: 'loan',
	units: n % 5 === 0 ? 3 : 1,
	instant: n % 2 === 0,
	minDays: 1,
	maxDays: 7,
	leadHours: 0,
	paused: false,
	broken: []
}));

/** What a client knows of the street: whatever answers have said so far, its own and others'. */
export interface Board {
	reservations: Map<string, { id: string; owner: string; borrower: string; state: State; until: number }>;
	places: Map<string, { id: string; person: string }>;
}

export type Client = (now: number, board: Board) => Act;

/** Somebody who wants things by chance. Ids are theirs alone. */
export function client(person: string, seed: number, number: number): Client {
	const luck = chance(seed * 1000 + number);
	let made = 0;
	const newId = () => idOf(1_000_000 + number * 100_000 + ++made);
	const own = listings.filter(({ owner }) => owner === person);
	return (now, board) => {
		if (own.length && luck.happens(0.8)) return asOwner(board, person, luck, newId) ?? asked(now, luck, newId, person);
		return asBorrower(board, person, now, luck, newId) ?? asked(now, luck, newId, person);
	};
}

function asOwner({ reservations }: Board, person: string, luck: Chance, newId: () => string): Act | null {
	const live = [...reservations.values()].filter((r) => r.owner === person && next[r.state]);
	if (!live.length) return null;
	const r = luck.one(live);
	return { is: 'advance', id: r.id, action: luck.one(next[r.state]!), code: null, op: newId() };
}

/** What owners do next; a longer stay is answered with the same words as a request. */
const next: Partial<Record<State, string[]>> = {
	requested: ['accept', 'accept', 'accept', 'decline'],
	accepted: ['hand_over', 'hand_over', 'cancel', 'accept'],
	handed_over: ['take_back', 'take_back', 'take_back', 'accept', 'decline'],
	returned: ['close']
};

function asBorrower(
	{ reservations, places }: Board,
	person: string,
	now: number,
	luck: Chance,
	newId: () => string
): Act | null {
	const mine = [...reservations.values()].filter((r) => r.borrower === person);
	const pending = mine.filter(({ state }) => state === 'requested' || state === 'accepted');
	const running = mine.filter(({ state }) => state === 'accepted' || state === 'handed_over');
	const waits = [...places.values()].filter((p) => p.person === person);
	if (pending.length && luck.happens(0.25)) {
		return { is: 'advance', id: luck.one(pending).id, action: 'cancel', code: null, op: newId() };
	}
	if (running.length && luck.happens(0.15)) {
		const { id, until } = luck.one(running);
		const later = midnight(dayOf(Math.max(until, now)) + luck.between(1, 2));
		return { is: 'extend', id, until: later, op: newId() };
	}
	if (waits.length && luck.happens(0.06)) return { is: 'leave', id: luck.one(waits).id };
	return null;
}

/** Asks, or waits; mostly for the same few days. */
function asked(now: number, luck: Chance, newId: () => string, person: string): Act {
	const others = listings.filter(({ owner }) => owner !== person);
	const first = dayOf(now) + luck.below(4);
	const period =
		luck.happens(0.8) || first > dayOf(now)
			? { from: midnight(first), until: midnight(first + luck.between(1, 2)) }
			: { from: now + hour, until: now + luck.between(2, 30) * hour };
	return { is: luck.happens(0.7) ? 'request' : 'join', id: newId(), listing: luck.one(others).id, ...period };
}

/** What an answer adds to what is known. */
export function learn(board: Board, act: Act, outcome: Outcome): void {
	if ('no' in outcome) return;
	if (act.is === 'join' || act.is === 'leave') board.places.set(act.id, outcome.answer as never);
	else if (act.is !== 'jobs') board.reservations.set((outcome.answer as { id: string }).id, outcome.answer as never);
}

/** A row as it was when an operation wrote it. */
export interface Written {
	seq: number;
	op: number;
	table: 'reservations' | 'waitlist';
	row: { id: string; listing: string };
}

/** Puts the people and their things there, and somebody who takes down each write in the order in which they come to be. */
export async function settleCrowd(sql: Sql): Promise<void> {
	await sql`
		insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
		select id::uuid, id || '@exchange.test', now(), '{"display_name": "Quelqu’un", "commune_code": "35238"}'
		from unnest(${[...new Set(tabs)]}::text[]) as id`;
	await lendOneAtATime(sql, oneAtATime);
	for (const l of listings) {
		await sql`
			insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, units, instant, min_days, max_days,
				status, published_at, expires_at)
			values (${l.id}, ${l.owner}, ${l.kind}, 'Perceuse', 'bricolage', '35238', ${l.units}, ${l.instant}, ${l.minDays}, ${l.maxDays},
				'published', now(), now() + interval '5 years')`;
	}
	await sql
		.unsafe(
			`create table exchange.log (seq bigint generated always as identity, op integer, "table" text, row jsonb);
			create function exchange.take_down() returns trigger language plpgsql security definer as $$
			begin
				insert into exchange.log (op, "table", row) values (exchange.set('op')::integer, tg_table_name, to_jsonb(new));
				return null;
			end;
			$$;
			create trigger take_down after insert or update on public.reservations for each row execute function exchange.take_down();
			create trigger take_down after insert or update on public.waitlist for each row execute function exchange.take_down()`
		)
		.simple();
}

/** Everything that was taken down. */
export async function writtenIn(sql: Sql): Promise<Written[]> {
	const { reservation, place } = columns;
	return sql.unsafe<Written[]>(`
		select l.seq::float8, l.op, l."table", to_jsonb(s) as row from exchange.log l,
			lateral (select ${reservation} from jsonb_populate_record(null::public.reservations, l.row) r) s where l."table" = 'reservations'
		union all
		select l.seq::float8, l.op, l."table", to_jsonb(s) from exchange.log l,
			lateral (select ${place} from jsonb_populate_record(null::public.waitlist, l.row) r) s where l."table" = 'waitlist'
		order by 1`);
}

/** Where each stroke of time ended. */
export async function endsIn(sql: Sql): Promise<Map<number, number>> {
	const ends = await sql<{ op: number; seq: number }[]>`select op, seq::float8 from exchange.log where "table" = 'end'`;
	return new Map(ends.map(({ op, seq }) => [op, seq]));
}
