begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(188);
select tests.hold_session(101, 2);
select tests.enlist(114, 101, 'bo', 'repair', 'electric');

-- Booking
select is(tests.book('cy', 200, 100, tests.thing(300) || tests.thing(301, 101)), 'booked', 'Cy books');
select is(tests.book('cy', 200, 100, tests.thing(300) || tests.thing(301, 101)), 'booked', 'twice is once');
select tests.refused($$ select tests.book('cy', 200, 100, tests.thing(302)) $$, 'id_reused', 'not with another thing');
select tests.refused($$ select tests.book('cy', 201, 100, tests.thing(302)) $$, 'already_done', 'nor under another id');
select tests.refused($$ select tests.book('di', 200, 100, tests.thing(302)) $$, 'not_allowed', 'nor under somebody else’s');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(300)) $$, 'not_allowed', 'a thing has an id of its own');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(302), 17) $$, 'outside_windows', 'one comes before it ends');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(302), 13) $$, 'outside_windows', 'and after it begins');
select tests.refused($$ select tests.book('di', 201, 100, '[]') $$, 'invalid_value', 'with a thing');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(302) || tests.thing(303) || tests.thing(304) || tests.thing(305) || tests.thing(306) || tests.thing(307)) $$, 'invalid_value', 'or five');
select tests.refused(format('select tests.book(%L, 201, 100, %L)', 'di', said), token, said::text) from (values
  ('{}'::jsonb, 'invalid_value'), ('null', 'invalid_value'), ('[1]', 'invalid_value'), ('[{}]', 'invalid_value'), ('[{"id": 3}]', 'invalid_value'),
  ('[{"id": "trois"}]', 'invalid_value'),
  (tests.thing(302, 14, '{"priority": 2}'), 'invalid_value'), (tests.thing(302, 14, '{"state": "done"}'), 'invalid_value'),
  (tests.thing(302, 14, '{"parts": "x"}'), 'invalid_value'), (tests.thing(302, 99), 'invalid_value'),
  (tests.thing(302, 14, '{"year_of_manufacture": 1200}'), 'invalid_value'), (tests.thing(302, 14, '{"year_of_manufacture": "an mil"}'), 'invalid_value'),
  (tests.thing(302, 14, jsonb_build_object('problem', repeat('a', 1001))), 'too_long'), (tests.thing(302, 14, jsonb_build_object('brand', repeat('a', 61))), 'too_long'),
  (tests.thing(302, 14, jsonb_build_object('partner_product_category', repeat('a', 101))), 'too_long'),
  (tests.thing(302, 14, jsonb_build_object('photo_path', tests.id_of('cy') || '/' || tests.id(100) || '/p.webp')), 'not_allowed'),
  (tests.thing(302, 14, jsonb_build_object('photo_path', tests.id_of('di') || '/' || tests.id(101) || '/p.webp')), 'not_allowed'),
  (tests.thing(302, 14, jsonb_build_object('listing_id', tests.id(1))), 'not_allowed')
) as refused (said, token);
select tests.act_as('di');
select tests.refused('select public.book_visit(tests.id(201), tests.id(100), null, tests.thing(302))', 'invalid_value', 'at an hour');
select tests.refused('select public.book_visit(tests.id(201), tests.id(100), ''infinity'', tests.thing(302))', 'invalid_value', 'there is');
select tests.refused('select public.book_visit(tests.id(201), tests.id(100), tests.day(7, 14), null)', 'invalid_value', 'with things');
select tests.refused('select public.book_visit(tests.id(201), tests.id(100), tests.day(7, 14), tests.thing(302), ''court'')', 'invalid_value', 'under a token that is one');
select tests.refused('select public.book_visit(tests.id(201), tests.id(99), tests.day(7, 14), tests.thing(302))', 'not_available', 'where there is something');
select tests.act_as_nobody();
select tests.hold_session(102, null, 'ada', 'cancelled'), tests.hold_session(103), tests.hold_session(104), tests.hold_session(105), tests.hold_session(106);
update public.events set kind = 'workshop' where id = tests.id(103);
update public.events set published_at = null, state = 'draft' where id = tests.id(104);
update public.events set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 minute' where id = tests.id(105);
update public.events set starts_at = now() - interval '2 hours', ends_at = now() + interval '1 hour' where id = tests.id(106);
select tests.refused(format('select tests.book(%L, 201, %s, tests.thing(302))', 'di', session), token, 'session ' || session)
from (values (102, 'not_available'), (103, 'not_available'), (104, 'not_available'), (105, 'answer_too_late')) as refused (session, token);
select tests.act_as('di');
select tests.refused('select public.book_visit(tests.id(201), tests.id(106), now() - interval ''16 minutes'', tests.thing(302))', 'starts_in_past', 'not for an hour that is past');
select lives_ok('select public.book_visit(tests.id(201), tests.id(106), now() - interval ''14 minutes'', tests.thing(302, 14, jsonb_build_object(''photo_path'', tests.id_of(''di'') || ''/'' || tests.id(106) || ''/p.webp'')))', 'a little late is early enough');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('gus'));
select tests.refused($$ select tests.book('gus', 202, 100, tests.thing(303)) $$, 'not_available', 'whoever is blocked by its organiser books nothing');
select tests.act_as_nobody();
delete from private.blocks;

