begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(68);

-- Ada's session of next week has six half hours, from 14 h to 17 h.
create function tests.limit_to(who text, session integer, most integer, act integer) returns integer
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (select e.arrivals_per_slot from public.limit_arrivals(tests.id(session), most, tests.id(act)) as e);
end;
$$;
create function tests.arrive_at(who text, visit integer, hour numeric, act integer, days integer default 7) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (select to_char(v.arrival_at at time zone 'Europe/Paris', 'HH24:MI') || ' ' || v.state
    from public.choose_arrival(tests.id(visit), tests.day(days, hour), tests.id(act)) as v);
end;
$$;
-- How many more may come, half hour by half hour.
create function tests.room(session integer) returns text
language sql stable as $$
  select string_agg(a.free_places::text, ' ' order by a.arrival_at) from public.session_arrivals(tests.id(session)) a
$$;
-- Who is expected when, as the owner of the database sees it.
create function tests.hours(session integer) returns text
language sql stable security definer as $$
  select string_agg(p.name || ' ' || to_char(v.arrival_at at time zone 'Europe/Paris', 'HH24:MI') || case v.state when 'booked' then '' else ' ' || v.state end, ', ' order by p.name)
  from public.visits v join tests.people p on p.id = v.person_id where v.event_id = tests.id(session) and v.state <> 'cancelled'
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- Saying how many
select tests.act_as_visitor();
select is(tests.room(100), null, 'nobody counts until it is said');
select is(tests.limit_to('ada', 100, 1, 400), 1, 'one at a time, says Ada');
select is(tests.limit_to('ada', 100, 1, 400), 1, 'twice is once');
select tests.refused($$ select tests.limit_to('ada', 100, 2, 400) $$, 'id_reused', 'not another number under the same act');
select tests.refused($$ select tests.limit_to('ada', 100, 0, 401) $$, 'invalid_value', 'none at all is no session');
select tests.refused($$ select tests.limit_to('ada', 100, 101, 401) $$, 'invalid_value', 'nor is a crowd');
select tests.refused($$ select tests.limit_to('ada', 100, 2, null) $$, 'invalid_value', 'an act has an id');
select tests.refused($$ select tests.limit_to('bo', 100, 2, 401) $$, 'not_allowed', 'who helps does not say it');
select tests.refused($$ select tests.limit_to('ada', 99, 2, 401) $$, 'not_allowed', 'no such session');
select tests.act_as_nobody();
select tests.hold_session(101), tests.hold_session(102), tests.hold_session(103);
update public.events set kind = 'workshop' where id = tests.id(101);
update public.events set state = 'cancelled' where id = tests.id(102);
update public.events set state = 'closed' where id = tests.id(103);
select tests.refused($$ select tests.limit_to('ada', 101, 2, 401) $$, 'not_allowed', 'nor of a workshop');
select tests.refused($$ select tests.limit_to('ada', 102, 2, 401) $$, 'wrong_state', 'nor of what does not take place');
select tests.refused($$ select tests.limit_to('ada', 103, 2, 401) $$, 'wrong_state', 'nor of what is over');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select public.limit_arrivals(tests.id(100), 2, tests.id(401))', 'select public.choose_arrival(tests.id(200), now(), tests.id(401))'
]) as command;
select is(tests.room(100), '1 1 1 1 1 1', 'everybody sees when there is room');
select is((select arrivals_per_slot from public.events where id = tests.id(100)), 1::smallint, 'and for how many');
select is(tests.room(101), null, 'nothing of a workshop');

-- Booking for an hour
select is(tests.book('cy', 200, 100, tests.thing(300)), 'booked', 'Cy comes at 14 h');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(301), 14) $$, 'full', 'which is full then');
select tests.refused($$ select tests.book('di', 201, 100, tests.thing(301), 14.25) $$, 'full', 'until half past');
select is(tests.book('di', 201, 100, tests.thing(301), 14.5), 'booked', 'Di comes at half past');
select tests.act_as_visitor();
select is(tests.room(100), '0 0 1 1 1 1', 'as everybody sees');
select is(tests.walk_in('eli', 210, 100, 'Jo', tests.thing(310)), 1, 'who walks in needs no hour');
select is(tests.room(100), '0 0 1 1 1 1', 'and takes none');
select is(tests.visit_step('eli', 200, 'check_in', 402), 'checked_in', 'who has come');
select is(tests.room(100), '0 0 1 1 1 1', 'still has theirs');
select is(tests.visit_step('eli', 200, 'undo', 403, jsonb_build_object('undoes', tests.id(402))), 'booked', 'also when it was somebody else');

-- Another hour
select is(tests.arrive_at('cy', 200, 15, 410), '15:00 booked', 'Cy comes at 15 h');
select is(tests.arrive_at('cy', 200, 15, 410), '15:00 booked', 'twice is once');
select tests.refused($$ select tests.arrive_at('cy', 200, 15.5, 410) $$, 'id_reused', 'not another under the same act');
select tests.refused($$ select tests.arrive_at('cy', 200, 14.5, 411) $$, 'full', 'not when Di does');
select is(tests.hours(100), 'cy 15:00, di 14:30', 'and keeps what they had');
select is(tests.arrive_at('cy', 200, 15.25, 412), '15:15 booked', 'a little later is the same half hour');
select tests.refused(format('select tests.arrive_at(%L, 200, %s, 413)', 'cy', hour), 'outside_windows', hour || ' h is not within it') from unnest(array[13.5, 17]) as hour;
select tests.refused($$ select tests.arrive_at('di', 200, 16, 413) $$, 'not_found', 'nobody chooses for another');
select tests.refused($$ select tests.arrive_at('ada', 200, 16, 413) $$, 'not_found', 'not even its organiser');
select tests.refused($$ select tests.arrive_at('cy', 299, 16, 413) $$, 'not_found', 'nor for nobody');
select tests.refused($$ select tests.arrive_at('cy', 200, null, 413) $$, 'invalid_value', 'an hour is one');
select tests.refused($$ select tests.arrive_at('cy', 200, 16, null) $$, 'invalid_value', 'an act has an id');

