-- Importing places: what other directories know of the territory, line by line.
-- The promises kept here: the same line twice changes nothing, a bad line takes no good one with it, and what a neighbour corrected
-- here is not undone by a file.

-- What a source said last of a place, and what became of it here: the difference is what people corrected.
create table private.place_imports (
  place_id    uuid primary key references public.places (id) on delete cascade,
  said        jsonb not null,
  written     jsonb not null,
  brought     boolean not null default false, -- the place came with the file, and may leave with it
  imported_by uuid references public.people (id) on delete set null,
  imported_at timestamptz not null default now()
);
create index place_imports_imported_by_idx on private.place_imports (imported_by, imported_at);
alter table private.place_imports enable row level security;
revoke all on private.place_imports from public, anon, authenticated;

-- Whether the caller may import: who looks after the directory, runs a community, or keeps a place.
create function private.may_import_places() returns boolean
language sql stable security definer set search_path = ''
as $$
  select private.tends_places() or cardinality(private.communities_i_run()) > 0 or cardinality(private.places_i_keep()) > 0
$$;

-- The same, asked by the page before anybody chooses a file. Refuses `sign_in_first`.
create function public.may_import_places() returns boolean
language sql stable security definer set search_path = ''
as $$ select private.me() is not null and private.may_import_places() $$;
grant execute on function public.may_import_places() to authenticated;

-- What a file may say of a place, and what it says when it says nothing.
create function private.imported_places() returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select jsonb_build_object(
    'name', null, 'kind', null, 'about', '', 'address', '', 'lat', null, 'lon', null, 'position_is_approximate', false,
    'commune_code', null, 'opening_hours', '', 'website', '', 'accepts_note', '', 'access_notes', '', 'wheelchair', null,
    'source_url', '', 'source_licence', '', 'source_date', '', 'status', 'to-verify'
  )
$$;

-- Of a place, what a file may say.
create function private.imported_part(place public.places) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(place)) as e where private.imported_places() ? e.key
  );
end;
$$;

