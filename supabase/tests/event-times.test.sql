begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/events.psql
\ir support/clock.sql
select plan(45);
select tests.it_is('16:00');
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;
insert into public.communities (id, slug, name, kind, visibility, join_policy) values (tests.id(80), 'ici', 'Ici', 'neighbourhood', 'public', 'open');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(80), tests.id_of('ada'), 'organiser', 'active'), (tests.id(80), tests.id_of('di'), 'organiser', 'active');
create function tests.state(number integer) returns text
language sql stable security definer as $$ select e.state from public.events e where e.id = tests.id(number) $$;

-- What is over is closed by itself
select tests.announce(10, 'ada', null, now() - interval '15 hours');
select tests.announce(11, 'ada', null, now() - interval '14 hours');
update public.events set state = 'live' where id = tests.id(10);
select is(private.close_past_events(), 1, 'twelve hours after its end');
select is(private.close_past_events(), 0, 'once');
select is(tests.state(10) || ' ' || tests.state(11), 'closed published', 'not before');
select results_eq('select action, actor_id from private.event_events where event_id = tests.id(10) order by id offset 1', $$ values ('close', null::uuid) $$, 'by nobody');
update public.events set state = 'cancelled' where id = tests.id(11);
update public.events set ends_at = now() - interval '13 hours', starts_at = now() - interval '20 hours' where id = tests.id(11);
select is(private.close_past_events(), 0, 'nor what was cancelled');

-- Reminders
select tests.announce(20, 'ada', 2, tests.day(1, 14));
select tests.need(21, 20, 2);
select tests.need(22, 20, 1, 'coffee');
select tests.go('bo', 30, 20);
select tests.go('cy', 31, 20);
select tests.go('eli', 32, 20);
select tests.stay_home('cy', 31);
select tests.help('di', 33, 21);
select tests.help('di', 34, 22);
select tests.act_as_nobody();
delete from public.notifications;
select is(private.remind(), 0, 'at 16 h nobody is reminded of tomorrow');
select tests.it_is('17:05');
update public.events set starts_at = tests.day(1, 14), ends_at = tests.day(1, 17) where id = tests.id(20);
select is(private.remind(), 3, 'at 17 h they are');
select is(private.remind(), 0, 'once');
select is(tests.told('bo'), 'event_tomorrow', 'who comes');
select is(tests.told('eli'), 'event_tomorrow', 'who was seated since');
select is(tests.told('cy'), null::text, 'not who left');
select is(tests.told('di'), 'shift_tomorrow', 'who helps, once for two shifts');
update public.events set starts_at = tests.day(1, 15) where id = tests.id(20);
select is(private.remind(), 3, 'other hours are reminded of anew');
update public.events set starts_at = tests.day(3, 14), ends_at = tests.day(3, 17) where id = tests.id(20);
select is(private.remind(), 1, 'three days before, hands are missing');
select is(tests.told('ada'), 'hands_missing', 'and its organiser is told');
update public.shifts set taken = needed where event_id = tests.id(20);
update public.events set starts_at = tests.day(2, 14), ends_at = tests.day(2, 17) where id = tests.id(20);
select is(private.remind(), 0, 'not when nobody is missing');
update public.shifts set taken = 0, removed_at = now() where event_id = tests.id(20);
select is(private.remind(), 0, 'nor for a hand that is no longer asked for');
update public.shifts set removed_at = null, taken = 1 where event_id = tests.id(20);
update public.events set state = 'cancelled', starts_at = tests.day(1, 16) where id = tests.id(20);
select is(private.remind(), 0, 'nobody is reminded of what was cancelled');

-- Who booked for a repair session
create function tests.asked_long_ago() returns void language sql volatile as $$ update public.visits set asked_at = now() - interval '4 hours' $$;
select tests.announce(24, 'ada', 2, tests.day(1, 14));
update public.events set kind = 'repair_session' where id = tests.id(24);
create function tests.visit(number integer, who text, stands public.visit_state default 'booked') returns void
language sql volatile as $$
  insert into public.visits (id, event_id, person_id, arrival_at, state) values (tests.id(number), tests.id(24), tests.id_of(who), tests.day(1, 14.5), stands)
