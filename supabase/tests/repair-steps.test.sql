begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(196);
select tests.book('cy', 200, 100, tests.thing(300) || tests.thing(301, 103));
select tests.walk_in('eli', 201, 100, 'Jo', tests.thing(310) || tests.thing(311, 101));
select tests.walk_in('eli', 202, 100, 'Al', tests.thing(320));

-- Who may, and when
select tests.refused(format('select tests.repair_step(%L, %s, %L, 400)', who, item, what), token, concat_ws(' ', who, item, what)) from (values
  ('cy', 300, 'claim', 'not_allowed'), ('di', 300, 'claim', 'not_allowed'), ('di', 300, 'edit', 'not_allowed'), ('bo', 99, 'claim', 'not_allowed'),
  ('bo', 300, 'claim', 'wrong_state'), ('bo', 300, 'queue', 'wrong_state'), ('bo', 310, 'release', 'already_done'), ('bo', 310, 'call', 'wrong_state'),
  ('bo', 310, 'dance', 'invalid_value'), ('bo', 310, 'done', 'invalid_value'), ('bo', 310, 'prioritise', 'invalid_value'), ('bo', 310, null, 'invalid_value')
) as refused (who, item, what, token);
select tests.refused($$ select tests.repair_step('bo', 300, 'done', 400, '{"repair_status": 1}') $$, 'wrong_state', 'nothing ends before they come');
select tests.refused($$ select tests.repair_step('bo', 310, 'claim', null) $$, 'invalid_value', 'a step has an id');
select tests.refused(format('select tests.repair_step(%L, 310, %L, 400, %L)', 'bo', what, said), token, concat_ws(' ', what, left(said::text, 60))) from (values
  ('claim', '[]'::jsonb, 'invalid_value'), ('claim', '{"repair_status": 1}', 'invalid_value'), ('claim', '{"also": "oui"}', 'invalid_value'),
  ('discard', '{"notes": "x"}', 'invalid_value'), ('edit', '{"state": "done"}', 'invalid_value'), ('edit', '{"claimed_by": null}', 'invalid_value'),
  ('edit', '{"product_category_id": 99}', 'invalid_value'), ('edit', '{"problem": null}', 'invalid_value'), ('edit', '{"repair_status": 1}', 'invalid_value'),
  ('prioritise', '{"priority": 3}', 'invalid_value'), ('done', '{"repair_status": 4}', 'invalid_value'), ('done', '{"repair_status": 1.5}', 'invalid_value'),
  ('done', '{"repair_status": 1, "repair_barrier": 1}', 'invalid_value'), ('done', '{"repair_status": 3, "repair_barrier": 7}', 'invalid_value'),
  ('done', '{"repair_status": 1, "weight_grams": 0}', 'invalid_value'), ('done', '{"repair_status": 1, "minutes": 601}', 'invalid_value'),
  ('done', jsonb_build_object('repair_status', 1, 'notes', repeat('a', 2001)), 'too_long'), ('edit', jsonb_build_object('parts', repeat('a', 301)), 'too_long'),
  ('claim', jsonb_build_object('at_table', repeat('a', 21)), 'too_long'), ('pass_on', jsonb_build_object('to', tests.id_of('cy')), 'not_available'),
  ('return', '{"goes_to": "ailleurs"}', 'invalid_value'), ('return', jsonb_build_object('goes_to', 'next_session', 'goes_to_event_id', tests.id(99)), 'not_available'),
  ('return', jsonb_build_object('goes_to', 'next_session', 'goes_to_event_id', tests.id(100)), 'not_available'),
  ('return', jsonb_build_object('goes_to', 'place', 'goes_to_place_id', tests.id(99)), 'not_available'),
  ('return', jsonb_build_object('goes_to', 'listing', 'goes_to_listing_id', tests.id(1)), 'not_available'),
  ('undo', '{"undoes": "trois"}', 'invalid_value')
) as refused (what, said, token);

