begin;
\ir support/actors.psql
select plan(70);

-- An account makes a person
select tests.create_person(who) from unnest(array['ada', 'bo', 'cy']) as who;
select is((select display_name from public.people where id = tests.id_of('ada')), 'Ada', 'a person appears with the account, under the name given');
insert into auth.users (id, email, raw_user_meta_data) values
  ('00000000-0000-7001-a000-000000000001', 'x@example.test', '{"display_name": "  ", "commune_code": "99999"}'),
  ('00000000-0000-7001-a000-000000000002', 'y@example.test', jsonb_build_object('display_name', repeat('é', 90), 'commune_code', '35047')),
  ('00000000-0000-7001-a000-000000000003', 'z@example.test', null);
select is((select display_name || coalesce(commune_code, '') from public.people where id = '00000000-0000-7001-a000-000000000001'), 'Quelqu’un du quartier', 'an empty name and an unknown commune do not stop anyone');
select is((select char_length(display_name) || commune_code from public.people where id = '00000000-0000-7001-a000-000000000002'), '6035047', 'a name is cut, a known commune kept');
select is((select display_name from public.people where id = '00000000-0000-7001-a000-000000000003'), 'Quelqu’un du quartier', 'no name at all neither');
select is((select count(*)::integer from private.person_details), 6, 'each has a drawer for details');

-- Who reads people
select tests.act_as_visitor();
select is_empty('select id, display_name from public.people', 'a visitor learns no name of who published nothing');
select throws_ok('select about from public.people', '42501', null, 'nor anything but names, ever');
select throws_ok($$ update public.people set about = 'x' $$, '42501', null, 'nor writes');
select tests.act_as('bo');
select is((select count(*)::integer from public.people), 6, 'a resident sees residents');
select lives_ok($$ update public.people set display_name = E' Bo\n Bis ', about = ' Vélos ', languages = '{fr,en}', commune_code = '35024' where id = tests.id_of('bo') $$, 'and describes themselves');
select is((select display_name || '/' || about from public.people where id = tests.id_of('bo')), 'Bo  Bis/Vélos', 'in tidy text');
update public.people set about = 'forged' where id = tests.id_of('ada');
select is((select about from public.people where id = tests.id_of('ada')), '', 'not others');
select throws_ok($$ update public.people set id = gen_random_uuid() $$, '42501', null, 'nobody changes who they are');
select throws_ok($$ update public.people set joined_at = now() $$, '42501', null, 'nor since when');
select throws_ok($$ insert into public.people (id, display_name) values (gen_random_uuid(), 'X') $$, '42501', null, 'nor makes people up');
select throws_ok('delete from public.people', '42501', null, 'nor removes them');

-- What the constraints refuse
create function pg_temp.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named) $$;
select tests.act_as_nobody();
set session_replication_role = replica; -- the constraints alone, without the triggers that would tidy first
select pg_temp.breaks($$ update public.people set display_name = '' $$, 'people_display_name_length');
select pg_temp.breaks($$ update public.people set display_name = repeat('x', 61) $$, 'people_display_name_length');
select pg_temp.breaks($$ update public.people set about = repeat('x', 1001) $$, 'people_about_too_long');
select pg_temp.breaks($$ update public.people set avatar_path = gen_random_uuid() || '/a.webp' $$, 'people_avatar_is_theirs');
select pg_temp.breaks($$ update public.people set avatar_path = id || '/' || repeat('x', 200) $$, 'people_avatar_is_theirs');
select pg_temp.breaks($$ update public.people set languages = array_fill('fr'::text, array[11]) $$, 'people_languages_few');
select pg_temp.breaks($$ update public.people set languages = '{<b>}' $$, 'people_languages_are_codes');
select pg_temp.breaks($$ update private.person_details set address = repeat('x', 301) $$, 'person_details_address_too_long');
select pg_temp.breaks($$ update private.person_details set phone = 'call me' $$, 'person_details_phone_plain');
select pg_temp.breaks($$ update private.person_details set lat = 91, lon = 0 $$, 'person_details_lat_on_earth');
select pg_temp.breaks($$ update private.person_details set lat = 0, lon = 181 $$, 'person_details_lon_on_earth');
select pg_temp.breaks($$ update private.person_details set lat = 48 $$, 'person_details_point_whole');
select pg_temp.breaks($$ update private.person_details set choices = jsonb_build_object('a', (select string_agg(md5(n::text), '') from generate_series(1, 200) n)) $$, 'person_details_choices_small');
select pg_temp.breaks($$ insert into private.blocks values (tests.id_of('ada'), tests.id_of('ada')) $$, 'blocks_not_oneself');
select pg_temp.breaks($$ insert into private.person_details (person_id) values (tests.id_of('ada')) $$, 'person_details_pkey');
set session_replication_role = origin;
select pg_temp.breaks($$ update public.people set commune_code = '00000' $$, 'people_commune_code_fkey');
select pg_temp.breaks($$ insert into private.person_details (person_id) values (gen_random_uuid()) $$, 'person_details_person_id_fkey');
select pg_temp.breaks($$ insert into private.blocks values (gen_random_uuid(), tests.id_of('ada')) $$, 'blocks_blocker_id_fkey');
select pg_temp.breaks($$ insert into private.blocks values (tests.id_of('ada'), gen_random_uuid()) $$, 'blocks_blocked_id_fkey');

