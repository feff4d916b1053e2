begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(81);
select tests.publish(2, 'cy');
select tests.publish(3, 'cy', 'gift');
-- Bo has Ada's drill, due yesterday.
select tests.lend(10, 'handed_over', tests.day(-4), tests.day(-1));

create function tests.ask(number integer) returns text
language sql volatile as $$ select state::text from public.request_reservation(tests.id(number), tests.id(2), tests.day(5), tests.day(6)) $$;
create function tests.wait(number integer) returns text
language sql volatile as $$ select state::text from public.join_waitlist(tests.id(number), tests.id(2), tests.day(5), tests.day(6)) $$;
create function tests.step(op integer, action text, note text default null) returns text
language sql volatile as $$ select state::text from public.advance_reservation(tests.id(10), action, note, tests.id(op)) $$;
create function tests.propose(number integer, words text, exchange integer default 10) returns text
language sql volatile as $$ select words from public.propose_loss_agreement(tests.id(number), tests.id(exchange), words) $$;
create function tests.answer(op integer, number integer, agreed boolean) returns text
language sql volatile as $$ select agreed::text from public.answer_loss_agreement(tests.id(number), agreed, tests.id(op)) $$;
create function tests.lines() returns setof text
language sql stable security definer as $$
  select coalesce(p.name || ' ', '') || m.body from public.messages m left join tests.people p on p.id = m.author_id
  where m.conversation_id = tests.id(10) order by m.sent_at
$$;
create function tests.told(prefix text) returns table (who text, says text)
language sql stable security definer as $$
  select p.name, n.about ->> 'says' from public.notifications n join tests.people p on p.id = n.person_id
  where n.about ->> 'says' like prefix || '%' order by 2, 1
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- What is late comes back first
select is(tests.attempt('bo', command), 'quota_reached', 'Bo brings it back before asking: ' || command) from unnest(array['select tests.ask(20)', 'select tests.wait(20)', 'select public.request_gift(tests.id(20), tests.id(3))']) as command;
select is(tests.attempt('ada', 'select state from public.request_gift(tests.id(20), tests.id(3))'), 'chosen', 'for a gift neither');
select is(tests.attempt('ada', 'select tests.ask(20)'), 'requested', 'nobody else waits for that');
create function tests.after(change text) returns text
language plpgsql volatile as $$
declare
  v_said text;
begin
  begin
    execute 'update public.reservations set ' || change || ' where id = tests.id(10)';
    v_said := tests.attempt('bo', 'select tests.ask(20)');
    raise exception sqlstate 'ZZ001' using message = v_said;
  exception
    when sqlstate 'ZZ001' then return sqlerrm;
  end;
end;
$$;
select is(tests.after(change), says, why) from (values
  ($$ during = tstzrange(tests.day(-4), now() + interval '1 minute') $$, 'requested', 'not before its end'),
  ($$ during = tstzrange(tests.day(-4), now()) $$, 'quota_reached', 'at once at its end'),
  ($$ kind = 'service' $$, 'requested', 'a service is not brought back'), ($$ kind = 'space' $$, 'requested', 'nor is a room'),
  ($$ state = 'returned' $$, 'requested', 'what is back is back'), ($$ state = 'lost' $$, 'requested', 'what is lost is settled otherwise'),
  ('overdue_excused_at = now()', 'requested', 'what is excused is'),
  ($$ overdue_excused_at = tests.day(-1) - interval '1 second' $$, 'quota_reached', 'not for an end that was agreed since')
) as c (change, says, why);