$$;
select tests.visit(25, 'bo'), tests.visit(26, 'cy', 'cancelled'), tests.visit(27, 'eli', 'waitlisted');
insert into public.visits (id, event_id, walk_in, walk_in_name, state) values (tests.id(28), tests.id(24), true, 'Jo', 'cancelled');
delete from public.notifications;
select is(private.remind(), 0, 'not who booked a moment ago');
select tests.asked_long_ago();
select is(private.remind(), 1, 'who booked before is reminded');
select is(tests.told('bo'), 'visit_tomorrow', 'not who cancelled, nor who waits for a seat');
select is(private.remind(), 0, 'once');
update public.visits set arrival_at = tests.day(1, 15) where id = tests.id(25);
select is(private.remind(), 1, 'another hour is reminded of anew');
update public.events set state = 'cancelled' where id = tests.id(24);
update public.visits set arrival_at = tests.day(1, 16) where id = tests.id(25);
select is(private.remind(), 0, 'nobody, of what was cancelled');

-- The same on the wall on the two days whose night changed the clocks
create function tests.reminded_after_a_change(said time, forward boolean) returns text
language plpgsql volatile as $$
begin
  perform tests.it_is_after_a_change(said, forward);
  delete from public.notifications;
  update public.events set state = 'published', starts_at = tests.day(1, 14), ends_at = tests.day(1, 17) where id = tests.id(24);
  perform private.remind();
  return tests.told('bo');
end;
$$;
select is(tests.reminded_after_a_change(said::time, forward), told, concat_ws(' ', case when forward then 'forward' else 'back' end, said))
from (values ('16:50', null), ('17:10', 'visit_tomorrow'), ('20:50', 'visit_tomorrow')) as at (said, told), (values (true), (false)) as change (forward);
update public.events set state = 'cancelled' where id = tests.id(24);
select tests.it_is('17:05');
update public.notifications set created_at = now() - interval '1 hour';
select is(private.remind(), 0, 'and nobody else');
delete from public.notifications;

-- Somebody goes for good
select tests.announce(40, 'fay', 1);
select tests.announce(41, 'ada', 1);
select tests.announce(42, 'ada', null, now() + interval '5 days', 80);
select tests.need(43, 41, 1);
select tests.go('bo', 50, 40);
select tests.go('fay', 51, 41);
select tests.go('bo', 52, 41);
select tests.help('fay', 53, 43);
select tests.act_as_nobody();
update public.events set about = 'Chez moi', address = '3 rue Haute' where id = tests.id(40);
insert into public.event_series (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, address, unrolled_until)
values (tests.id(60), tests.id_of('fay'), 'FREQ=WEEKLY;BYDAY=SA', private.today(), '10:00', '11:00', 'other', 'Chaque samedi', 'Chez moi', private.today());
delete from public.notifications;
select tests.act_as('fay');
select is(
  (select jsonb_build_object('events', jsonb_array_length(d -> 'events'), 'series', jsonb_array_length(d -> 'event_series'), 'seat', d -> 'attendances' -> 0 ->> 'state', 'shift', d -> 'shift_signups' -> 0 ->> 'role', 'steps', d -> 'attendances' -> 0 -> 'steps' -> 0 ->> 'action')
   from public.export_my_data() as d),
  '{"events": 1, "series": 1, "seat": "attending", "shift": "welcome", "steps": "attend"}'::jsonb, 'what is theirs is told to them'
);
select lives_ok('select public.delete_my_account()', 'Fay goes');
select tests.act_as_nobody();
select is(tests.state(40), 'cancelled', 'what Fay called together does not take place');
select is(tests.told('bo'), 'event_cancelled event_seat', 'who meant to come is told, and has Fay’s seat elsewhere');
select results_eq('select about, address from public.events where id = tests.id(40)', $$ values ('', '') $$, 'Fay’s words are gone');
select results_eq('select address, ended_at is not null from public.event_series where id = tests.id(60)', $$ values ('', true) $$, 'their series too');
select is(tests.seats(41), '51 cancelled, 52 attending', 'the seat is taken by who waited');
select is(tests.counts_hold(41), true, 'and counted');
select is((select taken::integer from public.shifts where id = tests.id(43)), 0, 'the shift is free');
select tests.act_as('ada');
select lives_ok('select public.delete_my_account()', 'Ada goes too');
select tests.act_as_nobody();
select is(tests.state(41), 'cancelled', 'what was Ada’s alone is cancelled');
select is(tests.state(42), 'published', 'what the community holds goes on');
select tests.act_as('di');
select is(private.is_organiser(tests.id(42)), true, 'with who runs it');
select tests.act_as_nobody();
select is((select count(*)::integer from public.attendances where person_id = tests.id_of('fay') and state <> 'cancelled'), 0, 'nobody comes who is gone');

select * from finish();
rollback;
