-- Saved searches: what somebody looks for again and again, under a name of their own. Not what was found, nor any word about it.
-- The promise kept here: nobody else learns what one looks for.

create table public.saved_searches (
  id            uuid primary key, -- made by the device
  person_id     uuid not null default auth.uid() references public.people (id) on delete cascade,
  name          text not null constraint saved_searches_name_there check (name <> '')
                constraint saved_searches_name_too_long check (char_length(name) <= 80),
  words         text not null default '' constraint saved_searches_words_too_long check (char_length(words) <= 200),
  kinds         public.listing_kind[] not null default '{}'
                constraint saved_searches_kinds_bounded check (cardinality(kinds) <= 5 and array_position(kinds, null) is null),
  -- No foreign keys: a search that names what is not there any more asks for the rest.
  category_slug text constraint saved_searches_category_plain check (category_slug ~ '^[a-z0-9-]{1,60}$'),
  commune_code  text constraint saved_searches_commune_plain check (commune_code ~ '^[0-9AB]{5}$'),
  -- Rounded to about a hundred metres by its type: where somebody stood is not known better than the page's address says it.
  near_lat      numeric(5, 3) constraint saved_searches_near_lat_on_earth check (near_lat between -90 and 90),
  near_lon      numeric(6, 3) constraint saved_searches_near_lon_on_earth check (near_lon between -180 and 180),
  within_meters integer constraint saved_searches_within_bounded check (within_meters between 1 and 200000),
  free_from     date constraint saved_searches_from_real check (isfinite(free_from)),
  free_until    date, -- this day included
  sort          text constraint saved_searches_sort_known check (sort in ('nearest', 'newest')),
  created_at    timestamptz not null default now(),
  constraint saved_searches_near_whole check (num_nonnulls(near_lat, near_lon) <> 1),
  constraint saved_searches_days_ordered
    check (free_until is null or coalesce(free_until between free_from and free_from + 365, false))
);
create index saved_searches_person_id_idx on public.saved_searches (person_id);

-- Before a search is saved: a repeat changes nothing, texts are tidy, twenty are plenty.
create function private.check_saved_search() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_content jsonb := to_jsonb(new) - 'created_at';
begin
  -- Runs before `on conflict`: an insert sent twice stops here, also once the search is forgotten.
  if private.replayed(new.id, v_content) is not null then
    return null;
  elsif exists (select from public.saved_searches s where s.id = new.id) then
    perform private.refuse('not_allowed');
  end if;
  new.name := btrim(replace(private.clean_text(new.name), chr(10), ' '));
  new.words := btrim(replace(private.clean_text(new.words), chr(10), ' '));
  perform from public.people p where p.id = new.person_id for no key update;
  if (select count(*) from public.saved_searches s where s.person_id = new.person_id) >= 20 then
    perform private.refuse('quota_reached');
  end if;
  perform private.keep_receipt(new.id, v_content);
  return new;
end;
$$;
create trigger check_saved_search before insert on public.saved_searches
  for each row when (auth.uid() is not null) execute function private.check_saved_search();

-- Forgets one of the caller's searches; what is not there, or somebody else's, answers the same and stays as it is.
-- Safe to repeat. Refuses `sign_in_first`, `invalid_value`, `id_reused`, `not_allowed` (somebody else's act).
create function public.forget_search(search_id uuid, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'forget_search', 'search_id', forget_search.search_id);
begin
  if private.replayed(forget_search.op_id, v_content) is not null then
    return;
  end if;
  delete from public.saved_searches s where s.id = forget_search.search_id and s.person_id = v_me;
  perform private.keep_receipt(forget_search.op_id, v_content);
end;
$$;
grant execute on function public.forget_search(uuid, uuid) to authenticated;

alter table public.saved_searches enable row level security;
revoke all on public.saved_searches from anon, authenticated;
grant select on public.saved_searches to authenticated;
grant insert (
  id, name, words, kinds, category_slug, commune_code, near_lat, near_lon, within_meters, free_from, free_until, sort
) on public.saved_searches to authenticated;
alter table public.saved_searches
  alter column id set statistics 0, alter column person_id set statistics 0, alter column name set statistics 0,
  alter column words set statistics 0, alter column kinds set statistics 0, alter column category_slug set statistics 0,
  alter column commune_code set statistics 0, alter column near_lat set statistics 0, alter column near_lon set statistics 0,
  alter column within_meters set statistics 0, alter column free_from set statistics 0, alter column free_until set statistics 0,
  alter column sort set statistics 0, alter column created_at set statistics 0;

create policy "people see the searches they saved" on public.saved_searches
  for select to authenticated
  using (person_id = (select auth.uid()));

create policy "people save searches of their own" on public.saved_searches
  for insert to authenticated
  with check (person_id = (select auth.uid()));
