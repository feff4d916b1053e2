begin;
\ir support/actors.psql
select plan(55);

-- What the columns of a listing, its photos, its places and its hours refuse by themselves.
select tests.create_person('ada');
insert into public.communities (id, slug, name, kind) values ('00000000-0000-7002-a000-000000000001', 'tools', 'Tools', 'practice');
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
values ('00000000-0000-7000-a000-000000000001', tests.id_of('ada'), 'loan', 'Drill', 'bricolage', '35238', 'published', now());
insert into public.listing_communities values ('00000000-0000-7000-a000-000000000001', '00000000-0000-7002-a000-000000000001');
create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named || ': ' || statement) $$;

-- Foreign keys
select tests.breaks($$ insert into public.listings (id, owner_id, kind, title) values (gen_random_uuid(), gen_random_uuid(), 'loan', 'Saw') $$, 'listings_owner_id_fkey');
select tests.breaks($$ update public.listings set category_slug = 'nowhere', status = 'closed' $$, 'listings_category_slug_fkey');
select tests.breaks($$ insert into public.listings (id, owner_id, kind, title, commune_code) values (gen_random_uuid(), tests.id_of('ada'), 'loan', 'Saw', '00000') $$, 'listings_commune_code_fkey');
select tests.breaks($$ insert into public.listing_communities values (gen_random_uuid(), '00000000-0000-7002-a000-000000000001') $$, 'listing_communities_listing_id_fkey');
select tests.breaks($$ insert into public.listing_communities values ('00000000-0000-7000-a000-000000000001', gen_random_uuid()) $$, 'listing_communities_community_id_fkey');
select tests.breaks($$ delete from public.communities $$, 'listing_communities_community_id_fkey');
select tests.breaks($$ insert into public.listing_photos (listing_id, position, path, width, height) values ('00000000-0000-7000-a000-000000000002', 0, gen_random_uuid() || '/00000000-0000-7000-a000-000000000002/a.webp', 1, 1) $$, 'listing_photos_listing_id_fkey');
select tests.breaks($$ insert into public.handover_windows (id, person_id, weekday, from_time, until_time) values (gen_random_uuid(), gen_random_uuid(), 1, '10:00', '11:00') $$, 'handover_windows_person_id_fkey');
select tests.breaks($$ insert into private.listing_events (listing_id, action) values (gen_random_uuid(), 'x') $$, 'listing_events_listing_id_fkey');
select tests.breaks($$ insert into private.listing_places (listing_id, address) values (gen_random_uuid(), 'x') $$, 'listing_places_listing_id_fkey');
select tests.breaks($$ insert into private.search_entries select gen_random_uuid(), owner_id, kind, top_category, category, units, broken_units, for_all, published_at, expires_at, pt, tsv, by_slots from private.search_entries $$, 'search_entries_listing_id_fkey');
select tests.breaks($$ update private.search_entries set owner_id = gen_random_uuid() $$, 'search_entries_owner_id_fkey');
select tests.breaks($$ update private.search_entries set category = 'nowhere' $$, 'search_entries_category_fkey');
select tests.breaks($$ update private.search_entries set top_category = 'nowhere' $$, 'search_entries_top_category_fkey');
select tests.breaks($$ insert into private.word_variants values ('x', 'nobody wrote this') $$, 'word_variants_word_fkey');