-- Excused, with a reason
select is(tests.attempt(who, command), says, who || ': ' || command) from (values
  ('bo', $$ select tests.step(21, 'excuse_overdue', 'Moi') $$, 'not_allowed'), ('cy', $$ select tests.step(21, 'excuse_overdue', 'Moi') $$, 'not_allowed'),
  ('ada', $$ select tests.step(21, 'excuse_overdue') $$, 'invalid_value'), ('ada', $$ select tests.step(21, 'excuse_overdue', '  ') $$, 'invalid_value'),
  ('ada', $$ select tests.step(21, 'excuse_overdue', repeat('a', 1001)) $$, 'too_long'), ('ada', $$ select tests.step(21, 'found') $$, 'wrong_state')
) as c (who, command, says);
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
select is(tests.attempt('ada', $$ select tests.step(21, 'excuse_overdue', 'Ce n’est rien') $$), 'not_available', 'no words across a block');
delete from private.blocks;
update public.reservations set during = tstzrange(tests.day(-4), tests.day(1)) where id = tests.id(10);
select is(tests.attempt('ada', $$ select tests.step(21, 'excuse_overdue', 'Ce n’est rien') $$), 'wrong_state', 'what is not late needs no excuse');
update public.reservations set during = tstzrange(tests.day(-4), tests.day(-1)), kind = 'service' where id = tests.id(10);
select is(tests.attempt('ada', $$ select tests.step(21, 'excuse_overdue', 'Ce n’est rien') $$), 'wrong_state', 'nor does a service');
update public.reservations set kind = 'loan' where id = tests.id(10);
select tests.act_as('ada');
select is(tests.step(21, 'excuse_overdue', 'Je suis en voyage'), 'handed_over', 'Ada excuses it');
select is(tests.step(21, 'excuse_overdue', 'Je suis en voyage'), 'handed_over', 'twice is once');
select tests.refused($$ select tests.step(22, 'excuse_overdue', 'Encore') $$, 'already_done', 'once is enough');
select results_eq(
  $$ select action, state::text, actor_id, note from public.reservation_events where reservation_id = tests.id(10) order by id desc limit 1 $$,
  $$ values ('excuse_overdue', 'handed_over', tests.id_of('ada'), 'Je suis en voyage') $$, 'which is written down'
);
select results_eq('select * from tests.lines()', $$ values ('ada reservation_excuse_overdue'), ('ada Je suis en voyage') $$, 'Bo reads it');
select is(tests.attempt('bo', 'select tests.ask(20)'), 'requested', 'and asks elsewhere');

