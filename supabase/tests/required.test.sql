begin;
\ir support/actors.psql

select plan(6);
select tests.create_person('ada');

-- What may be left out; every other column is required
select results_eq(
  $$ select (n.nspname || '.' || c.relname) collate "default", coalesce(string_agg(a.attname collate "default", ' ' order by a.attname) filter (where not a.attnotnull), '') collate "default"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('public', 'private')
     group by n.nspname, c.relname having bool_or(not a.attnotnull) order by n.nspname::text, c.relname::text $$,
  $$ values
    ('private.listing_events', 'actor_id'),
    ('private.listing_places', 'address lat lon'),
    ('private.membership_events', 'actor_id answer'),
    ('private.op_receipts', 'result'),
    ('private.person_details', 'address lat lon phone'),
    ('private.reports', 'reporter_id'),
    ('public.categories', 'parent_slug'),
    ('public.conversations', 'last_message_at listing_id reservation_id'),
    ('public.handover_windows', 'person_id place_id'),
    ('public.listing_photos', 'blurhash'),
    ('public.listings', 'area_lat area_lon category_slug commune_code condition held_by outcome published_at'),
    ('public.messages', 'author_id'),
    ('public.people', 'avatar_path commune_code left_at'),
    ('public.reservation_events', 'actor_id note'),
    ('public.reservations', 'category_slug extension_until handover_at listing_id note return_at'),
    ('public.waitlist', 'offered_until') $$,
  'what may be left out'
);

-- Nothing is there twice
insert into public.communities (id, slug, name, kind) values ('00000000-0000-7000-a000-000000000001', 'un-groupe', 'Un groupe', 'practice');
insert into private.membership_events (community_id, person_id, action)
values ('00000000-0000-7000-a000-000000000001', tests.id_of('ada'), 'join');
insert into public.listings (id, owner_id, kind, title) values ('00000000-0000-7000-a000-000000000002', tests.id_of('ada'), 'loan', 'Perceuse');
insert into private.listing_events (listing_id, action) values ('00000000-0000-7000-a000-000000000002', 'publish');
insert into private.words (word, stem) values ('perceuse', 'perceus') on conflict do nothing;
insert into private.word_variants (variant, word) values ('perceus', 'perceuse') on conflict do nothing;
select throws_like(
  format('insert into private.%s overriding system value select * from private.%s', t, t), format('%%"%s_pkey"%%', t), 'not twice: ' || t
)
from unnest(array['membership_events', 'listing_events']) as t;
select throws_like(
  'insert into private.word_variants select * from private.word_variants', '%"word_variants_pkey"%', 'not twice: word_variants'
);

-- What invoker triggers and policies call for those who are there
select tests.act_as('ada');
select is(private.clean_text(' Ada '), 'Ada', 'a resident’s words are tidied');
select lives_ok('select * from public.next_free_days(array[]::uuid[])', 'a resident looks for free days');

select * from finish();
rollback;