-- One thing, one hand
select is(tests.repair_step('bo', 310, 'claim', 401, '{"at_table": " 3 "}'), 'claimed', 'Bo takes Jo’s kettle');
select is(tests.repair_step('bo', 310, 'claim', 401, '{"at_table": " 3 "}'), 'claimed', 'twice is once');
select tests.refused($$ select tests.repair_step('bo', 310, 'claim', 401) $$, 'id_reused', 'not at another table');
select tests.refused($$ select tests.repair_step('eli', 310, 'claim', 401, '{"at_table": " 3 "}') $$, 'not_allowed', 'nor by somebody else');
select tests.refused($$ select tests.repair_step('bo', 310, 'claim', 402) $$, 'already_done', 'Bo has it');
select tests.refused($$ select tests.repair_step('eli', 310, 'claim', 402) $$, 'not_available', 'nobody else takes it');
select tests.refused($$ select tests.repair_step('bo', 320, 'claim', 402) $$, 'quota_reached', 'one at a time');
select is(tests.repair_step('bo', 320, 'claim', 403, '{"also": true}'), 'claimed', 'unless Bo says so');
select results_eq('select at_table, claimed_by, claimed_also from tests.thing_is(310)', $$ values ('3', tests.id_of('bo'), false) $$, 'at their table');
select is(tests.repair_step('bo', 310, 'call', 404, '{"at_table": "4"}'), 'claimed', 'Jo is called');
select isnt((tests.thing_is(310)).called_at, null, 'which is kept');
select is(tests.repair_step('eli', 310, 'pass_on', 405, jsonb_build_object('to', tests.id_of('eli'))), 'claimed', 'Eli takes over');
select is((tests.thing_is(310)).claimed_by, tests.id_of('eli'), 'and has it');
select tests.refused($$ select tests.repair_step('bo', 311, 'pass_on', 406, jsonb_build_object('to', tests.id_of('eli'))) $$, 'quota_reached', 'one at a time, also when given');
select is(tests.repair_step('bo', 311, 'pass_on', 406, jsonb_build_object('to', tests.id_of('eli'), 'also', true)), 'claimed', 'unless it comes beside');
select is(tests.repair_step('bo', 311, 'pass_on', 407), 'queued', 'passed on to whoever can');
select is(tests.repair_step('bo', 320, 'release', 408), 'queued', 'put back');
select results_eq('select claimed_by, claimed_at, claimed_also from tests.thing_is(320)', 'values (null::uuid, null::timestamptz, false)', 'out of hand');
select tests.refused($$ select tests.repair_step('bo', 320, 'release', 409) $$, 'already_done', 'once');
select is(tests.repair_step('eli', 320, 'queue', 409), 'queued', 'queued twice is queued');
select is(tests.repair_step('eli', 320, 'prioritise', 410, '{"priority": 2}'), 'queued', 'Al must leave early');
select is(tests.pack_of('bo', 100) -> 'queue', to_jsonb(array[tests.id(320), tests.id(311)]), 'and goes first');

-- Said better
select is(tests.repair_step('eli', 311, 'edit', 420, '{"product_category_id": 102, "partner_product_category": " Sac ", "brand": "Lancel", "year_of_manufacture": 1998, "parts": "Fermeture", "problem": "Ne ferme plus"}'), 'queued', 'Eli sorts it');
select results_eq(
  'select product_category_id, partner_product_category, brand, year_of_manufacture, parts, problem from tests.thing_is(311)',
  $$ values (102::smallint, 'Sac', 'Lancel', 1998::smallint, 'Fermeture', 'Ne ferme plus') $$, 'tidily'
);
select is(tests.repair_step('eli', 311, 'edit', 421, '{"product_category_id": null, "year_of_manufacture": null}'), 'queued', 'or does not know any more');
select is((tests.thing_is(311)).product_category_id, null, 'what it is');

