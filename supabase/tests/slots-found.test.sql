begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(39);

-- Ada mends bicycles by the hour, on Saturdays from ten to noon; Bo has a room of two seats, open then as well. The drill is lent by days.
select tests.publish(2, 'ada', 'service');
select tests.publish(3, 'bo', 'space', 2);
update public.listings set slot_minutes = 60 where id in (tests.id(2), tests.id(3));
insert into public.handover_windows (id, person_id, weekday, from_time, until_time) values
  (tests.id(50), tests.id_of('ada'), 6, '10:00', '12:00'), (tests.id(51), tests.id_of('bo'), 6, '10:00', '12:00');
create function tests.saturday() returns integer
language sql stable as $$ select 13 - extract(isodow from tests.today())::integer $$;
-- What is free from `hours` after midnight of a Saturday on, for `long` hours, by the last digit of its id.
create function tests.found(hours numeric, long numeric) returns text
language sql as $$
  select coalesce(string_agg(right(f.id::text, 1), '' order by f.id), '') from public.search_listings(
    free_from => tests.day(tests.saturday(), hours), free_until => tests.day(tests.saturday(), hours + long)
  ) as f
$$;
create function tests.calendar(number integer, long integer default 2) returns integer[]
language sql as $$
  select array_agg(c.free_units order by c.day)
  from public.listing_calendar(tests.id(number), tests.today() + tests.saturday(), tests.today() + tests.saturday() + long) as c
$$;
create function tests.sit(number integer, id integer, hours numeric) returns text
language sql as $$
  select format('select state from public.request_reservation(%L, %L, %L, %L)', tests.id(id), tests.id(number),
    tests.day(tests.saturday(), hours), tests.day(tests.saturday(), hours + 1))
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- For visitors as for residents: the day, never the hour
select tests.act_as_visitor();
select is(tests.found(0, 24), '123', 'on a day with hours, all is free');
select is(tests.found(24, 24), '1', 'on a day without, what is lent by days alone');
select is(tests.found(-120, 120), '1', 'nor on any day before');
select is(tests.found(-24, 72), '123', 'a day with hours among others is enough');
select is(tests.found(10, 1), '123', 'a slot may be asked about');
select is(tests.found(10.5, 1), '1', 'half of two is none');
select is(tests.found(11, 13), '123', 'the last that fits');
select is(tests.found(11.5, 12.5), '1', 'what begins before is not within');
select is(tests.calendar(2), '{1,0}', 'the calendar knows them too');
select is(tests.calendar(3), '{2,0}', 'with all places');
select is(tests.calendar(1), '{1,1}', 'what is lent by days is free on days');

-- One hour that is taken leaves the other
select tests.act_as_nobody();
update public.listings set instant = true;
select tests.act_as('cy');
select results_eq(tests.sit(2, 60, 10), $$ values ('accepted'::public.reservation_state) $$, 'Cy has the first hour');
select is(tests.found(0, 24), '123', 'the day has another');
select is(tests.found(10, 1), '13', 'that one is gone');
select is(tests.calendar(2), '{1,0}', 'the day is not taken');
select results_eq(tests.sit(2, 61, 11), $$ values ('accepted'::public.reservation_state) $$, 'and the second');
select is(tests.found(0, 24), '13', 'then the day is full');
select is(tests.found(0, 24 * 8), '123', 'not the next Saturday');
select is(tests.calendar(2, 8), '{0,0,0,0,0,0,0,1}', 'as in the calendar');
select results_eq(tests.sit(3, 62, 10), $$ values ('accepted'::public.reservation_state) $$, 'a seat of two');
select is(tests.found(10, 1), '13', 'leaves one');
select is(tests.calendar(3), '{2,0}', 'and two an hour later');
select tests.act_as('di');
select results_eq(tests.sit(3, 63, 10), $$ values ('accepted'::public.reservation_state) $$, 'the other seat');
select is(tests.found(10, 1), '1', 'is the last');

-- What is kept for somebody who waits is free for them alone
select tests.act_as_nobody();
delete from public.reservations;
insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
select tests.id(70 + n), tests.id(2), tests.id_of('di'), tstzrange(tests.day(tests.saturday(), 9 + n), tests.day(tests.saturday(), 10 + n)), 'offered', now() + interval '1 day', 1
from generate_series(1, 2) as n;
select tests.act_as('cy');
select is(tests.found(0, 24), '13', 'not for others');
select is(tests.calendar(2), '{0,0}', 'nor in their calendar');
select tests.act_as('di');
select is(tests.found(0, 24), '123', 'for them it is');
select is(tests.calendar(2), '{1,0}', 'as in theirs');
select tests.act_as_nobody();
delete from public.waitlist;

-- Days off, time to be ready, things that broke
insert into public.absences (id, person_id, from_day, until_day)
select tests.id(54), tests.id_of('ada'), tests.today() + tests.saturday() - 1, tests.today() + tests.saturday();
select tests.act_as_visitor();
select is(tests.found(0, 24), '13', 'nobody is asked on a day off');
select is(tests.calendar(2, 8), '{0,0,0,0,0,0,0,1}', 'nor shown as free');
select tests.act_as_nobody();
delete from public.absences;
update public.listings set lead_hours = 24 * 14 where id = tests.id(2);
select is(tests.found(0, 24), '13', 'nor sooner than they can be ready');
select is(tests.calendar(2), '{0,0}', 'which the calendar says');
update public.listings set lead_hours = 0 where id = tests.id(2);
update public.listings set broken_units = '{1}' where id = tests.id(3);
select is(tests.calendar(3), '{1,0}', 'a seat that broke is none');
select is(tests.found(10, 1), '123', 'the other is there');

-- What changes its ways is found by the new ones
update public.listings set slot_minutes = null where id = tests.id(2);
select is(tests.found(24, 24), '12', 'by days from now on');
update public.listings set slot_minutes = 90 where id = tests.id(2);
select is(tests.found(24, 24), '1', 'by slots again');
select is(tests.found(10, 1), '13', 'of another length');
delete from public.handover_windows;
select is(tests.found(0, 24), '1', 'without hours there is nothing to ask for');
select is(tests.calendar(2), '{0,0}', 'on any day');

select * from finish();
rollback;
