begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(34);
prepare join_list(integer, integer, timestamptz, timestamptz) as
  select person_id, state::text, during from public.join_waitlist(tests.id($1), tests.id($2), $3, $4);
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
select tests.act_as_visitor();
select throws_ok(format('execute join_list(23, 1, %L, %L)', tests.day(2), tests.day(4)), '42501', null, 'a visitor signs in first');
select throws_ok('select public.leave_waitlist(tests.id(20))', '42501', null, 'to leave as well');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('di'));
select is(
  tests.attempt('di', format('select public.join_waitlist(tests.id(23), tests.id(1), %L, %L)', tests.day(2), tests.day(4))), 'not_available',
  'nor somebody Ada blocked'
);
delete from private.blocks;

-- Offering, in order, one at a time
select tests.act_as_nobody();
select is(private.offer_freed_slots(), 0, 'nothing is free, nothing is offered');
update public.reservations set state = 'cancelled' where id = tests.id(10);
select is(private.offer_freed_slots(), 1, 'a slot frees up: one offer');
select is(private.offer_freed_slots(), 0, 'offering again changes nothing');
select results_eq(
  'select id, state::text, offered_until from public.waitlist order by id',
  $$ values (tests.id(20), 'offered', now() + interval '24 hours'), (tests.id(22), 'waiting', null::timestamptz) $$,
  'the first in the list has a day to take it'
);
select is(
  tests.attempt('di', format('select state from public.request_reservation(tests.id(30), tests.id(1), %L, %L)', tests.day(3), tests.day(4))), 'dates_taken',
  'meanwhile it is kept from others'
);
select is(
  tests.attempt('bo', format('select state from public.request_reservation(tests.id(30), tests.id(1), %L, %L)', tests.day(2), tests.day(4))), 'requested',
  'not from the one it is offered to'
);
update public.waitlist set offered_until = now() where id = tests.id(20);
select is(private.offer_freed_slots(), 1, 'a day later it is the turn of the next');
select results_eq(
  'select id, state::text from public.waitlist order by id', $$ values (tests.id(20), 'lapsed'), (tests.id(22), 'offered') $$, 'the first has let it go'
);
select tests.act_as('bo');
select tests.refused('select public.leave_waitlist(tests.id(20))', 'wrong_state', 'a place that lapsed cannot be left');
select tests.act_as('cy');
select lives_ok(
  format('select public.request_reservation(tests.id(31), tests.id(1), %L, %L)', tests.day(3), tests.day(5)), 'Cy takes it'
);
select results_eq('select state::text from public.waitlist', $$ values ('taken') $$, 'and waits no more');
select lives_ok(format('execute join_list(40, 1, %L, %L)', tests.day(20), tests.day(21)), 'Cy waits for something else');
select results_eq('select state::text from public.leave_waitlist(tests.id(40))', $$ values ('left') $$, 'and leaves');
select results_eq('select state::text from public.leave_waitlist(tests.id(40))', $$ values ('left') $$, 'leaving again changes nothing');
select lives_ok(format('execute join_list(41, 1, %L, %L)', tests.day(20), tests.day(21)), 'one may come back');

-- What ends the wait
select tests.act_as_nobody();
update public.waitlist set during = tstzrange(now() - interval '2 days', now() + interval '1 hour') where id = tests.id(41);
select is(private.offer_freed_slots(), 0, 'nothing is offered that began yesterday');
select results_eq('select state::text from public.waitlist where id = tests.id(41)', $$ values ('lapsed') $$, 'that wait is over');
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(42), tests.id(1), tests.id_of('di'), tstzrange(tests.day(30), tests.day(31)));
update public.listings set status = 'paused' where id = tests.id(1);
select is(private.offer_freed_slots(), 0, 'nor what is not lent any more');
select results_eq('select state::text from public.waitlist where id = tests.id(42)', $$ values ('lapsed') $$, 'that wait is over too');

-- Quota
update public.listings set status = 'published' where id = tests.id(1);
insert into public.waitlist (id, listing_id, person_id, during)
select tests.id(100 + n), tests.id(1), tests.id_of('di'), tstzrange(tests.day(40 + n), tests.day(41 + n)) from generate_series(1, 19) as n;
select tests.act_as('di');
select lives_ok(format('execute join_list(120, 1, %L, %L)', tests.day(60), tests.day(61)), 'twenty places may be kept');
select tests.refused(format('execute join_list(121, 1, %L, %L)', tests.day(61), tests.day(62)), 'quota_reached', 'not one more');

select * from finish();
rollback;
