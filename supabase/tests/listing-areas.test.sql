begin;
\ir support/actors.psql
select plan(29);

select tests.create_person(who) from unnest(array['ada', 'bo']) as who;
update public.people set commune_code = '35238';
create function tests.id(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid $$;
create function tests.area(n integer) returns point language sql security definer as $$ select private.plane(area_lat, area_lon) from public.listings where id = tests.id(n) $$;
create function tests.centre(commune text) returns point language sql security definer as $$ select private.plane(lat, lon) from public.communes where code = commune $$;
create function tests.off(n integer, lat double precision, lon double precision) returns double precision language sql security definer as $$ select tests.area(n) <-> private.plane(lat, lon) $$;
create function tests.inside(n integer) returns boolean language sql security definer as $$ select private.surely_inside('35238', tests.area(n)) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Without an exact point, the commune is all one knows
select tests.act_as('ada');
insert into public.listings (id, kind, title, category_slug) values (tests.id(1), 'loan', 'Drill', 'bricolage');
select ok((tests.area(1) <-> tests.centre('35238')) < 1, 'without an address, the area is the commune''s centre');

-- At its owner's
select public.save_my_details('{"address": "12 rue de Brest", "lat": 48.1134, "lon": -1.6942}');
select cmp_ok(tests.off(1, 48.1134, -1.6942), '>=', 300::float, 'with one, it is at least 300 m off');
select cmp_ok(tests.off(1, 48.1134, -1.6942), '<=', 1100::float, 'and not out of the neighbourhood');
select ok(tests.inside(1), 'in its commune');
select tests.act_as('ada');
insert into public.listings (id, kind, title) values (tests.id(2), 'loan', 'Saw');
select ok((tests.area(1) <-> tests.area(2)) < 0.01, 'two things at one address are at one point: nothing to average out');
update public.listings set title = 'Drill again';
select public.save_my_details('{"lat": 48.1134, "lon": -1.6942, "phone": "0639980000"}');
select ok((tests.area(1) <-> tests.area(2)) < 0.01, 'writing again does not draw again');
create temp table was as select tests.area(1) as at;
select public.save_my_details('{"address": "3 rue de Nantes", "lat": 48.0900, "lon": -1.6900}');
select cmp_ok(tests.area(1) <-> (select at from was), '>', 500::float, 'when the owner moves, so does the area');
select public.save_my_details('{"address": "12, RUE de Brest", "lat": 48.1134, "lon": -1.6942}');
select ok((tests.area(1) <-> (select at from was)) < 0.01, 'and back at the same address it is the same point, however written');
select tests.act_as('bo');
select public.save_my_details('{"address": "12 rue de Brest", "lat": 48.1134, "lon": -1.6942}');
insert into public.listings (id, kind, title) values (tests.id(3), 'loan', 'Plane');
select cmp_ok(tests.area(3) <-> (select at from was), '>', 0.01::float, 'another owner at the address is at another point: addresses cannot be tried out');

-- Somewhere else
select tests.act_as('ada');
select lives_ok($$ select public.place_listing(tests.id(1), 'Shed', 48.1200, -1.6500) $$, 'an owner says where a listing really is');
select cmp_ok(tests.area(1) <-> (select at from was), '>', 1000::float, 'its area follows');
create temp table placed as select tests.area(1) as at;
select public.save_my_details('{"lat": 48.0900, "lon": -1.6900}');
select ok((tests.area(1) <-> (select at from placed)) < 0.01, 'and no longer follows the owner');
select public.save_my_details('{"lat": 48.1134, "lon": -1.6942}');
select lives_ok($$ select public.place_listing(tests.id(1), null, null, null) $$, 'an owner takes it home');
select ok((tests.area(1) <-> (select at from was)) < 0.01, 'to the same point as ever');
select throws_ok(format('select public.place_listing(tests.id(1), %s)', given), 'P0001', token, given) from (values
  ('null, 48.1, null', 'invalid_value'), ('null, 91, 0', 'invalid_value'), ('null, 43.6, 1.44', 'invalid_value'),
  ('null, ''NaN'', ''NaN''', 'invalid_value'), ('repeat(''x'', 301), 48.1, -1.6', 'too_long')) as bad (given, token);
select throws_ok($$ select * from private.listing_places $$, '42501', null, 'the exact place is in no table one can read');
select throws_ok($$ select * from private.secrets $$, '42501', null, 'nor is what the offset is drawn from');
select throws_ok($$ select private.blurred('35238', private.plane(48.1, -1.6), null, null) $$, '42501', null, 'nor can one draw');
select tests.act_as('bo');
select throws_ok($$ select public.place_listing(tests.id(1), 'Mine', 48.1, -1.6) $$, 'P0001', 'not_found', 'a draft is not there for others');
select tests.act_as_visitor();
select throws_ok($$ select public.place_listing(tests.id(1), 'Mine', 48.1, -1.6) $$, '42501', null, 'a visitor places nothing');
select tests.act_as_nobody();
update public.listings set category_slug = 'bricolage', status = 'published', published_at = now();
select tests.act_as('bo');
select throws_ok($$ select public.place_listing(tests.id(1), 'Mine', 48.1, -1.6) $$, 'P0001', 'not_allowed', 'what others see they do not move');

-- Everywhere in the territory
select tests.act_as_nobody();
create temp table spots as
  select c.code, p.spot, private.blurred(c.code, p.spot, md5(c.code || n)::uuid, n || ' rue') as blurred
  from public.communes c, generate_series(1, 24) as n, lateral (
    select private.plane(c.lat, c.lon) + point(cos(n), sin(n)) * point((n % 8) / 8.0 * (
      select sector_meters[1 + (floor((degrees(atan2(sin(n), cos(n)))::numeric + 360) / 15)::integer % 24)] from private.commune_reach r where r.commune_code = c.code
    ), 0) as spot
  ) as p;
select is((select count(*)::integer from spots where not private.surely_inside(code, spot)), 0, 'a thousand homes in 43 communes');
select is((select count(*)::integer from spots where not private.surely_inside(code, blurred)), 0, 'each shown in its own commune');
select is((select count(*)::integer from spots where (spot <-> blurred) < 250 and code <> '35022'), 0, 'none less than 250 m from home, but in the smallest commune, shown by its centre');
select ok(private.surely_inside('35238', null) is false and private.surely_inside('00000', point(0, 0)) is false, 'nowhere is not inside');

select * from finish();
rollback;
