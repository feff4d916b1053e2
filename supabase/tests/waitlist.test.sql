begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(76);
prepare join_list(integer, integer, timestamptz, timestamptz) as
  select person_id, state::text, during from public.join_waitlist(tests.id($1), tests.id($2), $3, $4);
prepare places as select id, state::text from public.waitlist order by id;
create function tests.ask(number integer, from_day integer, until_day integer) returns text language sql as $$
  select format('select state from public.request_reservation(tests.id(%s), tests.id(1), %L, %L)', number, tests.day(from_day), tests.day(until_day))
$$;
grant execute on function tests.ask(integer, integer, integer) to authenticated;
select tests.lend(10, 'accepted', tests.day(2), tests.day(5), 'di');

-- Joining and leaving
select tests.act_as('bo');
select results_eq(
  format('execute join_list(20, 1, %L, %L)', tests.day(2), tests.day(4)),
  $$ values (tests.id_of('bo'), 'waiting', tstzrange(tests.day(2), tests.day(4))) $$, 'Bo waits for days that are taken'
);
select results_eq(
  format('execute join_list(20, 1, %L, %L)', tests.day(2), tests.day(4)),
  $$ values (tests.id_of('bo'), 'waiting', tstzrange(tests.day(2), tests.day(4))) $$, 'twice is once'
);
select tests.refused(format('execute join_list(20, 1, %L, %L)', tests.day(2), tests.day(5)), 'id_reused', 'not with other dates');
select tests.refused(format('execute join_list(21, 1, %L, %L)', tests.day(3), tests.day(5)), 'already_done', 'already waiting for one of these days');
select tests.refused(format('execute join_list(21, 99, %L, %L)', tests.day(3), tests.day(5)), 'not_available', 'no such listing');
select tests.refused(format('execute join_list(21, 1, %L, %L)', tests.day(-2), tests.day(5)), 'starts_in_past', 'not for yesterday');
select tests.act_as('ada');
select tests.refused(format('execute join_list(21, 1, %L, %L)', tests.day(3), tests.day(5)), 'own_listing', 'nobody waits for their own');
select tests.act_as('cy');
select tests.refused(format('execute join_list(20, 1, %L, %L)', tests.day(2), tests.day(4)), 'not_allowed', 'an id of somebody else says nothing');
select lives_ok(format('execute join_list(22, 1, %L, %L)', tests.day(3), tests.day(5)), 'Cy waits too');
select tests.refused('select public.leave_waitlist(tests.id(20))', 'not_found', 'nobody leaves for somebody else');
select tests.refused('select public.leave_waitlist(tests.id(99))', 'not_found', 'nor what is not there');
select tests.act_as_visitor();
select throws_ok(format('execute join_list(23, 1, %L, %L)', tests.day(2), tests.day(4)), '42501', null, 'a visitor signs in first');
select throws_ok('select public.leave_waitlist(tests.id(20))', '42501', null, 'to leave as well');
select throws_ok('select public.waitlist_standing(tests.id(20))', '42501', null, 'and to know where they stand');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('di'));
select is(
  tests.attempt('di', format('select public.join_waitlist(tests.id(23), tests.id(1), %L, %L)', tests.day(2), tests.day(4))), 'not_available',
  'nor somebody Ada blocked'
);
delete from private.blocks;

-- Where one stands
select tests.act_as('bo');
select results_eq(
  'select * from public.waitlist_standing(tests.id(20))', 'values (0, tests.day(5), tests.day(0))', 'Bo is next, Di brings it back on the fifth day'
);
select tests.act_as('cy');
select results_eq('select ahead from public.waitlist_standing(tests.id(22))', 'values (1)', 'one is before Cy');
select tests.refused('select * from public.waitlist_standing(tests.id(20))', 'not_found', 'Cy does not know where Bo stands');
select tests.refused('select * from public.waitlist_standing(tests.id(99))', 'not_found', 'nor whether somebody does');
select lives_ok(format('execute join_list(24, 1, %L, %L)', tests.day(2), tests.day(3)), 'Cy waits for the first day as well');
select results_eq('select ahead from public.waitlist_standing(tests.id(24))', 'values (1)', 'one does not wait for oneself, nor for other days');
select lives_ok('select public.leave_waitlist(tests.id(24))', 'and changes their mind');

