import type { Sql } from 'postgres';
import { columns, type Database } from './database.ts';
import { faceOf as faceOfMeeting } from './rules/appointments.ts';
import { calendar } from './rules/availability.ts';
import { orderOf } from './rules/breakdowns.ts';
import { dayOf } from './rules/paris.ts';
import type { Actor } from './rules/acts.ts';
import { faceOf, isSpokenFor } from './rules/gifts.ts';
import { face, type World } from './rules/world.ts';
import { steps } from './rules/steps.ts';

/** How many days of a calendar are looked at each time; which ones moves along. */
const days = 4;

/** Everything that both sides can tell of exchanges, as the database has it. */
export async function seen(sql: Sql): Promise<unknown> {
	const { reservation, place, gift, proposal, breakdown, appointment, milliseconds } = columns;
	const [row] = await sql.unsafe<[{ reservations: unknown; events: unknown; places: unknown }]>(`
		select
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from (select ${reservation} from public.reservations r) s)
				as reservations,
			(select coalesce(jsonb_agg(jsonb_build_array(e.reservation_id, e.action, e.actor_id, e.state, ${milliseconds('e.at')}, ${milliseconds('e.ends_at')})
				order by e.reservation_id, e.id), '[]') from public.reservation_events e) as events,
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from (select ${place} from public.waitlist r) s) as places,
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from (select ${gift} from public.gift_requests g) s) as gifts,
			(select coalesce(jsonb_agg(jsonb_build_array(e.gift_id, e.action, e.actor_id, e.state) order by e.gift_id, e.id), '[]')
				from public.gift_events e) as "giftEvents",
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from (select ${proposal} from public.loss_agreements p) s)
				as proposals,
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.reservation, s.moment), '[]')
				from (select ${appointment} from public.appointments a) s) as appointments,
			(select coalesce(jsonb_agg(jsonb_build_array(a.reservation_id, a.moment, e.action, e.actor_id, e.sequence,
				${milliseconds('e.starts_at')}, ${milliseconds('e.ends_at')}) order by a.reservation_id, a.moment::text, e.id), '[]')
				from public.appointment_events e join public.appointments a on a.id = e.appointment_id) as meetings,
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]')
				from (select ${breakdown}, b.told, b.mended_at is not null as mended from public.breakdowns b) s) as breakdowns,
			(select jsonb_agg(jsonb_build_array(l.id, l.broken_units, l.out_of_order_since is not null) order by l.id)
				from public.listings l where l.kind <> 'gift') as orders,
			(select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from (
				select a.id, a.person_id as person, a.from_day - date '1970-01-01' as "from", a.until_day - date '1970-01-01' as until
				from public.absences a) s) as absences,
			(select jsonb_agg(jsonb_build_array(l.id, l.status, l.spoken_for, ${milliseconds('l.choose_by')}, d.tickets) order by l.id)
				from public.listings l left join private.gift_draws d on d.listing_id = l.id where l.kind = 'gift') as offers`);
	return row;
}

/** The same, as the rules have it. */
export function expected(world: World): unknown {
	const { reservations, places, gifts, offers, proposals, breakdowns, listings, absences } = world;
	const byId = <T extends { id: string }>(rows: Iterable<T>) => [...rows].toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const all = byId(reservations.values());
	const meetings = [...world.appointments].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, a]) => a);
	return {
		reservations: all.map(face),
		events: all.flatMap((r) => r.events.map((e) => [r.id, e.action, e.actor, e.state, e.at, e.until])),
		places: byId(places.values()),
		gifts: byId(gifts.values()).map(faceOf),
		giftEvents: byId(gifts.values()).flatMap((g) => g.events.map((event) => [g.id, ...event])),
		proposals: byId(proposals.values()),
		appointments: meetings.map(faceOfMeeting),
		meetings: meetings.flatMap((a) => a.events.map((event) => [a.reservation, a.moment, ...event])),
		breakdowns: byId(breakdowns.values()),
		orders: byId(listings.values()).map(orderOf),
		absences: byId(absences),
		offers: byId(offers.values()).map((o) => [o.id, o.status, isSpokenFor(world, o), o.chooseBy, o.drawn])
	};
}

