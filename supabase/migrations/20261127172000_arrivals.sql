-- Arrivals: the half hour at which a visitor comes to a repair session, and how many may come in each.
-- The promises kept here: no half hour is promised to more than whoever holds the session said, and whoever looks for another hour keeps
-- their place meanwhile.

alter table public.events add column arrivals_per_slot smallint -- null: nobody counts them
  constraint events_arrivals_bounded check (arrivals_per_slot between 1 and 100);
grant select (arrivals_per_slot) on public.events to anon;

-- The beginning of the half hour that an instant of a session falls in, counted from when it begins.
create function private.slot_of(e public.events, instant timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$ select e.starts_at + interval '30 minutes' * floor(extract(epoch from instant - e.starts_at) / 1800) $$;

-- How many are expected in the half hour of an instant, or have come for it, but for the visit `other_than`.
create function private.arriving(e public.events, instant timestamptz, other_than uuid default null) returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from public.visits v
  where v.event_id = e.id and v.id is distinct from other_than and v.state in ('booked', 'checked_in', 'left')
    and v.arrival_at >= private.slot_of(e, instant) and v.arrival_at < private.slot_of(e, instant) + interval '30 minutes'
$$;

-- The half hours of a session that one may still come in, and how many more may; none when nobody counts them. A little late is early
-- enough, and the last is there until the end.
create function private.arrivals_of(e public.events) returns table (arrival_at timestamptz, free_places integer)
language sql stable set search_path = ''
as $$
  select s.at, greatest(e.arrivals_per_slot - private.arriving(e, s.at), 0)
  from generate_series(e.starts_at, e.ends_at - interval '1 microsecond', interval '30 minutes') as s (at)
  where e.arrivals_per_slot is not null and (s.at >= now() - interval '15 minutes' or s.at + interval '30 minutes' >= e.ends_at)
$$;

-- For everybody who may know of a session: its half hours and how many more may come in each. Never who. None when they are not counted.
create function public.session_arrivals(event_id uuid) returns table (arrival_at timestamptz, free_places integer)
language sql stable security definer set search_path = ''
as $$
  select a.arrival_at, a.free_places from public.events e, lateral private.arrivals_of(e) as a
  where e.id = session_arrivals.event_id and e.kind = 'repair_session'
    and (private.event_visible_to(e.id, (select auth.uid())) or private.is_volunteer(e.id))
  order by a.arrival_at
$$;
grant execute on function public.session_arrivals(uuid) to anon, authenticated;

-- How many may still book: as many as there are seats, and half hours with room. Null: whoever comes.
create or replace function private.seats_left(e public.events) returns integer
language sql stable set search_path = ''
as $$
  select least(
    e.capacity - (select count(*)::integer from public.visits v where v.event_id = e.id and v.state in ('booked', 'checked_in', 'left')),
    (select sum(a.free_places)::integer from private.arrivals_of(e) a)
  )
$$;

-- Whoever books, is seated, or takes back that they do not come, does so for a half hour that has room. Called with the event locked.
-- Refuses `full`.
create function private.hold_arrival() returns trigger
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
begin
  select * into v_e from public.events e where e.id = new.event_id;
  if private.arriving(v_e, new.arrival_at, new.id) >= v_e.arrivals_per_slot then
    perform private.refuse('full');
  end if;
  return new;
end;
$$;
create trigger hold_new_arrival before insert on public.visits
  for each row when (new.state = 'booked') execute function private.hold_arrival();
create trigger hold_arrival before update of state on public.visits
  for each row when (new.state = 'booked' and old.state not in ('booked', 'checked_in', 'left')) execute function private.hold_arrival();

-- When somebody who waits comes, once there is a seat: at the hour they said, or the nearest that has room.
create function private.nearest_arrival(e public.events, said timestamptz) returns timestamptz
language sql stable set search_path = ''
as $$
  select coalesce((
    select case a.arrival_at when private.slot_of(e, said) then said else a.arrival_at end
    from private.arrivals_of(e) a where a.free_places > 0
    order by abs(extract(epoch from a.arrival_at - private.slot_of(e, said))), a.arrival_at limit 1
  ), said)
$$;

-- Gives seats that came free to whoever waited longest, and tells them. Called with the event locked. Answers how many.
create or replace function private.seat_visits(event uuid) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
  v_left integer;
  v_v public.visits;
  v_count integer := 0;
begin
  select * into v_e from public.events e where e.id = event;
  if v_e.state not in ('published', 'live') or v_e.ends_at <= now() then
    return 0;
  end if;
  v_left := private.seats_left(v_e);
  for v_v in
    select * from public.visits v where v.event_id = event and v.state = 'waitlisted' order by v.asked_at, v.id
    limit case when v_left is not null then greatest(v_left, 0) end for update
  loop
    update public.visits v set state = 'booked', arrival_at = private.nearest_arrival(v_e, v.arrival_at), changed_at = now()
    where v.id = v_v.id returning * into v_v;
    perform private.record_visit(v_v, 'seat', null, null);
    perform private.notify(v_v.person_id, 'event', 'visit_seated', 'event', event, 'visit_seated:' || v_v.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Another hour for a visit of the caller's that is booked or waits: the one they had stays theirs until this one is. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `not_found` (also: somebody else's), `wrong_state` (they came, or do not come), `not_available`
-- (the session is cancelled), `answer_too_late` (over), `outside_windows` (not within the session), `starts_in_past`, `full` (as many come
-- then as may), `id_reused`.
create function public.choose_arrival(id uuid, arrival_at timestamptz, op_id uuid) returns public.visits
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_at timestamptz := choose_arrival.arrival_at;
  v_content jsonb := jsonb_build_object('is', 'choose_arrival', 'id', choose_arrival.id, 'arrival_at', extract(epoch from v_at)::text);
  v_seen jsonb := private.replayed(choose_arrival.op_id, v_content);
  v_e public.events;
  v_v public.visits;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.visits, v_seen);
  elsif v_at is null or not isfinite(v_at) then
    perform private.refuse('invalid_value');
  end if;
  select * into v_e from public.events e
  where e.id = (select v.event_id from public.visits v where v.id = choose_arrival.id and v.person_id = v_me) for no key update;
  if not found then
    perform private.refuse('not_found');
  end if;
  select * into v_v from public.visits v where v.id = choose_arrival.id for no key update;
  if v_e.state = 'cancelled' then
    perform private.refuse('not_available');
  elsif v_e.state = 'closed' or v_e.ends_at <= now() then
    perform private.refuse('answer_too_late');
  elsif v_v.state not in ('booked', 'waitlisted') then
    perform private.refuse('wrong_state');
  elsif v_at < v_e.starts_at or v_at >= v_e.ends_at then
    perform private.refuse('outside_windows');
  elsif v_at < now() - interval '15 minutes' then
    perform private.refuse('starts_in_past');
  elsif v_v.state = 'booked' and private.arriving(v_e, v_at, v_v.id) >= v_e.arrivals_per_slot then
    perform private.refuse('full');
  end if;
  update public.visits v set arrival_at = v_at, changed_at = now() where v.id = v_v.id returning * into v_v;
  perform private.seat_visits(v_e.id);
  perform private.keep_receipt(choose_arrival.op_id, v_content, to_jsonb(v_v));
  return v_v;
