begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(48);
select tests.lend(10, 'handed_over', now() - interval '1 hour', tests.day(2));
prepare extend(integer, timestamptz, integer) as
  select extension_until, upper(during) from public.extend_reservation(tests.id($1), $2, tests.id($3));
prepare advance(integer, text, integer) as
  select state::text, extension_until, upper(during) from public.advance_reservation(tests.id($1), $2, null, tests.id($3));

-- Asking
select tests.act_as('ada');
select tests.refused(format('execute extend(10, %L, 140)', tests.day(3)), 'not_allowed', 'the owner does not ask to stay');
select tests.act_as('cy');
select tests.refused(format('execute extend(10, %L, 140)', tests.day(3)), 'not_allowed', 'nor does a stranger');
select tests.refused(format('execute extend(99, %L, 140)', tests.day(3)), 'not_allowed', 'no such reservation');
select tests.act_as_visitor();
select throws_ok(format('execute extend(10, %L, 140)', tests.day(3)), '42501', null, 'a visitor signs in first');
select tests.act_as('bo');
select results_eq(
  format('execute extend(10, %L, 141)', tests.day(4)), 'values (tests.day(4), tests.day(2))', 'Bo asks to keep it two more days'
);
select results_eq(format('execute extend(10, %L, 141)', tests.day(4)), 'values (tests.day(4), tests.day(2))', 'and may say it twice');
select tests.refused(format('execute extend(10, %L, 141)', tests.day(5)), 'id_reused', 'not with other dates');
select results_eq(
  $$ select body from public.messages where conversation_id = tests.id(10) $$, $$ values ('reservation_extension_asked') $$,
  'Ada is told in the conversation'
);
select tests.refused(format('execute extend(10, %s, 142)', until), token, 'refused: ' || why)
from (values
  (quote_literal(tests.day(4)), 'already_done', 'the same again'),
  (quote_literal(tests.day(2)), 'invalid_value', 'not longer'),
  ('null', 'invalid_value', 'no date'),
  (quote_literal('infinity'), 'invalid_value', 'for ever'),
  (quote_literal(tests.day(15)), 'period_too_long', 'longer than the owner lends')
) as c (until, token, why);

-- Answering
select tests.refused($$ execute advance(10, 'accept', 143) $$, 'not_allowed', 'Bo does not answer himself');
select tests.act_as('ada');
select results_eq(
  $$ execute advance(10, 'decline', 144) $$, $$ values ('handed_over', null::timestamptz, tests.day(2)) $$, 'Ada needs it back'
);
select tests.refused($$ execute advance(10, 'decline', 145) $$, 'wrong_state', 'there is nothing left to answer');
select tests.act_as('bo');
select lives_ok(format('execute extend(10, %L, 146)', tests.day(3)), 'Bo asks for one day');
select tests.act_as('ada');
select results_eq(
  $$ execute advance(10, 'accept', 147) $$, $$ values ('handed_over', null::timestamptz, tests.day(3)) $$, 'Ada agrees: it is for a day more'
);
select results_eq(
  $$ select action, state::text from public.reservation_events where reservation_id = tests.id(10) order by id offset 1 $$,
  $$ values ('extension_asked', 'handed_over'), ('extension_declined', 'handed_over'),
     ('extension_asked', 'handed_over'), ('extension_accepted', 'handed_over') $$,
  'each step is an event'
);

-- Somebody comes next
reset role;
select tests.lend(20, 'accepted', tests.day(5), tests.day(6), 'cy');
select tests.act_as('bo');
select tests.refused(format('execute extend(10, %L, 150)', tests.day(6)), 'dates_taken', 'not into the next one');
select lives_ok(format('execute extend(10, %L, 151)', tests.day(5)), 'until the next one');
reset role;
select tests.lend(21, 'accepted', tests.day(3), tests.day(4), 'cy');
select tests.act_as('ada');
select tests.refused($$ execute advance(10, 'accept', 152) $$, 'dates_taken', 'accepting looks at the dates again');
reset role;
update public.listings set units = 2 where id = tests.id(1);
select tests.act_as('ada');
select tests.refused($$ execute advance(10, 'accept', 152) $$, 'dates_taken', 'what is in hand cannot become another unit');
reset role;
select tests.lend(22, 'accepted', tests.day(8), tests.day(9));
select tests.lend(23, 'accepted', tests.day(9), tests.day(10), 'cy');
select tests.act_as('bo');
select lives_ok(format('execute extend(22, %L, 153)', tests.day(10)), 'before the hand-over another unit will do');
select tests.act_as('ada');
select results_eq(
  $$ select unit::integer, upper(during) from public.advance_reservation(tests.id(22), 'accept', null, tests.id(154)) $$,
  'values (2, tests.day(10))', 'and is found by itself'
);