/** What must hold whatever the rules say: read from the rows alone. Answers the broken promises. */
export async function broken(sql: Sql): Promise<string[]> {
	const rows = await sql<{ promise: string; id: string }[]>`
		select 'two in one place' as promise, a.id::text from public.reservations a join public.reservations b
			on a.listing_id = b.listing_id and a.unit = b.unit and a.id < b.id and a.during && b.during
			where a.state in ('accepted', 'handed_over') and b.state in ('accepted', 'handed_over')
		union all
		select 'two holders', min(r.id::text) from public.reservations r
			where r.state = 'handed_over' group by r.listing_id, r.unit having count(*) > 1
		union all
		select 'one slot offered to two', min(w.id::text) from public.waitlist w join public.listings l on l.id = w.listing_id
			where w.state = 'offered' and l.units = 1 and exists (
				select from public.waitlist o where o.listing_id = w.listing_id and o.id <> w.id and o.state = 'offered' and o.during && w.during
			) group by w.listing_id`;
	const unexplained = (await lifelines(sql)).filter(({ state, actions }) => fold(actions) !== state);
	return [...rows, ...unexplained.map(({ id }) => ({ promise: 'a state its events do not explain', id }))].map(
		({ promise, id }) => `${promise}: ${id}`
	);
}

interface Lifeline {
	id: string;
	state: string;
	actions: [action: string, by: 'owner' | 'borrower' | 'time'][];
}

async function lifelines(sql: Sql): Promise<Lifeline[]> {
	return sql<Lifeline[]>`
		select r.id, r.state::text, coalesce(
			(select jsonb_agg(jsonb_build_array(e.action, case e.actor_id when r.owner_id then 'owner' when r.borrower_id then 'borrower'
				else 'time' end) order by e.id) from public.reservation_events e where e.reservation_id = r.id),
			'[]'
		) as actions
		from public.reservations r`;
}

/** The state that a life of events leads to; null where one of them could not have followed. */
function fold([first, ...more]: Lifeline['actions']): string | null {
	if (first?.[0] !== 'request' || first[1] !== 'borrower') return null;
	let state: string | null = 'requested';
	for (const [action, by] of more) {
		if (action.startsWith('extension_') || action === 'shorten') continue;
		// What a rule set beforehand accepts is the owner's yes.
		const who = action === 'accept' && by === 'time' ? 'owner' : by;
		const isTheirs = (whose: string) => whose === who || (whose === 'both' && who !== 'time');
		state = steps.find(([what, whose, from]) => what === action && isTheirs(whose) && from === state)?.[3] ?? null;
	}
	return state;
}

/** What somebody sees: how much is free on some days, and the ids of rows. */
interface Sight {
	free: number[];
	mine: string[];
	waits: string[];
	proposals: string[];
	meetings: number;
}

/** How a listing's calendar and the rows that `actor` may read differ from the rules; null when they agree. */
export async function differsFor(
	database: Database,
	world: World,
	actor: Actor,
	listing: string,
	ahead: number
): Promise<unknown> {
	const today = dayOf(world.now) + ahead;
	const first = new Date((today - 1) * 86_400_000).toISOString().slice(0, 10);
	const until = new Date((today - 1 + days) * 86_400_000).toISOString().slice(0, 10);
	const isKnown = actor !== 'visitor';
	const [found] = await database.as(actor, world.now, (tx) =>
		isKnown
			? tx<[Sight]>`
				select array(select free_units from public.listing_calendar(${listing}, ${first}, ${until})) as free,
					array(select id from public.reservations order by id) as mine, array(select id from public.waitlist order by id) as waits,
					array(select id from public.loss_agreements order by id) as proposals,
					(select count(*)::int from public.appointments) as meetings`
			: tx<[Sight]>`
				select array(select free_units from public.listing_calendar(${listing}, ${first}, ${until})) as free,
					'{}'::text[] as mine, '{}'::text[] as waits, '{}'::text[] as proposals, 0 as meetings`
	);
	const mine = [...world.reservations.values()].filter((r) => r.owner === actor || r.borrower === actor);
	const waits = [...world.places.values()].filter((p) => p.person === actor);
	const proposals = [...world.proposals.values()].filter((p) => mine.some((r) => r.id === p.reservation));
	const should = {
		free: calendar(world, world.listings.get(listing)!, isKnown ? actor : null, today - 1, days),
		mine: mine.map(({ id }) => id).toSorted(),
		waits: waits.map(({ id }) => id).toSorted(),
		proposals: proposals.map(({ id }) => id).toSorted(),
		meetings: [...world.appointments.values()].filter((a) => mine.some((r) => r.id === a.reservation)).length
	};
	return JSON.stringify(found) === JSON.stringify(should) ? null : { found, should };
}
