begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/clock.sql
select plan(48);

create function tests.reminded() returns setof text
language sql volatile as $$
  delete from public.notifications where topic = 'message' or about ->> 'says' like 'reservation\_%';
  select private.remind();
  select p.name || ' ' || (n.about ->> 'says') from public.notifications n join tests.people p on p.id = n.person_id order by 1
$$;
create function tests.afresh() returns void language sql volatile as $$
  delete from public.notifications; delete from public.reservation_events; delete from public.reservations
$$;
alter table public.reservation_events disable trigger keep_reservation_events;
-- Reminded of at `said` o'clock about a loan as it stands then.
create function tests.at(said time, in_state public.reservation_state, from_day integer, until_day integer) returns text[]
language plpgsql volatile as $$
declare
  v_told text[];
begin
  perform tests.afresh();
  perform tests.it_is(said);
  perform tests.lend(10, in_state, tests.day(from_day), tests.day(until_day));
  v_told := array(select tests.reminded());
  return v_told;
end;
$$;

select is(tests.at(said::time, state::public.reservation_state, from_day, until_day), told::text[], concat_ws(' ', said, state, from_day, until_day))
from (values
  ('16:50', 'accepted', 1, 3, '{}'), ('17:10', 'accepted', 1, 3, '{ada handover_tomorrow,bo handover_tomorrow}'),
  ('21:10', 'accepted', 1, 3, '{}'), ('07:50', 'accepted', 0, 3, '{}'), ('08:10', 'accepted', 0, 3, '{ada handover_today,bo handover_today}'),
  ('17:10', 'accepted', 2, 3, '{}'), ('17:10', 'accepted', -1, 3, '{}'), ('17:10', 'requested', 1, 3, '{}'), ('17:10', 'cancelled', 1, 3, '{}'),
  ('17:10', 'handed_over', -1, 2, '{bo return_tomorrow}'), ('16:50', 'handed_over', -1, 2, '{}'),
  ('08:10', 'handed_over', -1, 1, '{ada return_today,bo return_today}'), ('08:10', 'returned', -1, 1, '{}'),
  ('08:10', 'handed_over', -3, 0, '{ada return_late,bo return_late}'), ('07:50', 'handed_over', -3, 0, '{}'),
  ('08:10', 'handed_over', -40, -35, '{}'), ('08:10', 'lost', -3, 0, '{}')
) as due (said, state, from_day, until_day, told);

-- The same on the wall on the two days whose night changed the clocks; and what was agreed before goes over the change
create function tests.changed(said time, forward boolean, in_state public.reservation_state, from_day integer, until_day integer) returns text[]
language plpgsql volatile as $$
begin
  perform tests.afresh();
  perform tests.it_is_after_a_change(said, forward);
  perform tests.lend(10, in_state, tests.day(from_day), tests.day(until_day));
  return array(select tests.reminded());
end;
$$;
select is(
  tests.changed(said::time, forward, state::public.reservation_state, from_day, until_day), told::text[],
  concat_ws(' ', case when forward then 'forward' else 'back' end, said, state, from_day, until_day)
)
from (values
  ('16:50', 'accepted', 1, 3, '{}'), ('17:10', 'accepted', 1, 3, '{ada handover_tomorrow,bo handover_tomorrow}'),
  ('16:50', 'handed_over', -1, 2, '{}'), ('17:10', 'handed_over', -1, 2, '{bo return_tomorrow}'),
  ('08:10', 'handed_over', -1, 1, '{ada return_today,bo return_today}'), ('08:10', 'handed_over', -3, 0, '{ada return_late,bo return_late}')
) as due (said, state, from_day, until_day, told), (values (true), (false)) as change (forward);
select tests.it_is_after_a_change('12:00', true);
select is(tests.day(1) - tests.day(0), interval '23 hours', 'a day without its third hour');
select tests.it_is_after_a_change('12:00', false);
select is(tests.day(1) - tests.day(0), interval '25 hours', 'a day that has it twice');

-- Once; and anew about other dates
select is(tests.at('08:10', 'handed_over', -3, 0), '{ada return_late,bo return_late}', 'late');
update public.notifications set created_at = now() - interval '1 minute', read_at = now();
select is(private.remind(), 0, 'not twice, read or not');
select is((select count(*) from public.notifications), 2::bigint, 'really');
update public.reservations set during = tstzrange(lower(during), upper(during) - interval '1 day');
select is(private.remind(), 2, 'other dates are reminded of anew');
select is(private.late_step(tstzrange(tests.day(-90), tests.day(-days))), step, days || ' days late')
from (values (0, 0), (2, 0), (3, 3), (6, 3), (30, 28), (35, null)) as late (days, step);

-- Just agreed, one knows
select tests.afresh();
select tests.it_is('17:10');
select tests.lend(10, 'accepted', tests.day(1), tests.day(3));
insert into public.reservation_events (reservation_id, actor_id, action, state) values (tests.id(10), tests.id_of('ada'), 'accept', 'accepted');
select is_empty('select tests.reminded()', 'not what was agreed a moment ago');

-- An answer that is awaited
update public.reservations set state = 'requested', created_at = now() - interval '1 day', respond_by = now() + interval '3 hours';
select results_eq('select tests.reminded()', array['ada answer_soon'], 'the owner is reminded when little time is left');
delete from public.notifications;
select tests.it_is('20:00');
update public.reservations set respond_by = now() + interval '14 hours', created_at = now() - interval '1 day';
select results_eq('select tests.reminded()', array['ada answer_soon'], 'the night does not count');
delete from public.notifications;
update public.reservations set respond_by = now() + interval '19 hours';
select is_empty('select tests.reminded()', 'not while there is time');
update public.reservations set respond_by = now() + interval '3 hours', created_at = now() - interval '2 hours';
select is_empty('select tests.reminded()', 'nor right after it was asked');

-- A listing whose time is nearly over
select tests.afresh();
update public.listings set expires_at = now() + interval '8 days';
select is_empty('select tests.reminded()', 'in eight days there is time');
update public.listings set expires_at = now() + interval '6 days';
select results_eq('select tests.reminded()', array['ada listing_ends_soon'], 'in six, its owner is told');
select * from finish();
rollback;
