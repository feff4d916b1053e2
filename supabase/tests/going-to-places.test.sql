begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(24);

-- Ada's session is at a place in Rennes. Near by: a shop that takes kitchen things, a workshop that refuses them, a shop further away, one
-- that is closed, one of a private group, and one in another region.
insert into public.communities (id, slug, name, kind, visibility) values (tests.id(900), 'prive', 'Groupe privé', 'organisation', 'private');
create function tests.stand(number integer, meters numeric, takes text[] default '{}', refuses_ text[] default '{}', held uuid default null, standing text default 'open') returns void
language sql volatile as $$
  insert into public.places (id, slug, name, kind, lat, lon, commune_code, accepts, refuses, held_by, status, source, source_id)
  values (tests.id(number), 'lieu-' || number, 'Lieu ' || number, 'recyclerie', 48.11 + meters / 111195.1, -1.68, '35238', takes, refuses_, held, standing, 'essai', number::text)
$$;
select tests.stand(1000, 0, '{bijoux-montres}');
select tests.stand(1001, 899.5, array['maison']), tests.stand(1002, 300, '{}', array['maison']), tests.stand(1003, 3999.5, array['maison']),
  tests.stand(1004, 100, array['maison'], '{}', null, 'closed'), tests.stand(1005, 100, array['maison'], '{}', tests.id(900)), tests.stand(1006, 40000, array['maison']);
update public.events set place_id = tests.id(1000) where id = tests.id(100);
update public.product_categories set category_slug = 'maison' where id = 14;
create function tests.outlets(who text, taking integer default null) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (
    select string_agg(right(o.value ->> 'slug', 4) || ' ' || coalesce(o.value ->> 'distance_meters', '-'), ', ' order by o.ordinality)
    from jsonb_array_elements(public.session_pack(tests.id(100)) -> 'places') with ordinality as o
    where taking is null or o.value -> 'takes' @> to_jsonb(taking)
  );
end;
$$;
create function tests.gone_to(visit integer) returns text
language plpgsql volatile as $$
declare
  v_token text;
begin
  perform tests.act_as_nobody();
  v_token := (select p.token from private.visit_pages p where p.visit_id = tests.id(visit));
  perform tests.act_as_visitor();
  return (select string_agg(concat_ws(' ', nullif(thing, ''), label_fr, place_slug, place_name), ', ') from public.visit_places(v_token));
end;
$$;
create function tests.put(who text, item integer, act integer, place integer) returns text
language sql volatile as $$ select tests.repair_step(who, item, 'return', act, jsonb_build_object('goes_to', 'place', 'goes_to_place_id', tests.id(place))) $$;
grant execute on all functions in schema tests to anon, authenticated;

select is(tests.outlets('bo', 14), '1001 900, 1003 4000', 'the pack knows who takes a kettle, the nearest first');
select ok(tests.outlets('bo') like '%1000 0%', 'and who takes other things');
select ok(tests.outlets('bo') not like '%1004%' and tests.outlets('bo') not like '%1005%' and tests.outlets('bo') not like '%1006%', 'not what is closed, private, or far away');
select tests.refused($$ select tests.outlets('cy') $$, 'not_allowed', 'who does not help has no pack');
select tests.act_as_visitor();
select throws_ok('select public.session_pack(tests.id(100))', '42501', null, 'nor has a visitor');

-- A kettle of Cy's goes to a shop
select tests.book('cy', 200, 100, tests.thing(300)), tests.visit_step('eli', 200, 'check_in', 400);
select tests.repair_step('bo', 300, 'done', 401, '{"repair_status": 3, "repair_barrier": 6}');
select is(tests.put('bo', 300, 402, 1001), 'returned', 'Bo says which');
select is((tests.thing_is(300)).goes_to_place_id, tests.id(1001), 'as is kept');
select is(tests.gone_to(200), 'Bouilloire lieu-1001 Lieu 1001', 'whoever holds the ticket reads where');
select tests.act_as_visitor();
select is_empty($$ select from public.visit_places('AAAAAAAAAAAAAAAAAAAAAA') $$, 'nobody else');
select tests.act_as('cy');
select is((select p.name from public.repair_items i join public.places p on p.id = i.goes_to_place_id where i.id = tests.id(300)), 'Lieu 1001', 'and so does Cy');
select is(tests.repair_step('bo', 300, 'undo', 403, jsonb_build_object('undoes', tests.id(402))), 'done', 'it is undone in one');
select is((tests.thing_is(300)).goes_to_place_id, null, 'and goes nowhere');
select is(tests.gone_to(200), null, 'as Cy sees');
select tests.refused($$ select tests.put('bo', 300, 404, 1099) $$, 'not_available', 'nothing goes where there is nothing');
select is(tests.repair_step('bo', 300, 'return', 405, '{"goes_to": "place"}'), 'returned', 'nor need one say which');
select is(tests.repair_step('bo', 300, 'undo', 406), 'done', 'Bo thinks again');

-- What becomes of the place
select is(tests.put('bo', 300, 407, 1003), 'returned', 'it goes to the other');
select tests.act_as_nobody();
update public.places set status = 'closed' where id = tests.id(1003);
select is(tests.outlets('bo', 14), '1001 900, 1003 4000', 'where something goes already stays in the pack');
select tests.act_as_nobody();
update public.places set held_by = tests.id(900) where id = tests.id(1003);
select is(tests.gone_to(200), null, 'but not in sight once it is private');
select is(tests.outlets('bo', 14), '1001 900', 'of anybody');
select is(tests.repair_step('bo', 300, 'queue', 408), 'queued', 'it is looked at again');
select tests.act_as_nobody();
delete from public.places where id = tests.id(1003);
select is(tests.repair_step('bo', 300, 'undo', 409, jsonb_build_object('undoes', tests.id(408))), 'returned', 'taken back after the place was thrown away');
select is((tests.thing_is(300)).goes_to_place_id, null, 'it goes to a place, nobody knows which');
select is((tests.thing_is(300)).goes_to, 'place', 'but to one');

select * from finish();
rollback;