-- A free name for the page of a place: its own, then with its commune, then with what its source calls it, unreadable but its own.
-- Not in SQL, which would plan it anew for each line of a file.
create function private.imported_slug(name text, commune text, source text, source_id text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_stem text := btrim(left(regexp_replace(
    lower(extensions.unaccent(translate(coalesce(imported_slug.name, ''), '’''', '  '))), '[^a-z0-9]+', '-', 'g'
  ), 60), '-');
  v_slug text;
begin
  v_stem := case when char_length(v_stem) < 2 then 'lieu' else v_stem end;
  v_slug := v_stem;
  if exists (select from public.places p where p.slug = v_slug) then
    v_slug := v_stem || '-' || coalesce((select c.slug from public.communes c where c.code = commune), 'ici');
    if exists (select from public.places p where p.slug = v_slug) then
      v_slug := v_stem || '-' || left(md5(imported_slug.source || '/' || imported_slug.source_id), 12);
    end if;
  end if;
  return v_slug;
end;
$$;

-- One line of a file: `new`, `changed`, `same`, or `kept` (it says something else than before, and so did a neighbour, who stays
-- right). Who does not look after the directory changes only what they added or keep, and verifies nothing.
-- Refuses `not_allowed`, `not_found` (one of ours, gone), `quota_reached`; breaks constraints.
create function private.import_place(tends boolean, source text, line jsonb, may_add boolean) returns text
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_place public.places;
  v_last private.place_imports;
  v_now jsonb;
  v_wanted jsonb;
  v_said jsonb := private.imported_places() || (line - 'source' - 'source_id');
begin
  if v_said - array(select jsonb_object_keys(private.imported_places())) <> '{}' or coalesce(v_said ->> 'source_licence', '') = '' then
    perform private.refuse('invalid_value');
  elsif not tends and v_said ->> 'status' = 'open' then
    v_said := v_said || '{"status": "to-verify"}';
  end if;
  select * into v_place from public.places p
  where p.source = import_place.source and p.source_id = line ->> 'source_id' for no key update;
  if not found then
    if import_place.source = 'passerelle' then
      perform private.refuse('not_found'); -- ours are added on their page; by file they only come back
    elsif not may_add then
      perform private.refuse('quota_reached');
    end if;
    insert into public.places (
      id, slug, source, source_id, created_by, name, kind, about, address, lat, lon, position_is_approximate, commune_code,
      opening_hours, website, accepts_note, access_notes, wheelchair, source_url, source_licence, source_date, status
    )
    select gen_random_uuid(), private.imported_slug(r.name, r.commune_code, import_place.source, line ->> 'source_id'),
      import_place.source, line ->> 'source_id', v_me, r.name, r.kind, r.about, r.address, r.lat, r.lon, r.position_is_approximate, r.commune_code, r.opening_hours, r.website, r.accepts_note,
      r.access_notes, r.wheelchair, r.source_url, r.source_licence, r.source_date, r.status
    from jsonb_populate_record(null::public.places, v_said) as r
    returning * into v_place;
    insert into private.place_imports (place_id, said, written, brought, imported_by)
    values (v_place.id, v_said, private.imported_part(v_place), true, v_me);
    return 'new';
  elsif not private.sees_place(v_me, v_place.id) then
    perform private.refuse('not_allowed');
  end if;

  v_now := private.imported_part(v_place);
  select * into v_last from private.place_imports i where i.place_id = v_place.id;
  if import_place.source = 'passerelle' or v_last.place_id is null and v_place.source_licence = '' then
    v_said := v_said || jsonb_build_object('source_licence', v_place.source_licence); -- our export says one for what has none
  end if;
  if v_last.place_id is null then
    v_last.said := v_now; -- here before it came from a file: what it says stands for what its source said
    v_last.written := v_now;
  end if;
  if v_said = v_last.said then
    return 'same';
  elsif not (tends or v_place.created_by is not distinct from v_me or private.keeps_place(v_place.id)) then
    perform private.refuse('not_allowed');
  end if;
  -- What the source says otherwise than before, where nobody said otherwise meanwhile.
  select v_now || coalesce(jsonb_object_agg(k, v_said -> k), '{}') into v_wanted
  from jsonb_object_keys(v_said) as k
  where v_said -> k is distinct from v_last.said -> k and v_now -> k = v_last.written -> k;
  if v_wanted <> v_now then
    update public.places p set (
      name, kind, about, address, lat, lon, position_is_approximate, commune_code, opening_hours, website, accepts_note,
      access_notes, wheelchair, source_url, source_licence, source_date, status
    ) = (
      select r.name, r.kind, r.about, r.address, r.lat, r.lon, r.position_is_approximate, r.commune_code, r.opening_hours, r.website,
        r.accepts_note, r.access_notes, r.wheelchair, r.source_url, r.source_licence, r.source_date, r.status
      from jsonb_populate_record(null::public.places, v_wanted) as r
    )
    where p.id = v_place.id returning * into v_place;
  end if;
  insert into private.place_imports as i (place_id, said, written, imported_by)
  values (v_place.id, v_said, v_last.written || (
    select coalesce(jsonb_object_agg(k, private.imported_part(v_place) -> k), '{}') from jsonb_object_keys(v_said) as k
    where v_wanted -> k is distinct from v_now -> k
  ), v_me)
  on conflict (place_id) do update
  set said = excluded.said, written = excluded.written, imported_by = excluded.imported_by, imported_at = now();
  return case when v_wanted = v_now then 'kept' else 'changed' end;
end;
$$;

-- Imports up to 500 lines of a file: `[{source_id, name, kind, …}]`, each a text, a number or nothing as the table has it; `source`
-- of a line goes before the file's. Answers one row per line, in their order: `new`, `changed`, `same`, `kept` or `refused` and the
-- token why. With `rehearse` it writes nothing, and answers what it would do. Safe to repeat, with no id of an act: what was
-- imported is `same`.
-- Refuses `sign_in_first`, `not_allowed` (see may_import_places), `invalid_value`, `too_long` (more than 500).
create function public.import_places(source text, lines jsonb, rehearse boolean default false)
returns table (line integer, outcome text, why text)
language plpgsql volatile security definer set search_path = ''
set enable_seqscan = off -- planned while the directory is small, looked up while it grows by thousands
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_tends boolean := private.tends_places();
  v_left integer;
  v_line jsonb;
  v_source text;
  v_broken text;
begin
  if not private.may_import_places() then
    perform private.refuse('not_allowed');
  elsif import_places.source is null or import_places.source !~ '^[a-z0-9-]{2,40}$' or lines is null or jsonb_typeof(lines) <> 'array' then
    perform private.refuse('invalid_value');
  elsif jsonb_array_length(lines) > 500 then
    perform private.refuse('too_long');
  end if;
  -- One import at a time: what two of them bring at once is there once, and their quota is counted by nobody else meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('import_places', 0));
  select case when v_tends then 20000 else 1000 end - count(*) into v_left
  from public.places p where p.created_by = v_me and p.created_at > now() - interval '1 day';

  for line, v_line in select n, l from jsonb_array_elements(lines) with ordinality as e (l, n) order by n loop
    outcome := 'refused';
    why := null;
    begin
      v_source := coalesce(v_line ->> 'source', import_places.source);
      if jsonb_typeof(v_line) <> 'object' or v_source !~ '^[a-z0-9-]{2,40}$' then
        perform private.refuse('invalid_value');
      end if;
      outcome := private.import_place(v_tends, v_source, v_line, v_left > 0);
      if outcome = 'new' then
        v_left := v_left - 1;
      end if;
      if rehearse then
        raise exception using errcode = 'RH000'; -- takes back what the line did; what it would have answered stays
      end if;
    exception
      when sqlstate 'RH000' then
        null;
      when raise_exception then
        outcome := 'refused';
        why := sqlerrm;
      when unique_violation then
        outcome := 'refused';
        why := 'wrong_state'; -- somebody took the name of its page at that moment: another try finds it a new one
      when data_exception or check_violation or not_null_violation or foreign_key_violation then
        get stacked diagnostics v_broken = constraint_name;
        outcome := 'refused';
        why := case when v_broken like '%\_too\_long' then 'too_long' else 'invalid_value' end;
    end;
    return next;
  end loop;
