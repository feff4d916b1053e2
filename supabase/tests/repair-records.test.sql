begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(38);

-- Fay runs a community, Gus another, which is private; Cy neither.
insert into public.communities (id, slug, name, kind, visibility) values
  (tests.id(901), 'reparer', 'Réparer', 'practice', 'listed'), (tests.id(902), 'entre-nous', 'Entre nous', 'organisation', 'private');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(901), tests.id_of('fay'), 'organiser', 'active'), (tests.id(902), tests.id_of('gus'), 'organiser', 'active');
create function tests.record(record_id text, instead jsonb default '{}') returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    'record_id', record_id, 'data_provider', 'Repair Café International', 'country', 'FRA', 'product_category_id', 31, 'repair_status', 1,
    'event_date', '2019-11-30', 'group_identifier', '0122', 'problem', 'Ne grille plus'
  ) || instead
$$;
create function tests.bring_records(lines jsonb, community integer default 901, rehearse boolean default false) returns text
language sql volatile as $$
  select string_agg(outcome || coalesce(':' || why, ''), ' ' order by line) from public.import_repair_records(tests.id(community), lines, rehearse)
$$;
create function tests.record_is(record text) returns private.repair_records
language sql stable security definer as $$ select r from private.repair_records r where r.record_id = record $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Who may
select tests.act_as_visitor();
select throws_ok($$ select tests.bring_records(jsonb_build_array(tests.record('a'))) $$, '42501', null, 'a visitor brings no records');
select tests.act_as('cy');
select throws_ok($$ select tests.bring_records(jsonb_build_array(tests.record('a'))) $$, 'not_allowed', 'nor does a resident');
select tests.act_as('gus');
select throws_ok($$ select tests.bring_records(jsonb_build_array(tests.record('a'))) $$, 'not_allowed', 'nor whoever runs another community');
select throws_ok($$ select public.import_repair_records(null, '[]') $$, 'not_allowed', 'nor anybody to none');

-- Lines good and bad
select tests.act_as('fay');
select is(tests.bring_records(jsonb_build_array(tests.record('a')), rehearse => true), 'new', 'a rehearsal says what would be');
select is((tests.record_is('a')).id, null, 'and does nothing of it');
select is(
  tests.bring_records(jsonb_build_array(
    tests.record('a'), tests.record('b', '{"product_category_id": 103}'), tests.record('c', '{"product_category_id": 99}'), tests.record('d', '{"repair_status": 4}'),
    tests.record('e', '{"repair_barrier": 1}'), tests.record('f', '{"country": "FR"}'), tests.record('g', '{"event_date": "????"}'), tests.record('h', '{"event_date": "2199-01-01"}'),
    tests.record('i', jsonb_build_object('brand', repeat('a', 101))), tests.record('j', '{"year_of_manufacture": 1200}'), tests.record('k', '{"product_age": -1}'),
    tests.record('l', jsonb_build_object('community_id', tests.id(902))), '"bonjour"', tests.record(null), tests.record('m', '{"data_provider": ""}'),
    tests.record('n', '{"repair_barrier": 7, "repair_status": 3}'), tests.record('z', '{"repair_status": 3, "repair_barrier": 1, "problem": "Appelez le 06 11 22 33 44"}')
  )),
  'new' || repeat(' refused:invalid_value', 7) || ' refused:too_long' || repeat(' refused:invalid_value', 7) || ' new',
  'a bad line takes no good one with it'
);
select is((tests.record_is('a')).community_id, tests.id(901), 'a record is of the community it was brought to');
select is((tests.record_is('z')).problem, 'Appelez le •••', 'nobody is to be called from it');
select is(tests.bring_records(jsonb_build_array(tests.record('a'), tests.record('z', '{"repair_status": 3, "repair_barrier": 1, "problem": "Appelez le 06 11 22 33 44"}'))), 'same same', 'brought twice it is there once');
select is(tests.bring_records(jsonb_build_array(tests.record('a', '{"repair_status": 2}'))), 'changed', 'brought otherwise it changes');
select is((tests.record_is('a')).repair_status, 2::smallint, 'as it says');
select is(tests.bring_records(jsonb_build_array(tests.record('a', '{"data_provider": "The Restart Project"}'))), 'new', 'of another provider it is another');
select tests.act_as('gus');
select is(tests.bring_records(jsonb_build_array(tests.record('z'), tests.record('secret')), 902), 'refused:not_allowed new', 'what another community brought is theirs to change');
select tests.act_as('fay');
select throws_ok($$ select public.import_repair_records(tests.id(901), (select jsonb_agg(tests.record(n::text)) from generate_series(1, 501) as n)) $$, 'too_long', 'five hundred at a time');
select throws_ok($$ select public.import_repair_records(tests.id(901), '{}') $$, 'invalid_value', 'as a list');
select throws_ok($$ select public.import_repair_records(tests.id(901), null) $$, 'invalid_value', 'of something');
select is(jsonb_array_length(public.export_my_data() -> 'repair_records_imported'), 3, 'who brought them knows');
select tests.act_as_nobody();
select throws_ok($$ insert into private.repair_records (community_id, data_provider, record_id, country, product_category_id, repair_status, event_date, imported_by) values (tests.id(901), 'x', 'y', 'FRA', 1, 1, '2020-01-01', tests.id(999)) $$, '23503', null, 'by somebody who is here');
select throws_ok($$ insert into private.repair_records (community_id, data_provider, record_id, country, product_category_id, repair_status, event_date) values (tests.id(999), 'x', 'y', 'FRA', 1, 1, '2020-01-01') $$, '23503', null, 'to a community that is');

