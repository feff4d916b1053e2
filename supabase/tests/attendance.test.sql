begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/events.psql
select plan(102);
select tests.create_person(who) from unnest(array['eli', 'fay', 'gus']) as who;

-- A seat, or a place in line
select tests.announce(10, 'ada', 2);
select is(tests.go('bo', 20, 10), 'attending', 'the first has a seat');
select is(tests.go('bo', 20, 10), 'attending', 'asking twice is asking once');
select tests.refused($$ select tests.go('bo', 21, 10) $$, 'already_done', 'nor again under another id');
select tests.refused($$ select tests.go('cy', 20, 10) $$, 'not_allowed', 'an id of somebody else says nothing');
select tests.refused($$ select tests.go('cy', null, 10) $$, 'invalid_value', 'an attendance has an id');
select is(tests.go('cy', 22, 10), 'attending', 'the second too');
select is(tests.go('di', 23, 10), 'waitlisted', 'the third waits');
select is(tests.go('eli', 24, 10), 'waitlisted', 'and the fourth');
select tests.refused($$ select tests.go('bo', 20, 11) $$, 'id_reused', 'one id, one event');
select tests.act_as_visitor();
select results_eq('select attending, waiting from public.events where id = tests.id(10)', $$ values (2, 2) $$, 'how many come and wait is public');
select is(tests.stay_home('bo', 20), 'cancelled', 'Bo does not come after all');
select is(tests.seats(10), '20 cancelled, 22 attending, 23 attending, 24 waitlisted', 'whoever waited longest does');
select is(tests.told('di'), 'event_seat', 'and is told');
select is(tests.told('eli'), null::text, 'the next is not');
select is(tests.stay_home('bo', 20), 'cancelled', 'leaving twice is leaving once');
select is(tests.go('bo', 25, 10), 'waitlisted', 'Bo may ask again, behind the others');
select is(tests.stay_home('bo', 20), 'cancelled', 'what arrives late undoes no later one');
select is(tests.seats(10), '20 cancelled, 22 attending, 23 attending, 24 waitlisted, 25 waitlisted', 'it is still there');
select tests.refused($$ select tests.stay_home('cy', 23) $$, 'not_found', 'nobody leaves for another');
select tests.refused($$ select tests.stay_home('cy', 99) $$, 'not_found', 'nor what is not there');
select is(tests.save('ada', 10, '{"capacity": 3}', 100), 'published', 'one seat more');
select is(tests.seats(10), '20 cancelled, 22 attending, 23 attending, 24 attending, 25 waitlisted', 'is given in order');
select tests.refused($$ select tests.save('ada', 10, '{"capacity": 2}', 101) $$, 'not_available', 'nobody is put out');
select is(tests.save('ada', 10, '{"capacity": null}', 102), 'published', 'room for all');
select is(tests.seats(10), '20 cancelled, 22 attending, 23 attending, 24 attending, 25 attending', 'and all come');
select tests.act_as_nobody();
select is(tests.counts_hold(10), true, 'the counts are those of the rows');

-- Who sees who comes
select tests.act_as('ada');
select is((select count(*)::integer from public.attendances where event_id = tests.id(10)), 5, 'its organiser sees who comes');
select tests.act_as('bo');
select results_eq('select id, state::text from public.attendances order by id', $$ values (tests.id(20), 'cancelled'), (tests.id(25), 'attending') $$, 'Bo sees their own');
select tests.act_as('fay');
select is_empty('select from public.attendances', 'a stranger sees none');
select tests.act_as_nobody();
select tests.need(11, 10, 1);
select is(tests.help('fay', 26, 11), 'taken', 'who lends a hand');
select tests.act_as('fay');
select is((select count(*)::integer from public.attendances), 5, 'sees who comes');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('cy'), tests.id_of('fay'));
select tests.act_as('fay');
select is((select count(*)::integer from public.attendances), 4, 'but nobody who blocked them');
select is(tests.let_go('fay', 26), 'left', 'no longer');
select is_empty('select from public.attendances', 'nor any after that');
select tests.act_as_nobody();
delete from private.blocks;
select throws_ok(command, '42501', null, command) from (select tests.act_as('bo')) as x, unnest(array[
  'insert into public.attendances (id, event_id, person_id, state) values (tests.id(90), tests.id(10), tests.id_of(''bo''), ''attending'')',
  'update public.attendances set state = ''attending''', 'delete from public.attendances',
  'insert into public.shift_signups (id, shift_id, person_id) values (tests.id(90), tests.id(11), tests.id_of(''bo''))', 'update public.shift_signups set state = ''taken''', 'delete from public.shift_signups'
]) as command;
select tests.act_as_nobody();