-- How it ends
select is(tests.repair_step('eli', 310, 'done', 430, '{"repair_status": 1, "weight_grams": 1200, "minutes": 25, "notes": "Cordon changé"}'), 'done', 'fixed');
select results_eq('select repair_status, weight_grams, minutes, notes, claimed_by from tests.thing_is(310)', $$ values (1::smallint, 1200, 25::smallint, 'Cordon changé', tests.id_of('eli')) $$, 'and by whom');
select tests.refused($$ select tests.repair_step('bo', 310, 'done', 431, '{"repair_status": 3}') $$, 'already_done', 'once');
select is(tests.repair_step('bo', 310, 'edit', 431, '{"repair_status": 3, "repair_barrier": 6}'), 'done', 'it was not, after all');
select tests.refused($$ select tests.repair_step('bo', 310, 'edit', 432, '{"repair_status": 2}') $$, 'invalid_value', 'a barrier goes with the end of life alone');
select is(tests.repair_step('bo', 310, 'edit', 432, '{"repair_status": 2, "repair_barrier": null}'), 'done', 'without it');
select is(tests.repair_step('bo', 320, 'claim', 433), 'claimed', 'Bo takes the next');
select is(tests.repair_step('bo', 320, 'needs_part', 434, '{"parts": "Résistance"}'), 'done', 'which needs a part');
select results_eq('select repair_status, awaits_part, parts from tests.thing_is(320)', $$ values (2::smallint, true, 'Résistance') $$, 'repairable with it');
select is(tests.repair_step('bo', 320, 'queue', 435), 'queued', 'found in a drawer');
select results_eq('select repair_status, awaits_part, done_at, claimed_by from tests.thing_is(320)', 'values (null::smallint, false, null::timestamptz, null::uuid)', 'it begins anew');
select is(tests.repair_step('eli', 311, 'done', 436, '{"repair_status": 3, "repair_barrier": 1}'), 'done', 'entered from paper, straight from the queue');

-- Where it goes
select tests.act_as_nobody();
select tests.hold_session(101), tests.hold_session(102, null, 'ada', 'cancelled');
insert into public.places (id, slug, name, kind, source_id) values (tests.id(50), 'la-belle-dechette', 'La Belle Déchette', (select slug from public.place_kinds limit 1), 'x');
select tests.publish(2, 'bo');
select tests.refused($$ select tests.repair_step('bo', 310, 'return', 440, jsonb_build_object('goes_to', 'next_session', 'goes_to_event_id', tests.id(102))) $$, 'not_available', 'not to a session that is not held');
select tests.refused($$ select tests.repair_step('bo', 310, 'return', 440, jsonb_build_object('goes_to', 'home', 'goes_to_place_id', tests.id(50))) $$, 'invalid_value', 'home is no place');
select is(tests.repair_step('bo', 310, 'return', 440), 'returned', 'home');
select is((tests.thing_is(310)).goes_to, 'home', 'unless it is said otherwise');
select is(tests.repair_step('bo', 310, 'undo', 441), 'done', 'not yet');
select is(tests.repair_step('bo', 310, 'return', 442, jsonb_build_object('goes_to', 'next_session', 'goes_to_event_id', tests.id(101))), 'returned', 'to the next session');
select is(tests.repair_step('bo', 310, 'undo', 443), 'done', 'or');
select is(tests.repair_step('bo', 310, 'return', 444, jsonb_build_object('goes_to', 'listing', 'goes_to_listing_id', tests.id(2))), 'returned', 'to be lent');
select is(tests.repair_step('bo', 311, 'return', 445, jsonb_build_object('goes_to', 'place', 'goes_to_place_id', tests.id(50))), 'returned', 'to a place');
select is(tests.repair_step('bo', 310, 'queue', 446), 'queued', 'back again');
select is(num_nonnulls(t.goes_to, t.goes_to_event_id, t.goes_to_listing_id, t.repair_status), 0, 'as if it had not gone') from tests.thing_is(310) t;

