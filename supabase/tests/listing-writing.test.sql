begin;
\ir support/actors.psql
select plan(79);
select tests.create_person(who) from unnest(array['ada', 'bo']) as who;
update public.people set commune_code = '35238';
create function tests.id(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid $$;
create function tests.save(n integer, changes jsonb, op integer default null) returns text
language sql as $$ select title from public.save_listing(tests.id(n), changes, coalesce(tests.id(1000 + op), gen_random_uuid())) $$;
create function tests.photos(n integer, names text[], op integer default null, folder text default 'ada') returns void language sql as $$
  select public.save_listing_photos(tests.id(n), (
    select jsonb_agg(jsonb_build_object('path', format('%s/%s/%s.webp', tests.id_of(folder), tests.id(n), name), 'width', 4, 'height', 3) order by at)
    from unnest(names) with ordinality as p (name, at)
  ), coalesce(tests.id(1000 + op), gen_random_uuid())) $$;
create function tests.shown(n integer) returns text[] language sql as $$
  select array(select position || left(right(path, 6), 1) from public.listing_photos where listing_id = tests.id(n) order by position) $$;
create function tests.hour(n integer, weekday integer, note text default '') returns jsonb language sql as $$
  select jsonb_build_object('id', tests.id(n), 'weekday', weekday, 'from_time', '10:00', 'until_time', '12:00', 'note', note, 'automatic', false) $$;
create function tests.hours(windows jsonb, op integer default null) returns void
language sql as $$ select public.save_windows(windows, coalesce(tests.id(1000 + op), gen_random_uuid())) $$;
create function tests.there(who text) returns text[] language sql as $$
  select array(select weekday || note from public.handover_windows where person_id = tests.id_of(who) order by weekday, note) $$;
create function tests.refused(command text, token text, description text) returns text
language sql as $$ select throws_ok(command, 'P0001', token, description) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- A listing's words
select tests.act_as('ada');
select is(tests.save(1, '{"kind": "loan", "title": " Drill ", "category_slug": "bricolage", "max_days": 3}', 1), 'Drill', 'a listing is written');
select results_eq('select status::text, commune_code, min_days, max_days, owner_id from public.listings', $$ values ('draft', '35238', 1::smallint, 3::smallint, tests.id_of('ada')) $$, 'as a draft of hers, the rest as usual');
select is(tests.save(1, '{"title": "Hammer drill"}', 2), 'Hammer drill', 'and written again');
select is((select max_days::integer from public.listings), 3, 'what is not given stays');
select is(tests.save(1, '{"kind": "loan", "title": " Drill ", "category_slug": "bricolage", "max_days": 3}', 1), 'Drill', 'the first writing arrives late: it is answered as then');
select is((select title from public.listings), 'Hammer drill', 'and undoes nothing');
select tests.refused($$ select tests.save(1, '{"title": "Saw"}', 2) $$, 'id_reused', 'other words under the same act are refused');
select tests.refused(format('select tests.save(1, %L)', given), token, coalesce(given, 'nothing')) from (values
  (null, 'invalid_value'), ('{}', 'invalid_value'), ('[]', 'invalid_value'), ('"title"', 'invalid_value'),
  ('{"title": "ab"}', 'invalid_value'), ('{"title": null}', 'invalid_value'), ('{"kind": "theft"}', 'invalid_value'), ('{"units": 1.5}', 'invalid_value'),
  ('{"units": 99999}', 'invalid_value'), ('{"min_days": 9}', 'invalid_value'), ('{"category_slug": "nowhere"}', 'invalid_value'),
  ('{"outcome": "sold"}', 'invalid_value'), (jsonb_build_object('description', repeat('x', 4001))::text, 'too_long'),
  ('{"title": "Drill", "status": "published"}', 'invalid_value'), ('{"owner_id": "00000000-0000-7000-a000-000000000001"}', 'invalid_value'),
  ('{"id": "00000000-0000-7000-a000-000000000009"}', 'invalid_value'), ('{"area_lat": 48}', 'invalid_value'), ('{"listed_for_all": true}', 'invalid_value')
) as bad (given, token);
select tests.refused($$ select tests.save(1, '{"held_by": "00000000-0000-7000-a000-000000000001"}') $$, 'not_allowed', 'she acts for no community');
select tests.refused($$ select public.save_listing(tests.id(1), '{"title": "Saw"}', null) $$, 'invalid_value', 'an act has an id');
select tests.refused($$ select public.save_listing(null, '{"kind": "loan", "title": "Saw"}', tests.id(1003)) $$, 'invalid_value', 'so has a listing');
select tests.refused($$ select public.save_listing(tests.id(3), '{"kind": "loan", "title": "Saw"}', tests.id(3)) $$, 'id_reused', 'and they differ');
select is((select title from public.listings), 'Hammer drill', 'what is refused changes nothing');
select is(public.has_landed(tests.id(1002)) and not public.has_landed(tests.id(1003)), true, 'she may ask what was done');
select tests.act_as('bo');
select tests.refused($$ select tests.save(1, '{"title": "Saw"}') $$, 'not_allowed', 'nobody writes for another');
select tests.refused($$ select tests.save(1, '{"title": "Hammer drill"}', 2) $$, 'not_allowed', 'even with their act');
select is(public.has_landed(tests.id(1002)), false, 'whose acts are nobody else''s to know');
select tests.act_as_visitor();
select throws_ok(call, '42501', null, call) from unnest(array[
  $$ select public.save_listing(null, null, null) $$, $$ select public.save_listing_photos(null, null, null) $$,
  $$ select public.discard_listing(null, null) $$, $$ select public.save_windows(null, null) $$, $$ select public.has_landed(null) $$
]) as call;

-- Its photographs
select tests.act_as('ada');
select tests.photos(1, '{a,b}', 10);
select is(tests.shown(1), '{0a,1b}', 'photographs in their order');
select tests.photos(1, '{b,c}', 11);
select is(tests.shown(1), '{0b,1c}', 'and in another');
select tests.photos(1, '{a,b}', 10);
select is(tests.shown(1), '{0b,1c}', 'the first order arrives late and undoes nothing');
select tests.refused($$ select tests.photos(1, '{z}', 11) $$, 'id_reused', 'others under the same act are refused');
select tests.refused($$ select tests.photos(1, '{a}', null, 'bo') $$, 'not_allowed', 'from one''s own folder alone');
select tests.refused($$ select tests.photos(1, '{a,a}') $$, 'invalid_value', 'each once');
select tests.refused($$ select tests.photos(1, '{a,b,c,d,e,f,g,h,i}') $$, 'invalid_value', 'eight at most');
select tests.refused(format('select public.save_listing_photos(tests.id(1), %L, gen_random_uuid())', given), 'invalid_value', coalesce(given, 'nothing'))
from unnest(array[null, '{}', '[1]', '[{}]']) as given;
select tests.refused($$ select tests.photos(9, '{a}') $$, 'not_found', 'of a listing that is there');
select is(tests.shown(1), '{0b,1c}', 'what is refused changes nothing');
select tests.act_as('bo');
select tests.refused($$ select tests.photos(1, '{a}', null, 'bo') $$, 'not_found', 'a draft is not there for others');

-- Its end
select tests.refused($$ select public.discard_listing(tests.id(1), gen_random_uuid()) $$, 'not_found', 'nobody throws away another''s');
select tests.act_as('ada');
select lives_ok($$ select public.discard_listing(tests.id(1), tests.id(1020)) from generate_series(1, 2) $$, 'a draft is thrown away, also twice');
select is((select count(*)::integer from public.listings), 0, 'it is gone');
select lives_ok($$ select public.discard_listing(tests.id(1), tests.id(1021)) $$, 'from another device too');
select is(tests.save(1, '{"title": "Hammer drill"}', 2), 'Hammer drill', 'a late writing is answered');
select tests.refused($$ select tests.save(1, '{"kind": "loan", "title": "Drill again"}') $$, 'not_found', 'a new one finds nothing');
select is((select count(*)::integer from public.listings), 0, 'and it stays gone');
select tests.save(2, '{"kind": "gift", "title": "Chair", "category_slug": "jardin"}');
select public.advance_listing(tests.id(2), 'publish', gen_random_uuid());
select tests.refused($$ select public.discard_listing(tests.id(2), gen_random_uuid()) $$, 'wrong_state', 'what was published is not');
select tests.refused($$ select public.advance_listing(tests.id(2), 'pause', gen_random_uuid(), 'found_someone') $$, 'invalid_value', 'an outcome goes with the end');
select tests.refused($$ select public.advance_listing(tests.id(2), 'close', gen_random_uuid(), 'sold') $$, 'invalid_value', 'and is one of four');
select is((select status || outcome from public.advance_listing(tests.id(2), 'close', tests.id(1022), 'found_someone')), 'closedfound_someone', 'which is noted');
select tests.refused($$ select public.advance_listing(tests.id(2), 'close', tests.id(1022)) $$, 'id_reused', 'and part of the act');

-- One's hours
select tests.hours(jsonb_build_array(tests.hour(50, 6), tests.hour(51, 7)), 30);
select tests.hours(jsonb_build_array(tests.hour(51, 7, 'ring')), 31);
select is(tests.there('ada'), '{7ring}', 'hours are changed as a whole');
select tests.hours(jsonb_build_array(tests.hour(50, 6), tests.hour(51, 7)), 30);
select is(tests.there('ada'), '{7ring}', 'earlier ones arrive late and undo nothing');
select tests.hours(jsonb_build_array(tests.hour(50, 6)));
select is(tests.there('ada'), '{6}', 'hours that were taken back may be said again');
select tests.refused($$ select tests.hours('[]', 31) $$, 'id_reused', 'others under the same act are refused');
select tests.refused(format('select tests.hours(%L)', given), token, coalesce(left(given, 40), 'nothing')) from (values
  (null, 'invalid_value'), ('{}', 'invalid_value'), ('[1]', 'invalid_value'), ('[{}]', 'invalid_value'),
  (jsonb_build_array(tests.hour(52, 8))::text, 'invalid_value'), (jsonb_build_array(tests.hour(52, 1, repeat('x', 201)))::text, 'too_long'),
  ((select jsonb_agg(tests.hour(60 + n, 1)) from generate_series(1, 29) n)::text, 'quota_reached')
) as bad (given, token);
select is(tests.there('ada'), '{6}', 'what is refused changes nothing');
select tests.act_as('bo');
select tests.refused($$ select tests.hours(jsonb_build_array(tests.hour(50, 1))) $$, 'not_allowed', 'an id of somebody else''s is refused');
select tests.hours(jsonb_build_array(tests.hour(53, 1)));
select tests.hours('[]');
select is(tests.there('ada') || tests.there('bo'), '{6}', 'emptying one''s own empties nobody else''s');

select * from finish();
rollback;