-- When one cannot come
update public.events set state = 'cancelled' where id = tests.id(10);
select tests.refused($$ select tests.go('gus', 30, 10) $$, 'wrong_state', 'nobody comes to what is cancelled');
select tests.act_as_nobody();
update public.events set state = 'closed' where id = tests.id(10);
select tests.refused($$ select tests.go('gus', 30, 10) $$, 'wrong_state', 'nor to what is closed');
select tests.act_as_nobody();
update public.events set state = 'published', starts_at = now() - interval '3 hours', ends_at = now() where id = tests.id(10);
select tests.refused($$ select tests.go('gus', 30, 10) $$, 'wrong_state', 'nor to what is over');
select tests.refused($$ select tests.help('gus', 30, 11) $$, 'wrong_state', 'nor helps there');
select tests.act_as_nobody();
update public.events set published_at = null, state = 'draft', starts_at = now() + interval '1 day', ends_at = now() + interval '2 days' where id = tests.id(10);
select tests.refused($$ select tests.go('gus', 30, 10) $$, 'not_available', 'nor to a draft');
select tests.refused($$ select tests.help('gus', 30, 11) $$, 'not_available', 'of which nobody knows');
select is(tests.help('ada', 31, 11), 'taken', 'but its organiser');
select tests.act_as_nobody();
select tests.announce(100 + n, 'di') from generate_series(1, 51) as n;
insert into public.attendances (id, event_id, person_id, state)
select tests.id(200 + n), tests.id(100 + n), tests.id_of('gus'), 'attending' from generate_series(1, 50) as n;
select tests.refused($$ select tests.go('gus', 30, 151) $$, 'quota_reached', 'fifty events to come are plenty');
select tests.act_as_nobody();
update public.events set ends_at = now(), starts_at = now() - interval '1 hour' where id = tests.id(101);
select is(tests.go('gus', 30, 151), 'attending', 'until one is over');
select tests.act_as_nobody();
insert into public.attendances (id, event_id, person_id, state)
select tests.id(300 + n), tests.id(101), tests.id_of('gus'), 'cancelled' from generate_series(1, 60) as n;
select tests.stay_home('gus', 30);
select tests.refused($$ select tests.go('gus', 32, 151) $$, 'too_fast', 'a hundred times a day is too often');
select tests.act_as_nobody();
update public.events set capacity = 1, waiting = 500 where id = tests.id(102);
select tests.refused($$ select tests.go('bo', 33, 102) $$, 'full', 'a line of five hundred is long enough');
select tests.act_as_nobody();
insert into public.events (id, kind, title, organiser_id, starts_at, ends_at)
select tests.id(400 + n), 'other', 'Event', tests.id_of('fay'), now() + interval '1 day', now() + interval '2 days' from generate_series(1, 50) as n;
select tests.refused(
  $$ select tests.save('fay', 500, jsonb_build_object('kind', 'other', 'title', 'Encore', 'starts_at', tests.day(3), 'ends_at', tests.day(3, 1)), 501) $$, 'quota_reached', 'nor does one call fifty together at once'
);

