-- Slots in search and in the calendar: what is offered by the hour is free when one of its hours is, not when whole days are.
-- One hour that is taken leaves the others of its day; without hours on a day there is nothing to ask for.

alter table private.search_entries add column by_slots boolean not null default false;
update private.search_entries e set by_slots = true from public.listings l where l.id = e.listing_id and l.slot_minutes is not null;
alter table private.search_entries alter column by_slots drop default;

-- Whether a slot that lies within a period, as `slots_of` has them, can be asked for by `person`. A search asks it of many listings:
-- it ends at the first such slot, and counts places only where something of the period is taken.
create function private.has_free_slot(listing uuid, period tstzrange, person uuid default null) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := private.zone();
  v_from timestamptz;
  v_until timestamptz := least(upper(period), now() + interval '1 year');
  v_slot interval;
  v_owner uuid;
  v_is_taken boolean;
  v_hours record;
  v_day date;
  v_start timestamptz;
begin
  select
    l.owner_id, make_interval(mins => l.slot_minutes), greatest(lower(period), now() + make_interval(hours => l.lead_hours)),
    l.broken_units <> '{}'
      or exists (
        select from public.reservations r
        where r.listing_id = listing and r.state in ('accepted', 'handed_over') and r.during && period
      )
      or exists (select from public.waitlist w where w.listing_id = listing and w.kept_unit is not null)
  into v_owner, v_slot, v_from, v_is_taken
  from public.listings l where l.id = listing;
  for v_hours in
    select h.weekday, h.from_time, h.until_time from public.handover_windows h where h.person_id = v_owner
  loop
    v_day := (v_from at time zone v_zone)::date;
    v_day := v_day + (7 + v_hours.weekday - extract(isodow from v_day)::integer) % 7;
    while v_day <= (v_until at time zone v_zone)::date loop
      v_start := (v_day + v_hours.from_time) at time zone v_zone;
      if private.is_absent(v_owner, v_day) then
        v_start := v_until;
      end if;
      while v_start + v_slot <= least((v_day + v_hours.until_time) at time zone v_zone, v_until) loop
        if v_start >= v_from
          and (not v_is_taken or private.free_units(listing, tstzrange(v_start, v_start + v_slot), person) > 0)
        then
          return true;
        end if;
        v_start := v_start + v_slot;
      end loop;
      v_day := v_day + 7;
    end loop;
  end loop;
  return false;
end;
$$;

-- Keeps the entry of a listing true to it: there while it is published, in order and not spoken for, gone otherwise.
create or replace function private.follow_listing() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if new.status <> 'published' or new.out_of_order_since is not null or new.spoken_for then
    delete from private.search_entries e where e.listing_id = new.id;
    return null;
  end if;
  insert into private.search_entries
    (listing_id, owner_id, kind, top_category, category, units, broken_units, by_slots, for_all, published_at, expires_at, pt, tsv)
  select new.id, new.owner_id, new.kind, coalesce(c.parent_slug, c.slug), c.slug, new.units, new.broken_units,
    new.slot_minutes is not null, new.listed_for_all, new.published_at, new.expires_at, private.plane(new.area_lat, new.area_lon), private.searchable(new.title, new.description)
  from public.categories c where c.slug = new.category_slug
  on conflict (listing_id) do update set
    owner_id = excluded.owner_id, kind = excluded.kind, top_category = excluded.top_category, category = excluded.category,
    units = excluded.units, broken_units = excluded.broken_units, by_slots = excluded.by_slots, for_all = excluded.for_all,
    published_at = excluded.published_at, expires_at = excluded.expires_at, pt = excluded.pt, tsv = excluded.tsv;
  if new.listed_for_all then
    perform private.learn_words(new.title || ' ' || new.description);
  end if;
  return null;
end;
$$;

-- Published listings the caller may see. Everything asked for must hold; whatever is left out asks for nothing.
-- `sort`: `nearest` (default when a point is given) or `newest`. `[free_from, free_until)`: one unit free all along, or a slot within.
-- `after`: the `cursor` of the last row had. Refuses `invalid_value`, `too_long`.
create or replace function public.search_listings(
  query text default null, kinds text[] default null, category text default null,
  near_lat double precision default null, near_lon double precision default null, within_meters integer default null,
  free_from timestamptz default null, free_until timestamptz default null,
  community_id uuid default null, sort text default null, after text default null, page_size integer default 20
)
returns table (
  id uuid, kind public.listing_kind, title text, category_slug text, photo_path text, commune_code text,
  area_lat double precision, area_lon double precision, distance_meters integer, owner_id uuid, owner_name text,
  published_at timestamptz, cursor text
)
language plpgsql stable security definer set search_path = '' set enable_bitmapscan = 'on' set jit = 'off'
as $$
#variable_conflict use_column
declare
  v_near point := private.plane(near_lat, near_lon);
  v_sort text := coalesce(sort, case when v_near is null then 'newest' else 'nearest' end);
  v_after text[];
  v_words tsquery;
  v_free tstzrange;
  v_category public.categories;
  v_hidden uuid[] := '{}';
  v_shared uuid[] := '{}';
  v_of_community uuid[];
  v_where text := 'e.expires_at > now()';
  v_rare boolean := false;
  v_found uuid[];
  v_metres double precision[];
