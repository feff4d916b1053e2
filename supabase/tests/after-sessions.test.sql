begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(47);
create function tests.jobs(what text) returns integer
language plpgsql volatile as $$
declare
  v_count integer;
begin
  perform tests.act_as_nobody();
  execute format('select private.%s()', what) into v_count;
  return v_count;
end;
$$;
create function tests.ended(session integer, ago interval) returns void
language sql volatile as $$
  update public.events set starts_at = now() - ago - interval '3 hours', ends_at = now() - ago where id = tests.id(session)
$$;
grant execute on all functions in schema tests to anon, authenticated;
select tests.hold_session(101, 1), tests.hold_session(102);
select tests.enlist(116, 102, 'bo', 'repair');
select tests.publish(2, 'cy'), tests.publish(3, 'cy');
select tests.act_as('cy');
select lives_ok(format('select public.wish_repair(tests.id(%s), ''Ne chauffe plus'', tests.id(%s))', n, 390 + n), 'Cy would like it mended') from generate_series(2, 3) n;
select is(tests.book('cy', 200, 100, tests.thing(300, 14, jsonb_build_object('listing_id', tests.id(2), 'problem', 'Ne chauffe plus', 'photo_path', tests.id_of('cy') || '/' || tests.id(100) || '/a.webp')) || tests.thing(301, 14, jsonb_build_object('listing_id', tests.id(3)))), 'booked', 'and brings both');
select tests.walk_in('eli', 201, 100, 'Canari', tests.thing(310));
select tests.act_as_nobody();
update public.repair_wishes set created_at = now() - interval '1 day';
insert into storage.objects (bucket_id, name) values ('fault-photos', tests.id_of('cy') || '/' || tests.id(100) || '/a.webp');
select is(tests.visit_step('eli', 200, 'check_in', 400), 'checked_in', 'they come');
select is(tests.repair_step('bo', 300, 'done', 401, '{"repair_status": 1, "notes": "Propre"}'), 'done', 'one is mended');
select is(tests.repair_step('bo', 301, 'done', 402, '{"repair_status": 2}'), 'done', 'the other not yet');

-- A wish that was granted
select is(tests.jobs('settle_sessions'), 0, 'while it lasts, all of it may be taken back');
select tests.ended(100, '1 minute');
select is(tests.jobs('settle_sessions'), 1, 'afterwards');
select results_eq('select right(id::text, 1), condition::text from public.listings where id in (tests.id(2), tests.id(3)) order by id', $$ values ('2', null), ('3', 'to_repair') $$, 'what was mended needs no repair');
select results_eq('select listing_id from public.repair_wishes', 'values (tests.id(3))', 'and the other is still wished for');
select is(tests.jobs('settle_sessions'), 0, 'once');

-- A larger room
select is(tests.book('di', 210, 101, tests.thing(320)), 'booked', 'one seat');
select is(tests.book('fay', 211, 101, tests.thing(321)), 'waitlisted', 'Fay waits');
select is(tests.jobs('settle_sessions'), 0, 'as long as there is one');
update public.events set capacity = 2 where id = tests.id(101);
select is(tests.jobs('settle_sessions'), 1, 'until there are two');
select is(tests.told_of_session('fay'), 'visit_seated', 'Fay is told');
select tests.act_as('ada');
select lives_ok($$ select public.advance_event(tests.id(101), 'cancel', tests.id(410), 'La salle est fermée') $$, 'it is cancelled');
select matches(tests.told_of_session('di'), 'event_cancelled', 'and whoever booked is told');

-- Thirty days, a year
select tests.act_as_nobody();
select is(tests.jobs('forget_visitors'), 0, 'nothing is forgotten yet');
select tests.ended(100, '29 days');
select is(tests.jobs('forget_visitors'), 0, 'nor after 29 days');
select tests.ended(100, '31 days');
select is(tests.jobs('forget_visitors'), 1, 'after 31, first names are');
select results_eq('select walk_in_name, person_id from public.visits where id in (tests.id(200), tests.id(201)) order by id', $$ values (null::text, tests.id_of('cy')), (null, null) $$, 'not yet who booked');
select is_empty('select from private.visit_pages p join public.visits v on v.id = p.visit_id where v.event_id = tests.id(100)', 'tickets lead nowhere');
select results_eq('select name from private.files_to_erase', $$ values (tests.id_of('cy') || '/' || tests.id(100) || '/a.webp') $$, 'photographs go');
select is_empty('select from public.repair_items where photo_path is not null', 'and what named them');
select tests.ended(100, '366 days');
select is(tests.jobs('forget_visitors'), 1, 'after a year, who booked');
select is_empty('select from public.visits where event_id = tests.id(100) and (person_id is not null or walk_in_name is not null)', 'nobody is left');
select tests.act_as_visitor();
select results_eq('select people, things, fixed from public.session_figures(tests.id(100))', 'values (2, 3, 1)', 'the figures are');

-- Somebody goes
select tests.act_as_nobody();
select is(tests.book('cy', 220, 102, tests.thing(330, 14, '{"problem": "Canari", "partner_product_category": "Canari"}')), 'booked', 'Cy books');
select is(tests.book('fay', 221, 102, tests.thing(331, 14, '{"problem": "Canari"}')), 'booked', 'and Fay');
select is(tests.visit_step('bo', 221, 'check_in', 420), 'checked_in', 'who comes');
select is(tests.repair_step('bo', 331, 'edit', 421, '{"notes": "Canari", "parts": "Canari"}'), 'queued', 'Bo looks');
select is(tests.repair_step('bo', 331, 'claim', 422), 'claimed', 'and takes it');
select tests.act_as('fay');
select is((select data #>> '{visits,1,items,0,problem}' || ' ' || (data #>> '{visits,1,title}') || ' ' || jsonb_array_length(data #> '{visits,1,steps}') from public.export_my_data() data), 'Canari Session 102 2', 'what Fay said is theirs to take along');
select tests.act_as('bo');
select is((select data #>> '{repairs,0,product_category_id}' from public.export_my_data() data), '14', 'what Bo repaired, Bo’s');
select ok(public.export_my_data()::text not like '%Canari%', 'without a word of anybody');
select tests.act_as('fay');
select lives_ok('select public.delete_my_account()', 'Fay goes');
select tests.act_as('cy');
select lives_ok('select public.delete_my_account()', 'and Cy');
select tests.act_as_nobody();
select results_eq('select id, state::text, person_id from public.visits where event_id = tests.id(102) order by id', $$ values (tests.id(220), 'cancelled', null::uuid), (tests.id(221), 'checked_in', null) $$, 'nobody is expected in vain');
select is_empty(format('select 1 from %s t where t::text like %L', c.oid::regclass, '%Canari%'), 'not a word is left: ' || what)
from (values ('public.repair_items'), ('private.repair_events'), ('private.op_receipts'), ('public.visits')) as w (what) join pg_class c on c.oid = what::regclass;
select is((select state::text from public.repair_items where id = tests.id(331)), 'claimed', 'the thing is still on the table');
select tests.act_as('bo');
select lives_ok('select public.delete_my_account()', 'then Bo goes');
select tests.act_as_nobody();
select results_eq('select state::text, claimed_by from public.repair_items where id = tests.id(331)', $$ values ('queued', null::uuid) $$, 'and it is back in the queue');
select is_empty(
  $$ select i.id from public.repair_items i where i.event_id = tests.id(102) and i.state <> (select e.state from private.repair_events e where e.item_id = i.id order by e.id desc limit 1) $$,
  'as its events say'
);

select * from finish();
rollback;
