import type { Sql } from 'postgres';

/** A way to break the product, which the campaign must notice. */
export interface Wrong {
	name: string;
	/** What the function says, and what it says when it is wrong. Without `of`, statements. */
	of?: string;
	from?: string;
	to?: string;
	statements?: string;
}

/** What plays of the model must notice. */
export const wrongs: Wrong[] = [
	{
		name: 'a unit is given to two',
		of: 'private.busy_units(uuid, tstzrange, uuid, uuid)',
		from: "r.state in ('accepted', 'handed_over') and r.id",
		to: "r.state in ('handed_over') and r.id",
		statements: 'alter table public.reservations drop constraint reservations_unit_free'
	},
	{
		name: 'a step leaves no line',
		of: 'private.record_step(public.reservations, text, uuid, text)',
		from: 'begin',
		to: "begin if what = 'decline' then return; end if;"
	},
	{
		name: 'one slot is offered to two',
		of: 'private.busy_units(uuid, tstzrange, uuid, uuid)',
		from: "w.state = 'taken' or w.offered_until > now()",
		to: 'false',
		statements: 'alter table public.waitlist drop constraint waitlist_slot_offered_to_one'
	},
	{
		name: 'who came last is served first',
		of: 'private.offer_slots(uuid)',
		from: 'order by w.goes_last, w.created_at, w.id',
		to: 'order by w.goes_last, w.created_at desc, w.id'
	},
	{
		name: 'free days are kept for who waits for them',
		of: 'public.join_waitlist(uuid, uuid, timestamptz, timestamptz)',
		from: 'not private.was_given_back(v_listing.id, v_during, v_me)',
		to: 'false'
	},
	{
		name: 'who waits for what was given back is not heard',
		of: 'private.was_given_back(uuid, tstzrange, uuid)',
		from: "gave.state not in ('accepted', 'handed_over')",
		to: 'false'
	},
	{
		name: 'days have twenty-four hours',
		of: 'private.midnight(date)',
		from: 'day::timestamp at time zone private.zone()',
		to: "timestamptz '2026-01-01 00:00+01' + (day - date '2026-01-01') * interval '24 hours'"
	},
	{
		name: 'what is late is taken for free',
		of: 'private.busy_units(uuid, tstzrange, uuid, uuid)',
		from: "r.state = 'handed_over' and upper(r.during) <= now() and period @> now()",
		to: 'false'
	},
	{
		name: 'a borrower takes it back alone',
		statements: "insert into private.reservation_steps values ('take_back', 'borrower', 'handed_over', 'returned')"
	},
	{
		name: 'said twice is done twice',
		of: 'private.replayed(uuid, jsonb)',
		from: 'if not found then',
		to: 'if true then'
	},
	{
		name: 'a longer stay needs nobody’s yes',
		of: 'public.extend_reservation(uuid, timestamptz, uuid)',
		from: 'if v_listing.instant then',
		to: 'if true then'
	},
	{
		name: 'strangers see who has it',
		statements: 'create policy wrong on public.reservations for select to authenticated using (true)'
	},
	{
		name: 'a time is agreed to that was not read',
		of: 'public.answer_appointment(uuid, text, text, timestamptz, uuid)',
		from: 'answer_appointment.starts_at is distinct from',
		to: 'false and answer_appointment.starts_at is distinct from'
	},
	{
		name: 'people are still expected at what fell through',
		of: 'private.follow_reservation()',
		from: 'perform private.cancel_appointment(v_a, null, false);',
		to: 'null;'
	},
	{
		name: 'a basket is asked for that cannot be filled',
		of: 'public.request_basket(uuid, jsonb, timestamptz, timestamptz, text)',
		from: 'v_me) < v_line.units',
		to: 'v_me) < 1'
	},
	{
		name: 'a step of a basket leaves lines behind',
		of: 'public.advance_basket(uuid, text, text, uuid)',
		from: 'order by r.id\n  loop',
		to: 'order by r.id limit 1\n  loop'
	},
	{
		name: 'what is broken is lent',
		of: 'private.busy_units(uuid, tstzrange, uuid, uuid)',
		from: 'select unnest(l.broken_units) from',
		to: "select unnest('{}'::smallint[]) from"
	},
	{
		name: 'who counts on what is broken is left waiting',
		of: 'private.cancel_what_is_broken()',
		from: "r.state = 'accepted'",
		to: 'false'
	},
	{
		name: 'a day off is agreed to beforehand',
		of: 'private.in_automatic_windows(uuid, tstzrange, boolean)',
		from: 'private.is_absent(owner, meeting.moment::date)',
		to: 'false'
	},
	{
		name: 'one side settles a loss alone',
		of: 'public.answer_loss_agreement(uuid, boolean, uuid)',
		from: 'v_proposal.proposed_by = v_me',
		to: 'false'
	},
	{
		name: 'two proposals about one loss stand at once',
		of: 'public.propose_loss_agreement(uuid, uuid, text)',
		from: 'where a.reservation_id = v_r.id and a.agreed is null',
		to: 'where false',
		statements: 'drop index public.loss_agreements_one_at_a_time'
	},
	{
		name: 'what is given up goes to whoever asked last',
		of: 'private.pass_on(uuid)',
		from: 'g.asked_at, g.id limit 1',
		to: 'g.asked_at desc, g.id limit 1'
	},
	{
		name: 'a draw is not what its seed says',
		of: 'private.hold_draw(public.listings)',
		from: 'd.seed || g.ticket',
		to: 'g.ticket || d.seed'
	},
	{
		name: 'one side’s word is enough that it was fetched',
		of: 'private.collect_gift(public.gift_requests, text, uuid)',
		from: 'num_nonnulls(g.given_at, g.received_at) = 2',
		to: 'num_nonnulls(g.given_at, g.received_at) >= 1'
	},
	{
		name: 'who was not chosen is left hanging',
		of: 'private.pass_over_others(uuid)',
		from: "r.state = 'asked' returning",
		to: "r.state = 'asked' and false returning"
	},
	{
		name: 'a thing is given to two',
		of: 'private.given_units(uuid)',
		from: "in ('chosen', 'collected')",
		to: "in ('collected')"
	}
];