-- Full
select is(tests.book('cy', 210, 101, tests.thing(310)), 'booked', 'one seat');
select is(tests.book('di', 211, 101, tests.thing(311)), 'booked', 'two');
select is(tests.book('fay', 212, 101, tests.thing(312)), 'waitlisted', 'the third waits');
select is(tests.book('gus', 213, 101, tests.thing(313)), 'waitlisted', 'and the fourth');
select is(tests.visit_step('cy', 210, 'cancel', 400), 'cancelled', 'a seat is given back');
select is(tests.hall(101), '210 cancelled, 211 booked, 212 booked, 213 waitlisted; 310 registered, 311 registered, 312 registered, 313 registered', 'to whoever waited longest');
select is(tests.told_of_session('fay'), 'visit_seated', 'who is told');
select tests.refused($$ select tests.visit_step('cy', 210, 'undo', 401) $$, 'full', 'which cannot be taken back then');
select is(tests.visit_step('gus', 213, 'cancel', 402), 'cancelled', 'out of the line');
select is(tests.visit_step('gus', 213, 'cancel', 403), 'cancelled', 'cancelled twice is cancelled');
select is(tests.visit_step('gus', 213, 'undo', 404), 'waitlisted', 'and back in it');
select tests.refused($$ select tests.visit_step('gus', 213, 'undo', 405) $$, 'wrong_state', 'a booking is not undone but cancelled');
select is(tests.visit_step('di', 211, 'cancel', 406), 'cancelled', 'another seat');
select is(tests.book('cy', 214, 101, tests.thing(314)), 'waitlisted', 'one may book again');
select tests.refused($$ select tests.visit_step('cy', 210, 'undo', 407) $$, 'already_done', 'but is there once');