-- One's own details
select tests.act_as_visitor();
select throws_ok('select public.my_details()', '42501', null, 'details are for residents');
select tests.act_as('ada');
select is(public.my_details(), '{"address": null, "phone": null, "lat": null, "lon": null}', 'empty to begin with');
select is(
  public.save_my_details('{"address": " 12 rue de Brest ", "phone": "+33 6 39 98 00 00", "lat": 48.11, "lon": -1.69, "push": true}'),
  '{"address": "12 rue de Brest", "phone": "+33 6 39 98 00 00", "lat": 48.11, "lon": -1.69, "push": true}', 'kept as given, tidied'
);
select is(public.save_my_details('{"phone": null, "digest": "weekly"}') - array['lat', 'lon'], '{"address": "12 rue de Brest", "phone": null, "push": true, "digest": "weekly"}', 'what is left out stays, null empties');
select throws_ok(format('select public.save_my_details(%L)', given), 'P0001', token, given)
from (values ('[]', 'invalid_value'), ('{"lat": 48.2, "lon": null}', 'invalid_value'), ('{"phone": "zzz"}', 'invalid_value'),
  ('{"lat": "x"}', 'invalid_value'), ('{"address": {}}', 'invalid_value'), ('{"Odd Key": true}', 'invalid_value'),
  ('{"push": [1]}', 'invalid_value'), ('{"lat": 1e999, "lon": 1}', 'invalid_value'),
  (jsonb_build_object('address', repeat('x', 301))::text, 'too_long')) as bad (given, token);
select throws_ok('select public.save_my_details(null)', 'P0001', 'invalid_value', 'nothing is not details');
select throws_ok('select * from private.person_details', '42501', null, 'the drawer itself cannot be opened');
select tests.act_as('bo');
select is(public.my_details() ->> 'address', null, 'nor is it anybody else''s');

-- Blocking
select throws_ok('select public.block_person(tests.id_of(''bo''))', 'P0001', 'invalid_value', 'one does not block oneself');
select lives_ok('select public.block_person(gen_random_uuid())', 'blocking nobody answers the same');
select lives_ok('select public.block_person(tests.id_of(''ada'')) from generate_series(1, 2)', 'blocking twice is blocking once');
select results_eq('select person_id from public.my_blocks()', 'select tests.id_of(''ada'')', 'one sees whom one blocked');
select is_empty('select from public.people where id = tests.id_of(''ada'')', 'who blocked does not see who is blocked');
select throws_ok('select * from public.person_facts(tests.id_of(''ada''))', 'P0001', 'not_found', 'nor facts about them');
select tests.act_as('ada');
select is_empty('select from public.people where id = tests.id_of(''bo'')', 'who is blocked does not see who blocked');
select throws_ok('select * from public.person_facts(tests.id_of(''bo''))', 'P0001', 'not_found', 'nor facts about them');
select throws_ok('select * from public.person_facts(gen_random_uuid())', 'P0001', 'not_found', 'just as for somebody who does not exist');
select is_empty('select * from public.my_blocks()', 'and is never told');
select lives_ok('select public.unblock_person(tests.id_of(''bo''))', 'unblocking what one did not block does nothing');
select is_empty('select from public.people where id = tests.id_of(''bo'')', 'indeed nothing');
select tests.act_as('cy');
select is((select count(*)::integer from public.people), 6, 'others see both');
select throws_ok('select public.is_blocked(null, null)', '42883', null, 'who blocked whom is not asked through the API');
select throws_ok('select private.is_blocked(tests.id_of(''ada''), tests.id_of(''bo''))', '42501', null, 'nor behind it');
select tests.act_as('bo');
select public.unblock_person(tests.id_of('ada'));
select isnt_empty('select from public.people where id = tests.id_of(''ada'')', 'after unblocking all is as before');
select tests.act_as_nobody();
insert into auth.users (id, email) select ('00000000-0000-7001-b000-' || lpad(n::text, 12, '0'))::uuid, n || '@crowd.test' from generate_series(1, 501) n;
insert into private.blocks select tests.id_of('cy'), ('00000000-0000-7001-b000-' || lpad(n::text, 12, '0'))::uuid from generate_series(1, 500) n;
select tests.act_as('cy');
select throws_ok($$ select public.block_person('00000000-0000-7001-b000-000000000501') $$, 'P0001', 'quota_reached', 'one cannot block the world');
select tests.act_as_visitor();
select throws_ok(call, '42501', null, call) from unnest(array['select public.block_person(null)', 'select * from public.person_facts(null)']) as call;

select * from finish();
rollback;
