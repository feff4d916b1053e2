-- Searching: from what someone typed and chose to a page of listings, bounded whatever was typed.

-- What to look for in place of what was typed: every word, in its plain form; a word nobody wrote may also be one typo away.
-- Null when nothing searchable was typed.
create function private.words_asked(typed text) returns tsquery
language plpgsql stable set search_path = ''
as $$
declare
  v_word text;
  v_stem text;
  v_stems text[];
  v_tried text[];
  v_asked tsquery;
  v_count integer := 0;
begin
  for v_word in select w from regexp_split_to_table(private.plain(typed), '[^a-z0-9]+') as w where w <> '' loop
    v_stem := private.stem_of(left(v_word, 60));
    continue when v_stem is null; -- "la", "de": in every listing, so in none's favour
    v_count := v_count + 1;
    exit when v_count > 10;
    v_stems := array[v_stem];
    if char_length(v_word) between 4 and 30 and not exists (select from private.words k where k.stem = v_stem) then
      v_tried := array(select private.variants_of(v_word) union select private.variants_of(v_stem));
      v_stems := v_stems || array(
        select distinct k.stem
        from private.words k
        where k.word in (select v.word from private.word_variants v where v.variant = any (v_tried))
          and (private.one_typo_apart(k.word, v_word) or private.one_typo_apart(k.word, v_stem))
        limit 8
      );
    end if;
    v_asked := case when v_asked is null then '' else v_asked::text || ' & ' end
      || '(' || (select string_agg(quote_literal(s), ' | ') from unnest(v_stems) as s) || ')';
  end loop;
  return v_asked;
end;
$$;

-- How many listings hold these words, as far as the planner knows without looking.
-- Changes nothing, but only a volatile function may explain.
create function private.expected(words tsquery) returns double precision
language plpgsql volatile set search_path = ''
as $$
declare
  v_plan json;
begin
  execute format('explain (format json) select from private.search_entries e where e.tsv @@ %L', words) into v_plan;
  return v_plan #>> '{0,Plan,Plan Rows}';
end;
$$;

-- The parts of a cursor: sort, place, id. Refuses `invalid_value` for anything this file did not write.
create function private.read_cursor(written text, sort text) returns text[]
language plpgsql immutable strict set search_path = ''
as $$
declare
  v_parts text[];
begin
  if char_length(written) <= 200 then
    v_parts := string_to_array(
      convert_from(decode(rpad(translate(written, '-_', '+/'), (char_length(written) + 3) / 4 * 4, '='), 'base64'), 'UTF8'), '|'
    );
  end if;
  if cardinality(v_parts) is distinct from 3 or v_parts[1] <> left(sort, 3) or v_parts[3]::uuid is null
    or (case sort when 'nearest' then v_parts[2]::double precision not between 0 and 1e8 else not isfinite(v_parts[2]::timestamptz) end)
  then
    perform private.refuse('invalid_value');
  end if;
  return v_parts;
exception
  when others then
    perform private.refuse('invalid_value');
end;
$$;

-- Published listings the caller may see. Everything asked for must hold; whatever is left out asks for nothing.
-- `sort`: `nearest` (default when a point is given) or `newest`. `[free_from, free_until)`: one unit free all along.
-- `after`: the `cursor` of the last row had. Refuses `invalid_value`, `too_long`.
create function public.search_listings(
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
    v_where := v_where || $and$ and (e.kind in ('gift', 'wanted') or e.units > (
      select count(*) from (
        select r.unit from public.reservations r
        where r.listing_id = e.listing_id and r.state in ('accepted', 'handed_over')
          and (r.during && $6 or (r.state = 'handed_over' and upper(r.during) <= now() and $6 @> now()))
        union
        select unnest(e.broken_units)
      ) as b where b.unit <= e.units
    ))$and$;
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
      v_free, v_shared, v_hidden, v_of_community, v_after[2], v_after[3]::uuid, coalesce(page_size, 20);

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
comment on function public.search_listings is '@nullable photo_path, distance_meters';

-- The first day from `from_day` on, within 60 days, that each listing is free, all day long or for a slot: for cards. Nothing for one that has none.
-- Refuses `invalid_value` (more than 100 listings).
create function public.next_free_days(listing_ids uuid[], from_day date default null)
returns table (listing_id uuid, day date)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_from date := greatest(coalesce(from_day, private.today()), private.today());
  v_listing uuid;
  v_l public.listings;
  v_day date;
  v_person uuid := auth.uid();
begin
  if listing_ids is null or cardinality(listing_ids) > 100 or v_from > private.today() + 400 then
    perform private.refuse('invalid_value');
  end if;
  for v_listing in select distinct given from unnest(listing_ids) as given loop
    continue when not private.can_be_asked_for(v_listing);
    select * into v_l from public.listings l where l.id = v_listing;
    -- Day by day until one is free: a query would weigh all sixty before it sorted them.
    for v_day in select v_from + n from generate_series(0, 60) as n loop
      continue when private.midnight(v_day + 1) <= now() + make_interval(hours => v_l.lead_hours);
      if exists (select from private.periods_on(v_l, v_day) as p where private.free_units(v_listing, p, v_person) > 0) then
        return query select v_listing, v_day;
        exit;
      end if;
    end loop;
  end loop;
end;
$$;

grant execute on function
  public.search_listings(
    text, text[], text, double precision, double precision, integer, timestamptz, timestamptz, uuid, text, text, integer
  ),
  public.next_free_days(uuid[], date)
  to anon, authenticated;