/** What only many people at once can show. */
export const wrongAtOnce: Wrong[] = [
	{
		name: 'two requests count units at once',
		of: 'public.request_reservation(uuid, uuid, timestamptz, timestamptz, text)',
		from: 'request_reservation.listing_id for no key update',
		to: 'request_reservation.listing_id',
		statements: 'alter table public.reservations drop constraint reservations_unit_free'
	},
	{
		name: 'a step takes the locks the other way round',
		of: 'public.advance_reservation(uuid, text, text, uuid)',
		from: 'perform from public.people p where p.id = v_me for no key update;',
		to: 'perform from public.listings l where l.id = v_r.listing_id for no key update; perform from public.people p where p.id = v_me for no key update;'
	},
	{
		name: 'who came last is served first',
		of: 'private.offer_slots(uuid)',
		from: 'order by w.goes_last, w.created_at, w.id',
		to: 'order by w.goes_last, w.created_at desc, w.id'
	}
];

/** What only shows when time is cut short. */
export const wrongWhenKilled: Wrong[] = [
	{
		name: 'what ran out runs out again',
		of: 'private.expire_requests()',
		from: "r.state = 'requested'",
		to: "r.state in ('requested', 'expired')"
	},
	{
		name: 'a moment once begun is taken for done',
		statements: 'create sequence exchange.begun',
		of: 'private.run_due_jobs()',
		from: 'begin',
		to: `begin
			if (select last_value from exchange.begun) = extract(epoch from now())::bigint then return '{}'; end if;
			perform setval('exchange.begun', extract(epoch from now())::bigint);`
	}
];

/** The statements that make it wrong. @throws when the function does not say what was to be changed */
export async function statementsOf(sql: Sql, { name, of, from, to, statements = '' }: Wrong): Promise<string> {
	if (!of) return statements;
	const [row] = await sql<[{ text: string }]>`select pg_get_functiondef(${of}::regprocedure) as text`;
	const head = row.text.indexOf('$function$');
	const body = row.text.slice(head);
	if (!body.includes(from!)) throw new Error(`${name}: ${of} does not say "${from}" any more`);
	return `${statements}; ${row.text.slice(0, head)}${body.replace(from!, () => to!)}`;
}
