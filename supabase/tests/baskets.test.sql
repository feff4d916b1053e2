begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(56);
select tests.publish(2, 'ada', 'loan', 3);
select tests.publish(3, 'cy');
select tests.publish(4, 'ada');
create function tests.basket(number integer, things integer[], from_day integer default 2, until_day integer default 4, said text default null)
returns text language sql as $$
  select format(
    'select id, state::text, unit::integer from public.request_basket(tests.id(%s), %L, %L, %L, %L)', number,
    (select jsonb_agg(jsonb_build_object('id', tests.id(number + n::integer - 1), 'listing_id', tests.id(thing)) order by n)
     from unnest(things) with ordinality as t (thing, n)),
    tests.day(from_day), tests.day(until_day), said
  )
$$;
create function tests.step(number integer, what text, act integer, said text default null) returns text language sql as $$
  select format('select state::text from public.advance_basket(tests.id(%s), %L, %L, tests.id(%s)) order by id', number, what, said, act)
$$;
grant execute on function tests.basket(integer, integer[], integer, integer, text), tests.step(integer, text, integer, text) to authenticated;
prepare lines as select id, state::text from public.reservations order by id;

-- Asking for several things at once
select tests.act_as('bo');
select results_eq(
  tests.basket(10, '{1,2,2}', said => 'Pour la fête, 06 12 34 56 78'),
  $$ values (tests.id(10), 'requested', 1), (tests.id(11), 'requested', 1), (tests.id(12), 'requested', 1) $$, 'a drill and two chairs'
);
select results_eq(
  tests.basket(10, '{1,2,2}', said => 'Pour la fête, 06 12 34 56 78'),
  $$ values (tests.id(10), 'requested', 1), (tests.id(11), 'requested', 1), (tests.id(12), 'requested', 1) $$, 'twice is once'
);
select tests.refused(tests.basket(10, '{1,2}'), 'id_reused', 'not with other things');
select results_eq(
  'select distinct basket_id, conversation_id from public.reservations', 'values (tests.id(10), tests.id(10))', 'with one conversation about all of them'
);
select results_eq('select id from public.conversations', 'values (tests.id(10))', 'which is there once');
select results_eq(
  'select kind::text, body from public.messages order by sent_at',
  $$ values ('system', 'reservation_requested'), ('text', 'Pour la fête, •••') $$, 'where it is said once'
);
select results_eq(
  'select reservation_id, action from public.reservation_events order by id',
  $$ values (tests.id(10), 'request'), (tests.id(11), 'request'), (tests.id(12), 'request') $$, 'each line has its steps'
);
select tests.act_as('ada');
select is((select count(*)::integer from public.reservations), 3, 'Ada sees what is asked of her');
select tests.act_as('cy');
select is_empty('execute lines', 'nobody else does');

-- Who may not ask so
select tests.refused(tests.basket(10, '{1}'), 'not_allowed', 'an id of somebody else says nothing');
select tests.refused(tests.basket(20, '{1,3}'), 'own_listing', 'not for one’s own');
select tests.act_as('di');
select tests.refused(tests.basket(20, '{1,3}'), 'invalid_value', 'not of two owners');
select tests.refused(tests.basket(20, '{1,99}'), 'not_available', 'not with something that is not there');
select tests.refused(tests.basket(20, '{2,2,2,2}'), 'dates_taken', 'not more than there are');
select tests.refused(tests.basket(20, '{1,2}', said => repeat('a', 1001)), 'too_long', 'a note has an end');
select tests.refused(tests.basket(20, '{1,2}', 4, 2), 'invalid_value', 'nor days backwards');
select tests.refused(
  format('select * from public.request_basket(tests.id(20), %s, %L, %L)', lines, tests.day(2), tests.day(3)), 'invalid_value', 'no basket: ' || why
)
from (values
  ('null', 'nothing'), ($a$'{}'$a$, 'no list'), ($a$'[]'$a$, 'nothing in it'), ($a$'[{"id": "x"}]'$a$, 'no ids'), ($a$'["x"]'$a$, 'no lines'),
  (quote_literal(jsonb_build_array(jsonb_build_object('id', tests.id(21), 'listing_id', tests.id(1)))), 'another first'),
  (quote_literal((select jsonb_agg(jsonb_build_object('id', tests.id(20), 'listing_id', tests.id(2))) from generate_series(1, 2))), 'one id twice'),
  (quote_literal((select jsonb_agg(jsonb_build_object('id', tests.id(19 + n), 'listing_id', tests.id(2))) from generate_series(1, 51) n)), 'too many')
) as c (lines, why);
select tests.refused(tests.basket(9, '{1,2}'), 'not_allowed', 'nor with a line that is somebody’s already');
select tests.act_as_visitor();
select throws_ok('select public.request_basket(tests.id(20), null, null, null)', '42501', null, 'a visitor signs in first');
select throws_ok($$ select public.advance_basket(tests.id(10), 'accept', null, tests.id(90)) $$, '42501', null, 'to answer as well');
select tests.act_as_nobody();
insert into private.person_details (person_id, choices) values (tests.id_of('ada'), '{"one_at_a_time": true}')
on conflict (person_id) do update set choices = excluded.choices;
select is(tests.attempt('di', tests.basket(20, '{1,2}')), 'quota_reached', 'nor of who lends one thing at a time');
update private.person_details set choices = '{}';
select is((select count(*)::integer from public.reservations), 3, 'nothing is left of what was refused');

