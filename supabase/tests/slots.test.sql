begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(60);

-- Ada mends bicycles by the hour, on Saturdays from ten to noon and from half past one to half past four; Bo has a room of six seats.
select tests.publish(2, 'ada', 'service');
select tests.publish(3, 'bo', 'space', 6);
update public.listings set slot_minutes = 60 where id in (tests.id(2), tests.id(3));
insert into public.handover_windows (id, person_id, weekday, from_time, until_time) values
  (tests.id(50), tests.id_of('ada'), 6, '10:00', '12:00'), (tests.id(51), tests.id_of('ada'), 6, '13:30', '16:20'),
  (tests.id(52), tests.id_of('ada'), 6, '10:00', '11:30'), (tests.id(53), tests.id_of('bo'), 6, '10:00', '12:00');
create function tests.saturday(weeks integer default 1) returns integer
language sql stable as $$ select 6 - extract(isodow from tests.today())::integer + 7 * weeks $$;
create function tests.slots(number integer, days integer default tests.saturday(), long integer default 1) returns text
language sql as $$
  select string_agg(to_char(s.starts_at at time zone 'Europe/Paris', 'HH24:MI') || '-' || to_char(s.ends_at at time zone 'Europe/Paris', 'HH24:MI') || ' ' || s.free_units, ', ')
  from public.listing_slots(tests.id(number), tests.today() + days, tests.today() + days + long) as s
$$;
create function tests.ask(id integer, number integer, hours numeric, long numeric default 1, days integer default tests.saturday()) returns text
language sql as $$
  select format('select state from public.request_reservation(%L, %L, %L, %L)', tests.id(id), tests.id(number), tests.day(days, hours), tests.day(days, hours + long))
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- What there is
select tests.act_as('cy');
select is(tests.slots(2), '10:00-11:00 1, 11:00-12:00 1, 13:30-14:30 1, 14:30-15:30 1', 'hours are cut to length, each slot once');
select is(tests.slots(3), '10:00-11:00 6, 11:00-12:00 6', 'each has as many places as there are');
select is(tests.slots(2, tests.saturday() + 1, 6), null, 'there are none on other days');
select is((select count(*)::integer from public.listing_slots(tests.id(2), tests.today(), tests.today() + 62)) between 28 and 36, true, 'two months are shown at a time');
select is(tests.slots(1), null, 'what is lent by days has no slots');
select tests.refused(format('select public.listing_slots(tests.id(2), %s, %s)', first, last), 'invalid_value', 'not ' || first || ' to ' || last) from (values
  ('current_date', 'current_date'), ('current_date', 'current_date + 63'), ('null', 'current_date'), ('current_date', 'null'),
  ('date ''-infinity''', 'current_date'), ('current_date', 'date ''infinity''')
) as bad (first, last);
select tests.act_as('ada');
select is(tests.slots(2), '10:00-11:00 1, 11:00-12:00 1, 13:30-14:30 1, 14:30-15:30 1', 'its owner sees them too');
select tests.act_as_visitor();
select throws_ok('select tests.slots(2)', '42501', null, 'when somebody is there is not for visitors');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('di'));
select tests.act_as('di');
select is(tests.slots(2), null, 'nor for who is blocked');
select tests.act_as_nobody();
select tests.refused('select public.listing_slots(tests.id(2), current_date, current_date + 1)', 'sign_in_first', 'nor for nobody');
update public.listings set status = 'paused' where id = tests.id(2);
select tests.act_as('cy');
select is(tests.slots(2), null, 'what is paused has none');
select tests.act_as_nobody();
update public.listings set status = 'published' where id = tests.id(2);
insert into public.absences (id, person_id, from_day, until_day)
select tests.id(54), tests.id_of('ada'), tests.today() + tests.saturday(2), tests.today() + tests.saturday(2);
select tests.act_as('cy');
select is(tests.slots(2, tests.saturday(2)), null, 'nor a day off');
select is(tests.slots(3, tests.saturday(2)), '10:00-11:00 6, 11:00-12:00 6', 'which is nobody else''s');

