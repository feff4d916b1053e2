-- Reminders: what time brings, told in waking hours, each once; nothing about what was done meanwhile.
-- The day before, from 17 h; on the day, from 8 h; late, on the first day and then after 3, 7, 14 and 28, without a reproach.

-- The last whole day of a period.
create function private.last_day(period tstzrange) returns date
language sql stable strict parallel safe set search_path = ''
as $$ select private.day_of(upper(period) - interval '1 microsecond') $$;

-- Which of the days on which somebody late is reminded it is, counted from the end of the period: the day after its last whole day is
-- 0. Null before, and when too long ago: a month late is not a matter of reminders any more.
create function private.late_step(period tstzrange) returns integer
language sql stable strict parallel safe set search_path = ''
as $$
  select max(step) from unnest(array[0, 3, 7, 14, 28]) as step
  where now() >= upper(period) + interval '1 hour' and private.today() - private.day_of(upper(period)) between step and 34
$$;

-- Whom to remind of what, now. `once` names the reminder together with the dates it is about: other dates are reminded of anew.
create function private.due_reminders()
returns table (person uuid, topic text, says text, kind text, subject uuid, once text)
language sql stable set search_path = ''
as $$
  with open as (
    select r.*, private.day_of(lower(r.during)) as first_day, private.last_day(r.during) as last_day,
      now() >= private.moment(private.today(), '17:00') as is_evening,
      exists (
        select from public.reservation_events e
        where e.reservation_id = r.id and e.action in ('accept', 'hand_over') and e.at > now() - interval '3 hours'
      ) as is_fresh
    from public.reservations r where r.state in ('requested', 'accepted', 'handed_over')
  ), due as (
    select r.id, array[r.owner_id] as persons, 'answer_soon' as says, extract(epoch from r.respond_by)::text as of
    from open r
    where r.state = 'requested' and r.respond_by > now()
      and private.after_waking(now(), interval '4 hours') >= r.respond_by
      and now() - r.created_at >= r.respond_by - now()
    union all
    select r.id, array[r.owner_id, r.borrower_id], 'handover_tomorrow', r.first_day::text
    from open r where r.state = 'accepted' and not r.is_fresh and r.first_day = private.today() + 1 and r.is_evening
    union all
    select r.id, array[r.owner_id, r.borrower_id], 'handover_today', r.first_day::text
    from open r
    where r.state = 'accepted' and not r.is_fresh and r.first_day = private.today() and private.no_show_from(r.during) > now()
    union all
    select r.id, array[r.borrower_id], 'return_tomorrow', r.last_day::text
    from open r where r.state = 'handed_over' and not r.is_fresh and r.last_day = private.today() + 1 and r.is_evening
    union all
    select r.id, array[r.owner_id, r.borrower_id], 'return_today', r.last_day::text
    from open r where r.state = 'handed_over' and not r.is_fresh and r.last_day = private.today() and upper(r.during) > now()
    union all
    select r.id, array[r.owner_id, r.borrower_id], 'return_late', extract(epoch from upper(r.during)) || ' ' || private.late_step(r.during)
    from open r where r.state = 'handed_over' and r.kind = 'loan' and private.late_step(r.during) is not null
  )
  select p, 'exchange', d.says, 'reservation', d.id, concat_ws(' ', d.says, d.id, d.of) from due d, unnest(d.persons) as p
  union all
  select l.owner_id, 'listing', 'listing_ends_soon', 'listing', l.id, concat_ws(' ', 'listing_ends_soon', l.id, extract(epoch from l.expires_at))
  from public.listings l where l.status = 'published' and l.expires_at between now() and now() + interval '7 days'
$$;

-- Answers how many reminders were new.
create function private.remind() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_before bigint;
begin
  if private.is_quiet(now()) then
    return 0;
  end if;
  v_before := (select count(*) from public.notifications n where n.created_at = now());
  perform private.notify(d.person, d.topic, d.says, d.kind, d.subject, d.once)
  from (select * from private.due_reminders() union all select * from private.due_event_reminders()) d
  where not exists (select from public.notifications n where n.person_id = d.person and n.once = d.once);
  return (select count(*) from public.notifications n where n.created_at = now()) - v_before;
end;
$$;
