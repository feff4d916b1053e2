begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/events.psql
select plan(104);
select tests.create_person(who) from unnest(array['eli', 'fay', 'gus', 'hal']) as who;

-- Ada calls it together. Bo is at the door, Cy and Di make coffee, Eli repairs; Fay, Gus and Hal see it and help nowhere.
select tests.announce(10);
select tests.need(11, 10, 1), tests.need(12, 10, 2, 'coffee'), tests.need(13, 10, 1, 'repair');
select tests.help('bo', 21, 11), tests.help('cy', 22, 12), tests.help('di', 23, 12), tests.help('eli', 24, 13);

-- Proposing
select is(tests.propose('bo', 30, 21, 'cy'), 'open', 'Bo proposes the door to Cy');
select is(tests.propose('bo', 30, 21, 'cy'), 'open', 'twice is once');
select tests.refused($$ select tests.propose('bo', 30, 21, 'di') $$, 'id_reused', 'not to another under the same id');
select tests.refused($$ select tests.propose('bo', 31, 21, 'di') $$, 'already_done', 'nor to two at once');
select tests.refused($$ select tests.propose('cy', 30, 22) $$, 'not_allowed', 'an id of somebody else says nothing');
select tests.refused($$ select tests.propose('bo', null, 21) $$, 'invalid_value', 'an offer has an id');
select tests.refused($$ select tests.propose('cy', 31, 21) $$, 'not_found', 'nobody proposes what another holds');
select tests.refused($$ select tests.propose('cy', 31, 99) $$, 'not_found', 'nor what is not there');
select tests.refused($$ select tests.propose('cy', 31, 22, null, 21) $$, 'invalid_value', 'nobody exchanges with nobody');
select tests.refused(format('select tests.propose(%L, 31, 22, %L)', 'cy', whom), 'not_available', 'nor with ' || whom)
from unnest(array['cy', 'di', 'fay']) as whom; -- oneself, who does the same, who does not help
select tests.refused($$ select tests.propose('cy', 31, 22, 'eli', 21) $$, 'not_available', 'nor for what the other does not hold');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('eli'), tests.id_of('cy'));
select tests.refused($$ select tests.propose('cy', 31, 22, 'eli') $$, 'not_available', 'nor with who blocked them');
select tests.act_as_nobody();
delete from private.blocks;
select is(tests.who_holds(10), 'coffee cy, coffee di, repair eli, welcome bo', 'a proposal changes nothing');
select is(tests.told('cy'), 'shift_offered', 'Cy is told');
select is(tests.told('di'), null, 'nobody else');

-- Who sees it
create function tests.offers_for(who text) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (select string_agg(right(o.id::text, 2) || ' ' || o.state, ', ' order by o.id) from public.shift_offers o);
end;
$$;
grant execute on function tests.offers_for(text) to authenticated;
select is(tests.offers_for(who), case when who in ('bo', 'cy') then '30 open' end, who) from unnest(array['ada', 'bo', 'cy', 'di', 'fay']) as who;
select tests.act_as_visitor();
select throws_ok('select id from public.shift_offers', '42501', null, 'a visitor sees none');
select tests.act_as('cy');
select throws_ok('select from_id from public.shift_offers', '42501', null, 'who makes it is told by their shift alone');
select lives_ok(
  'select id, event_id, shift_id, signup_id, to_id, against_id, state, made_at, changed_at from public.shift_offers',
  'all the rest is read'
);
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.shift_offers (id, event_id, shift_id, signup_id) values (tests.id(90), tests.id(10), tests.id(11), tests.id(21))',
  'update public.shift_offers set state = ''accepted''', 'delete from public.shift_offers'
]) as command;
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select public.offer_shift(tests.id(90), tests.id(21))', 'select public.advance_shift_offer(tests.id(30), ''accept'', tests.id(90))'
]) as command;