end;
$$;

-- Says how many may come in each half hour of a session, by those who run it: of this date, and of those after it in its series; null when
-- nobody counts them. Whoever has booked keeps their hour, even where more come than that. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (1 to 100), `not_allowed` (also: no such event, or no repair session), `wrong_state` (over or
-- cancelled), `id_reused`.
create function public.limit_arrivals(event_id uuid, per_slot integer, op_id uuid) returns public.events
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'limit_arrivals', 'event_id', limit_arrivals.event_id, 'per_slot', per_slot);
  v_seen jsonb := private.replayed(limit_arrivals.op_id, v_content);
  v_e public.events;
  v_other uuid;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.events, v_seen);
  elsif per_slot not between 1 and 100 then
    perform private.refuse('invalid_value');
  elsif not private.is_organiser(limit_arrivals.event_id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_e from public.events e where e.id = limit_arrivals.event_id;
  perform from public.events e
  where e.id = v_e.id or e.series_id = v_e.series_id and e.starts_at > v_e.starts_at and e.state in ('draft', 'published')
  order by e.id for no key update;
  select * into v_e from public.events e where e.id = limit_arrivals.event_id;
  if v_e.kind <> 'repair_session' then
    perform private.refuse('not_allowed');
  elsif v_e.state in ('closed', 'cancelled') then
    perform private.refuse('wrong_state');
  end if;
  for v_other in
    update public.events e set arrivals_per_slot = limit_arrivals.per_slot
    where e.id = v_e.id or e.series_id = v_e.series_id and e.starts_at > v_e.starts_at and e.state in ('draft', 'published') returning e.id
  loop
    perform private.seat_visits(v_other);
  end loop;
  select * into v_e from public.events e where e.id = v_e.id;
  perform private.keep_receipt(limit_arrivals.op_id, v_content, to_jsonb(v_e));
  return v_e;
end;
$$;
grant execute on function public.choose_arrival(uuid, timestamptz, uuid), public.limit_arrivals(uuid, integer, uuid) to authenticated;

-- A date that a series goes on to has what was said of the date before it.
create function private.inherit_arrivals() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  new.arrivals_per_slot := (
    select e.arrivals_per_slot from public.events e
    where e.series_id = new.series_id and e.starts_at < new.starts_at order by e.starts_at desc limit 1
  );
  return new;
end;
$$;
create trigger inherit_arrivals before insert on public.events
  for each row when (new.series_id is not null and new.arrivals_per_slot is null) execute function private.inherit_arrivals();