-- Asking for one
select is(tests.attempt('cy', tests.ask(60, 2, hours, long, days)), answer, why) from (values
  (10.0, 1.0, tests.saturday(), 'requested', 'a slot'), (13.5, 1.0, tests.saturday(), 'requested', 'another'),
  (10.5, 1.0, tests.saturday(), 'outside_windows', 'between two'), (12.0, 1.0, tests.saturday(), 'outside_windows', 'after the last'),
  (15.5, 1.0, tests.saturday(), 'outside_windows', 'what does not fit any more'), (9.0, 1.0, tests.saturday(), 'outside_windows', 'before the first'),
  (10.0, 2.0, tests.saturday(), 'period_too_long', 'two at once'), (10.0, 0.5, tests.saturday(), 'period_too_short', 'half of one'),
  (0.0, 24.0, tests.saturday(), 'period_too_long', 'the whole day'), (10.0, 1.0, tests.saturday() + 1, 'outside_windows', 'on a Sunday'),
  (10.0, 1.0, tests.saturday(2), 'outside_windows', 'on a day off'), (10.0, 1.0, tests.saturday(-1), 'starts_in_past', 'last week')
) as asked (hours, long, days, answer, why);
update public.listings set lead_hours = 24 * 20 where id = tests.id(2);
select is(tests.attempt('cy', tests.ask(60, 2, 10)), 'starts_in_past', 'sooner than the owner can be ready');
select is(tests.attempt('cy', 'select tests.slots(2)'), 'done', 'which is not shown either');
update public.listings set lead_hours = 0, slot_minutes = 90 where id = tests.id(2);
select is(tests.attempt('cy', 'select tests.slots(2)'), '10:00-11:30 1, 13:30-15:00 1', 'another length, other slots');
update public.listings set slot_minutes = 60 where id = tests.id(2);
update public.handover_windows set automatic = true where id = tests.id(50);
select is(tests.attempt('cy', tests.ask(60, 2, 10)), 'accepted', 'within hours that say yes, yes at once');
select is(tests.attempt('cy', tests.ask(60, 2, 13.5)), 'requested', 'within others, when the owner does');

-- Six seats
select tests.create_person('guest' || n) from generate_series(1, 7) as n;
update public.listings set instant = true where id = tests.id(3);
create function tests.sit(n integer) returns text language plpgsql as $$
declare
  v_said text;
begin
  perform tests.act_as('guest' || n);
  execute tests.ask(70 + n, 3, 10) into v_said;
  perform tests.act_as_nobody();
  return v_said;
end;
$$;
select is(tests.sit(n), 'accepted', 'a seat for guest ' || n) from generate_series(1, 6) as n;
select is(tests.attempt('guest7', tests.ask(77, 3, 10)), 'dates_taken', 'none for the seventh');
select is(tests.attempt('guest7', 'select tests.slots(3)'), '10:00-11:00 0, 11:00-12:00 6', 'who was told so');
select tests.act_as('guest7');
select lives_ok(
  format('select public.join_waitlist(tests.id(80), tests.id(3), %L, %L)', tests.day(tests.saturday(), 10), tests.day(tests.saturday(), 11)), 'may wait for one'
);
select tests.refused(
  format('select public.join_waitlist(tests.id(81), tests.id(3), %L, %L)', tests.day(tests.saturday(), 12), tests.day(tests.saturday(), 13)), 'outside_windows', 'though not outside the hours'
);
select is(tests.attempt('guest7', tests.ask(77, 3, 11)), 'accepted', 'or comes an hour later');
select is((select count(distinct unit)::integer from public.reservations where listing_id = tests.id(3)), 6, 'each sits on their own');

-- When else: for who may see slots, the next of them; the day of the first on cards
select tests.act_as_nobody();
create function tests.next(number integer, many integer default 3) returns text
language sql as $$
  select string_agg(tests.days_away(f.starts_at) - tests.saturday() || ' ' || to_char(f.starts_at at time zone 'Europe/Paris', 'HH24:MI') || '-' || to_char(f.ends_at at time zone 'Europe/Paris', 'HH24:MI'), ', ')
  from public.next_free_periods(tests.id(number), 1, many) as f