-- Offering, in order, one at a time
select tests.act_as_nobody();
select is(private.offer_freed_slots(), 0, 'nothing is free, nothing is offered');
update public.reservations set state = 'cancelled' where id = tests.id(10);
insert into public.reservation_events (reservation_id, actor_id, action, state) values (tests.id(10), tests.id_of('di'), 'cancel', 'cancelled');
select is(private.offer_freed_slots(), 1, 'a slot frees up: one offer');
select is(private.offer_freed_slots(), 0, 'offering again changes nothing');
select results_eq(
  'select id, state::text, offered_until, kept_unit::integer from public.waitlist order by id',
  $$ values (tests.id(20), 'offered', now() + interval '24 hours', 1), (tests.id(22), 'waiting', null::timestamptz, null::integer),
     (tests.id(24), 'left', null, null) $$,
  'the first in the list has a day to take it'
);
select results_eq(
  $$ select person_id, about ->> 'says', about ->> 'id' from public.notifications where topic = 'waitlist' $$,
  $$ values (tests.id_of('bo'), 'slot_offered', tests.id(20)::text) $$, 'and is told'
);
select is(tests.attempt('di', tests.ask(30, 3, 4)), 'dates_taken', 'meanwhile it is kept from others');
select is(tests.attempt('bo', tests.ask(30, 2, 4)), 'requested', 'not from the one it is offered to');
select tests.lend(32, 'requested', tests.day(3), tests.day(5), 'di');
select is(
  tests.attempt('ada', $$ select state from public.advance_reservation(tests.id(32), 'accept', null, tests.id(90)) $$), 'dates_taken',
  'nor is a request of before agreed to while it is kept'
);
update public.waitlist set offered_until = now() where id = tests.id(20);
select is(
  tests.attempt('ada', $$ select state from public.advance_reservation(tests.id(32), 'accept', null, tests.id(90)) $$), 'accepted',
  'once the clock has run out it is'
);
select is(private.offer_freed_slots(), 1, 'a day later it is the turn of the next');
select results_eq(
  'execute places', $$ values (tests.id(20), 'waiting'), (tests.id(22), 'offered'), (tests.id(24), 'left') $$,
  'who let it go waits behind the others'
);
select tests.act_as('bo');
select results_eq('select ahead from public.waitlist_standing(tests.id(20))', 'values (1)', 'and is told so');
select tests.act_as('cy');
select lives_ok('select public.leave_waitlist(tests.id(22))', 'Cy does not need it any more');
select tests.act_as_nobody();
select results_eq(
  'execute places', $$ values (tests.id(20), 'offered'), (tests.id(22), 'left'), (tests.id(24), 'left') $$, 'it goes to the next at once'
);
update public.waitlist set offered_until = now() where id = tests.id(20);
select is(private.offer_freed_slots(), 0, 'two offers are enough');
select tests.act_as('bo');
select tests.refused('select public.leave_waitlist(tests.id(20))', 'wrong_state', 'a place that lapsed cannot be left');
select is_empty('select * from public.waitlist_standing(tests.id(20))', 'and stands nowhere');