-- Taken back, step by step
select is(tests.repair_step('bo', 320, 'claim', 450), 'claimed', 'Bo claims');
select is(tests.repair_step('bo', 320, 'done', 451, '{"repair_status": 1, "notes": "Propre"}'), 'done', 'and is done');
select tests.refused($$ select tests.repair_step('bo', 320, 'undo', 452, jsonb_build_object('undoes', tests.id(450))) $$, 'wrong_state', 'the claim has something standing on it');
select tests.refused($$ select tests.repair_step('eli', 320, 'undo', 452) $$, 'wrong_state', 'it is not Eli’s last step');
select tests.refused($$ select tests.repair_step('eli', 320, 'undo', 452, jsonb_build_object('undoes', tests.id(451), 'notes', 'x')) $$, 'invalid_value', 'nothing is said along with it');
select is(tests.repair_step('eli', 320, 'undo', 452, jsonb_build_object('undoes', tests.id(451))), 'claimed', 'but any helper may name it');
select results_eq('select claimed_by, repair_status, notes, done_at from tests.thing_is(320)', $$ values (tests.id_of('bo'), null::smallint, '', null::timestamptz) $$, 'all of it goes back');
select tests.refused($$ select tests.repair_step('bo', 320, 'undo', 453, jsonb_build_object('undoes', tests.id(451))) $$, 'already_done', 'once');
select tests.refused($$ select tests.repair_step('bo', 320, 'undo', 453, jsonb_build_object('undoes', tests.id(999))) $$, 'not_found', 'not what was never done');
select is(tests.repair_step('bo', 320, 'undo', 454), 'queued', 'then the claim');
select is(tests.repair_step('bo', 310, 'claim', 455), 'claimed', 'another in hand');
select is(tests.repair_step('bo', 310, 'release', 456), 'queued', 'let go');
select is(tests.repair_step('bo', 320, 'claim', 457), 'claimed', 'for this one');
select tests.refused($$ select tests.repair_step('bo', 310, 'undo', 458, jsonb_build_object('undoes', tests.id(456))) $$, 'quota_reached', 'letting go is not undone with the hands full');
select is(tests.visit_step('eli', 201, 'leave', 459), 'left', 'Jo leaves');
select tests.refused($$ select tests.repair_step('eli', 310, 'claim', 460) $$, 'wrong_state', 'with what they brought');
select tests.refused($$ select tests.repair_step('eli', 310, 'undo', 460, jsonb_build_object('undoes', tests.id(456))) $$, 'wrong_state', 'no hand is laid on it again');
select is(tests.pack_of('eli', 100) -> 'queue', '[]'::jsonb, 'nobody queues who is not there');
select is(tests.repair_step('eli', 310, 'done', 461, '{"repair_status": 0}'), 'done', 'how it ended may still be said');
select is(tests.visit_step('eli', 201, 'undo', 462), 'checked_in', 'Jo has not left');
select is(tests.repair_step('eli', 310, 'undo', 463), 'queued', 'nor was it the end');

-- Entered by mistake
select tests.walk_in('eli', 203, 100, 'Bé', tests.thing(330) || tests.thing(331));
select is(tests.repair_step('eli', 330, 'discard', 470), 'returned', 'a thing too many');
select is((tests.thing_is(330)).mistaken, true, 'counts nowhere');
select is(tests.repair_step('eli', 330, 'undo', 471), 'queued', 'it was there after all');
select is((tests.thing_is(330)).mistaken, false, 'and counts');
select is(tests.repair_step('bo', 331, 'undo', 472, jsonb_build_object('undoes', tests.id(203))), 'returned', 'one of several is taken out again');
select is((tests.thing_is(331)).mistaken, true, 'and counts nowhere');
select tests.refused($$ select tests.repair_step('eli', 331, 'undo', 473) $$, 'wrong_state', 'there is nothing under the first step');
select is_empty(
  $$ select i.id from public.repair_items i, lateral (
       select e.became, e.state from private.repair_events e where e.item_id = i.id order by e.id desc limit 1
     ) last where i.state <> last.state or private.item_as_it_is(i) <> last.became $$,
  'each thing is what its events say'
) from tests.act_as_nobody();
select throws_ok(command, 'P0001', 'not_allowed', command) from unnest(array[
  'delete from public.visits', 'delete from public.repair_items', 'delete from private.visit_events', 'delete from private.repair_events',
  'update private.visit_events set action = ''book''', 'update private.repair_events set action = ''edit'', undoes = null',
  'update private.repair_events set became = ''{}''', 'update private.repair_events set became = became || private.no_words(), actor_id = null where actor_id is not null'
]) as command;
select lives_ok('update private.repair_events set became = became || private.no_words()', 'words alone may go');