-- Whose it is
select tests.refused($$ select tests.visit_step('di', 200, 'cancel', 410) $$, 'not_allowed', 'nobody cancels for somebody else');
select tests.refused($$ select tests.visit_step('cy', 200, 'check_in', 410) $$, 'not_allowed', 'nor comes in by themselves');
select tests.refused($$ select tests.visit_step('di', 99, 'cancel', 410) $$, 'not_allowed', 'nor what is not there');
select tests.refused($$ select tests.walk_in('cy', 220, 100, 'Jo') $$, 'not_allowed', 'visitors register nobody');
select tests.refused($$ select tests.walk_in('fay', 220, 100, 'Jo') $$, 'not_allowed', 'nor strangers');
select tests.act_as('cy');
select results_eq('select id, state::text from public.visits order by id', $$ values (tests.id(200), 'booked'), (tests.id(210), 'cancelled'), (tests.id(214), 'waitlisted') $$, 'Cy sees their visits');
select results_eq('select right(id::text, 3) from public.repair_items order by id', $$ values ('300'), ('301'), ('310'), ('314') $$, 'and their things');
select isnt(public.visit_page(tests.id(200)), null, 'and what opens their page');
select is(public.visit_page(tests.id(212)), null, 'not another’s');
select tests.refused('select public.session_pack(tests.id(100))', 'not_allowed', 'but nothing of the session');
select tests.act_as('gus');
select is_empty('select from public.visits where person_id <> tests.id_of(''gus'')', 'nobody else sees them');
select is_empty('select from public.repair_items where id = tests.id(300)', 'nor what they bring');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.visits (id, event_id, state) values (tests.id(290), tests.id(100), ''booked'')', 'update public.visits set state = ''left''',
  'delete from public.visits', 'insert into public.repair_items (id, visit_id, event_id) values (tests.id(390), tests.id(200), tests.id(100))',
  'update public.repair_items set notes = ''x''', 'delete from public.repair_items', 'select from private.visit_pages', 'select from private.visit_events',
  'select from private.repair_events', 'select from private.ticket_blocks', 'select from private.visit_steps', 'select from private.repair_steps',
  'insert into public.product_categories (id) values (200)', 'update public.product_categories set skill = null', 'delete from public.product_categories',
  'select public.settle_sessions()', 'select private.forget_visitors()'
]) as command where command not like '%public.settle%';
select tests.act_as('eli');
select results_eq('select id from public.visits', 'values (tests.id(200))', 'a helper sees who comes to their session alone');
select is((select count(*)::integer from public.repair_items), 2, 'and what they bring');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('cy'), tests.id_of('eli'));
select tests.act_as('eli');
select is_empty('select from public.visits', 'not who blocked them');
select is(tests.pack_of('eli', 100) #>> '{visits,0,name}', null, 'nor their name');
select tests.act_as_nobody();
delete from private.blocks;
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.visits', 'select from public.repair_items', 'select public.session_pack(tests.id(100))', 'select public.visit_page(tests.id(200))',
  'select public.book_visit(tests.id(290), tests.id(100), now(), ''[]'')', 'select public.register_walk_in(tests.id(290), tests.id(100), ''Jo'', ''[]'')',
  'select public.advance_visit(tests.id(200), ''cancel'', tests.id(490))', 'select public.advance_repair(tests.id(300), ''edit'', ''{}'', tests.id(490))',
  'select public.bring_items(tests.id(200), ''[]'', tests.id(490))', 'select public.reserve_tickets(tests.id(100), tests.id(490), 3)'
]) as command;
select is((select count(*)::integer from public.product_categories where powered), 40, 'a visitor knows the standard’s forty categories');
select is((select count(*)::integer from public.product_categories where not powered and value is null), 12, 'and ours');

select tests.act_as('gus');
select is((select count(*)::integer from public.product_categories), 52, 'as a resident does');

