-- Slots: what a service or a space is asked for by, when its owner offers it by the hour: the hours of the week, cut to length.
-- What is free when, never who has the rest. Hours are not for visitors, and neither are slots.

-- The slots of a listing on the days [from_day, until_day), soonest first: each of the owner's hours holds as many as fit from its
-- beginning on. Counted in minutes that pass, so that none is longer or shorter on the nights the clocks change.
create function private.slots_of(l public.listings, from_day date, until_day date) returns setof tstzrange
language sql stable rows 20 set search_path = ''
as $$
  select distinct tstzrange(start, start + make_interval(mins => l.slot_minutes))
  from generate_series(0, until_day - from_day - 1) as n
  cross join lateral (select from_day + n as day) as d
  join public.handover_windows w on w.person_id = l.owner_id and w.weekday = extract(isodow from d.day)
  cross join lateral generate_series(
    private.moment(d.day, w.from_time), private.moment(d.day, w.until_time) - make_interval(mins => l.slot_minutes),
    make_interval(mins => l.slot_minutes)
  ) as start
  where not private.is_absent(l.owner_id, d.day)
  order by 1
$$;

-- What a listing can be asked for on a day, less what is over: its slots, or the day.
create function private.periods_on(l public.listings, day date) returns setof tstzrange
language sql stable rows 10 set search_path = ''
as $$
  select tstzrange(greatest(private.midnight(day), now()), private.midnight(day + 1)) where l.slot_minutes is null
  union all
  select s from private.slots_of(l, day, day + 1) as s
  where l.slot_minutes is not null and lower(s) >= now() + make_interval(hours => l.lead_hours)
$$;

-- The slot meant by a start and an end. Refuses `starts_in_past`, `period_too_long`, `period_too_short`, `outside_windows`.
create function private.wanted_slot(l public.listings, starts_at timestamptz, ends_at timestamptz) returns tstzrange
language plpgsql stable set search_path = ''
as $$
declare
  v_slot interval := make_interval(mins => l.slot_minutes);
  v_day date := private.day_of(starts_at);
begin
  if starts_at < now() then
    perform private.refuse('starts_in_past');
  elsif ends_at - starts_at > v_slot then
    perform private.refuse('period_too_long');
  elsif ends_at - starts_at < v_slot then
    perform private.refuse('period_too_short');
  elsif not exists (select from private.slots_of(l, v_day, v_day + 1) as s where s = tstzrange(starts_at, ends_at)) then
    perform private.refuse('outside_windows');
  end if;
  return tstzrange(starts_at, ends_at);
end;
$$;

-- The slots of [from_day, until_day) that can still be asked for, and how many places each has left for the caller.
-- None when the listing is not offered by slots, or cannot be asked for. Refuses `sign_in_first`, `invalid_value` (no days, or more than 62).
create function public.listing_slots(listing_id uuid, from_day date, until_day date)
returns table (starts_at timestamptz, ends_at timestamptz, free_units integer)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_listing public.listings;
begin
  if from_day is null or until_day is null or not isfinite(from_day) or not isfinite(until_day)
    or until_day - from_day not between 1 and 62
  then
    perform private.refuse('invalid_value');
  elsif not private.can_be_asked_for(listing_slots.listing_id) then
    return;
  end if;
  select * into v_listing from public.listings l where l.id = listing_slots.listing_id and l.slot_minutes is not null;
  return query
    select lower(s), upper(s), private.free_units(v_listing.id, s, v_me)
    from private.slots_of(v_listing, from_day, until_day) as s
    where lower(s) >= now() + make_interval(hours => v_listing.lead_hours) and lower(s) < now() + interval '1 year'
    order by 1;
end;
$$;
grant execute on function public.listing_slots(uuid, date, date) to authenticated;