$$;
grant execute on function tests.next(integer, integer) to anon, authenticated;
delete from public.reservations;
delete from public.absences;
update public.listings set lead_hours = 0, status = 'published', slot_minutes = 60 where id = tests.id(2);
update public.listings set lead_hours = 24 * (tests.saturday() - 1) where id = tests.id(2);
select tests.act_as('cy');
select is(tests.next(2, 5), '0 10:00-11:00, 0 11:00-12:00, 0 13:30-14:30, 0 14:30-15:30, 7 10:00-11:00', 'the next slots, week after week');
select is((select public.request_reservation(tests.id(70), tests.id(2), tests.day(tests.saturday(), 10), tests.day(tests.saturday(), 11))).state::text, 'accepted', 'Cy has the first');
select tests.act_as('bo');
select is(tests.next(2, 2), '0 11:00-12:00, 0 13:30-14:30', 'what is taken is not free');
select results_eq('select day - tests.today() - tests.saturday() from public.next_free_days(array[tests.id(2)])', 'values (0)', 'though the day has free slots still');
select tests.act_as_visitor();
select is(tests.next(2), null, 'when somebody is there is not for visitors');
select tests.act_as_nobody();
delete from public.handover_windows;
select tests.act_as('bo');
select is(tests.next(2), null, 'without hours there are none');
select is_empty('select * from public.next_free_days(array[tests.id(2)])', 'and no day');
select tests.act_as_nobody();

-- Time: slots are as long as they say, five years on, also on the nights the clocks change
create function tests.instants(weekdays integer[], first time, last time, minutes integer) returns setof tstzrange
language plpgsql security definer as $$
declare
  v_l public.listings;
begin
  delete from public.handover_windows where person_id = tests.id_of('bo');
  insert into public.handover_windows (id, person_id, weekday, from_time, until_time)
  select gen_random_uuid(), tests.id_of('bo'), n, first, last from unnest(weekdays) as n;
  select * into v_l from public.listings where id = tests.id(3);
  v_l.slot_minutes := minutes;
  return query select s from private.slots_of(v_l, '2026-01-01', '2031-01-01') as s;
end;
$$;
select tests.act_as_nobody();
select is((select count(*)::integer from tests.instants('{7}', '00:30', '05:30', 60) as s where upper(s) - lower(s) <> interval '1 hour'), 0, 'an hour is an hour');
select results_eq(
  $$ select count(*)::integer, private.day_of(lower(s)) from tests.instants('{7}', '00:30', '05:30', 60) as s
     group by 2 having count(*) <> 5 order by 2 $$,
  $$ values (4, date '2026-03-29'), (6, date '2026-10-25'), (4, date '2027-03-28'), (6, date '2027-10-31'), (4, date '2028-03-26'),
     (6, date '2028-10-29'), (4, date '2029-03-25'), (6, date '2029-10-28'), (4, date '2030-03-31'), (6, date '2030-10-27') $$,
  'a night of five hours has four in spring and six in autumn'
);
select is_empty(
  $$ select s from tests.instants('{1,2,3,4,5,6,7}', '09:00', '12:15', 45) as s
     where (lower(s) at time zone 'Europe/Paris')::time not in ('09:00', '09:45', '10:30', '11:15') $$,
  'by day the clock on the wall is what counts, whatever the season'
);

-- What the columns refuse by themselves
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.listings set ' || change, '%"listings_' || named || '"%', named || ': ' || change) $$;
select tests.breaks(change, named) from (values
  ('slot_minutes = 14 where kind = ''space''', 'slot_minutes_bounded'), ('slot_minutes = 721 where kind = ''space''', 'slot_minutes_bounded'),
  ('slot_minutes = 60 where kind = ''loan''', 'slot_minutes_of_kind')
) as bad (change, named);

select * from finish();
rollback;