-- What ends it
select results_eq(
  $$ execute advance(10, 'take_back', 160) $$, $$ values ('returned', null::timestamptz, tests.day(3)) $$, 'bringing it back ends the question'
);
select tests.act_as('bo');
select tests.refused(format('execute extend(10, %L, 161)', tests.day(7)), 'wrong_state', 'and none can be asked any more');
reset role;
update public.listings set instant = true where id = tests.id(1);
select tests.act_as('bo');
select results_eq(
  format('execute extend(22, %L, 162)', tests.day(11)), 'values (null::timestamptz, tests.day(11))', 'an instant listing says yes at once'
);
reset role;
update public.reservations set during = tstzrange(now() - interval '2 days', now() - interval '1 day') where id = tests.id(22);
select is(
  tests.attempt('bo', format('select public.extend_reservation(tests.id(22), %L, tests.id(163))', now() - interval '1 hour')), 'starts_in_past',
  'not until a time that is over'
);
update public.reservations set extension_until = now() where id = tests.id(22);
select is(
  tests.attempt('ada', $$ select public.advance_reservation(tests.id(22), 'accept', null, tests.id(163)) $$), 'answer_too_late',
  'nor agreed to then'
);

-- Somebody waits for the days after
select tests.publish(2, 'ada');
select tests.lend(30, 'cancelled', tests.day(2), tests.day(4));
update public.reservations set listing_id = tests.id(2), state = 'accepted' where id = tests.id(30);
select tests.act_as('bo');
select lives_ok(format('execute extend(30, %L, 170)', tests.day(6)), 'Bo asks for two days more');
reset role;
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(60), tests.id(2), tests.id_of('cy'), tstzrange(tests.day(3), tests.day(5)));
select tests.act_as('ada');
select tests.refused($$ execute advance(30, 'accept', 171) $$, 'dates_taken', 'which Cy waits for meanwhile');
select lives_ok($$ execute advance(30, 'decline', 172) $$, 'so Ada says no');
select tests.act_as('bo');
select tests.refused(format('execute extend(30, %L, 173)', tests.day(5)), 'dates_taken', 'and it cannot be asked for any more');
reset role;
update public.waitlist set person_id = tests.id_of('bo');
select tests.act_as('bo');
select lives_ok(format('execute extend(30, %L, 174)', tests.day(5)), 'one’s own wait is in nobody’s way');
reset role;
update public.waitlist set person_id = tests.id_of('cy');

-- Bringing it back sooner is told, not asked
select tests.act_as('bo');
select tests.refused(format('execute extend(30, %L, 175)', tests.day(2)), 'invalid_value', 'not before it begins');
reset role;
update public.listings set min_days = 2 where id = tests.id(2);
select tests.act_as('bo');
select tests.refused(format('execute extend(30, %L, 175)', tests.day(3)), 'period_too_short', 'nor for less than Ada lends');
reset role;
update public.listings set min_days = 1 where id = tests.id(2);
select tests.act_as('bo');
select results_eq(
  format('execute extend(30, %L, 176)', tests.day(3)), 'values (null::timestamptz, tests.day(3))', 'one day less, and no more is asked for'
);
select results_eq(
  format('execute extend(30, %L, 176)', tests.day(3)), 'values (null::timestamptz, tests.day(3))', 'twice is once'
);
select results_eq(
  'select action, ends_at from public.reservation_events where reservation_id = tests.id(30) order by id desc limit 2',
  $$ values ('shorten', tests.day(3)), ('extension_asked', tests.day(5)) $$, 'what had been agreed stands in the events'
);
select results_eq(
  'select body from public.messages where conversation_id = tests.id(30) order by sent_at desc limit 1', $$ values ('reservation_shorten') $$, 'Ada is told'
);
reset role;
select results_eq(
  'select state::text, kept_unit::integer from public.waitlist', $$ values ('offered', 1) $$, 'what it frees is offered at once'
);
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(30), 'hand_over', null, tests.id(177)) $$, 'it is fetched early');
select tests.act_as('bo');
select results_eq(
  format('execute extend(30, %L, 178)', tests.day(1)), 'values (null::timestamptz, tests.day(1))', 'and is to be back tomorrow'
);
select tests.refused(format('execute extend(30, %L, 179)', now() - interval '1 minute'), 'starts_in_past', 'not a minute ago');
reset role;
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(61), tests.id(2), tests.id_of('di'), tstzrange(now(), tests.day(1)));
select tests.act_as('ada');
select lives_ok($$ execute advance(30, 'take_back', 180) $$, 'it is brought back today');
reset role;
select results_eq(
  'select state::text from public.waitlist where id = tests.id(61)', $$ values ('offered') $$, 'and offered today'
);

insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(
  tests.attempt('bo', format('select public.extend_reservation(tests.id(22), %L, tests.id(163))', tests.day(1))), 'not_available',
  'nor asked of somebody who blocked'
);

select * from finish();
rollback;