-- When visitors are told
select is(tests.visit_step('eli', 200, 'check_in', 480), 'checked_in', 'Cy comes');
select is(tests.repair_step('bo', 320, 'release', 481), 'queued', 'Bo is free');
select is(tests.repair_step('bo', 300, 'claim', 482), 'claimed', 'and takes Cy’s kettle');
select is(tests.told_of_session('cy'), 'repair_called', 'Cy’s telephone says so');
select is(tests.repair_step('bo', 300, 'done', 483, '{"repair_status": 1}'), 'done', 'it works');
select is(tests.told_of_session('cy'), 'repair_called repair_finished', 'and says that too');
select results_eq(
  $$ select distinct topic from realtime.messages where payload ->> 'table' = 'repair_items' and payload ->> 'id' = tests.id(300)::text order by 1 $$,
  $$ select 'person:' || tests.id_of(who) from unnest(array['ada', 'bo', 'eli']) as who order by 1 $$, 'the hall’s devices hear of each step'
) from tests.act_as_nobody();
select results_eq(
  $$ select distinct topic from realtime.messages where payload ->> 'table' = 'visits' and payload ->> 'id' = tests.id(200)::text order by 1 $$,
  $$ select 'person:' || tests.id_of(who) from unnest(array['ada', 'bo', 'cy', 'eli']) as who order by 1 $$, 'and the visitor’s'
);

