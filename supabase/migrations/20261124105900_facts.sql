-- Facts: what a neighbour's past exchanges were like, counted from the loans and gifts themselves. Never a score.

-- A count, once there are enough of what it is counted among: less than three tell of a day, not of a habit.
create function private.enough(counted bigint, among bigint) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select case when among >= 3 then counted::integer end $$;

-- Replaces the empty answer of the details chapter. Each count is null below three.
-- Refuses `sign_in_first`, `not_found` (also: blocked either way).
create or replace function public.person_facts(person_id uuid)
returns table (exchanges_done integer, on_time_returns integer, no_shows integer, median_answer_minutes integer)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.is_blocked(private.me(), person_facts.person_id)
    or not exists (select from public.people p where p.id = person_facts.person_id)
  then
    perform private.refuse('not_found');
  end if;
  return query
    with theirs as (
      select r.* from public.reservations r where person_facts.person_id in (r.owner_id, r.borrower_id)
    ), answers as (
      select extract(epoch from min(e.at) - r.created_at) / 60 as minutes
      from theirs r join public.reservation_events e on e.reservation_id = r.id
      where r.owner_id = person_facts.person_id and e.actor_id = r.owner_id and e.action in ('accept', 'decline')
      group by r.id, r.created_at
    )
    select
      private.enough(c.done + g.done, c.done + g.done), private.enough(c.on_time, c.on_time),
      private.enough(c.missed + g.missed, c.missed + g.missed),
      (
        select private.enough(round(percentile_cont(0.5) within group (order by a.minutes))::bigint, count(*))
        from answers a
      )
    from (
      select
        count(*) filter (where r.state in ('returned', 'closed')) as done,
        count(*) filter (
          where r.state in ('returned', 'closed') and r.borrower_id = person_facts.person_id and r.return_at <= upper(r.during)
        ) as on_time,
        count(*) filter (
          where r.state = 'no_show' and exists (
            select from public.reservation_events e
            where e.reservation_id = r.id and e.action = 'report_no_show' and e.actor_id <> person_facts.person_id
          ) and not exists (select from public.no_show_answers a where a.reservation_id = r.id)
        ) as missed
      from theirs r
    ) as c, (
      select
        count(*) filter (where q.state = 'collected') as done,
        count(*) filter (where q.state = 'no_show' and q.person_id = person_facts.person_id) as missed
      from public.gift_requests q where person_facts.person_id in (q.owner_id, q.person_id)
    ) as g;
end;
$$;
comment on function public.person_facts is '@nullable exchanges_done, on_time_returns, no_shows, median_answer_minutes';
