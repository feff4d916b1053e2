-- Place search: the directory by words, kind, commune, what one has to give, and distance. What is open now is for whoever reads the hours.

alter table public.places
  add column tsv tsvector generated always as (private.searchable(name, about || ' ' || address)) stored;
alter table public.places alter column tsv set statistics 0;
create index places_tsv_idx on public.places using gin (tsv);

-- A category, and the one it is part of.
create function private.category_and_above(slug text) returns text[]
language sql stable set search_path = ''
as $$
  select array_remove(array[c.slug, c.parent_slug], null) from public.categories c where c.slug = category_and_above.slug
$$;

-- Whether a place takes a category: 2 it says so, 1 such places usually do, 0 it does not, or says it refuses it.
-- What is said of a category itself counts before what is said of the one it is part of.
create function private.takes(accepts text[], refuses text[], usually text[], asked text[]) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when asked[1] = any (refuses) then 0
    when asked[1] = any (accepts) then 2
    when asked && refuses then 0
    when asked && accepts then 2
    when accepts = '{}' and asked && usually then 1
    else 0
  end
$$;

-- Places seen by whoever asks, the nearest first, or by name: all of what is asked, everything optional. `takes_category` keeps those
-- that take such things, the surest first. `with_hours`: only those whose hours are known. `skip` at most 10,000.
-- Those closed for good are left out. Answers also how many there are in all.
-- Refuses `invalid_value`: a point by halves, a page of more than 500, a category, kind or commune written in another way than ours.
-- @nullable commune_code, lat, lon, wheelchair, state, state_at, distance_meters
create function public.search_places(
  query text default null, kinds text[] default null, commune text default null, takes_category text default null,
  near_lat double precision default null, near_lon double precision default null, within_meters integer default null,
  with_hours boolean default false, page_size integer default 30, skip integer default 0
) returns table (
  id uuid, slug text, name text, kind text, commune_code text, address text, lat double precision, lon double precision,
  position_is_approximate boolean, opening_hours text, wheelchair text, status text, state public.place_state, state_at timestamptz,
  taking integer, distance_meters integer, total bigint
)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_mine uuid[] := (select private.my_communities());
  v_words tsquery := private.words_asked(left(search_places.query, 200));
  v_near point := private.plane(near_lat, near_lon);
  v_asked text[] := private.category_and_above(takes_category);
begin
  if num_nonnulls(near_lat, near_lon) = 1 or within_meters <= 0 or within_meters is not null and v_near is null
    or near_lat not between -90 and 90 or near_lon not between -180 and 180
    or coalesce(page_size, 0) not between 1 and 500 or coalesce(search_places.skip, -1) not between 0 and 10000
    or cardinality(kinds) > 40 or takes_category is not null and v_asked is null
  then
    perform private.refuse('invalid_value');
  elsif v_words is null and private.plain(search_places.query) ~ '[a-z0-9]' then
    v_words := plainto_tsquery('pg_catalog.simple', private.plain(left(search_places.query, 200)));
  end if;
  return query
  select p.id, p.slug, p.name, p.kind, p.commune_code, p.address, p.lat, p.lon, p.position_is_approximate, p.opening_hours, p.wheelchair,
    p.status, p.state, p.state_at, t.taking, ceil(p.pt <-> v_near)::integer, count(*) over ()
  from public.places p
  join public.place_kinds k on k.slug = p.kind
  left join public.communities c on c.id = p.held_by,
  lateral (select private.takes(p.accepts, p.refuses, k.usually_takes, v_asked) as taking) as t
  where (p.held_by is null or c.visibility <> 'private' or p.held_by = any (v_mine))
    and p.status <> 'closed'
    and (v_words is null or p.tsv @@ v_words)
    and (coalesce(cardinality(search_places.kinds), 0) = 0 or p.kind = any (search_places.kinds))
    and (search_places.commune is null or p.commune_code = search_places.commune)
    and (v_asked is null or t.taking > 0)
    and (within_meters is null or p.pt <-> v_near <= within_meters)
    and (not coalesce(with_hours, false) or p.opening_hours <> '')
  order by case when v_asked is null then 0 else -t.taking end, p.pt <-> v_near nulls last, p.name, p.id
  limit page_size offset search_places.skip;
end;
$$;
grant execute on function public.search_places(
  text, text[], text, text, double precision, double precision, integer, boolean, integer, integer
) to anon, authenticated;