-- At the door
select tests.act_as_nobody();
select tests.announce(40, 'ada', 2, now() + interval '1 hour');
select tests.need(41, 40, 1);
select tests.go('bo', 50, 40);
select tests.go('cy', 51, 40);
select tests.go('di', 52, 40);
select tests.help('eli', 53, 41);
select tests.refused($$ select tests.door('ada', 50, 'check_in', 110) $$, 'wrong_state', 'the door is not open yet');
select is(tests.event_step('ada', 40, 'open', 111), 'live', 'now it is');
select is(tests.door('eli', 50, 'check_in', 112), 'checked_in', 'a volunteer lets Bo in');
select is(tests.door('eli', 50, 'check_in', 112), 'checked_in', 'twice is once');
select tests.refused($$ select tests.door('eli', 51, 'check_in', 112) $$, 'id_reused', 'not another under the same act');
select tests.refused($$ select tests.door('ada', 50, 'check_in', 113) $$, 'already_done', 'nor again by another tablet');
select tests.refused($$ select tests.door('bo', 51, 'check_in', 113) $$, 'not_allowed', 'nobody lets others in who does not help');
select tests.refused($$ select tests.door('bo', 50, 'check_in', 113) $$, 'not_allowed', 'nor themselves');
select tests.refused($$ select tests.door('ada', 99, 'check_in', 113) $$, 'not_allowed', 'no such attendance');
select tests.refused($$ select tests.door('ada', 51, 'leave', 113) $$, 'invalid_value', 'no such step');
select tests.refused($$ select tests.door('ada', 51, null, 113) $$, 'invalid_value', 'none at all');
select tests.refused($$ select tests.door('ada', 51, 'check_in', null) $$, 'invalid_value', 'a step has an id');
select tests.refused($$ select tests.door('ada', 52, 'check_in', 113) $$, 'full', 'who waits comes in while there is room');
select tests.refused($$ select tests.door('ada', 51, 'check_out', 113) $$, 'wrong_state', 'who is not there does not go');
select is(tests.door('ada', 50, 'undo_check_in', 114), 'attending', 'an accidental tap is undone in one');
select is(tests.door('ada', 50, 'check_in', 115), 'checked_in', 'and done again');
select tests.refused($$ select tests.stay_home('bo', 50) $$, 'wrong_state', 'who is there does not say they are not coming');
select is(tests.door('ada', 50, 'check_out', 116), 'left', 'Bo goes home');
select is(tests.seats(40), '50 left, 51 attending, 52 attending', 'and Di has their seat');
select tests.refused($$ select tests.door('ada', 50, 'check_in', 117) $$, 'full', 'which Bo cannot have again');
select is(tests.stay_home('cy', 51), 'cancelled', 'Cy does not come');
select tests.refused($$ select tests.door('ada', 51, 'check_in', 118) $$, 'wrong_state', 'nor is let in');
select is(tests.door('ada', 50, 'check_in', 119), 'checked_in', 'Bo is back');
select tests.act_as_nobody();
select is(tests.counts_hold(40), true, 'the counts are those of the rows');
select results_eq(
  'select action, actor_id from private.attendance_events where attendance_id = tests.id(50) order by id',
  $$ select a, tests.id_of(w) from (values ('attend', 'bo'), ('check_in', 'eli'), ('undo_check_in', 'ada'), ('check_in', 'ada'), ('check_out', 'ada'), ('check_in', 'ada')) as v (a, w) $$, 'each step is kept'
);
select tests.event_step('ada', 40, 'close', 120);
select tests.refused($$ select tests.let_go('eli', 53) $$, 'wrong_state', 'who helped has helped');

-- Shifts
select tests.act_as_nobody();
select tests.announce(60);
select tests.need(61, 60, 2);
select tests.need(62, 60, 1, 'coffee');
select is(tests.help('bo', 70, 61), 'taken', 'Bo takes a shift');
select is(tests.help('bo', 70, 61), 'taken', 'twice is once');
select tests.refused($$ select tests.help('bo', 70, 62) $$, 'id_reused', 'one id, one shift');
select tests.refused($$ select tests.help('bo', 71, 61) $$, 'already_done', 'nor the same again');
select tests.refused($$ select tests.help('cy', 70, 61) $$, 'not_allowed', 'an id of somebody else says nothing');
select tests.refused($$ select tests.help('cy', 72, 99) $$, 'not_available', 'no such shift');
select is(tests.help('cy', 72, 61), 'taken', 'Cy takes the other half');
select tests.refused($$ select tests.help('di', 73, 61) $$, 'full', 'never more than needed');
select is(tests.help('di', 73, 62), 'taken', 'Di makes coffee');
select tests.refused($$ select tests.change('bo', 74, 62, 70) $$, 'full', 'Bo would rather, but keeps the first');
select tests.act_as('bo');
select results_eq('select id, state::text from public.shift_signups where person_id = tests.id_of(''bo'')', $$ values (tests.id(70), 'taken') $$, 'as they see');
select is(tests.let_go('di', 73), 'left', 'Di lets go');
select is(tests.told('ada'), 'shift_left shift_left', 'Ada is told, as of Fay');
select is(tests.let_go('di', 73), 'left', 'twice is once');
select is(tests.change('bo', 74, 62, 70), 'taken', 'Bo changes');
select is(tests.change('bo', 74, 62, 70), 'taken', 'twice is once');
select tests.refused($$ select tests.change('bo', 75, 61, 70) $$, 'wrong_state', 'what was left is not changed');
select tests.refused($$ select tests.change('bo', 75, 11, 74) $$, 'wrong_state', 'nor for a shift elsewhere');
select tests.refused($$ select tests.change('di', 75, 61, 72) $$, 'not_found', 'nor another’s');
select tests.refused($$ select tests.let_go('di', 72) $$, 'not_found', 'nobody lets go for another');
select tests.act_as('cy');
select is((select count(*)::integer from public.shift_signups where shift_id in (tests.id(61), tests.id(62))), 4, 'who helps sees who else does');
select tests.act_as('fay');
select is_empty('select from public.shift_signups where shift_id = tests.id(61)', 'others do not');
select results_eq('select taken, needed from public.shifts where event_id = tests.id(60) order by id', $$ values (1::smallint, 2::smallint), (1::smallint, 1::smallint) $$, 'but what is missing');
select tests.act_as_nobody();
select is(tests.counts_hold(60), true, 'the counts are those of the rows');

select * from finish();
rollback;
