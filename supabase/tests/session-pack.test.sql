begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(44);
create function tests.called(number integer) returns text
language plpgsql volatile as $$
declare
  v_token text;
begin
  perform tests.act_as_nobody();
  v_token := (select p.token from private.visit_pages p where p.visit_id = tests.id(number));
  perform tests.act_as_visitor();
  return (select concat_ws(' ', ticket, state, before, minutes) from public.visit_called(v_token));
end;
$$;
grant execute on all functions in schema tests to anon, authenticated;
update public.people set display_name = 'Cyrille Le Goff' where id = tests.id_of('cy');
update private.person_details set address = '1 rue de Cy', phone = '06 11 22 33 44' where person_id = tests.id_of('cy');
select tests.book('cy', 200, 100, tests.thing(300) || tests.thing(301, 101), 15);
select tests.walk_in('eli', 201, 100, 'Jo', tests.thing(310));
select tests.walk_in('eli', 202, 100, 'Al', tests.thing(320, 15));
select tests.walk_in('bo', 203, 100, 'Bé', tests.thing(330, 101) || tests.thing(331, 24));

-- All that a hall needs, and nothing else of anybody
create temporary table pack as select tests.pack_of('bo', 100) as data;
grant select on pack to authenticated, anon;
select is((select string_agg(k, ' ' order by k) from jsonb_object_keys(data) k), 'blocks categories event helpers items made_at me places queue tables visits', 'one document') from pack;
select is(data #>> '{event,title}', 'Session 100', 'of one session') from pack;
select is(
  (select string_agg(h ->> 'name' || ' ' || (h ->> 'roles') || ' ' || (h ->> 'skills'), ', ' order by h ->> 'name') from jsonb_array_elements(data -> 'helpers') h),
  'Ada [] [], Bo ["repair"] ["electric"], Eli ["welcome"] []', 'who helps, and what they know'
) from pack;
select is(
  (select string_agg(concat_ws(' ', v ->> 'name', v ->> 'state', v ->> 'ticket'), ', ' order by v ->> 'id') from jsonb_array_elements(data -> 'visits') v),
  'Cyrille booked, Jo checked_in 1, Al checked_in 2, Bé checked_in 3', 'who comes, by a first name alone'
) from pack;
select ok(data::text not like '%Goff%' and data::text not like '%rue de Cy%' and data::text not like '%06 11%' and data::text not like '%example.test%', 'no name, no address, no telephone, no e-mail') from pack;
select is((select count(*)::integer from jsonb_array_elements(data -> 'items')), 6, 'what they bring') from pack;
select is(data -> 'queue', to_jsonb(array[tests.id(310), tests.id(320), tests.id(330), tests.id(331)]), 'in what order') from pack;
select is(jsonb_array_length(data -> 'categories'), 52, 'and what it is sorted by') from pack;
select ok(pg_column_size(data) < 20000, 'small enough to be kept') from pack;
select isnt(data #>> '{visits,1,page}', null, 'with what each ticket leads to') from pack;
select tests.reserve('bo', 400, 3);
select is(tests.pack_of('bo', 100) #> '{blocks,0}', jsonb_build_object('id', tests.id(400), 'from', 4, 'until', 7), 'and the numbers one may give');
select is(tests.pack_of('eli', 100) -> 'blocks', '[]'::jsonb, 'not those of others');
select tests.refused($$ select tests.pack_of('cy', 100) $$, 'not_allowed', 'a visitor has none of it');
select tests.refused($$ select tests.pack_of('bo', 99) $$, 'not_allowed', 'nor is there one of nothing');
select tests.act_as_nobody();
update public.events set kind = 'workshop' where id = tests.id(100);
select tests.refused($$ select tests.pack_of('bo', 100) $$, 'not_allowed', 'nor of another kind of event');
select tests.act_as_nobody();
update public.events set kind = 'repair_session' where id = tests.id(100);

-- A visitor's own page
select tests.act_as_visitor();
select is_empty('select from public.visit_called(''AAAAAAAAAAAAAAAAAAAAAA'')', 'a token that was guessed leads nowhere');
select is_empty('select from public.visit_called(null)', 'nor does none');
select is(tests.called(200), 'booked', 'not there yet');
select is(tests.called(201), '1 queued 0 5', 'Jo is next');
select is(tests.called(202), '2 queued 1 20', 'Al after the kettle');
select is(tests.called(203), '3 queued 0 5', 'Bé’s coat needs other hands');
select is(tests.repair_step('bo', 310, 'claim', 401), 'claimed', 'the kettle is taken');
select is(tests.called(201), '1 called', 'Jo is called');
select is(tests.called(202), '2 queued 0 20', 'Al is next, once it is done');
select is(tests.repair_step('eli', 330, 'done', 402, '{"repair_status": 2}'), 'done', 'Bé’s coat');
select is(tests.called(203), '3 queued 1 35', 'then the drill, after Al’s lamp');
select is(tests.repair_step('bo', 310, 'done', 403, '{"repair_status": 1}'), 'done', 'the kettle works');
select is(tests.called(201), '1 done', 'Jo’s is done');
select is(tests.visit_step('eli', 201, 'leave', 404), 'left', 'Jo leaves');
select is(tests.called(201), '1 left', 'and has left');
select tests.act_as('cy');
select is((select state from public.visit_called(public.visit_page(tests.id(200)))), 'booked', 'who booked opens theirs with it');
select tests.act_as('di');
select is(public.visit_page(tests.id(200)), null, 'nobody else does');
select tests.act_as('eli');
select isnt(public.visit_page(tests.id(201)), null, 'helpers print it');

-- Figures
select is(tests.repair_step('bo', 331, 'done', 410, '{"repair_status": 1, "weight_grams": 2000}'), 'done', 'weighed');
select is(tests.repair_step('bo', 320, 'done', 411, '{"repair_status": 3, "repair_barrier": 1}'), 'done', 'and one at its end');
select tests.act_as_visitor();
select results_eq(
  'select * from public.session_figures(tests.id(100))',
  $$ values (3, 4, 3, 2, 1, 1, 0, 0.500::numeric, 3250::bigint) $$, 'three people, four things, half of them fixed, 1.25 kg as usual and 2 as weighed'
);
select is(tests.repair_step('eli', 330, 'undo', 412), 'queued', 'one was not done');
select tests.act_as('di');
select results_eq('select unknown, repairable, fixed_share from public.session_figures(tests.id(100))', 'values (1, 0, 0.667::numeric)', 'which the figures follow');
select is(tests.repair_step('eli', 330, 'discard', 413), 'returned', 'nor was it ever there');
select results_eq('select things, unknown from public.session_figures(tests.id(100))', 'values (3, 0)', 'it counts no more');
select tests.refused($$ select tests.visit_step('eli', 202, 'cancel', 414) $$, 'wrong_state', 'somebody whose thing was looked at was there');
select tests.act_as_nobody();
update public.events set published_at = null, state = 'draft' where id = tests.id(100);
select tests.act_as('di');
select is_empty('select from public.session_figures(tests.id(100))', 'nothing of what is not announced');
select tests.act_as('ada');
select is((select people from public.session_figures(tests.id(100))), 3, 'but for whoever runs it');
select is_empty('select from public.session_figures(tests.id(99))', 'nor of nothing');

select * from finish();
rollback;
