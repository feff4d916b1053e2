-- Words are told apart in what is written as in what is looked for: by anything that is no letter and no figure. The
-- parser of PostgreSQL, left to itself, reads "perceuse/visseuse" as the path of a file and "v1.2" as the name of a host:
-- one word, which nobody types.

create or replace function private.searchable(title text, description text) returns tsvector
language sql immutable strict parallel safe set search_path = ''
as $$
  select setweight(to_tsvector('pg_catalog.french', regexp_replace(private.plain(title), '[^a-z0-9]+', ' ', 'g')), 'A')
    || setweight(to_tsvector('pg_catalog.french', regexp_replace(private.plain(description), '[^a-z0-9]+', ' ', 'g')), 'B')
$$;

-- What has a figure in it is a reference, not a word of French: "dhp482e" keeps its last letter, as it does above.
create or replace function private.stem_of(word text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$ select case when word ~ '[0-9]' then word else (ts_lexize('pg_catalog.french_stem', word))[1] end $$;

update private.search_entries e set tsv = private.searchable(l.title, l.description)
from public.listings l where l.id = e.listing_id;
delete from private.words;
select private.learn_words(l.title || ' ' || l.description) from public.listings l
where l.listed_for_all and exists (select from private.search_entries e where e.listing_id = l.id);
