-- Availability: what is free, from when until when. Never who has the rest.

-- Paris calendar days a period touches.
create function private.days_in(period tstzrange) returns integer
language sql stable strict parallel safe set search_path = ''
as $$ select private.day_of(upper(period) - interval '1 microsecond') - private.day_of(lower(period)) + 1 $$;

-- Units that are broken, away at some moment of a period, or kept for somebody of the waiting list who is not `person`.
-- A thing not brought back in time is still away now.
create function private.busy_units(listing uuid, period tstzrange, besides uuid default null, person uuid default null)
returns setof smallint
language sql stable rows 5 set search_path = ''
as $$
  select r.unit from public.reservations r
  where r.listing_id = listing and r.state in ('accepted', 'handed_over') and r.id is distinct from besides
    and (r.during && period or (r.state = 'handed_over' and upper(r.during) <= now() and period @> now()))
  union
  select w.kept_unit from public.waitlist w
  where w.listing_id = listing and w.kept_unit is not null and w.during && period and w.person_id is distinct from person
    and (w.state = 'taken' or w.offered_until > now())
  union
  select unnest(l.broken_units) from public.listings l where l.id = listing
$$;

-- A unit free for a whole period as far as `person` is concerned, the preferred one if it is; null when none is.
create function private.free_unit(
  listing uuid, period tstzrange, preferred smallint default null, besides uuid default null, person uuid default null
) returns smallint
language sql stable set search_path = ''
as $$
  select u.unit::smallint
  from public.listings l, generate_series(1, l.units) as u (unit)
  where l.id = listing and u.unit not in (select private.busy_units(listing, period, besides, person))
  order by u.unit is distinct from preferred::integer, u.unit
  limit 1
$$;

-- Units free for a whole period, less those kept for people of the waiting list, except the given person.
create function private.free_units(listing uuid, period tstzrange, person uuid default null) returns integer
language sql stable set search_path = ''
as $$
  select (l.units - (
    select count(*) from private.busy_units(listing, period, null, person) as b (unit) where b.unit <= l.units
  ))::integer
  from public.listings l where l.id = listing
$$;

-- Whether the caller could ask for this listing, were it free.
create function private.can_be_asked_for(listing uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.listings l
    where l.id = listing and l.kind in ('loan', 'space', 'service') and l.status = 'published' and l.expires_at > now()
      and l.out_of_order_since is null
  ) and private.listing_visible_to(listing, (select auth.uid()))
$$;

-- Units free for each whole day of [from_day, until_day), whatever its slots; none when the listing cannot be asked for or the day is past.
-- Refuses `invalid_value` (no days, or more than 400).
create function public.listing_calendar(listing_id uuid, from_day date, until_day date)
returns table (day date, free_units integer)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_open boolean := private.can_be_asked_for(listing_calendar.listing_id);
begin
  if from_day is null or until_day is null or not isfinite(from_day) or not isfinite(until_day)
    or until_day - from_day not between 1 and 400
  then
    perform private.refuse('invalid_value');
  end if;
  return query
    select d.day, case
      when v_open and d.day >= private.today() then private.free_units(
        listing_calendar.listing_id, tstzrange(greatest(private.midnight(d.day), now()), private.midnight(d.day + 1)), (select auth.uid())
      )
      else 0
    end
    from (select from_day + n as day from generate_series(0, until_day - from_day - 1) as n) as d
    order by d.day;
end;
$$;

-- The next periods that could be asked for, soonest first and not overlapping, up to 180 days ahead: of so many whole days, or slots
-- of what is asked for by slots, which are not for visitors. Refuses `invalid_value`.
create function public.next_free_periods(listing_id uuid, days integer default 1, count integer default 3)
returns table (starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_listing public.listings;
  v_day date;
  v_found integer := 0;
begin
  if days is null or days not between 1 and 365 or next_free_periods.count is null or next_free_periods.count not between 1 and 20 then
    perform private.refuse('invalid_value');
  elsif not private.can_be_asked_for(next_free_periods.listing_id) then
    return;
  end if;
  select * into v_listing from public.listings l where l.id = next_free_periods.listing_id;
  v_day := case when v_listing.lead_hours = 0 then private.today()
    else private.day_of(now() + make_interval(hours => v_listing.lead_hours)) + 1 end;

  if v_listing.slot_minutes is not null then
    v_day := private.day_of(now() + make_interval(hours => v_listing.lead_hours));
    while (select auth.uid()) is not null and v_found < next_free_periods.count and v_day < private.today() + 180 loop
      for starts_at, ends_at in
        select lower(p), upper(p) from private.periods_on(v_listing, v_day) as p
        where private.free_units(v_listing.id, p, (select auth.uid())) > 0
        order by p limit next_free_periods.count - v_found
      loop
        return next;
        v_found := v_found + 1;
      end loop;
      v_day := v_day + 1;
    end loop;
    return;
  end if;
  while v_found < next_free_periods.count and v_day < private.today() + 180 loop
    starts_at := private.midnight(v_day);
    ends_at := private.midnight(v_day + days);
    if private.free_units(v_listing.id, tstzrange(greatest(starts_at, now()), ends_at), (select auth.uid())) > 0 then
      return next;
      v_found := v_found + 1;
      v_day := v_day + days;
    else
      v_day := v_day + 1;
    end if;
  end loop;
end;
$$;

-- How many people wait for an answer about this listing.
create function public.pending_requests(listing_id uuid) returns integer
language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from public.reservations r
  where r.listing_id = pending_requests.listing_id and r.state = 'requested' and r.respond_by > now()
    and private.listing_visible_to(pending_requests.listing_id, (select auth.uid()))
$$;

grant execute on function
  public.listing_calendar(uuid, date, date), public.next_free_periods(uuid, integer, integer), public.pending_requests(uuid)
  to anon, authenticated;