-- What was repaired here
select tests.book('cy', 200, 100, tests.thing(300, 14, '{"brand": "=Seb", "year_of_manufacture": 2015, "problem": "Écrire à cy@example.test 🙂"}') || tests.thing(301, 101), 15);
select tests.walk_in('eli', 201, 100, 'Jo', tests.thing(310, 31) || tests.thing(311, 24));
select tests.act_as_visitor();
select is_empty('select from public.repair_records()', 'nothing is a record before it is done');
select tests.act_as_nobody();
update public.repair_items set state = 'done', repair_status = 1, done_at = now(), product_category_id = case id when tests.id(301) then 101 else product_category_id end where id in (tests.id(300), tests.id(301), tests.id(310));
select tests.act_as_visitor();
select results_eq(
  'select id, product_category_id, repair_status, group_identifier like ''session-100%'', problem from public.repair_records()',
  $$ values (tests.id(310), 31::smallint, 1::smallint, true, 'Ne marche plus') $$,
  'what was brought by somebody who came, with a plug or a battery, and is done'
);
select is(tests.visit_step('eli', 200, 'check_in', 500), 'checked_in', 'Cy comes');
select tests.act_as_visitor();
select results_eq(
  'select id, brand, year_of_manufacture::integer, product_age = extract(year from event_date) - 2015, problem from public.repair_records()',
  $$ values (tests.id(300), '=Seb', 2015, true, 'Écrire à ••• 🙂'), (tests.id(310), '', null, null, 'Ne marche plus') $$,
  'by id, and nobody is to be written to'
);
select results_eq('select id from public.repair_records(after => tests.id(300))', array[tests.id(310)], 'after the last one read');
select results_eq('select id from public.repair_records(page_size => 1)', array[tests.id(300)], 'as many as asked for');
select is((select count(*)::integer from public.repair_records(page_size => 0)), 1, 'one at least');
select is((select count(*)::integer from public.repair_records(tests.id(100))), 2, 'of one session');
select is_empty('select from public.repair_records(tests.id(99))', 'of none');
select is_empty('select from public.repair_records(community_id => tests.id(901))', 'of a community that held none');
select tests.act_as_nobody();
update public.repair_items set year_of_manufacture = 2100 where id = tests.id(300);
update public.repair_items set mistaken = true where id = tests.id(310);
update public.events set community_id = tests.id(901) where id = tests.id(100);
select tests.act_as_visitor();
select results_eq('select id, year_of_manufacture, product_age, group_identifier from public.repair_records(community_id => tests.id(901))', $$ values (tests.id(300), null::smallint, null::integer, 'reparer') $$, 'a mistake is no record, nor is a year to come a year');
select tests.act_as_nobody();
update public.events set community_id = tests.id(902) where id = tests.id(100);
select tests.act_as_visitor();
select is_empty('select from public.repair_records()', 'what a private community repairs is nobody else’s');
select tests.act_as('gus');
select is((select count(*)::integer from public.repair_records()), 1, 'but theirs');
select tests.act_as_nobody();
update public.events set community_id = null, published_at = null, state = 'draft' where id = tests.id(100);
select tests.act_as_visitor();
select is_empty('select from public.repair_records()', 'what was never announced is not published');
select tests.act_as_nobody();
delete from public.memberships where community_id = tests.id(902);
delete from public.communities c where c.id = tests.id(902) and not exists (select from public.events e where e.community_id = c.id);
select is((tests.record_is('secret')).id, null, 'records go with their community');
select throws_ok($$ update private.repair_records set product_category_id = 77 $$, '23503', null, 'a category is one that there is');
select throws_ok($$ update private.repair_records set record_id = 'a', data_provider = 'x' $$, '23505', null, 'a record is there once');
select throws_ok($$ update private.repair_records set event_date = '1999-01-01' $$, '23514', null, 'nobody repaired before');

select * from finish();
rollback;