-- At the door
select is(tests.walk_in('eli', 220, 100, '  Jo  ', tests.thing(320) || tests.thing(321, 101)), 1, 'the first number');
select is(tests.walk_in('eli', 220, 100, 'Jo', tests.thing(320) || tests.thing(321, 101)), 1, 'twice is once');
select tests.refused($$ select tests.walk_in('eli', 220, 100, 'Joe', tests.thing(320)) $$, 'id_reused', 'not with another name');
select tests.refused($$ select tests.walk_in('bo', 220, 100, 'Jo') $$, 'not_allowed', 'nor by somebody else');
select tests.refused($$ select tests.walk_in('bo', 200, 100, 'Jo') $$, 'not_allowed', 'nor over a booking');
select tests.refused($$ select tests.walk_in('bo', 221, 100, ' ') $$, 'invalid_value', 'one has a name');
select tests.refused($$ select tests.walk_in('bo', 221, 100, null) $$, 'invalid_value', 'any name');
select tests.refused($$ select tests.walk_in('bo', 221, 100, repeat('a', 61)) $$, 'too_long', 'not all of them');
select tests.refused($$ select tests.walk_in('bo', 221, 100, 'Al', tests.thing(322, 14, '{"ticket": "un"}')) $$, 'invalid_value', 'a number is a number');
select tests.refused($$ select tests.walk_in('bo', 221, 100, 'Al', (select jsonb_agg(tests.thing(n) -> 0) from generate_series(330, 340) n)) $$, 'invalid_value', 'ten things at most');
select tests.refused($$ select tests.walk_in('bo', 221, 102, 'Al') $$, 'not_allowed', 'not elsewhere');
select tests.refused($$ select tests.walk_in('ada', 221, 102, 'Al') $$, 'wrong_state', 'nor where nothing takes place');
select tests.refused($$ select tests.walk_in('ada', 221, 103, 'Al') $$, 'not_allowed', 'nor at another kind of event');
select is(tests.walk_in('ada', 222, 105, 'Al'), 1, 'entered from paper, after');
select tests.act_as_nobody();
update public.events set starts_at = now() - interval '32 days', ends_at = now() - interval '31 days' where id = tests.id(105);
select tests.refused($$ select tests.walk_in('ada', 223, 105, 'Al') $$, 'answer_too_late', 'not a month after');
select is(tests.hall(100), '200 booked, 220 checked_in 1; 300 registered, 301 registered, 320 queued, 321 queued', 'they are in the queue, who only booked is not');
select is(tests.walk_in('bo', 221, 100, 'Al'), 2, 'with nothing but a name');

-- Numbers of devices
select is(tests.reserve('eli', 420, 5), '3-8', 'Eli’s tablet keeps five numbers');
select is(tests.reserve('eli', 420, 5), '3-8', 'the same five');
select tests.refused($$ select tests.reserve('eli', 420, 6) $$, 'id_reused', 'no others under the same act');
select is(tests.reserve('bo', 421, 2), '8-10', 'Bo’s the next');
select tests.refused($$ select tests.reserve('cy', 422, 2) $$, 'not_allowed', 'a visitor none');
select tests.refused(format('select tests.reserve(%L, 422, %L)', 'bo', many), 'invalid_value', coalesce(many, 0) || ' numbers') from unnest(array[0, 51, null]) as many;
select is(tests.walk_in('ada', 230, 100, 'Mo'), 10, 'others get the next');
select is(tests.walk_in('eli', 231, 100, 'Lu', tests.thing(331, 14, '{"ticket": 5}')), 5, 'Eli gives theirs');
select is(tests.walk_in('bo', 232, 100, 'Lo', tests.thing(332, 14, '{"ticket": 6}')), 11, 'Bo does not');
select is(tests.walk_in('eli', 233, 100, 'La', tests.thing(333, 14, '{"ticket": 5}')), 12, 'nor is a number given twice');
select is(tests.visit_step('eli', 200, 'check_in', 430, '{"ticket": 3}'), 'checked_in', 'a booking comes in');
select is(tests.hall(100), '200 checked_in 3, 220 checked_in 1, 221 checked_in 2, 230 checked_in 10, 231 checked_in 5, 232 checked_in 11, 233 checked_in 12; 300 queued, 301 queued, 320 queued, 321 queued, 331 queued, 332 queued, 333 queued', 'and is in the queue');
select is(tests.visit_step('bo', 200, 'check_in', 431, '{"ticket": 8}'), 'checked_in', 'two tablets let them in');
select matches(tests.hall(100), '200 checked_in 3,', 'once');
select tests.refused(format('select tests.visit_step(%L, 200, %L, 432, %L)', 'bo', what, said), 'invalid_value', coalesce(what, 'nothing') || said)
from (values ('dance', '{}'), (null, '{}'), ('leave', '{"ticket": 3}'), ('check_in', '{"undoes": 3}'), ('undo', '{"undoes": "trois"}'), ('check_in', '[]')) as said (what, said);
select tests.refused($$ select tests.visit_step('bo', 230, 'check_in', null) $$, 'invalid_value', 'a step has an id');