-- What may not be written, whoever writes
select throws_ok(command, state, null, command) from (values
  ('update public.visits set state = ''booked'', arrival_at = null where id = tests.id(200)', '23514'),
  ('update public.visits set walk_in_name = ''Cy'' where id = tests.id(200)', '23514'),
  ('update public.visits set person_id = tests.id_of(''di'') where id = tests.id(201)', '23514'),
  ('update public.visits set walk_in_name = '''' where id = tests.id(201)', '23514'),
  ('update public.visits set ticket = null where id = tests.id(201)', '23514'),
  ('update public.visits set ticket = 0 where id = tests.id(201)', '23514'),
  ('update public.visits set ticket = 2 where id = tests.id(201)', '23505'),
  ('insert into public.visits select * from public.visits where id = tests.id(201)', '23505'),
  ('insert into public.visits (id, event_id, person_id, arrival_at, state) values (tests.id(299), tests.id(100), tests.id_of(''cy''), now(), ''booked'')', '23505'),
  ('insert into public.visits (id, event_id, walk_in, state) values (tests.id(299), tests.id(99), true, ''booked'')', '23503'),
  ('update public.visits set person_id = tests.id(99) where id = tests.id(200)', '23503'),
  ('update public.repair_items set event_id = tests.id(101) where id = tests.id(300)', '23503'),
  ('update public.repair_items set product_category_id = 99', '23503'),
  ('update public.repair_items set listing_id = tests.id(99)', '23503'),
  ('update public.repair_items set claimed_by = tests.id(99)', '23503'),
  ('update public.repair_items set state = ''returned'', goes_to = ''place'', goes_to_place_id = tests.id(99) where id = tests.id(300)', '23503'),
  ('update public.repair_items set state = ''returned'', goes_to = ''listing'', goes_to_listing_id = tests.id(99) where id = tests.id(300)', '23503'),
  ('update public.repair_items set state = ''returned'', goes_to = ''next_session'', goes_to_event_id = tests.id(99) where id = tests.id(300)', '23503'),
  ('insert into public.repair_items select * from public.repair_items where id = tests.id(300)', '23505'),
  ('update public.repair_items set repair_barrier = 1 where id = tests.id(300)', '23514'),
  ('update public.repair_items set repair_status = 3, repair_barrier = 7 where id = tests.id(300)', '23514'),
  ('update public.repair_items set repair_status = 4 where id = tests.id(300)', '23514'),
  ('update public.repair_items set repair_status = null where id = tests.id(300)', '23514'),
  ('update public.repair_items set state = ''claimed'', repair_status = null, claimed_by = null where id = tests.id(300)', '23514'),
  ('update public.repair_items set state = ''queued'', repair_status = null, queued_at = null where id = tests.id(300)', '23514'),
  ('update public.repair_items set goes_to = ''home'' where id = tests.id(300)', '23514'),
  ('update public.repair_items set photo_path = ''x.webp'' where id = tests.id(300)', '23514'),
  ('update public.repair_items set photo_path = tests.id(1) || ''/'' || tests.id(2) || ''/a-small.webp'' where id = tests.id(300)', '23514'),
  ('update public.repair_items set state = ''claimed'', repair_status = null, claimed_by = tests.id_of(''bo''), claimed_at = now() where id in (tests.id(300), tests.id(310))', '23505'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(100), tests.id_of(''bo''), 0, 3)', '23514'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(100), tests.id_of(''bo''), 90, 90)', '23514'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(100), tests.id_of(''bo''), 90, 99), (tests.id(2), tests.id(100), tests.id_of(''bo''), 98, 110)', '23P01'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(99), tests.id_of(''bo''), 90, 99)', '23503'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(100), tests.id(99), 90, 99)', '23503'),
  ('insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket) values (tests.id(1), tests.id(100), tests.id_of(''bo''), 90, 99), (tests.id(1), tests.id(100), tests.id_of(''bo''), 100, 110)', '23505'),
  ('insert into private.visit_pages select visit_id, ''AAAAAAAAAAAAAAAAAAAAAA'' from private.visit_pages', '23505'),
  ('update private.visit_pages set token = ''court''', '23514'),
  ('update private.visit_pages set token = ''AAAAAAAAAAAAAAAAAAAAAA''', '23505'),
  ('insert into private.visit_pages values (tests.id(99), ''AAAAAAAAAAAAAAAAAAAAAA'')', '23503'),
  ('insert into private.visit_events (visit_id, action, state) values (tests.id(99), ''book'', ''booked'')', '23503'),
  ('insert into private.visit_events (visit_id, actor_id, action, state) values (tests.id(200), tests.id(99), ''book'', ''booked'')', '23503'),
  ('insert into private.visit_events (visit_id, action, state) values (tests.id(200), ''dance'', ''booked'')', '23514'),
  ('insert into private.visit_events (visit_id, action, state) values (tests.id(200), ''undo'', ''booked'')', '23514'),
  ('insert into private.visit_events (visit_id, action, state, undoes) values (tests.id(200), ''undo'', ''booked'', 0)', '23503'),
  ('insert into private.visit_events (visit_id, action, state, undoes) select e.visit_id, ''undo'', ''booked'', e.id from private.visit_events e, generate_series(1, 2) where e.undoes is null', '23505'),
  ('insert into private.visit_events overriding system value select * from private.visit_events', '23505'),
  ('insert into private.repair_events (item_id, action, state, became) values (tests.id(99), ''edit'', ''queued'', ''{}'')', '23503'),
  ('insert into private.repair_events (item_id, actor_id, action, state, became) values (tests.id(300), tests.id(99), ''edit'', ''queued'', ''{}'')', '23503'),
  ('insert into private.repair_events (item_id, action, state, became) values (tests.id(300), ''dance'', ''queued'', ''{}'')', '23514'),
  ('insert into private.repair_events (item_id, action, state, became) values (tests.id(300), ''undo'', ''queued'', ''{}'')', '23514'),
  ('insert into private.repair_events (item_id, action, state, became, undoes) values (tests.id(300), ''undo'', ''queued'', ''{}'', 0)', '23503'),
  ('insert into private.repair_events (item_id, action, state, became, undoes) select e.item_id, ''undo'', ''queued'', ''{}'', e.id from private.repair_events e, generate_series(1, 2) where e.undoes is null', '23505'),
  ('insert into private.repair_events overriding system value select * from private.repair_events', '23505'),
  ('insert into private.visit_steps select * from private.visit_steps', '23505'),
  ('insert into private.repair_steps select * from private.repair_steps', '23505'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes) values (41, ''x'', ''x'', ''x'', 20)', '23514'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes) values (1000, ''x'', ''x'', ''x'', 20)', '23514'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes, skill) values (200, ''x'', ''x'', ''x'', 20, ''x'')', '23514'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes) values (200, ''x'', ''x'', ''x'', 2)', '23514'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes, weight_grams) values (200, ''x'', ''x'', ''x'', 20, 0)', '23514'),
  ('insert into public.product_categories (id, label_fr, label_en, icon, usual_minutes) values (101, ''x'', ''x'', ''x'', 20)', '23505')
) as broken (command, state);

select * from finish();
rollback;