-- Taking it up: kept until Ada has answered, then for the next
select tests.act_as('cy');
select results_eq(
  format('execute join_list(40, 1, %L, %L)', tests.day(3), tests.day(5)),
  $$ values (tests.id_of('cy'), 'offered', tstzrange(tests.day(3), tests.day(5))) $$, 'what was given back meanwhile is offered at once'
);
select results_eq('select state::text from public.leave_waitlist(tests.id(40))', $$ values ('left') $$, 'Cy leaves');
select results_eq('select state::text from public.leave_waitlist(tests.id(40))', $$ values ('left') $$, 'leaving again changes nothing');
select lives_ok(format('execute join_list(41, 1, %L, %L)', tests.day(3), tests.day(5)), 'one may come back');
select tests.act_as('bo');
select results_eq(
  format('execute join_list(42, 1, %L, %L)', tests.day(4), tests.day(5)),
  $$ values (tests.id_of('bo'), 'waiting', tstzrange(tests.day(4), tests.day(5))) $$, 'Bo waits behind'
);
select tests.act_as('cy');
select lives_ok(tests.ask(31, 3, 5), 'Cy takes it up');
select results_eq(
  'select state::text, reservation_id, kept_unit::integer from public.waitlist where id = tests.id(41)', $$ values ('taken', tests.id(31), 1) $$,
  'and waits for Ada alone'
);
select tests.act_as_nobody();
select is(private.offer_freed_slots(), 0, 'it is not offered to the next meanwhile');
select is(tests.attempt('di', tests.ask(33, 4, 5)), 'dates_taken', 'nor to be asked for');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(31), 'decline', null, tests.id(91)) $$, 'Ada says no');
select tests.act_as_nobody();
select results_eq(
  'select id, state::text, kept_unit::integer from public.waitlist where id in (tests.id(41), tests.id(42)) order by id',
  $$ values (tests.id(41), 'taken', null), (tests.id(42), 'offered', 1) $$, 'then it is the turn of Bo, at once'
);
select is(tests.attempt('bo', tests.ask(34, 6, 7)), 'requested', 'asking for other days');
select tests.act_as('bo');
select lives_ok(tests.ask(34, 6, 7), 'is possible');
select results_eq('select state::text from public.waitlist where id = tests.id(42)', $$ values ('offered') $$, 'and gives up nothing');
select lives_ok(tests.ask(35, 4, 5), 'Bo takes it up');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(35), 'accept', null, tests.id(92)) $$, 'Ada agrees');
select tests.act_as('di');
select lives_ok(format('execute join_list(43, 1, %L, %L)', tests.day(4), tests.day(5)), 'Di waits');
select results_eq('select state::text from public.waitlist where id = tests.id(43)', $$ values ('waiting') $$, 'for what Bo has now');

-- Whoever did not come goes last, wherever they wait
select tests.act_as_nobody();
select tests.lend(50, 'accepted', tests.day(-3), tests.day(-2), 'di');
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(51), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(4), tests.day(5)));
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(50), 'report_no_show', null, tests.id(93)) $$, 'Di did not come');
select tests.act_as('bo');
select lives_ok($$ select public.advance_reservation(tests.id(35), 'cancel', null, tests.id(94)) $$, 'Bo does not need it');
select tests.act_as_nobody();
select results_eq(
  'select id, state::text from public.waitlist where id in (tests.id(43), tests.id(51)) order by id',
  $$ values (tests.id(43), 'waiting'), (tests.id(51), 'offered') $$, 'Cy came later and is offered it first'
);
select tests.lend(54, 'accepted', tests.day(70), tests.day(71));
select tests.act_as('di');
select lives_ok(format('execute join_list(52, 1, %L, %L)', tests.day(70), tests.day(71)), 'Di waits for something else');
select tests.act_as_nobody();
select ok((select goes_last from public.waitlist where id = tests.id(52)), 'behind everybody as well');
select tests.lend(53, 'accepted', tests.day(-5), tests.day(-4), 'cy');
select tests.act_as('cy');
select lives_ok($$ select public.advance_reservation(tests.id(53), 'report_no_show', null, tests.id(95)) $$, 'Ada was not there');
select tests.act_as_nobody();
select ok(not (select goes_last from public.waitlist where id = tests.id(51)), 'Cy waits where they did');

-- What ends the wait
insert into public.waitlist (id, listing_id, person_id, during) values
  (tests.id(60), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(-1) - interval '1 hour', tests.day(1))),
  (tests.id(61), tests.id(1), tests.id_of('bo'), tstzrange(now() - interval '1 minute', date_trunc('hour', now()) + interval '61 minutes'));
