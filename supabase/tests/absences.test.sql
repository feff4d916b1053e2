begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(50);

create function tests.away(who text, absences jsonb, op integer) returns text
language sql as $$ select tests.attempt(who, format('select public.save_absences(%L, tests.id(%s))', absences, 1000 + op)) $$;
create function tests.days_off(number integer, first integer, last integer) returns jsonb
language sql as $$ select jsonb_build_object('id', tests.id(number), 'from_day', tests.today() + first, 'until_day', tests.today() + last) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- As whoever goes away
select tests.act_as('ada');
select lives_ok(
  $$ select public.save_absences(jsonb_build_array(tests.days_off(10, 20, 27), tests.days_off(11, 5, 5)), tests.id(1)) from generate_series(1, 2) $$,
  'one says when one is away, also twice'
);
select results_eq(
  'select id, person_id, from_day - tests.today(), until_day - tests.today() from public.absences order by from_day',
  $$ values (tests.id(11), tests.id_of('ada'), 5, 5), (tests.id(10), tests.id_of('ada'), 20, 27) $$, 'each day of it, the last included'
);
select lives_ok(
  $$ select public.save_absences(jsonb_build_array(tests.days_off(10, 21, 28), tests.days_off(12, -9, -1), tests.days_off(13, -1, 0)), tests.id(2)) $$,
  'what is said last is the whole of it'
);
select results_eq(
  'select id, from_day - tests.today() from public.absences order by from_day', 'values (tests.id(13), -1), (tests.id(10), 21)',
  'less what is over already'
);
select tests.refused($$ select public.save_absences('[]', tests.id(2)) $$, 'id_reused', 'not something else under the same act');
select tests.refused(format('select public.save_absences(%L, tests.id(3))', bad), 'invalid_value', 'no absences: ' || coalesce(bad::text, 'null')) from (values
  (null::jsonb), ('{}'), ('[7]'), (jsonb_build_array(tests.days_off(14, 5, 4))), (jsonb_build_array(tests.days_off(14, 5, 372))),
  (jsonb_build_array(tests.days_off(14, 5, 6) - 'id')), (jsonb_build_array(tests.days_off(14, 5, 6) - 'until_day')),
  (jsonb_build_array(tests.days_off(14, 5, 6) - 'from_day')), (jsonb_build_array(tests.days_off(14, 5, 6), tests.days_off(14, 7, 8))),
  ('[{"id": "00000000-0000-7000-a000-000000000014", "from_day": "demain", "until_day": "2027-01-01"}]'),
  ('[{"id": "00000000-0000-7000-a000-000000000014", "from_day": "-infinity", "until_day": "infinity"}]')
) as wrong (bad);
select tests.refused('select public.save_absences(''[]'', null)', 'invalid_value', 'an act has an id');
select lives_ok(
  $$ select public.save_absences(jsonb_agg(tests.days_off(100 + n, n, n)), tests.id(4)) from generate_series(1, 20) n $$, 'twenty are plenty'
);
select tests.refused(
  $$ select public.save_absences(jsonb_agg(tests.days_off(100 + n, n, n)), tests.id(5)) from generate_series(1, 21) n $$, 'quota_reached', 'not one more'
);
select lives_ok($$ select public.save_absences(jsonb_build_array(tests.days_off(10, 20, 27)), tests.id(6)) $$, 'one thinks again');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.absences (id, from_day, until_day) values (tests.id(12), current_date, current_date)',
  'update public.absences set until_day = from_day', 'delete from public.absences'
]) as command;

-- As a neighbour
select tests.act_as('bo');
select is((select count(*)::integer from public.absences), 1, 'neighbours see when nobody meets them');
select tests.refused(
  $$ select public.save_absences(jsonb_build_array(tests.days_off(10, 1, 2)), tests.id(7)) $$, 'not_allowed', 'an id of somebody else''s says nothing'
);
select lives_ok($$ select public.save_absences('[]', tests.id(8)) $$, 'saying one is always there');
select is((select count(*)::integer from public.absences), 1, 'takes nothing from others');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('cy'));
select tests.act_as('cy');
select is_empty('select from public.absences', 'who is blocked learns nothing');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.absences', $$ select public.save_absences('[]', tests.id(9)) $$
]) as command;

-- Hours that say yes, and days that do not
select tests.act_as_nobody();
insert into public.handover_windows (id, person_id, weekday, from_time, until_time, automatic)
select gen_random_uuid(), tests.id_of('ada'), n, '10:00', '12:00', true from generate_series(1, 7) as n;
create function tests.asked(first numeric, last numeric) returns text language sql as $$
  select tests.attempt('bo', format(
    'select state from public.request_reservation(gen_random_uuid(), tests.id(1), %L, %L)',
    tests.day(floor(first)::integer, (first - floor(first)) * 24), tests.day(floor(last)::integer, (last - floor(last)) * 24)
  ))
$$;
select is(tests.asked(first, last), expected, why) from (values
  (18, 20, 'accepted', 'the days before are accepted at once'),
  (19, 21, 'requested', 'not when it would come back on a day off'),
  (27, 29, 'requested', 'nor when it would leave on one'),
  (18, 29, 'accepted', 'days off in between are nobody''s business'),
  (28, 29, 'accepted', 'the day after they are there again'),
  (19 + 10/24.0, 19 + 12/24.0, 'accepted', 'an hour of a day like others'),
  (20 + 10/24.0, 20 + 12/24.0, 'requested', 'an hour of a day off'),
  (19 + 11/24.0, 20 + 11/24.0, 'requested', 'into a day off')
) as periods (first, last, expected, why);
update public.listings set lead_hours = 48 where id = tests.id(1);
select is(tests.asked(1, 2), 'starts_in_past', 'hours answer nobody who comes sooner than the owner can be ready');
select is(tests.asked(3, 4), 'accepted', 'and whoever comes later');

-- Time
select is(
  (select count(*)::integer from generate_series(date '2026-01-01', date '2030-12-31', '1 day') as d
   where (private.moment(d::date, '10:30') at time zone 'Europe/Paris')::text <> to_char(d, 'YYYY-MM-DD') || ' 10:30:00'),
  0, 'half past ten is half past ten on every day of five years'
);
select is(private.moment('2026-03-29', '02:30'), timestamptz '2026-03-29 01:30Z', 'what the clocks skip is an hour later');
select is(private.moment('2026-10-25', '02:30'), timestamptz '2026-10-25 01:30Z', 'what they show twice is the second time');
update public.absences set from_day = tests.today() - 9, until_day = tests.today() - 1;
insert into public.absences (id, person_id, from_day, until_day) values (tests.id(15), tests.id_of('bo'), tests.today() - 1, tests.today());
delete from private.days_tidied;
select private.tidy_daily();
select results_eq('select id from public.absences', 'values (tests.id(15))', 'what is over is forgotten');

-- What the columns refuse by themselves
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.absences set ' || change, '%"absences_' || named || '"%', named || ': ' || change) $$;
select throws_like('insert into public.absences select * from public.absences', '%"absences_pkey"%', 'not twice');
select tests.breaks(change, named) from (values
  ('person_id = gen_random_uuid()', 'person_id_fkey'), ('from_day = ''-infinity''', 'from_real'),
  ('until_day = from_day - 1', 'ordered'), ('until_day = from_day + 367', 'ordered')
) as bad (change, named);
select throws_ok('update public.absences set until_day = null', '23502', null, 'an absence ends');

select * from finish();
rollback;