-- Taken back
select tests.refused($$ select tests.visit_step('bo', 200, 'undo', 440, jsonb_build_object('undoes', tests.id(431))) $$, 'not_found', 'what changed nothing is not undone');
select tests.refused($$ select tests.visit_step('bo', 200, 'undo', 440) $$, 'wrong_state', 'nor somebody else’s step, unless named');
select is(tests.repair_step('bo', 300, 'claim', 441), 'claimed', 'Bo takes their kettle');
select tests.refused($$ select tests.visit_step('eli', 200, 'undo', 442) $$, 'wrong_state', 'which now stands on it');
select tests.refused($$ select tests.visit_step('eli', 200, 'leave', 442) $$, 'wrong_state', 'nobody leaves while their thing is on a table');
select is(tests.repair_step('bo', 300, 'undo', 443), 'queued', 'put back');
select is(tests.visit_step('bo', 200, 'undo', 444, jsonb_build_object('undoes', tests.id(430))), 'booked', 'by name, the door’s step is undone');
select matches(tests.hall(100), '200 booked 3, .* 300 registered, 301 registered', 'with what came with it; the number is theirs');
select tests.refused($$ select tests.visit_step('eli', 200, 'undo', 445, jsonb_build_object('undoes', tests.id(430))) $$, 'already_done', 'once');
select is(tests.visit_step('eli', 200, 'no_show', 446), 'no_show', 'they did not come');
select tests.refused($$ select tests.visit_step('eli', 200, 'leave', 447) $$, 'wrong_state', 'whoever is not there does not leave');
select is(tests.visit_step('eli', 200, 'check_in', 448), 'checked_in', 'they did, late');
select is(tests.visit_step('eli', 200, 'leave', 449), 'left', 'and left');
select tests.refused($$ select tests.visit_step('bo', 200, 'undo', 450, jsonb_build_object('undoes', tests.id(448))) $$, 'wrong_state', 'something later stands on it');
select is(tests.visit_step('eli', 200, 'undo', 451), 'checked_in', 'which is undone first');
select is(tests.visit_step('eli', 221, 'cancel', 452), 'cancelled', 'somebody was written down twice');
select is(tests.visit_step('bo', 231, 'undo', 453, jsonb_build_object('undoes', tests.id(231))), 'cancelled', 'or by mistake');
select matches(tests.hall(100), '331 returned', 'with their things');
select is_empty(
  $$ select v.id from public.visits v where v.state <> (select e.state from private.visit_events e where e.visit_id = v.id order by e.id desc limit 1) $$,
  'each state is what its events say'
) from tests.act_as_nobody();

-- More things
select is(tests.bring('cy', 214, tests.thing(350), 460), 'waitlisted', 'Cy brings something else as well');
select is(tests.bring('cy', 214, tests.thing(350), 460), 'waitlisted', 'twice is once');
select tests.refused($$ select tests.bring('cy', 214, tests.thing(351), 460) $$, 'id_reused', 'not another thing');
select tests.refused($$ select tests.bring('cy', 214, tests.thing(351) || tests.thing(352) || tests.thing(353) || tests.thing(354), 461) $$, 'full', 'five in all');
select tests.refused($$ select tests.bring('cy', 200, tests.thing(351), 461) $$, 'wrong_state', 'nor once they are there');
select tests.refused($$ select tests.bring('cy', 214, tests.thing(351, 14, '{"priority": 1}'), 461) $$, 'invalid_value', 'nor before others');
select tests.refused($$ select tests.bring('cy', 214, '[]', 461) $$, 'invalid_value', 'nor nothing');
select tests.refused($$ select tests.bring('di', 214, tests.thing(351), 461) $$, 'not_allowed', 'nor for somebody else');
select is(tests.bring('eli', 200, tests.thing(355, 14, '{"priority": 1, "parts": "Fusible"}'), 462), 'checked_in', 'Eli adds what they had in their bag');
select is((tests.thing_is(355)).state::text, 'queued', 'which is in the queue');
select tests.refused($$ select tests.bring('eli', 221, tests.thing(356), 463) $$, 'wrong_state', 'not to who is not there');
select tests.refused($$ select tests.bring('eli', 200, (select jsonb_agg(tests.thing(n) -> 0) from generate_series(501, 511) n), 465) $$, 'invalid_value', 'ten at a time');
select tests.refused($$ select tests.bring('eli', 200, (select jsonb_agg(tests.thing(n) -> 0) from generate_series(501, 510) n), 465) $$, 'full', 'twenty things in all')
from (select tests.bring('eli', 200, (select jsonb_agg(tests.thing(n) -> 0) from generate_series(521, 530) n), 464)) as ten;