delete from public.waitlist where id = tests.id(52);
select is(private.offer_freed_slots(), 0, 'nothing is offered that began yesterday, nor hours that began');
select results_eq(
  'select state::text from public.waitlist where id in (tests.id(60), tests.id(61))', $$ values ('lapsed'), ('lapsed') $$, 'these waits are over'
);
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(62), tests.id(1), tests.id_of('di'), tstzrange(tests.day(4), tests.day(5)));
update public.listings set lead_hours = 24 * 5 where id = tests.id(1);
select is(private.offer_freed_slots(), 0, 'nor sooner than Ada can be ready');
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(63), tests.id(1), tests.id_of('di'), tstzrange(tests.day(50), tests.day(51)));
update public.listings set status = 'paused', lead_hours = 0 where id = tests.id(1);
select is(private.offer_freed_slots(), 0, 'nor what is not lent any more');
select results_eq(
  'select state::text from public.waitlist where id in (tests.id(62), tests.id(63))', $$ values ('lapsed'), ('lapsed') $$, 'these waits are over too'
);

-- Two units, two offers; days that only touch are offered to both
update public.listings set status = 'published', units = 2 where id = tests.id(1);
delete from public.waitlist;
insert into public.waitlist (id, listing_id, person_id, during, created_at) values
  (tests.id(70), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(80), tests.day(82)), now()),
  (tests.id(71), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(81), tests.day(83)), now() + interval '1 second'),
  (tests.id(72), tests.id(1), tests.id_of('di'), tstzrange(tests.day(82), tests.day(84)), now() + interval '2 seconds'),
  (tests.id(73), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(82), tests.day(83)), now() + interval '3 seconds');
select is(private.offer_freed_slots(), 3, 'each unit is offered to one');
select results_eq(
  'select id, kept_unit::integer from public.waitlist order by id',
  $$ values (tests.id(70), 1), (tests.id(71), 2), (tests.id(72), 1), (tests.id(73), null) $$, 'or to two after one another'
);
select is(tests.attempt('bo', tests.ask(74, 81, 83)), 'dates_taken', 'an offer of other days does not open these');

-- What one asked for when it was offered is kept for oneself: nothing is left of it to wait for
delete from public.waitlist;
update public.listings set units = 1 where id = tests.id(1);
insert into public.waitlist (id, listing_id, person_id, during, state, kept_unit) values
  (tests.id(80), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(90), tests.day(93)), 'taken', 1);
select is(
  tests.attempt('bo', format('select public.join_waitlist(tests.id(82), tests.id(1), %L, %L)', tests.day(91), tests.day(92))),
  'already_done', 'nobody waits for what is kept for them until the owner has answered'
);

-- What was asked for and not answered keeps nothing once its hours are over, also before time has said so
delete from public.waitlist;
update public.listings set units = 1 where id = tests.id(1);
insert into public.waitlist (id, listing_id, person_id, during, state, kept_unit) values
  (tests.id(80), tests.id(1), tests.id_of('bo'), tstzrange(now() - interval '2 hours', now() - interval '1 minute'), 'taken', 1),
  (tests.id(81), tests.id(1), tests.id_of('cy'), tstzrange(now() - interval '3 hours', tests.day(1)), 'waiting', null);
select is(private.offer_freed_slots(), 1, 'the rest of the day is offered');

-- Quota
delete from public.waitlist;
insert into public.waitlist (id, listing_id, person_id, during)
select tests.id(100 + n), tests.id(1), tests.id_of('di'), tstzrange(tests.day(40 + n), tests.day(41 + n)) from generate_series(1, 19) as n;
select tests.lend(56, 'accepted', tests.day(60), tests.day(62));
select tests.act_as('di');
select lives_ok(format('execute join_list(120, 1, %L, %L)', tests.day(60), tests.day(61)), 'twenty places may be kept');
select tests.refused(format('execute join_list(121, 1, %L, %L)', tests.day(61), tests.day(62)), 'quota_reached', 'not one more');

select * from finish();
rollback;