-- The constraints alone, without the triggers that tidy and follow
set session_replication_role = replica;
select tests.breaks($$ insert into public.listings (id, owner_id, kind, title) select id, owner_id, 'loan', 'Saw' from public.listings $$, 'listings_pkey');
select tests.breaks($$ update public.listings set title = 'ab' $$, 'listings_title_too_short');
select tests.breaks($$ update public.listings set title = repeat('x', 81) $$, 'listings_title_too_long');
select tests.breaks($$ update public.listings set description = repeat('x', 4001) $$, 'listings_description_too_long');
select tests.breaks(format('update public.listings set units = %s', n), 'listings_units_bounded') from (values (0), (51)) v (n);
select tests.breaks($$ update public.listings set min_days = 0 $$, 'listings_min_days_bounded');
select tests.breaks($$ update public.listings set min_days = 366, max_days = 400 $$, 'listings_m%_days_bounded');
select tests.breaks($$ update public.listings set max_days = 366 $$, 'listings_max_days_bounded');
select tests.breaks($$ update public.listings set min_days = 9, max_days = 8 $$, 'listings_days_ordered');
select tests.breaks(format('update public.listings set lead_hours = %s', n), 'listings_lead_hours_bounded') from (values (-1), (721)) v (n);
select tests.breaks($$ update public.listings set deposit_note = repeat('x', 201) $$, 'listings_deposit_note_too_long');
select tests.breaks($$ update public.listings set outcome = 'sold' $$, 'listings_outcome_known');
select tests.breaks($$ update public.listings set area_lat = null, status = 'draft' $$, 'listings_area_whole');
select tests.breaks(format('update public.listings set %s = null', part), 'listings_published_complete') from (values ('category_slug'), ('commune_code'), ('published_at')) v (part);
select tests.breaks($$ insert into public.listing_communities select * from public.listing_communities $$, 'listing_communities_pkey');
create function tests.photo(at integer, path text, width integer default 1, height integer default 1, hash text default null) returns text
language sql as $$ select format('insert into public.listing_photos values (%L, %s, %L, %s, %s, %L)', '00000000-0000-7000-a000-000000000001', at, path, width, height, hash) $$;
create function tests.path(name text, listing text default '00000000-0000-7000-a000-000000000001') returns text
language sql as $$ select tests.id_of('ada') || '/' || listing || '/' || name $$;
select lives_ok(tests.photo(0, tests.path('a.webp')), 'a photo where it belongs');
select tests.breaks(tests.photo(0, tests.path('b.webp')), 'listing_photos_pkey');
select tests.breaks(tests.photo(1, tests.path('a.webp')), 'listing_photos_path_unique');
select tests.breaks(tests.photo(8, tests.path('b.webp')), 'listing_photos_at_most_eight');
select tests.breaks(tests.photo(1, tests.path('../b.webp')), 'listing_photos_path_plain');
select tests.breaks(tests.photo(1, tests.path('b.svg')), 'listing_photos_path_plain');
select tests.breaks(tests.photo(1, tests.path('b.webp', gen_random_uuid()::text)), 'listing_photos_path_of_listing');
select tests.breaks(tests.photo(1, tests.path('b.webp'), 1601), 'listing_photos_width_bounded');
select tests.breaks(tests.photo(1, tests.path('b.webp'), 1, 0), 'listing_photos_height_bounded');
select tests.breaks(tests.photo(1, tests.path('b.webp'), 1, 1, repeat('x', 101)), 'listing_photos_blurhash_too_long');
create function tests.hours(weekday integer, opens text, closes text, note text default '', person uuid default tests.id_of('ada')) returns text
language sql as $$ select format('insert into public.handover_windows (id, person_id, weekday, from_time, until_time, note) values (%L, %L, %s, %L, %L, %L)', '00000000-0000-7003-a000-000000000001', person, weekday, opens, closes, note) $$;
select lives_ok(tests.hours(7, '10:00', '12:00'), 'Sunday is the seventh day');
select tests.breaks(tests.hours(7, '10:00', '12:00'), 'handover_windows_pkey');
select tests.breaks(tests.hours(8, '10:00', '12:00'), 'handover_windows_weekday_iso');
select tests.breaks(tests.hours(1, '12:00', '12:00'), 'handover_windows_ordered');
select tests.breaks(tests.hours(1, '10:00', '12:00', repeat('x', 201)), 'handover_windows_note_too_long');
select tests.breaks(tests.hours(1, '10:00', '12:00', '', null), 'handover_windows_of_one');
select tests.breaks($$ insert into private.listing_places values (gen_random_uuid(), repeat('x', 301)) $$, 'listing_places_address_too_long');
select tests.breaks($$ insert into private.listing_places values (gen_random_uuid(), null, 91, 0) $$, 'listing_places_lat_on_earth');
select tests.breaks($$ insert into private.listing_places values (gen_random_uuid(), null, 0, 181) $$, 'listing_places_lon_on_earth');
select tests.breaks($$ insert into private.listing_places values (gen_random_uuid(), null, 48, null) $$, 'listing_places_point_whole');
select tests.breaks($$ insert into private.secrets values ('blur', 'x') $$, 'secrets_pkey');

select * from finish();
rollback;
