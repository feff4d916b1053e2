-- Facts: what a neighbour's past exchanges were like, counted from the reservations themselves. Never a score.

-- Replaces the empty answer of the details chapter. The median waits for three answers, so that it tells about a habit.
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
      (count(*) filter (where r.state in ('returned', 'closed')))::integer,
      (count(*) filter (
        where r.state in ('returned', 'closed') and r.borrower_id = person_facts.person_id and r.return_at <= upper(r.during)
      ))::integer,
      (count(*) filter (
        where r.state = 'no_show' and exists (
          select from public.reservation_events e
          where e.reservation_id = r.id and e.action = 'report_no_show' and e.actor_id <> person_facts.person_id
        )
      ))::integer,
      (
        select case when count(*) >= 3 then round(percentile_cont(0.5) within group (order by a.minutes))::integer end
        from answers a
      )
    from theirs r;
end;
$$;
comment on function public.person_facts is '@nullable median_answer_minutes';