-- Every half hour is full: one waits, and comes at the nearest that has room
select is(tests.limit_to('ada', 100, null, 420), null, 'nobody counts any more');
select is(tests.book('fay', 202, 100, tests.thing(302), 15), 'booked', 'Fay comes with Cy');
select is(tests.limit_to('ada', 100, 1, 421), 1, 'those who have booked keep their hour');
select is(tests.hours(100), 'cy 15:15, di 14:30, fay 15:00', 'also where there are more than that');
select tests.act_as_nobody();
update public.events set ends_at = tests.day(7, 15.5) where id = tests.id(100);
update public.visits set arrival_at = tests.day(7, 14) where id = tests.id(202);
select tests.act_as_visitor();
select is(tests.room(100), '0 0 0', 'three half hours, three who come');
select is(tests.book('gus', 203, 100, tests.thing(303), 14), 'waitlisted', 'Gus waits, for 14 h');
select is(tests.arrive_at('gus', 203, 14.25, 430), '14:15 waitlisted', 'or a quarter past');
select is(tests.visit_step('cy', 200, 'cancel', 431), 'cancelled', 'Cy does not come');
select is(tests.hours(100), 'di 14:30, fay 14:00, gus 15:00', 'Gus does, at 15 h');
select is(tests.told_of_session('gus'), 'visit_seated', 'and is told');
select tests.refused($$ select tests.visit_step('cy', 200, 'undo', 432) $$, 'full', 'Cy has given it away');
select is(tests.visit_step('fay', 202, 'cancel', 433), 'cancelled', 'Fay does not come either');
select tests.refused($$ select tests.visit_step('cy', 200, 'undo', 434) $$, 'full', 'nor is it Cy’s hour that is free');
select is(tests.visit_step('fay', 202, 'undo', 435), 'booked', 'but Fay’s');
select is(tests.book('eli', 204, 100, tests.thing(304), 14), 'waitlisted', 'Eli waits');
select is(tests.visit_step('fay', 202, 'cancel', 436), 'cancelled', 'for Fay');
select is(tests.hours(100), 'di 14:30, eli 14:00, gus 15:00', 'and comes when they said');
select is(tests.arrive_at('eli', 204, 14.25, 437), '14:15 booked', 'or within that half hour');
select tests.act_as_nobody();
select tests.hold_session(104, 1), tests.book('fay', 220, 104, tests.thing(320)), tests.book('gus', 221, 104, tests.thing(321));
select tests.act_as_nobody();
update public.events set capacity = null where id = tests.id(104);
select is(private.seat_visits(tests.id(104)), 1, 'where nobody counts, nobody waits');

-- Past, over, cancelled
select is(tests.limit_to('ada', 104, 3, 440), 3, 'another session');
select tests.act_as_nobody();
update public.events set starts_at = now() - interval '70 minutes', ends_at = now() + interval '50 minutes', state = 'live' where id = tests.id(104);
update public.visits set arrival_at = now() - interval '65 minutes' where event_id = tests.id(104);
select is(tests.room(104), '3 3', 'what is past has no room');
select tests.act_as('fay');
select tests.refused('select public.choose_arrival(tests.id(220), now() - interval ''16 minutes'', tests.id(450))', 'starts_in_past', 'nobody comes in the past');
select lives_ok('select public.choose_arrival(tests.id(220), now() - interval ''14 minutes'', tests.id(451))', 'a little late is early enough');
select is(tests.visit_step('ada', 221, 'check_in', 452), 'checked_in', 'Gus is there');
select tests.refused($$ select tests.arrive_at('gus', 221, 16, 453) $$, 'wrong_state', 'and comes at no other hour');
select tests.act_as_nobody();
update public.events set state = 'closed' where id = tests.id(104);
select tests.refused($$ select tests.arrive_at('fay', 220, 16, 454) $$, 'answer_too_late', 'nor once it is over');
select tests.act_as_nobody();
update public.events set state = 'cancelled' where id = tests.id(104);
select tests.refused($$ select tests.arrive_at('fay', 220, 16, 455) $$, 'not_available', 'nor when it does not take place');

-- Series
select tests.act_as_nobody();
insert into public.event_series (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, unrolled_until)
values (tests.id(500), tests.id_of('ada'), 'FREQ=WEEKLY;BYDAY=SA', private.today(), '14:00', '17:00', 'repair_session', 'Réparer', private.today());
insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, state, published_at, series_id, occurrence_on)
select tests.id(500 + n), 'repair_session', 'Réparer', tests.id_of('ada'), tests.day(7 * n, 14), tests.day(7 * n, 17), 'published', now(), tests.id(500), private.today() + 7 * n
from generate_series(1, 3) as n;
select tests.limit_to('ada', 502, 4, 460);
select tests.act_as_nobody();
insert into public.events (id, kind, title, organiser_id, starts_at, ends_at, series_id, occurrence_on)
values (tests.id(504), 'repair_session', 'Réparer', tests.id_of('ada'), tests.day(28, 14), tests.day(28, 17), tests.id(500), private.today() + 28);
select is(
  (select string_agg(coalesce(e.arrivals_per_slot::text, '-'), ' ' order by e.starts_at) from public.events e where e.series_id = tests.id(500)), '- 4 4 4',
  'what is said of a date is said of those after it, also of those to come'
);

select * from finish();
rollback;