-- Answering all of it, or one by one
select tests.act_as('bo');
select tests.refused(tests.step(10, 'accept', 91), 'not_allowed', 'Bo does not answer himself');
select tests.act_as('cy');
select tests.refused(tests.step(10, 'accept', 91), 'not_allowed', 'nor does a stranger');
select tests.act_as('ada');
select tests.refused(tests.step(11, 'accept', 91), 'not_allowed', 'a line is not a basket');
select tests.refused(tests.step(10, 'dance', 91), 'invalid_value', 'an unknown step');
select tests.refused(tests.step(10, 'accept', 91, repeat('a', 1001)), 'too_long', 'a word has an end');
select tests.refused(tests.step(10, 'take_back', 91), 'wrong_state', 'nothing is out');
select lives_ok($$ select public.advance_reservation(tests.id(12), 'decline', null, tests.id(92)) $$, 'Ada keeps one chair');
select results_eq(tests.step(10, 'accept', 93, 'À samedi'), $$ values ('accepted'), ('accepted'), ('declined') $$, 'and says yes to the rest');
select results_eq(tests.step(10, 'accept', 93, 'À samedi'), $$ values ('accepted'), ('accepted'), ('declined') $$, 'twice is once');
select tests.refused(tests.step(10, 'accept', 93), 'id_reused', 'not with other words');
select results_eq(
  $$ select body from public.messages where author_id = tests.id_of('ada') order by sent_at $$,
  array['reservation_declined', 'reservation_accepted', 'À samedi'], 'which is said once'
);
select ok((select bool_or(body like '%06 12 34 56 78%') from public.messages), 'contact details are shown from now on');
select tests.act_as('bo');
select lives_ok(
  $$ insert into public.messages (id, conversation_id, body) values (tests.id(80), tests.id(10), 'Ou bo@example.test') $$, 'Bo writes'
);
select ok((select body like '%@%' from public.messages where id = tests.id(80)), 'as well as those written later');

-- Handing over and bringing back
select tests.refused(tests.step(10, 'hand_over', 94, '0000'), 'not_allowed', 'with a code, one by one');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(11), 'hand_over', null, tests.id(95)) $$, 'one chair is fetched');
select results_eq(tests.step(10, 'hand_over', 96), $$ values ('handed_over'), ('handed_over'), ('declined') $$, 'then the rest');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'take_back', null, tests.id(97)) $$, 'the drill comes back');
select results_eq(tests.step(10, 'take_back', 98), $$ values ('returned'), ('returned'), ('declined') $$, 'then the rest');

-- One that cannot be agreed to holds up all; instant ones are agreed to at once
select tests.act_as('di');
select lives_ok(tests.basket(40, '{1,4}', 20, 22), 'Di asks for two things');
select tests.act_as_nobody();
select tests.lend(45, 'accepted', tests.day(21), tests.day(23), 'cy');
select is(tests.attempt('ada', tests.step(40, 'accept', 99)), 'dates_taken', 'one is taken meanwhile');
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('di'));
select is(tests.attempt('ada', tests.step(40, 'accept', 99)), 'not_available', 'nor is anything agreed to after a block');
delete from private.blocks;
update public.listings set instant = true where id = tests.id(2);
select tests.act_as('di');
select results_eq(
  tests.basket(50, '{2,2,2}', 30, 31),
  $$ values (tests.id(50), 'accepted', 1), (tests.id(51), 'accepted', 2), (tests.id(52), 'accepted', 3) $$, 'three chairs, one each'
);
select tests.refused(tests.basket(60, '{4,2}', 30, 31), 'dates_taken', 'when none is left');
select tests.act_as_nobody();
select is((select count(*)::integer from public.reservations where id = tests.id(60)), 0, 'not even the first line');

-- A basket counts once
select tests.lend(100 + n, 'requested', tests.day(100 + n), tests.day(101 + n)) from generate_series(1, 19) as n;
select tests.act_as('bo');
select lives_ok(tests.basket(70, '{4,2}', 60, 61), 'two things are one request');
select tests.refused(tests.basket(75, '{4}', 65, 66), 'quota_reached', 'twenty may be waiting');

select * from finish();
rollback;