-- Answering
select tests.refused(format('select tests.answer_offer(%L, 30, %L, 40)', who, what), token, who || ' ' || what) from (values
  ('bo', 'accept', 'not_allowed'), ('bo', 'decline', 'not_allowed'), ('cy', 'withdraw', 'not_allowed'),
  ('di', 'accept', 'not_found'), ('ada', 'withdraw', 'not_found'), ('cy', 'undo', 'invalid_value'), ('cy', null, 'invalid_value')
) as refused (who, what, token);
select tests.refused($$ select tests.answer_offer('cy', 39, 'accept', 40) $$, 'not_found', 'no such offer');
select tests.refused($$ select tests.answer_offer('cy', 30, 'accept', null) $$, 'invalid_value', 'an answer has an id');
select tests.refused($$ select tests.answer_offer('cy', 30, 'accept', 24) $$, 'not_allowed', 'of its own');
select is(tests.answer_offer('cy', 30, 'decline', 40), 'declined', 'Cy would rather not');
select is(tests.answer_offer('cy', 30, 'decline', 40), 'declined', 'twice is once');
select tests.refused($$ select tests.answer_offer('cy', 30, 'decline', 41) $$, 'already_done', 'nor again');
select tests.refused($$ select tests.answer_offer('cy', 30, 'accept', 41) $$, 'not_available', 'nor is it there any more');
select tests.refused($$ select tests.answer_offer('bo', 30, 'withdraw', 41) $$, 'wrong_state', 'nor to be taken back');
select is(tests.who_holds(10), 'coffee cy, coffee di, repair eli, welcome bo', 'nothing changed hands');
select is(tests.told('bo'), 'shift_offer_declined', 'Bo is told');
select is(tests.told('cy'), null, 'what Cy had not read went with it');

select is(tests.propose('bo', 32, 21, 'cy'), 'open', 'Bo asks once more');
select is(tests.answer_offer('cy', 32, 'accept', 50), 'accepted', 'and Cy does it');
select is(tests.answer_offer('cy', 32, 'accept', 50), 'accepted', 'twice is once');
select is(tests.who_holds(10), 'coffee cy, coffee di, repair eli, welcome cy', 'it changed hands');
select is(tests.counts_hold(10), true, 'and is counted once');
select is(tests.told('bo'), 'shift_offer_accepted shift_offer_declined', 'Bo is told');
select is(tests.told('ada'), 'shift_changed_hands', 'and so is Ada');
select tests.act_as_nobody();
select results_eq(
  'select action, actor_id from private.attendance_events where signup_id in (tests.id(21), tests.id(50)) order by id',
  $$ select a, tests.id_of(w) from (values ('take_shift', 'bo'), ('leave_shift', 'cy'), ('take_shift', 'cy')) as v (a, w) $$, 'each step is kept'
);
select tests.refused($$ select tests.propose('bo', 33, 21) $$, 'wrong_state', 'Bo has nothing more to propose');

-- One for another
select tests.refused($$ select tests.propose('eli', 33, 24, 'di', 22) $$, 'not_available', 'an exchange is for what the other holds');
select is(tests.propose('eli', 33, 24, 'cy', 22), 'open', 'Eli would make coffee');
select tests.refused($$ select tests.propose('di', 34, 23, 'cy', 22) $$, 'not_available', 'Di makes it already');
select is(tests.answer_offer('cy', 33, 'accept', 51), 'accepted', 'and Cy repair');
select is(tests.who_holds(10), 'coffee di, coffee eli, repair cy, welcome cy', 'both changed hands');
select is(tests.counts_hold(10), true, 'and are counted');

-- Open to all
select is(tests.propose('di', 35, 23), 'open', 'Di asks whoever would');
select is(tests.told('cy'), 'shift_offered', 'those who help are told');
select is(tests.told('ada'), 'shift_changed_hands shift_changed_hands shift_offered', 'Ada too');
select is(tests.told('eli'), 'shift_offer_accepted', 'but not who does the same');
select is(tests.offers_for('fay'), '35 open', 'anybody sees that somebody asks');
select tests.refused($$ select tests.answer_offer('fay', 35, 'decline', 60) $$, 'not_allowed', 'nobody declines for all');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('di'), tests.id_of('hal'));
select is(tests.offers_for('hal'), null, 'but not who was blocked');
select tests.refused($$ select tests.answer_offer('hal', 35, 'accept', 60) $$, 'not_found', 'nor is it theirs to take');
select tests.refused($$ select tests.answer_offer('eli', 35, 'accept', 60) $$, 'already_done', 'nobody does one twice');
select is(tests.answer_offer('fay', 35, 'accept', 60), 'accepted', 'Fay does it');
select tests.refused($$ select tests.answer_offer('gus', 35, 'accept', 61) $$, 'not_available', 'Gus comes after');
select is(tests.who_holds(10), 'coffee eli, coffee fay, repair cy, welcome cy', 'it changed hands once');
select is(tests.told('cy'), null, 'and is news no more');

