begin;
\ir support/actors.psql
select plan(75);

-- What the columns of visits, of things brought and of past records refuse by themselves, without the triggers that tidy and follow.
select tests.create_person('ada');
alter table public.events disable trigger user;
alter table public.shifts disable trigger user;
alter table public.visits disable trigger user;
alter table public.repair_items disable trigger user;
alter table private.visit_events disable trigger user;
alter table private.repair_events disable trigger user;
alter table public.places disable trigger user;
alter table public.place_reports disable trigger user;

create function tests.of_repairs(n integer) returns uuid
language sql immutable as $$ select ('00000000-0000-7000-b000-' || lpad(n::text, 12, '0'))::uuid $$;
insert into public.events (id, slug, kind, title, organiser_id, starts_at, ends_at, state, published_at)
values (tests.of_repairs(1), 'bounds-of-repairing', 'repair_session', 'Bounds', tests.id_of('ada'), now(), now() + interval '3 hours', 'published', now());
insert into public.shifts (id, event_id, role, needed) values (tests.of_repairs(2), tests.of_repairs(1), 'welcome', 2);
insert into public.visits (id, event_id, walk_in, walk_in_name, state, ticket, checked_in_at)
values (tests.of_repairs(3), tests.of_repairs(1), true, 'Lou', 'checked_in', 1, now());
insert into public.repair_items (id, visit_id, event_id) values (tests.of_repairs(4), tests.of_repairs(3), tests.of_repairs(1));
insert into private.visit_events (visit_id, action, state) values (tests.of_repairs(3), 'walk_in', 'checked_in');
insert into private.repair_events (item_id, action, state, became) values (tests.of_repairs(4), 'register', 'registered', '{}');
insert into public.communities (id, name, slug, kind) values (tests.of_repairs(5), 'Bounds', 'bounds-of-repairing', 'territory');
insert into private.repair_records (community_id, data_provider, record_id, country, product_category_id, repair_status, event_date)
values (tests.of_repairs(5), 'Bounds', 'one', 'FRA', 1, 1, '2020-01-01');
insert into public.places (id, slug, name, kind, source, source_id) values (tests.of_repairs(6), 'bounds-of-repairing', 'Bounds', 'donnerie', 'passerelle', 'bounds');
insert into public.place_reports (id, place_id, state, at) values (tests.of_repairs(7), tests.of_repairs(6), 'fine', now());
insert into private.place_report_origins (report_id, origin) values (tests.of_repairs(7), '\x00');

