begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(44);
-- Bo was to come for Ada's drill the day before yesterday.
select tests.lend(10, 'accepted', tests.day(-2), tests.day(2));
-- Nor had he come three times before: fewer would not be told.
select tests.lend(n, 'no_show', tests.day(-n), tests.day(1 - n)) from generate_series(51, 53) as n;
insert into public.reservation_events (reservation_id, actor_id, action, state)
select tests.id(n), tests.id_of('ada'), 'report_no_show', 'no_show' from generate_series(51, 53) as n;

create function tests.step(op integer, action text, note text default null) returns text
language sql volatile as $$ select state::text from public.advance_reservation(tests.id(10), action, note, tests.id(op)) $$;
create function tests.answer(op integer, words text, exchange integer default 10) returns text
language sql volatile as $$ select words from public.answer_no_show(tests.id(exchange), words, tests.id(op)) $$;
create function tests.missed(who text) returns integer
language sql volatile as $$ select no_shows from public.person_facts(tests.id_of(who)) $$;
grant execute on all functions in schema tests to anon, authenticated;

select is(tests.attempt('bo', $$ select tests.answer(20, 'J’étais là') $$), 'wrong_state', 'nothing is answered before it is said');
select tests.act_as('ada');
select is(tests.step(21, 'report_no_show'), 'no_show', 'Ada says that Bo did not come');
select tests.act_as('cy');
select is(tests.missed('bo'), 4, 'it is a fact about Bo');

-- Taken back within the hour, by whoever said it
select is(tests.attempt('bo', $$ select tests.step(22, 'undo_no_show') $$), 'not_allowed', 'not by Bo');
select is(tests.attempt('cy', $$ select tests.step(22, 'undo_no_show') $$), 'not_allowed', 'nor by a stranger');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('ada', $$ select tests.step(22, 'undo_no_show') $$), 'not_available', 'nothing is agreed again across a block');
delete from private.blocks;
select tests.act_as('bo');
select is(tests.answer(23, 'J’ai sonné deux fois'), 'J’ai sonné deux fois', 'Bo answers');
select is(tests.attempt('ada', $$ select tests.step(22, 'undo_no_show') $$), 'accepted', 'Ada was wrong');
select tests.act_as('ada');
select is(tests.step(22, 'undo_no_show'), 'accepted', 'she takes it back');
select is(tests.step(22, 'undo_no_show'), 'accepted', 'twice is once');
select tests.refused($$ select tests.step(24, 'undo_no_show') $$, 'already_done', 'there is nothing more to take back');
select is_empty('select 1 from public.no_show_answers', 'the answer goes with it');
select is((select body from public.messages where kind = 'system' order by sent_at desc limit 1), 'reservation_undo_no_show', 'both read it');
select tests.act_as('cy');
select is(tests.missed('bo'), 3, 'it is no fact any more');
select tests.act_as('ada');
select is(tests.step(25, 'report_no_show'), 'no_show', 'said again');
select tests.act_as_nobody();
alter table public.reservation_events disable trigger user;
update public.reservation_events set at = now() - interval '61 minutes' where action = 'report_no_show';
alter table public.reservation_events enable trigger user;
select is(tests.attempt('ada', $$ select tests.step(26, 'undo_no_show') $$), 'answer_too_late', 'later, it stays said');
-- Meanwhile somebody else was promised the same days.
alter table public.reservation_events disable trigger user;
update public.reservation_events set at = now() where action = 'report_no_show';
alter table public.reservation_events enable trigger user;
insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
values (tests.id(12), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(0), tests.day(1)), 'offered', now() + interval '1 hour', 1);
select is(tests.attempt('ada', $$ select tests.step(26, 'undo_no_show') $$), 'dates_taken', 'nor when its days are kept for whoever waits');
delete from public.waitlist;
select tests.lend(11, 'accepted', tests.day(0), tests.day(1), 'cy');
select is(tests.attempt('ada', $$ select tests.step(26, 'undo_no_show') $$), 'dates_taken', 'nor when its days are somebody else’s');

-- The right of reply
select is(tests.attempt(who, command), says, who || ': ' || command) from (values
  ('ada', $$ select tests.answer(30, 'Moi') $$, 'not_allowed'), ('cy', $$ select tests.answer(30, 'Moi') $$, 'not_allowed'),
  ('bo', $$ select tests.answer(30, 'Moi', 99) $$, 'not_allowed'), ('bo', $$ select tests.answer(30, '  ') $$, 'invalid_value'),
  ('bo', $$ select tests.answer(30, repeat('a', 1001)) $$, 'too_long'),
  ('bo', $$ select public.answer_no_show(tests.id(10), 'x', null) $$, 'invalid_value')
) as c (who, command, says);
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('bo', $$ select tests.answer(30, 'J’étais là') $$), 'not_available', 'no words across a block');
delete from private.blocks;
select tests.act_as('bo');
select is(tests.answer(30, ' J’étais là à 10 h '), 'J’étais là à 10 h', 'Bo answers');
select is(tests.answer(30, 'J’étais là à 10 h'), 'J’étais là à 10 h', 'twice is once');
select tests.refused($$ select tests.answer(30, 'Autre chose') $$, 'id_reused', 'not in other words');
select tests.refused($$ select tests.answer(31, 'Autre chose') $$, 'already_done', 'nor again');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.no_show_answers (reservation_id) values (tests.id(10))', 'update public.no_show_answers set words = $$x$$',
  'delete from public.no_show_answers'
]) as command;
select tests.act_as('ada');
select is((select words from public.no_show_answers), 'J’étais là à 10 h', 'Ada reads it beside the fact');
select is((select body from public.messages where kind = 'system' order by sent_at desc limit 1), 'no_show_answered', 'and in the conversation');
select is((select about ->> 'says' from public.notifications where person_id = tests.id_of('ada') and about ->> 'says' like 'no\_show%'), 'no_show_answered', 'and is told');
select tests.act_as('cy');
select is_empty('select 1 from public.no_show_answers', 'nobody else reads it');
select is(tests.missed('bo'), 3, 'what is contested counts for nothing');
select tests.act_as_visitor();
select throws_ok('select from public.no_show_answers', '42501', null, 'a visitor reads nothing');

-- What the columns refuse by themselves
select tests.act_as_nobody();
select throws_like(command, '%"no_show_answers_' || named || '"%', named) from (values
  ('insert into public.no_show_answers select * from public.no_show_answers', 'pkey'),
  ('update public.no_show_answers set reservation_id = tests.id(99)', 'reservation_id_fkey'),
  ('update public.no_show_answers set author_id = tests.id(99)', 'author_id_fkey'),
  ('update public.no_show_answers set words = $$$$', 'words_there'),
  ('update public.no_show_answers set words = repeat($$a$$, 1001)', 'words_too_long')
) as c (command, named);
delete from public.reservations where id = tests.id(10);
select is((select count(*)::integer from public.no_show_answers), 0, 'it goes with its exchange');

select * from finish();
rollback;