-- Taken back, and lapsed
select is(tests.propose('fay', 36, 60, 'cy', 51), 'open', 'Fay would repair');
select is(tests.answer_offer('fay', 36, 'withdraw', 62), 'withdrawn', 'or not after all');
select tests.refused($$ select tests.answer_offer('fay', 36, 'withdraw', 63) $$, 'already_done', 'once');
select tests.refused($$ select tests.answer_offer('cy', 36, 'accept', 63) $$, 'not_available', 'Cy comes too late');
select tests.propose('fay', 37, 60, 'cy', 51);
select is(tests.let_go('cy', 51), 'left', 'what was asked in exchange is left');
select is(tests.offers_for('fay'), '36 withdrawn, 37 lapsed', 'then there is no exchange');
select is(tests.told('fay'), 'shift_offer_declined', 'as Fay is told');
select tests.propose('fay', 38, 60);
select is(tests.let_go('fay', 60), 'left', 'nor is what one left oneself');
select is(tests.offers_for('fay'), '36 withdrawn, 37 lapsed, 38 lapsed', 'proposed any more');
select is(tests.told('fay'), 'shift_offer_declined', 'which is no news to them');
select tests.act_as_nobody();
select tests.help('gus', 25, 12), tests.help('hal', 26, 13);
select tests.propose('gus', 70, 25, 'hal');
select tests.act_as_nobody();
update public.people set left_at = now() where id = tests.id_of('hal');
select is(tests.offers_for('gus'), '70 lapsed', 'nor is anything to somebody who goes');

-- When it is over
select tests.propose('gus', 71, 25);
select tests.act_as_nobody();
update public.events set state = 'closed' where id = tests.id(10);
select tests.refused($$ select tests.answer_offer('bo', 71, 'accept', 72) $$, 'wrong_state', 'what is over changes hands no more');
select tests.refused($$ select tests.propose('cy', 73, 50) $$, 'wrong_state', 'nor is it proposed');
select tests.act_as_nobody();
update public.events set state = 'published', starts_at = now() - interval '3 hours', ends_at = now() where id = tests.id(10);
select tests.refused($$ select tests.propose('cy', 73, 50) $$, 'wrong_state', 'nor by the clock');
select tests.act_as_nobody();
update public.events set ends_at = now() + interval '3 hours' where id = tests.id(10);
insert into public.shift_offers (id, event_id, shift_id, signup_id, from_id, state)
select tests.id(200 + n), tests.id(10), tests.id(11), tests.id(50), tests.id_of('cy'), 'withdrawn' from generate_series(1, 30) as n;
select tests.refused($$ select tests.propose('cy', 73, 50) $$, 'too_fast', 'thirty times a day is too often');
select tests.act_as('gus');
select is(public.export_my_data() #>> '{shift_offers,0,state}' || ' ' || jsonb_array_length(public.export_my_data() -> 'events'), 'lapsed 0', 'one knows what one proposed, beside the rest');

-- What the table itself refuses
select tests.act_as_nobody();
alter table public.shift_offers disable trigger user;
select throws_like('update public.shift_offers set ' || change || ' where id = tests.id(71)', '%"shift_offers_' || named || '"%', named) from (values
  ('to_id = from_id', 'between_two'), ('against_id = tests.id(50)', 'exchange_with_somebody'), ('state = ''accepted''', 'answered_by_somebody'),
  ('event_id = tests.id(99)', 'event_id_fkey'), ('shift_id = tests.id(99)', 'shift_id_fkey'), ('signup_id = tests.id(99)', 'signup_id_fkey'),
  ('from_id = tests.id(99)', 'from_id_fkey'), ('to_id = tests.id(99)', 'to_id_fkey'), ('to_id = tests.id_of(''bo''), against_id = tests.id(99)', 'against_id_fkey'),
  ('state = ''declined'', answered_by = tests.id(99)', 'answered_by_fkey'), ('id = tests.id(70)', 'pkey')
) as bad (change, named);
select throws_like($$ update public.shift_offers set state = 'open' where id = tests.id(70) $$, '%"shift_offers_once_per_signup"%', 'one is proposed once');

select * from finish();
rollback;
