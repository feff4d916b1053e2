-- Search: what is published, laid out to be found fast, and the words it is found by.
-- Holds nothing a listing does not already show; every row here is a published listing.

create function private.plain(words text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$ select lower(extensions.unaccent('extensions.unaccent'::regdictionary, words)) $$;

-- Titles weigh more than descriptions, should ranking ever need it.
create function private.searchable(title text, description text) returns tsvector
language sql immutable strict parallel safe set search_path = ''
as $$
  select setweight(to_tsvector('pg_catalog.french', private.plain(title)), 'A')
    || setweight(to_tsvector('pg_catalog.french', private.plain(description)), 'B')
$$;

create table private.search_entries (
  listing_id   uuid primary key references public.listings (id) on delete cascade,
  owner_id     uuid not null references public.people (id) on delete cascade,
  kind         public.listing_kind not null,
  top_category text not null references public.categories (slug),
  category     text not null references public.categories (slug),
  units        smallint not null,
  broken_units smallint[] not null,
  for_all      boolean not null,
  published_at timestamptz not null,
  expires_at   timestamptz not null,
  pt           point not null, -- metres on the plane, from the blurred point alone
  tsv          tsvector not null
);
-- Frequent words by distance, and rare words. Each on its own expression, so that a search says which one it means:
-- left to choose, the planner takes the first for rare words too, at ten times the cost.
create index search_entries_near_words_idx on private.search_entries using gist (pt, strip(tsv));
create index search_entries_words_idx on private.search_entries using gin (tsv);
create index search_entries_top_category_near_idx on private.search_entries using gist (top_category, pt, strip(tsv));
create index search_entries_category_near_idx on private.search_entries using gist (category, pt, strip(tsv));
create index search_entries_newest_idx on private.search_entries (published_at desc, listing_id desc);
create index search_entries_owner_id_idx on private.search_entries (owner_id);
create index search_entries_top_category_newest_idx on private.search_entries (top_category, published_at desc, listing_id desc);
create index search_entries_category_newest_idx on private.search_entries (category, published_at desc, listing_id desc);

-- Words of listings that are for everyone, as written and as stemmed, and each with one letter left out:
-- two words one typo apart always share one of those.
create table private.words (
  word text primary key,
  stem text not null
);
create index words_stem_idx on private.words (stem);
create table private.word_variants (
  variant text not null,
  word    text not null references private.words (word) on delete cascade,
  primary key (variant, word)
);
create index word_variants_word_idx on private.word_variants (word);

alter table private.search_entries enable row level security;
alter table private.words enable row level security;
alter table private.word_variants enable row level security;
revoke all on private.search_entries, private.words, private.word_variants from anon, authenticated;

create function private.variants_of(word text) returns setof text
language sql immutable strict parallel safe set search_path = ''
as $$
  select word union select overlay(word placing '' from n for 1) from generate_series(1, char_length(word)) as n
$$;

-- Whether at most one letter differs: one more, one less, another one, or two neighbours swapped.
create function private.one_typo_apart(one text, other text) returns boolean
language plpgsql immutable strict parallel safe set search_path = ''
as $$
declare
  v_long text := case when char_length(one) >= char_length(other) then one else other end;
  v_short text := case when char_length(one) >= char_length(other) then other else one end;
  v_at integer := 1;
begin
  if char_length(v_long) - char_length(v_short) > 1 then
    return false;
  end if;
  while v_at <= char_length(v_short) and substr(v_long, v_at, 1) = substr(v_short, v_at, 1) loop
    v_at := v_at + 1;
  end loop;
  if char_length(v_long) > char_length(v_short) then
    return substr(v_long, v_at + 1) = substr(v_short, v_at);
  end if;
  return substr(v_long, v_at + 1) = substr(v_short, v_at + 1)
    or (
      substr(v_long, v_at, 1) = substr(v_short, v_at + 1, 1) and substr(v_long, v_at + 1, 1) = substr(v_short, v_at, 1)
      and substr(v_long, v_at + 2) = substr(v_short, v_at + 2)
    );
end;
$$;

create function private.stem_of(word text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$ select (ts_lexize('pg_catalog.french_stem', word))[1] $$;

-- In the order of the words, so that two people publishing at once wait for each other instead of locking up.
create function private.learn_words(said text) returns void
language sql volatile set search_path = ''
as $$
  with written as (
    select distinct w.word, private.stem_of(w.word) as stem
    from regexp_split_to_table(private.plain(said), '[^a-z0-9]+') as w (word)
    where char_length(w.word) between 3 and 30
  ),
  learnt as (
    insert into private.words (word, stem)
    select word, stem from (
      select word, stem from written where stem is not null
      union
      select stem, stem from written where char_length(stem) >= 3
    ) as both_forms
    where not exists (select from private.words k where k.word = both_forms.word)
    order by word
    on conflict (word) do nothing
    returning word
  )
  insert into private.word_variants (variant, word)
  select v.variant, l.word from learnt l, lateral private.variants_of(l.word) as v (variant)
$$;

-- Forgets words no published listing holds any more. For the daily jobs.
create function private.forget_unused_words() returns void
language sql volatile security definer set search_path = ''
as $$
  delete from private.words w
  where not exists (select from private.search_entries e where e.tsv @@ ('''' || w.stem || '''')::tsquery)
$$;

-- Keeps the entry of a listing true to it: there while it is published, in order and not spoken for, gone otherwise.
create function private.follow_listing() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if new.status <> 'published' or new.out_of_order_since is not null or new.spoken_for then
    delete from private.search_entries e where e.listing_id = new.id;
    return null;
  end if;
  insert into private.search_entries
    (listing_id, owner_id, kind, top_category, category, units, broken_units, for_all, published_at, expires_at, pt, tsv)
  select new.id, new.owner_id, new.kind, coalesce(c.parent_slug, c.slug), c.slug, new.units, new.broken_units, new.listed_for_all,
    new.published_at, new.expires_at, private.plane(new.area_lat, new.area_lon), private.searchable(new.title, new.description)
  from public.categories c where c.slug = new.category_slug
  on conflict (listing_id) do update set
    owner_id = excluded.owner_id, kind = excluded.kind, top_category = excluded.top_category, category = excluded.category,
    units = excluded.units, broken_units = excluded.broken_units, for_all = excluded.for_all, published_at = excluded.published_at,
    expires_at = excluded.expires_at, pt = excluded.pt, tsv = excluded.tsv;
  if new.listed_for_all then
    perform private.learn_words(new.title || ' ' || new.description);
  end if;
  return null;
end;
$$;
create trigger follow_listing after insert or update on public.listings
  for each row execute function private.follow_listing();