-- Lost, and settled by the two
select is(tests.attempt('ada', $$ select tests.propose(30, 'Il le remplace') $$), 'wrong_state', 'nothing is settled before it is lost');
select tests.act_as('ada');
select is(tests.step(23, 'report_lost'), 'lost', 'Ada notes that it is lost');
select is(tests.attempt(who, command), says, who || ': ' || command) from (values
  ('cy', $$ select tests.propose(30, 'x') $$, 'not_allowed'), ('bo', $$ select tests.propose(30, 'x', 99) $$, 'not_allowed'),
  ('bo', $$ select tests.propose(30, ' ') $$, 'invalid_value'), ('bo', $$ select tests.propose(30, repeat('a', 1001)) $$, 'too_long'),
  ('bo', $$ select public.propose_loss_agreement(null, tests.id(10), 'x') $$, 'invalid_value'),
  ('ada', $$ select tests.step(31, 'settle_loss') $$, 'not_allowed'), ('bo', $$ select tests.step(31, 'settle_loss') $$, 'not_allowed'),
  ('bo', $$ select tests.step(31, 'found') $$, 'not_allowed')
) as c (who, command, says);
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('bo', $$ select tests.propose(30, 'Je le remplace') $$), 'not_available', 'nothing is proposed across a block');
delete from private.blocks;
select tests.act_as('bo');
select is(tests.propose(30, ' Je le remplace '), 'Je le remplace', 'Bo proposes');
select is(tests.propose(30, 'Je le remplace'), 'Je le remplace', 'twice is once');
select tests.refused($$ select tests.propose(30, 'Je le rembourse') $$, 'id_reused', 'not in other words');
select tests.refused('select tests.answer(32, 30, true)', 'not_allowed', 'one does not agree with oneself');
select results_eq($$ select * from tests.told('loss') $$, $$ values ('ada', 'loss_proposed') $$, 'Ada is told');
select tests.act_as('ada');
select is((select words from public.loss_agreements), 'Je le remplace', 'and reads it');
select tests.refused($$ select tests.propose(30, 'Je le remplace') $$, 'not_allowed', 'nobody takes another’s act');
select tests.refused('select tests.answer(32, 30, null)', 'invalid_value', 'yes or no');
select tests.refused('select tests.answer(32, 99, true)', 'not_allowed', 'no such proposal');
select is(tests.answer(32, 30, false), 'false', 'Ada would rather not');
select is(tests.answer(32, 30, false), 'false', 'twice is once');
select tests.refused('select tests.answer(32, 30, true)', 'id_reused', 'an answer is an answer');
select tests.refused('select tests.answer(33, 30, true)', 'already_done', 'given once');
select is(tests.propose(34, 'La moitié du prix'), 'La moitié du prix', 'she proposes something else');
select is(tests.propose(35, 'On en reste là'), 'On en reste là', 'then something else again');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.loss_agreements (id) values (tests.id(90))', 'update public.loss_agreements set agreed = true', 'delete from public.loss_agreements'
]) as command;
select tests.act_as('cy');
select is_empty('select 1 from public.loss_agreements', 'a stranger reads nothing of it');
select tests.refused('select tests.answer(36, 35, true)', 'not_allowed', 'nor answers');
select tests.act_as_visitor();
select throws_ok('select from public.loss_agreements', '42501', null, 'nor does a visitor');
select tests.act_as('bo');
select tests.refused('select tests.answer(36, 34, true)', 'already_done', 'what was replaced is over');
select is(tests.attempt('ada', $$ select tests.step(37, 'found') $$), 'returned', 'found again, it is back');
select is(tests.attempt('ada', $$ select (return_at = now())::text from public.advance_reservation(tests.id(10), 'found', null, tests.id(37)) $$), 'true', 'as of now');
select tests.act_as('bo');
select is(tests.answer(36, 35, true), 'true', 'Bo agrees');
select is((select state::text from public.reservations where id = tests.id(10)), 'closed', 'and that is that');
select results_eq(
  $$ select action, state::text, actor_id from public.reservation_events where reservation_id = tests.id(10) order by id desc limit 1 $$,
  $$ values ('settle_loss', 'closed', tests.id_of('bo')) $$, 'which is written down'
);
select results_eq('select * from tests.lines() offset 2', $$ values
  ('ada reservation_lost'), ('bo loss_proposed'), ('ada loss_declined'), ('ada loss_proposed'), ('ada loss_proposed'), ('bo reservation_settle_loss') $$, 'and read by both'
);
select results_eq($$ select * from tests.told('loss') $$, $$ values
  ('bo', 'loss_declined'), ('ada', 'loss_proposed'), ('bo', 'loss_proposed'), ('bo', 'loss_proposed'), ('ada', 'loss_settled') $$, 'each is told'
);
select is(tests.attempt('ada', $$ select tests.propose(38, 'Encore') $$), 'wrong_state', 'it is not opened again');
select is(tests.attempt('ada', $$ select tests.step(39, 'found') $$), 'wrong_state', 'nor found');

-- Enough
select tests.act_as_nobody();
update public.reservations set state = 'lost' where id = tests.id(10);
select tests.act_as('bo');
select is((select count(*)::integer from (select tests.propose(n, 'Mot ' || n) from generate_series(40, 56) as n) as u), 17, 'twenty proposals');
select tests.refused($$ select tests.propose(57, 'Encore') $$, 'quota_reached', 'are enough');
select tests.act_as_nobody();
update public.reservations set state = 'returned' where id = tests.id(10);
select is(tests.attempt('ada', 'select tests.answer(58, 56, true)'), 'wrong_state', 'what was found since needs no agreement');

-- What the columns refuse by themselves
select throws_like(command, '%"loss_agreements_' || named || '"%', named) from (values
  ('insert into public.loss_agreements select * from public.loss_agreements', 'pkey'),
  ('update public.loss_agreements set reservation_id = tests.id(99) where id = tests.id(30)', 'reservation_id_fkey'),
  ('update public.loss_agreements set proposed_by = tests.id(99)', 'proposed_by_fkey'),
  ('update public.loss_agreements set words = $$$$', 'words_there'),
  ('update public.loss_agreements set words = repeat($$a$$, 1001)', 'words_too_long'),
  ('update public.loss_agreements set answered_at = null where id = tests.id(30)', 'answered_once'),
  ('update public.loss_agreements set agreed = null, answered_at = null where id = tests.id(30)', 'one_at_a_time')
) as c (command, named);
delete from public.reservations where id = tests.id(10);
select is((select count(*)::integer from public.loss_agreements), 0, 'it goes with its exchange');

select * from finish();
rollback;