begin
  if char_length(query) > 200 then
    perform private.refuse('too_long');
  elsif (near_lat is null) <> (near_lon is null) or not coalesce(near_lat between -90 and 90 and near_lon between -180 and 180, true)
    or (within_meters is not null and (v_near is null or within_meters not between 1 and 200000))
    or v_sort not in ('nearest', 'newest') or (v_sort = 'nearest' and v_near is null)
    or coalesce(page_size, 20) not between 1 and 100
    or cardinality(kinds) > 5 or not coalesce(kinds <@ enum_range(null::public.listing_kind)::text[], true)
    or (free_from is null) <> (free_until is null)
    or not coalesce(isfinite(free_from) and isfinite(free_until) and free_from < free_until
      and free_until - free_from <= interval '366 days', true)
  then
    perform private.refuse('invalid_value');
  end if;
  v_after := private.read_cursor(after, v_sort);

  -- Each condition is written only when asked for, so that the planner sees the question as it is.
  if nullif(btrim(query), '') is not null then
    v_words := private.words_asked(query);
    if v_words is not null then
      v_rare := private.expected(v_words) < 1500;
      v_where := v_where || case when v_rare then '' when v_sort = 'nearest' then ' and strip(e.tsv) @@ $1' else ' and e.tsv @@ $1' end;
    end if;
  end if;
  if cardinality(kinds) > 0 then
    v_where := v_where || ' and e.kind = any ($2::public.listing_kind[])';
  end if;
  if search_listings.category is not null then
    select * into v_category from public.categories c where c.slug = search_listings.category;
    if not found then
      perform private.refuse('invalid_value');
    end if;
    v_where := v_where || case when v_category.parent_slug is null then ' and e.top_category = $3' else ' and e.category = $3' end;
  end if;
  if within_meters is not null then
    v_where := v_where || ' and e.pt <@ circle($4, $5)';
  end if;
  if free_from is not null then
    v_free := tstzrange(free_from, free_until);
    v_where := v_where || $and$ and (e.kind in ('gift', 'wanted') or case
      when e.by_slots then private.has_free_slot(e.listing_id, $6, $13)
      else e.units > (
        select count(*) from (
          select r.unit from public.reservations r
          where r.listing_id = e.listing_id and r.state in ('accepted', 'handed_over')
            and (r.during && $6 or (r.state = 'handed_over' and upper(r.during) <= now() and $6 @> now()))
          union
          select unnest(e.broken_units)
        ) as b where b.unit <= e.units
      )
    end)$and$;
  end if;

  -- Who may see it: the very rule of the policies on `listings`.
  if (select auth.uid()) is not null then
    v_shared := array(select private.listings_shared_with_me());
    v_hidden := private.hidden_from_me();
  end if;
  v_where := v_where || case when v_shared = '{}' then ' and e.for_all' else ' and (e.for_all or e.listing_id = any ($7))' end;
  if v_hidden <> '{}' then
    v_where := v_where || ' and e.owner_id <> all ($8)';
  end if;
  if community_id is not null then
    v_of_community := array(
      select c.listing_id from public.listing_communities c where c.community_id = search_listings.community_id
      union
      select l.id from public.listings l where l.held_by = search_listings.community_id
    );
    v_where := v_where || ' and e.listing_id = any ($9)';
  end if;
  if v_after is not null then
    v_where := v_where || case v_sort
      when 'nearest' then ' and (e.pt <-> $4) >= $10::double precision and ((e.pt <-> $4), e.listing_id) > ($10::double precision, $11)'
      else ' and (e.published_at, e.listing_id) < ($10::timestamptz, $11)'
    end;
  end if;

  -- Rare words are gathered from their index, then sorted. Otherwise there is plenty to find in the order asked for,
  -- so it is walked in that order and left as soon as the page is full: the planner, who believes any circle holds
  -- next to nothing, would gather and sort thousands.
  if not v_rare then
    perform set_config('enable_bitmapscan', 'off', true);
  end if;
  execute 'select array_agg(f.listing_id), array_agg(f.metres) from (select e.listing_id, e.pt <-> $4 as metres from '
    || case when v_rare then '(select * from private.search_entries w where w.tsv @@ $1 offset 0)' else 'private.search_entries' end
    || ' e where ' || v_where || ' order by '
    || case v_sort when 'nearest' then 'e.pt <-> $4, e.listing_id' else 'e.published_at desc, e.listing_id desc' end
    || ' limit $12) f'
    into v_found, v_metres
    using v_words, kinds, v_category.slug, v_near, within_meters::double precision,
      v_free, v_shared, v_hidden, v_of_community, v_after[2], v_after[3]::uuid, coalesce(page_size, 20), (select auth.uid());

  -- What is shown of them is the same question each time, so it is planned once for all.
  return query
    select l.id, l.kind, l.title, l.category_slug,
      (select p.path from public.listing_photos p where p.listing_id = l.id order by p.position limit 1),
      l.commune_code, l.area_lat, l.area_lon,
      case when f.metres >= 0 then greatest(500, ceil(f.metres / 500) * 500)::integer end,
      l.owner_id, o.display_name, l.published_at,
      translate(encode(convert_to(concat_ws('|', left(v_sort, 3), case v_sort
        when 'nearest' then f.metres::text else to_char(l.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      end, l.id), 'UTF8'), 'base64'), E'+/=\n', '-_')
    from unnest(v_found, v_metres) with ordinality as f (listing_id, metres, place)
    join public.listings l on l.id = f.listing_id
    join public.people o on o.id = l.owner_id
    order by f.place;
end;
$$;

-- Units free for each whole day of [from_day, until_day); by slots, the places left of the slot that has the most, none on a day
-- without any. None when the listing cannot be asked for or the day is past.
-- Refuses `invalid_value` (no days, or more than 400).
create or replace function public.listing_calendar(listing_id uuid, from_day date, until_day date)
returns table (day date, free_units integer)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_open boolean := private.can_be_asked_for(listing_calendar.listing_id);
  v_listing public.listings;
begin
  if from_day is null or until_day is null or not isfinite(from_day) or not isfinite(until_day)
    or until_day - from_day not between 1 and 400
  then
    perform private.refuse('invalid_value');
  end if;
  select * into v_listing from public.listings l where l.id = listing_calendar.listing_id;
  return query
    select d.day, case
      when v_open and d.day >= private.today() then coalesce((
        select max(private.free_units(v_listing.id, p, (select auth.uid()))) from private.periods_on(v_listing, d.day) as p
        where v_listing.slot_minutes is null or lower(p) < now() + interval '1 year'
      ), 0)
      else 0
    end
    from (select from_day + n as day from generate_series(0, until_day - from_day - 1) as n) as d
    order by d.day;
end;
$$;

-- Up to six other listings that the caller can ask for on the days of a request of theirs: the same category, within ten kilometres,
-- the most alike first. None once the days are over. Shaped like `search_listings`.
-- Refuses `sign_in_first`, `not_allowed` (also: not one's own request, or no such reservation).
create or replace function public.similar_listings(reservation_id uuid)
returns table (
  id uuid, kind public.listing_kind, title text, category_slug text, photo_path text, commune_code text,
  area_lat double precision, area_lon double precision, distance_meters integer, owner_id uuid, owner_name text,
  published_at timestamptz, cursor text
)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_r public.reservations;
  v_listing public.listings;
  v_during tstzrange;
begin
  select * into v_r from public.reservations r where r.id = similar_listings.reservation_id;
  if v_r.borrower_id is distinct from v_me then
    perform private.refuse('not_allowed');
  end if;
  v_during := tstzrange(greatest(lower(v_r.during), now()), greatest(upper(v_r.during), now()));
  if isempty(v_during) or v_r.category_slug is null then
    return;
  end if;
  select * into v_listing from public.listings l where l.id = v_r.listing_id;
  return query
    select s.* from public.search_listings(
      kinds => array[v_r.kind::text], category => v_r.category_slug,
      near_lat => v_listing.area_lat, near_lon => v_listing.area_lon,
      within_meters => case when v_listing.area_lat is not null then 10000 end,
      free_from => lower(v_during), free_until => upper(v_during), page_size => 40
    ) s
    join public.listings l on l.id = s.id
    where s.id is distinct from v_r.listing_id and s.owner_id <> v_me
      and private.days_in(v_during) between l.min_days and l.max_days
      and lower(v_during) >= now() + make_interval(hours => l.lead_hours)
      and (l.slot_minutes is not null or private.free_units(s.id, v_during, v_me) > 0)
    order by extensions.similarity(s.title, coalesce(v_listing.title, '')) desc, s.distance_meters, s.id
    limit 6;
end;
$$;
