-- Wanted: who may have what somebody looks for, told within what each wants to hear of.
-- The promise kept here: whoever looks never learns who was told, nor that anybody was.

create index listings_wanted_idx on public.listings (published_at) where kind = 'wanted' and status = 'published';

create table private.wanted_looked_for (
  listing_id uuid primary key references public.listings (id) on delete cascade,
  looked_at  timestamptz not null default now()
);
create table private.wanted_matches (
  wanted_id uuid not null references public.listings (id) on delete cascade,
  person_id uuid not null references public.people (id) on delete cascade,
  place     smallint not null constraint wanted_matches_place_counted check (place > 0), -- who is told first
  found_at  timestamptz not null default now(),
  told_at   timestamptz,
  primary key (wanted_id, person_id)
);
create index wanted_matches_person_id_idx on private.wanted_matches (person_id, told_at);
create index wanted_matches_untold_idx on private.wanted_matches (found_at, place) where told_at is null;
alter table private.wanted_looked_for enable row level security;
alter table private.wanted_matches enable row level security;
revoke all on private.wanted_looked_for, private.wanted_matches from anon, authenticated;

-- What a title is about, as a question to what others have: any of its words, less those that only say that one looks.
create function private.asked_words(title text) returns tsquery
language sql stable strict parallel safe set search_path = ''
as $$
  select string_agg(quote_literal(w.lexeme), ' | ')::tsquery
  from unnest(private.searchable(title, '')) as w (lexeme, positions, weights)
  where char_length(w.lexeme) > 2 and w.lexeme <> all (array[
    'cherch', 'recherch', 'besoin', 'pret', 'emprunt', 'demand', 'quelqu', 'person', 'pour', 'jour', 'journ', 'demi', 'sem',
    'semain', 'mois', 'heur', 'week', 'end', 'samed', 'dimanch', 'petit', 'grand', 'quatr', 'deux', 'troi', 'bon', 'etat'
  ])
$$;

-- Who has what is wanted, near it: by its words first, then by its category, the nearest first. Of one wanted, or for one person.
-- What is lent, given, shared or offered counts, and what is kept in a placard.
create function private.who_may_have(wanted uuid default null, person uuid default null)
returns table (wanted_id uuid, person_id uuid, by_words boolean, meters double precision)
language sql stable set search_path = ''
as $$
  with sought as materialized (
    select l.id, l.owner_id, l.category_slug, private.asked_words(l.title) as words, private.plane(l.area_lat, l.area_lon) as pt
    from public.listings l
    where l.kind = 'wanted' and l.status = 'published' and l.expires_at > now() and (wanted is null or l.id = wanted)
  ), had as (
    select s.id as wanted_id, e.owner_id as person_id, e.tsv @@ s.words as by_words, s.pt <-> e.pt as meters
    from sought s join private.search_entries e
      on e.kind <> 'wanted' and e.expires_at > now() and e.owner_id <> s.owner_id
      and (e.category = s.category_slug or e.tsv @@ s.words) and (s.pt <-> e.pt) <= 10000
    where person is null or e.owner_id = person
    union all
    select s.id, k.person_id, k.by_words, s.pt <-> private.plane(a.lat, a.lon)
    from (
      select s.id, i.person_id, bool_or(coalesce(private.searchable(i.name, i.note) @@ s.words, false)) as by_words
      from sought s join private.placard_items i
        on i.person_id <> s.owner_id
        and (i.category_slug = s.category_slug or private.searchable(i.name, i.note) @@ s.words)
      where person is null or i.person_id = person
      group by s.id, i.person_id
    ) as k
    join sought s on s.id = k.id
    join public.people p on p.id = k.person_id
    join private.person_details d on d.person_id = p.id
    cross join lateral private.area_of(p.commune_code, p.id, d.address, d.lat, d.lon) as a
  )
  select h.wanted_id, h.person_id, bool_or(coalesce(h.by_words, false)), min(h.meters)
  from had h
  where h.meters <= 10000 and private.listing_visible_to(h.wanted_id, h.person_id)
  group by h.wanted_id, h.person_id
$$;

-- What others look for that the caller may have, the latest first; 20 at most. For the caller's eyes alone.
create function public.wanted_near_me() returns table (listing_id uuid)
language sql stable security definer set search_path = ''
as $$
  select l.id from private.who_may_have(null, private.me()) w join public.listings l on l.id = w.wanted_id
  order by l.published_at desc, l.id limit 20
$$;
grant execute on function public.wanted_near_me() to authenticated;

-- Finds, once for each wanted, the thirty people to tell, less those who chose not to be (`tell_wanted` among their choices); then
-- tells them, three a day each at most, for a week. Answers how many.
create function private.tell_about_wanted() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_wanted uuid;
  v_match private.wanted_matches;
  v_count integer := 0;
begin
  for v_wanted in
    select l.id from public.listings l
    where l.kind = 'wanted' and l.status = 'published' and l.expires_at > now()
      and not exists (select from private.wanted_looked_for f where f.listing_id = l.id)
    order by l.published_at limit 50
  loop
    insert into private.wanted_looked_for (listing_id) values (v_wanted);
    insert into private.wanted_matches (wanted_id, person_id, place)
    select v_wanted, w.person_id, row_number() over (order by w.by_words desc, w.meters, w.person_id)
    from private.who_may_have(v_wanted) w
    where not exists (
      select from private.person_details d where d.person_id = w.person_id and d.choices ->> 'tell_wanted' = 'false'
    )
    order by w.by_words desc, w.meters, w.person_id limit 30;
  end loop;

  delete from private.wanted_matches m where m.told_at is null and m.found_at < now() - interval '7 days';
  for v_match in
    select * from private.wanted_matches m where m.told_at is null order by m.found_at, m.place, m.wanted_id for update skip locked limit 1000
  loop
    if private.listing_visible_to(v_match.wanted_id, v_match.person_id) and (
      select count(*) from private.wanted_matches m
      where m.person_id = v_match.person_id and m.told_at > now() - interval '1 day'
    ) < 3 then
      update private.wanted_matches m set told_at = now()
      where m.wanted_id = v_match.wanted_id and m.person_id = v_match.person_id;
      perform private.notify(
        v_match.person_id, 'wanted', 'wanted_near', 'wanted', v_match.wanted_id, 'wanted_near:' || v_match.wanted_id
      );
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;
