-- What time brings to events: series go on, what is over is closed, and those who come are reminded.

-- Writes series half a year ahead, a week's worth at a time. Answers how many events are new.
create function private.extend_series() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_id uuid;
  v_count integer := 0;
begin
  for v_id in
    select s.id from public.event_series s
    where s.ended_at is null and s.unrolled_until < private.series_horizon() - 7
    order by s.id for no key update skip locked limit 100
  loop
    v_count := v_count + private.unroll_series(v_id);
  end loop;
  return v_count;
end;
$$;

-- Closes, twelve hours after its end, what nobody closed. Answers how many.
create function private.close_past_events() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
  v_count integer := 0;
begin
  for v_e in
    select * from public.events e
    where e.state in ('published', 'live') and e.ends_at <= now() - interval '12 hours'
    order by e.id for no key update skip locked limit 200
  loop
    perform private.take_event_step(v_e, 'close', null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Whom to remind of which event: the evening before, from 17 h, who comes, who booked and who helps, unless they said so a moment ago;
-- three days before, who calls it together while hands are missing. Other hours are reminded of anew.
create function private.due_event_reminders()
returns table (person uuid, topic text, says text, kind text, subject uuid, once text)
language plpgsql stable set search_path = ''
as $$
begin
  return query with near as (
    select e.*, private.day_of(e.starts_at) - private.today() as days_left,
      private.day_of(e.starts_at) = private.today() + 1 and now() >= private.moment(private.today(), '17:00') as is_eve
    from public.events e where e.state = 'published' and e.starts_at between now() and now() + interval '4 days'
  ), due as (
    select e.id, a.person_id, 'event_tomorrow' as says, e.starts_at
    from near e join public.attendances a on a.event_id = e.id and a.state = 'attending' where e.is_eve
    union all
    select e.id, v.person_id, 'visit_tomorrow', v.arrival_at
    from near e join public.visits v on v.event_id = e.id and v.state = 'booked' and v.person_id is not null
    where e.is_eve and v.asked_at < now() - interval '3 hours'
    union all
    select distinct e.id, s.person_id, 'shift_tomorrow', e.starts_at
    from near e join public.shifts f on f.event_id = e.id join public.shift_signups s on s.shift_id = f.id and s.state = 'taken'
    where e.is_eve
    union all
    select e.id, e.organiser_id, 'hands_missing', e.starts_at
    from near e
    where e.days_left in (2, 3) and exists (select from public.shifts f where f.event_id = e.id and f.removed_at is null and f.taken < f.needed)
  )
  select d.person_id, 'event', d.says, 'event', d.id, concat_ws(' ', d.says, d.id, extract(epoch from d.starts_at)) from due d;
end;
$$;

-- What takes place again is ended with whoever called it, unless a community goes on with it. Called before their events.
create function private.leave_series(person uuid) returns void
language sql volatile set search_path = ''
as $$
  update public.event_series s
  set ended_at = coalesce(s.ended_at, now()), about = case when s.community_id is null then '' else s.about end,
    address = case when s.community_id is null then '' else s.address end
  where s.organiser_id = person and not exists (
    select from public.memberships m
    where m.community_id = s.community_id and m.person_id <> person and m.state = 'active' and m.role in ('moderator', 'organiser')
  )
$$;
