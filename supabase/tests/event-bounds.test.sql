begin;
\ir support/actors.psql
select plan(66);

-- What the columns of events, of places and of what repairing saves refuse by themselves, without the triggers that tidy and follow.
select tests.create_person('ada');
alter table public.events disable trigger user;
alter table public.event_series disable trigger user;
alter table public.attendances disable trigger user;
alter table public.shifts disable trigger user;
alter table public.shift_signups disable trigger user;
alter table private.event_events disable trigger user;
alter table private.attendance_events disable trigger user;
alter table public.place_reports disable trigger user;

create function tests.of_events(n integer) returns uuid
language sql immutable as $$ select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid $$;
insert into public.event_series (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, unrolled_until)
values (tests.of_events(1), tests.id_of('ada'), 'FREQ=MONTHLY;BYDAY=2SA', '2026-03-14', '14:00', '17:00', 'repair_session', 'Second Saturday', '2026-03-14');
insert into public.events (id, slug, kind, title, organiser_id, starts_at, ends_at, state, published_at, series_id, occurrence_on)
values (tests.of_events(2), 'second-saturday', 'repair_session', 'Second Saturday', tests.id_of('ada'), now(), now() + interval '3 hours', 'published', now(), tests.of_events(1), '2026-03-14');
insert into public.attendances (id, event_id, person_id, state) values (tests.of_events(3), tests.of_events(2), tests.id_of('ada'), 'attending');
insert into public.shifts (id, event_id, role, needed) values (tests.of_events(4), tests.of_events(2), 'welcome', 2);
insert into public.shift_signups (id, shift_id, person_id) values (tests.of_events(5), tests.of_events(4), tests.id_of('ada'));
insert into private.event_events (event_id, actor_id, action, state, starts_at, ends_at)
values (tests.of_events(2), tests.id_of('ada'), 'create', 'draft', now(), now() + interval '3 hours');
insert into private.attendance_events (event_id, attendance_id, action) values (tests.of_events(2), tests.of_events(3), 'attend');