-- A visitor changes their mind
select is(tests.repair_step('cy', 350, 'edit', 470, '{"problem": "Fuit", "brand": " Moulinex "}'), 'registered', 'Cy says it better');
select is((tests.thing_is(350)).brand, 'Moulinex', 'tidily');
select tests.refused(format('select tests.repair_step(%L, 350, %L, 471, %L)', who, what, said), token, concat_ws(' ', who, what, said)) from (values
  ('cy', 'edit', '{"parts": "x"}', 'invalid_value'), ('cy', 'edit', '{"notes": "x"}', 'invalid_value'), ('cy', 'queue', '{}', 'not_allowed'),
  ('cy', 'undo', '{}', 'not_allowed'), ('cy', 'prioritise', '{"priority": 1}', 'not_allowed'), ('di', 'edit', '{"problem": "x"}', 'not_allowed')
) as refused (who, what, said, token);
select tests.refused($$ select tests.repair_step('cy', 300, 'edit', 471, '{"problem": "x"}') $$, 'wrong_state', 'not once they are there');
select is(tests.repair_step('cy', 350, 'discard', 472), 'returned', 'and leaves it at home');

-- Enough
select tests.act_as_nobody();
select tests.hold_session(120 + n) from generate_series(1, 10) n;
select is(string_agg(tests.book('fay', 600 + n, 120 + n, tests.thing(700 + n)), ' '), rtrim(repeat('booked ', 9)), 'ten to come') from generate_series(1, 9) n;
select tests.refused($$ select tests.book('fay', 610, 130, tests.thing(710)) $$, 'quota_reached', 'not one more');
select tests.act_as_nobody();
insert into public.visits (id, event_id, person_id, arrival_at, state, asked_at) select tests.id(800 + n), tests.id(105), tests.id_of('gus'), now(), 'cancelled', now() from generate_series(1, 29) n;
select tests.refused($$ select tests.book('gus', 830, 130, tests.thing(830)) $$, 'too_fast', 'thirty a day');
select tests.act_as_nobody();
insert into auth.users (id, email) select tests.id(2000 + n), n || '@crowd.test' from generate_series(1, 500) n;
insert into public.visits (id, event_id, person_id, arrival_at, state) select tests.id(2000 + n), tests.id(130), tests.id(2000 + n), tests.day(7, 14), 'waitlisted' from generate_series(1, 500) n;
select tests.refused($$ select tests.book('di', 831, 130, tests.thing(831)) $$, 'full', 'five hundred in line are plenty');
select tests.act_as_nobody();
insert into public.visits (id, event_id, walk_in, state) select tests.id(3000 + n), tests.id(100), true, 'cancelled' from generate_series(1, 2000) n;
select tests.refused($$ select tests.walk_in('eli', 832, 100, 'Zo') $$, 'full', 'two thousand in a hall');
select tests.act_as_nobody();
insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) select tests.id(4000 + n), tests.id(100), tests.id_of('eli'), 1000 + n, 1001 + n from generate_series(1, 49) n;
select tests.refused($$ select tests.reserve('eli', 833, 1) $$, 'quota_reached', 'fifty blocks');

select * from finish();
rollback;
