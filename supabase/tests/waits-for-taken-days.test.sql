begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(19);

-- Di has the drill from the second to the fifth day.
create function tests.join_list(number integer, from_day integer, until_day integer) returns text language sql as $$
  select format('select state from public.join_waitlist(tests.id(%s), tests.id(1), %L, %L)', number, tests.day(from_day), tests.day(until_day))
$$;
grant execute on function tests.join_list(integer, integer, integer) to authenticated;
select tests.lend(10, 'accepted', tests.day(2), tests.day(6), 'di');

-- Free days are there to be asked for
select is(tests.attempt('bo', tests.join_list(20, 7, 8)), 'wrong_state', 'nobody waits for days that are free');
select is(tests.attempt('bo', tests.join_list(20, 6, 7)), 'wrong_state', 'nor from the day on which it comes back');
select is(tests.attempt('bo', tests.join_list(20, 5, 7)), 'waiting', 'one day that is taken is enough');
update public.listings set units = 2 where id = tests.id(1);
select is(tests.attempt('bo', tests.join_list(20, 3, 4)), 'wrong_state', 'nor while another of its kind is there');
update public.listings set units = 1 where id = tests.id(1);
select tests.act_as('cy');
select is((select state::text from public.join_waitlist(tests.id(21), tests.id(1), tests.day(3), tests.day(4))), 'waiting', 'Cy waits');
select tests.act_as_nobody();
select is((select count(*)::integer from public.waitlist), 1, 'whoever was refused keeps nothing from others');

-- Said while they were taken, heard after they were given back
select tests.act_as('di');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'cancel', null, tests.id(90)) $$, 'Di does not need it');
select is(tests.attempt('bo', tests.join_list(22, 2, 6)), 'waiting', 'what is kept for Cy is taken');
select is(tests.attempt('bo', tests.join_list(22, 4, 6)), 'offered', 'what was given back is offered to who waits for it');
select is(tests.attempt('bo', tests.join_list(22, 4, 8)), 'offered', 'with the days around');
select is(tests.attempt('di', tests.join_list(22, 4, 6)), 'wrong_state', 'not to who gave it back');
select is(tests.attempt('bo', tests.join_list(22, 6, 7)), 'wrong_state', 'days that nobody had are free as ever');
-- Nobody changes what happened: only a test lets time go by.
set local session_replication_role = replica;
update public.reservation_events set at = at - interval '6 days 23 hours' where reservation_id = tests.id(10);
set local session_replication_role = origin;
select is(tests.attempt('bo', tests.join_list(22, 4, 6)), 'offered', 'almost a week later as well');
set local session_replication_role = replica;
update public.reservation_events set at = at - interval '1 hour' where reservation_id = tests.id(10);
set local session_replication_role = origin;
select is(tests.attempt('bo', tests.join_list(22, 4, 6)), 'wrong_state', 'after a week no more');

-- Given back by bringing it back sooner
select tests.lend(11, 'accepted', tests.day(10), tests.day(14), 'di');
insert into public.reservation_events (reservation_id, actor_id, action, state, ends_at)
values (tests.id(11), tests.id_of('ada'), 'accept', 'accepted', tests.day(14));
select tests.act_as('di');
select lives_ok(format('select public.extend_reservation(tests.id(11), %L, tests.id(91))', tests.day(12)), 'Di needs it for half as long');
select tests.act_as_nobody();
select is(tests.attempt('bo', tests.join_list(23, 12, 14)), 'offered', 'the days after are given back');
select is(tests.attempt('bo', tests.join_list(23, 14, 15)), 'wrong_state', 'and none besides');
select tests.lend(12, 'handed_over', now() - interval '1 day', tests.day(2), 'di');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(12), 'take_back', null, tests.id(92)) $$, 'it comes back a day early');
select is(tests.attempt('bo', tests.join_list(24, 1, 2)), 'offered', 'that day is given back too');

select * from finish();
rollback;