end;
$$;
grant execute on function public.import_places(text, jsonb, boolean) to authenticated;

-- Whether nobody has touched a place since a file brought it: it says what the file said, nobody has seen, corrected, asked for or
-- taken charge of it, and nothing is held there.
create function private.is_untouched(place public.places, last private.place_imports) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return last.brought and private.imported_part(place) = last.written
    and place.held_by is null and place.accepts = '{}' and place.refuses = '{}'
    and not exists (select from public.place_keepers k where k.place_id = place.id)
    and not exists (select from public.place_watches w where w.place_id = place.id)
    and not exists (select from public.place_reports r where r.place_id = place.id)
    and not exists (select from public.place_proposals o where o.place_id = place.id)
    and not exists (select from private.place_secrets s where s.place_id = place.id)
    and not exists (select from public.events e where e.place_id = place.id)
    and not exists (select from public.event_series s where s.place_id = place.id)
    and not exists (select from public.repair_items i where i.goes_to_place_id = place.id);
end;
$$;

-- What files brought, source by source, the last first: how many places are there of it, and how many of them nobody has touched since.
-- For whoever looks after the directory all of it, for anybody else what they brought themselves. Refuses `sign_in_first`.
create function public.place_sources() returns table (source text, places integer, untouched integer, imported_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_tends boolean := private.tends_places();
begin
  return query
    select p.source, count(*)::integer, (count(*) filter (where private.is_untouched(p, i)))::integer, max(i.imported_at)
    from private.place_imports i join public.places p on p.id = i.place_id
    where i.brought and (v_tends or p.created_by = v_me)
    group by p.source order by max(i.imported_at) desc, p.source limit 100;
end;
$$;

-- Takes away up to 1,000 places that files of this source brought and nobody has touched since; answers how many went. Whoever looks
-- after the directory takes them all, anybody else what they brought themselves. Safe to repeat, with no id of an act: what went is
-- not there any more, and comes back with the file.
-- Refuses `sign_in_first`, `not_allowed` (see may_import_places), `invalid_value`.
create function public.withdraw_places(source text) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_tends boolean := private.tends_places();
  v_count integer;
begin
  if not private.may_import_places() then
    perform private.refuse('not_allowed');
  elsif withdraw_places.source is null then
    perform private.refuse('invalid_value');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('import_places', 0)); -- nothing comes in meanwhile
  with going as (
    select p.id from public.places p join private.place_imports i on i.place_id = p.id
    where p.source = withdraw_places.source and i.brought and (v_tends or p.created_by = v_me) and private.is_untouched(p, i)
    order by p.id limit 1000 for update of p
  )
  delete from public.places p using going g where p.id = g.id;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
grant execute on function public.place_sources(), public.withdraw_places(text) to authenticated;
