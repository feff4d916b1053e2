begin;
\ir support/actors.psql
select plan(21);

create function tests.paris(said timestamp) returns timestamptz language sql stable as $$ select said at time zone 'Europe/Paris' $$;
select is(private.after_waking(tests.paris(asked::timestamp), interval '24 hours'), tests.paris(due::timestamp), 'asked ' || asked || ', due ' || due)
from (values
  ('2026-11-23 10:00', '2026-11-24 21:00'), ('2026-11-23 22:00', '2026-11-25 19:00'), ('2026-11-23 03:00', '2026-11-24 19:00'),
  ('2026-11-23 20:30', '2026-11-25 18:30'), ('2026-03-28 22:00', '2026-03-30 19:00'), ('2026-10-24 22:00', '2026-10-26 19:00')
) as request (asked, due);

-- Over both nights on which clocks change, and the days around them
create view tests.asked as
  select n as asked, private.after_waking(n, interval '24 hours') as due
  from (values ('2026-03-26 00:00'), ('2026-10-22 00:00'), ('2027-03-25 00:00'), ('2027-10-28 00:00')) as change (begins),
    generate_series(tests.paris(begins::timestamp), tests.paris(begins::timestamp) + interval '6 days', interval '23 minutes') as n;
select is_empty(
  $$ select asked, due from tests.asked a where (
       select count(*) from generate_series(asked, due - interval '1 minute', interval '1 minute') as minute
       where extract(hour from minute at time zone 'Europe/Paris') between 8 and 20
     ) not between 24 * 60 - 1 and 24 * 60 $$,
  'every request has twenty-four waking hours'
);
select is_empty(
  $$ select asked, due from tests.asked where (due at time zone 'Europe/Paris')::time not between '08:00:01' and '21:00' $$, 'and none ends at night'
);
select is_empty(
  $$ select asked from tests.asked a where private.is_quiet(asked) <> (extract(hour from asked at time zone 'Europe/Paris') not between 8 and 20) $$,
  'nights are quiet, from 21 h to 8 h'
);
select is_empty(
  $$ select asked from tests.asked a
     where (private.evening_before(asked) at time zone 'Europe/Paris')::time not between '08:00' and '21:00' or private.evening_before(asked) > asked
       or extract(hour from asked at time zone 'Europe/Paris') between 8 and 20 and private.evening_before(asked) <> asked
       or asked - private.evening_before(asked) > interval '12 hours' $$,
  'the evening before a night is 21 h'
);

-- Before it begins, when that leaves time to answer
select is(
  private.respond_by(tests.paris(asked::timestamp), tstzrange(tests.paris(begins::timestamp), tests.paris(ends::timestamp))), tests.paris(due::timestamp),
  concat_ws(' ', 'asked', asked, 'for', begins)
)
from (values
  ('2026-11-23 10:00', '2026-11-28 00:00', '2026-11-30 00:00', '2026-11-24 21:00'),
  ('2026-11-23 14:00', '2026-11-24 00:00', '2026-11-25 00:00', '2026-11-23 21:00'),
  ('2026-11-23 14:00', '2026-11-23 18:00', '2026-11-23 20:00', '2026-11-23 18:00'),
  ('2026-11-23 14:00', '2026-11-23 16:00', '2026-11-23 18:00', '2026-11-23 18:00'),
  ('2026-11-23 19:00', '2026-11-24 00:00', '2026-11-25 00:00', '2026-11-24 21:00'),
  ('2026-11-23 14:00', '2026-11-23 14:00', '2026-11-24 00:00', '2026-11-23 21:00'),
  ('2026-11-23 22:30', '2026-11-23 22:30', '2026-11-24 00:00', '2026-11-24 00:00'),
  ('2026-03-28 19:00', '2026-03-29 00:00', '2026-03-30 00:00', '2026-03-29 21:00'),
  ('2026-10-24 19:00', '2026-10-25 00:00', '2026-10-26 00:00', '2026-10-25 21:00'),
  ('2027-03-27 14:00', '2027-03-28 00:00', '2027-03-29 00:00', '2027-03-27 21:00'),
  ('2027-10-30 14:00', '2027-10-31 10:00', '2027-10-31 12:00', '2027-10-31 10:00')
) as request (asked, begins, ends, due);

select * from finish();
rollback;