create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named || ': ' || statement) $$;
select tests.breaks('update public.events set ' || change, 'events_' || named) from (values
  ('slug = ''Second Saturday''', 'slug_plain'), ('title = ''ab''', 'title_length'), ('about = repeat(''x'', 4001)', 'about_too_long'),
  ('address = repeat(''x'', 301)', 'address_too_long'), ('cancel_note = repeat(''x'', 501)', 'cancel_note_too_long'),
  ('organiser_id = gen_random_uuid()', 'organiser_id_fkey'), ('community_id = gen_random_uuid()', 'community_id_fkey'),
  ('place_id = gen_random_uuid()', 'place_id_fkey'), ('commune_code = ''00000''', 'commune_code_fkey'),
  ('series_id = gen_random_uuid()', 'series_id_fkey'), ('series_id = null', 'day_of_a_series'), ('capacity = 0', 'capacity_bounded'),
  ('arrivals_per_slot = 0', 'arrivals_bounded'), ('arrivals_per_slot = 101', 'arrivals_bounded'), ('sequence = -1', 'sequence_grows'), ('attending = -1', 'attending_counted'), ('waiting = -1', 'waiting_counted'),
  ('capacity = 1, attending = 2', 'never_too_many'), ('ends_at = starts_at', 'lasts_a_while'), ('published_at = null', 'shown_once_published')
) as bad (change, named);
select tests.breaks('insert into public.events select * from public.events', 'events_pkey');
select tests.breaks('update public.event_series set ' || change, 'event_series_' || named) from (values
  ('until_time = from_time', 'lasts_a_while'), ('rrule = ''FREQ=DAILY''', 'rule_known'), ('exceptions = array[null::date]', 'exceptions_few'),
  ('organiser_id = gen_random_uuid()', 'organiser_id_fkey'), ('community_id = gen_random_uuid()', 'community_id_fkey'),
  ('place_id = gen_random_uuid()', 'place_id_fkey'), ('commune_code = ''00000''', 'commune_code_fkey')
) as bad (change, named);
select tests.breaks(
  format('insert into public.attendances (id, event_id, person_id, state) values (gen_random_uuid(), %L, %L, ''waitlisted'')', tests.of_events(2), tests.id_of('ada')),
  'attendances_once_per_person'
);
select tests.breaks('update public.attendances set event_id = gen_random_uuid()', 'attendances_event_id_fkey');
select tests.breaks('update public.attendances set person_id = gen_random_uuid()', 'attendances_person_id_fkey');
select tests.breaks('update public.shift_signups set shift_id = gen_random_uuid()', 'shift_signups_shift_id_fkey');
select tests.breaks('update public.shift_signups set person_id = gen_random_uuid()', 'shift_signups_person_id_fkey');
select tests.breaks('insert into public.shift_signups select id, shift_id, person_id, ''left'' from public.shift_signups', 'shift_signups_pkey');
select tests.breaks('insert into private.event_events overriding system value select * from private.event_events', 'event_events_pkey');
select tests.breaks(
  format('insert into private.attendance_events (event_id, attendance_id, action) values (%L, gen_random_uuid(), ''attend'')', tests.of_events(2)),
  'attendance_events_attendance_id_fkey'
);
select tests.breaks(
  format('insert into private.attendance_events (event_id, signup_id, action) values (%L, gen_random_uuid(), ''take_shift'')', tests.of_events(2)),
  'attendance_events_signup_id_fkey'
);
select tests.breaks('update private.event_events set event_id = gen_random_uuid()', 'event_events_event_id_fkey');
select tests.breaks('update private.event_events set actor_id = gen_random_uuid()', 'event_events_actor_id_fkey');
select tests.breaks('update private.event_events set action = ''dance''', 'event_events_action_known');
select tests.breaks('insert into private.attendance_events overriding system value select * from private.attendance_events', 'attendance_events_pkey');
select tests.breaks('update private.attendance_events set event_id = gen_random_uuid()', 'attendance_events_event_id_fkey');
select tests.breaks('update private.attendance_events set actor_id = gen_random_uuid()', 'attendance_events_actor_id_fkey');
select tests.breaks('update private.attendance_events set action = ''come''', 'attendance_events_action_known');
select tests.breaks(format('update private.attendance_events set signup_id = %L', tests.of_events(5)), 'attendance_events_about_one');
select tests.breaks($$ insert into public.place_reports (id, place_id, state, at) values (gen_random_uuid(), gen_random_uuid(), 'fine', now()) $$, 'place_reports_place_id_fkey');
select tests.breaks($$ update private.impact_factors set version = '' where factor_id = 'laptop' $$, 'impact_factors_version_length');
select tests.breaks('update private.impact_factors set ' || change || ' where factor_id = ''laptop''', 'impact_factors_' || named) from (values
  ('factor_id = ''Lap top''', 'id_plain'), ('co2e_grams = 0', 'co2e_positive'), ('co2e_source = ''''', 'co2e_sourced'),
  ('weight_grams = 0', 'weight_positive'), ('weight_source = ''''', 'weight_sourced'), ('product_category_id = 998', 'product_category_id_fkey')
) as bad (change, named);
select tests.breaks('update private.impact_parameters set ' || change, 'impact_parameters_' || named) from (values
  ('name = upper(name)', 'name_plain'), ('source = ''''', 'sourced'), ('value = 2', 'value_share')
) as bad (change, named);
select tests.breaks(
  'insert into public.events (id, slug, kind, title, organiser_id, starts_at, ends_at, state) select gen_random_uuid(), slug, kind, title, organiser_id, starts_at, ends_at, ''draft'' from public.events',
  'events_slug_unique'
);
select tests.breaks('insert into private.impact_factors select * from private.impact_factors', 'impact_factors_pkey');
select tests.breaks('insert into private.impact_parameters select * from private.impact_parameters', 'impact_parameters_pkey');

-- A day that never comes would be caught by its end as well
alter table public.events drop constraint events_lasts_a_while;
select tests.breaks('update public.events set starts_at = ''infinity''', 'events_starts_at_real');

-- What is written stays written
alter table private.attendance_events enable trigger user;
select throws_ok('update private.attendance_events set action = action', 'P0001', 'not_allowed', 'a step of who comes is not changed');
select throws_ok('delete from private.attendance_events', 'P0001', 'not_allowed', 'nor taken away');

-- Every column that is shown, is shown
create function tests.shown(role_of text) returns setof text
language sql as $$
  select lives_ok(
    format('select %s from public.%I', string_agg(quote_ident(p.column_name), ', '), p.table_name), p.table_name || ' is read by ' || role_of
  )
  from (values
    ('events', 'id,slug,kind,title,about,community_id,place_id,address,commune_code,starts_at,ends_at,capacity,state,cancel_note,series_id,occurrence_on,sequence,attending,waiting,created_at,published_at,changed_at'),
    ('event_series', 'id,rrule,exceptions,starts_on,from_time,until_time,ended_at')
  ) as t (table_name, columns), unnest(string_to_array(t.columns, ',')) as p0 (column_name),
  lateral (select t.table_name, p0.column_name) as p
  group by p.table_name
$$;
grant execute on function tests.shown(text) to anon, authenticated;
select tests.act_as_visitor();
select tests.shown('a visitor');
select tests.act_as('ada');
select tests.shown('a resident');

select * from finish();
rollback;
