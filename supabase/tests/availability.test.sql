begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(30);
select tests.lend(10, 'accepted', tests.day(2), tests.day(4));
select tests.lend(11, 'requested', tests.day(5), tests.day(6), 'cy');
select tests.lend(12, 'accepted', tests.day(6, 9), tests.day(6, 12), 'cy');

prepare calendar(integer, integer, integer) as
  select array_agg(free_units order by day) from public.listing_calendar(tests.id($1), tests.today() + $2, tests.today() + $3);
prepare next_free(integer, integer, integer) as
  select tests.days_away(starts_at), tests.days_away(ends_at)
  from public.next_free_periods(tests.id($1), $2, $3);

-- The calendar, for visitors as for residents
select tests.act_as_visitor();
select results_eq('execute calendar(1, 0, 8)', $$ values ('{1,1,0,0,1,1,0,1}'::integer[]) $$, 'each whole day that is free, until not included');
select results_eq('execute calendar(1, -2, 1)', $$ values ('{0,0,1}'::integer[]) $$, 'days that are past are not');
select results_eq(
  'select day from public.listing_calendar(tests.id(1), tests.today(), tests.today() + 1)', 'values (tests.today())', 'days are those of the neighbourhood'
);
select results_eq('execute calendar(99, 0, 2)', $$ values ('{0,0}'::integer[]) $$, 'what does not exist is never free');
select tests.refused('execute calendar(1, 0, 401)', 'invalid_value', 'a year and a bit at most');
select tests.refused('execute calendar(1, 0, 0)', 'invalid_value', 'a day at least');
select tests.refused('execute calendar(1, null, 1)', 'invalid_value', 'from some day');
select tests.refused('execute calendar(1, 1, null)', 'invalid_value', 'to some day');
select tests.refused(
  $$ select public.listing_calendar(tests.id(1), '-infinity', tests.today()) $$, 'invalid_value', 'not since ever'
);
select tests.refused($$ select public.listing_calendar(tests.id(1), tests.today(), 'infinity') $$, 'invalid_value', 'nor for ever');
select results_eq(
  'select public.pending_requests(tests.id(1)), public.pending_requests(tests.id(99))', 'values (1, 0)', 'how many wait, never who'
);

-- The next free dates
select results_eq('execute next_free(1, 1, 3)', 'values (0, 1), (1, 2), (4, 5)', 'the next free days');
select results_eq('execute next_free(1, 2, 3)', 'values (0, 2), (4, 6), (7, 9)', 'the next two days in a row, not overlapping');
select results_eq('select count(*) from public.next_free_periods(tests.id(1))', 'values (3::bigint)', 'three of one day unless asked otherwise');
select is_empty('execute next_free(99, 1, 3)', 'none of what does not exist');
select tests.refused(format('execute next_free(1, %s)', bad), 'invalid_value', 'days and count are bounded: ' || bad)
from unnest(array['0, 1', '366, 1', '1, 0', '1, 21', 'null, 1', '1, null']) as bad;

-- Several units, notice, lateness, offers
select tests.act_as_nobody();
update public.listings set units = 2, lead_hours = 30 where id = tests.id(1);
select results_eq('execute calendar(1, 1, 4)', $$ values ('{2,1,1}'::integer[]) $$, 'two units, one is away');
select ok(
  (select min(starts_at) >= now() + interval '30 hours' from public.next_free_periods(tests.id(1))), 'no sooner than the owner can be ready'
);
update public.listings set units = 1, lead_hours = 0 where id = tests.id(1);
select tests.lend(13, 'handed_over', now() - interval '3 days', now() - interval '1 hour', 'di');
select results_eq('execute calendar(1, 0, 2)', $$ values ('{0,1}'::integer[]) $$, 'what is late is not there today');
delete from public.reservations;
insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
values (tests.id(20), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(1), tests.day(2)), 'offered', now() + interval '1 hour', 1);
select results_eq('execute calendar(1, 0, 3)', $$ values ('{1,0,1}'::integer[]) $$, 'what is offered to somebody is kept');
select tests.act_as('bo');
select results_eq('execute calendar(1, 0, 3)', $$ values ('{1,1,1}'::integer[]) $$, 'for them it is free');

-- Hidden things
select tests.act_as_nobody();
select tests.lend(14, 'requested', tests.day(5), tests.day(6), 'cy');
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('di'));
select tests.act_as('di');
select results_eq('execute calendar(1, 0, 2)', $$ values ('{0,0}'::integer[]) $$, 'to somebody blocked it is as if it did not exist');
select is_empty('execute next_free(1, 1, 3)', 'with no dates');
select is(public.pending_requests(tests.id(1)), 0, 'and no requests');
select tests.act_as_nobody();
update public.listings set status = 'paused' where id = tests.id(1);
select tests.act_as('ada');
select results_eq('execute calendar(1, 0, 2)', $$ values ('{0,0}'::integer[]) $$, 'what is paused is free for nobody');

select * from finish();
rollback;