create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named || ': ' || statement) $$;
select tests.breaks('update private.repair_records set ' || change, 'repair_records_' || named) from (values
  ('data_provider = ''''', 'provider_length'), ('record_id = ''''', 'id_length'), ('country = ''fr''', 'country_plain'),
  ('partner_product_category = repeat(''x'', 201)', 'name_too_long'), ('product_category_id = 999', 'powered'),
  ('brand = repeat(''x'', 101)', 'brand_too_long'), ('year_of_manufacture = 1849', 'year_bounded'), ('product_age = 201', 'age_bounded'),
  ('repair_status = 4', 'status_known'), ('repair_status = 3, repair_barrier = 7', 'barrier_known'),
  ('group_identifier = repeat(''x'', 101)', 'group_too_long'), ('event_date = ''2008-12-31''', 'date_likely'),
  ('problem = repeat(''x'', 4001)', 'problem_too_long'), ('repair_barrier = 1', 'barrier_ends_life'),
  ('imported_by = gen_random_uuid()', 'imported_by_fkey'), ('community_id = gen_random_uuid()', 'community_id_fkey'),
  ('product_category_id = 98', 'product_category_id_fkey')
) as bad (change, named);
select tests.breaks('update public.visits set ' || change, 'visits_' || named) from (values
  ('walk_in_name = ''''', 'walk_in_name_length'), ('ticket = 0', 'ticket_bounded'), ('walk_in = false, arrival_at = now()', 'one_somebody'),
  ('ticket = null', 'numbered_in_the_hall'), ('walk_in = false, walk_in_name = null', 'booked_for_an_hour'),
  ('person_id = gen_random_uuid(), walk_in = false, walk_in_name = null, arrival_at = now()', 'person_id_fkey')
) as bad (change, named);
select tests.breaks(
  format('insert into public.visits (id, event_id, walk_in, state, ticket, checked_in_at) values (gen_random_uuid(), %L, true, ''checked_in'', 1, now())', tests.of_repairs(1)),
  'visits_ticket_once'
);
select tests.breaks('update public.repair_items set ' || change, 'repair_items_' || named) from (values
  ('partner_product_category = repeat(''x'', 101)', 'name_too_long'), ('brand = repeat(''x'', 61)', 'brand_too_long'),
  ('year_of_manufacture = 1849', 'year_bounded'), ('problem = repeat(''x'', 1001)', 'problem_too_long'), ('photo_path = ''../x.webp''', 'photo_plain'),
  ('photo_path = gen_random_uuid() || ''/'' || gen_random_uuid() || ''/a-small.webp''', 'photo_not_small'),
  ('parts = repeat(''x'', 301)', 'parts_too_long'), ('priority = 3', 'priority_bounded'), ('at_table = repeat(''x'', 21)', 'table_too_long'),
  ('state = ''done'', done_at = now(), repair_status = 4', 'status_known'),
  ('state = ''done'', done_at = now(), repair_status = 3, repair_barrier = 7', 'barrier_known'),
  ('state = ''done'', done_at = now(), repair_status = 1, repair_barrier = 1', 'barrier_ends_life'), ('weight_grams = 0', 'weight_bounded'),
  ('minutes = 601', 'minutes_bounded'), ('notes = repeat(''x'', 2001)', 'notes_too_long'), ('state = ''returned'', goes_to = ''away''', 'goes_somewhere'),
  ('state = ''claimed''', 'held_by_somebody'), ('repair_status = 1', 'ends_somehow'), ('state = ''queued''', 'queued_since'),
  ('goes_to = ''home''', 'goes_once_over'), ('visit_id = gen_random_uuid()', 'of_a_visit'), ('continues_id = gen_random_uuid()', 'continues_id_fkey'),
  ('claimed_by = gen_random_uuid()', 'claimed_by_fkey'), ('product_category_id = 998', 'product_category_id_fkey'), ('listing_id = gen_random_uuid()', 'listing_id_fkey'),
  ('state = ''returned'', goes_to = ''next_session'', goes_to_event_id = gen_random_uuid()', 'goes_to_event_id_fkey'),
  ('state = ''returned'', goes_to = ''place'', goes_to_place_id = gen_random_uuid()', 'goes_to_place_id_fkey'),
  ('state = ''returned'', goes_to = ''listing'', goes_to_listing_id = gen_random_uuid()', 'goes_to_listing_id_fkey')
) as bad (change, named);
select tests.breaks('update private.visit_events set ' || change, 'visit_events_' || named) from (values
  ('visit_id = gen_random_uuid()', 'visit_id_fkey'), ('actor_id = gen_random_uuid()', 'actor_id_fkey'), ('action = ''dance''', 'action_known'),
  ('action = ''undo''', 'undo_something'), ('action = ''undo'', undoes = -1', 'undoes_fkey')
) as bad (change, named);
select tests.breaks('update private.repair_events set ' || change, 'repair_events_' || named) from (values
  ('item_id = gen_random_uuid()', 'item_id_fkey'), ('actor_id = gen_random_uuid()', 'actor_id_fkey'), ('action = ''dance''', 'action_known'),
  ('action = ''undo''', 'undo_something'), ('action = ''undo'', undoes = -1', 'undoes_fkey')
) as bad (change, named);
select tests.breaks('insert into private.repair_records select * from private.repair_records', 'repair_records_pkey');
select tests.breaks('insert into private.visit_events overriding system value select * from private.visit_events', 'visit_events_pkey');
select tests.breaks('insert into private.repair_events overriding system value select * from private.repair_events', 'repair_events_pkey');
select tests.breaks('insert into private.visit_pages (visit_id, token) values (gen_random_uuid(), repeat(''a'', 22))', 'visit_pages_visit_id_fkey');
select tests.breaks(format('insert into private.visit_pages (visit_id, token) values (%L, ''short'')', tests.of_repairs(3)), 'visit_pages_token_plain');
select tests.breaks('update public.shifts set ' || change, 'shifts_' || named) from (values
  ('role = ''dancer''', 'role_known'), ('skill = ''dance''', 'skill_known'), ('note = repeat(''x'', 301)', 'note_too_long'), ('needed = 0', 'needed_bounded'),
  ('position = 100', 'position_bounded'), ('taken = 3', 'never_more_than_needed'), ('event_id = gen_random_uuid()', 'event_id_fkey')
) as bad (change, named);
select tests.breaks('update private.place_report_origins set report_id = gen_random_uuid()', 'place_report_origins_report_id_fkey');

select * from finish();
rollback;
