begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/events.psql
select plan(87);
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;
insert into public.communities (id, slug, name, kind, visibility, join_policy) values (tests.id(81), 'entre-nous', 'Entre nous', 'organisation', 'private', 'invite');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(81), tests.id_of('ada'), 'member', 'active'), (tests.id(81), tests.id_of('di'), 'organiser', 'active'), (tests.id(81), tests.id_of('bo'), 'member', 'active');

-- The `nth` such Saturday of a month that is to come, from ten days ahead.
create function tests.saturday(nth integer, after integer default 0) returns date
language sql stable security definer as $$
  select d::date from generate_series(private.today() + 10, private.today() + 200, interval '1 day') as d
  where extract(isodow from d) = 6 and (extract(day from d)::integer + 6) / 7 = nth order by d offset after limit 1
$$;
create function tests.at(day date, hour time) returns timestamptz
language sql stable security definer as $$ select (day + hour) at time zone 'Europe/Paris' $$;
create function tests.event_on(day date, of_series integer default 20) returns uuid
language sql stable security definer as $$ select e.id from public.events e where e.series_id = tests.id(of_series) and e.occurrence_on = day $$;
create function tests.repeat(who text, number integer, event integer, rule text) returns uuid
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return public.repeat_event(tests.id(number), tests.id(event), rule);
end;
$$;
create function tests.save_all(who text, series integer, changes jsonb, act integer) returns integer
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return public.save_series(tests.id(series), changes, tests.id(act));
end;
$$;
create function tests.step_all(who text, series integer, what text, act integer, said text default null) returns integer
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return public.advance_series(tests.id(series), what, tests.id(act), said);
end;
$$;
-- The events of a series that are to come, as days and hours in Paris with their state.
create function tests.times(of_series integer default 20) returns text
language sql stable security definer as $$
  select string_agg(to_char(e.starts_at at time zone 'Europe/Paris', 'MM-DD HH24:MI') || to_char(e.ends_at at time zone 'Europe/Paris', '-HH24:MI ') || e.state, ', ' order by e.starts_at)
  from public.events e where e.series_id = tests.id(of_series)
$$;
create function tests.meant(from_hour text, until_hour text, in_state text, nth integer default 2) returns text
language sql stable security definer as $$
  select string_agg(to_char(d, 'MM-DD ') || from_hour || '-' || until_hour || ' ' || in_state, ', ' order by d)
  from generate_series(private.today() + 10, private.today() + 183, interval '1 day') as d
  where extract(isodow from d) = 6 and (extract(day from d)::integer + 6) / 7 = nth
$$;
create function tests.how_many(of_series integer) returns integer
language sql stable security definer as $$ select count(*)::integer from public.events e where e.series_id = tests.id(of_series) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- On both nights the clocks change, 14 h is 14 h in Paris
select results_eq(
  $$ select o.day, h.starts_at, h.ends_at from private.occurrences('FREQ=MONTHLY;BYDAY=2SA', '2026-03-14', '2026-04-11') as o (day), private.hours_on(o.day, '14:00', '17:00') as h $$,
  $$ values ('2026-03-14'::date, '2026-03-14T13:00Z'::timestamptz, '2026-03-14T16:00Z'::timestamptz), ('2026-04-11', '2026-04-11T12:00Z', '2026-04-11T15:00Z') $$, 'before and after 29 March'
);
select results_eq(
  $$ select o.day, h.starts_at, h.ends_at from private.occurrences('FREQ=MONTHLY;BYDAY=2SA', '2026-10-10', '2026-11-14') as o (day), private.hours_on(o.day, '14:00', '17:00') as h $$,
  $$ values ('2026-10-10'::date, '2026-10-10T12:00Z'::timestamptz, '2026-10-10T15:00Z'::timestamptz), ('2026-11-14', '2026-11-14T13:00Z', '2026-11-14T16:00Z') $$, 'before and after 25 October'
);
select results_eq(
  $$ select h.starts_at, h.ends_at from unnest(array['2026-03-29', '2026-10-25']::date[]) as d (day), private.hours_on(d.day, '14:00', '17:00') as h $$,
  $$ values ('2026-03-29T12:00Z'::timestamptz, '2026-03-29T15:00Z'::timestamptz), ('2026-10-25T13:00Z', '2026-10-25T16:00Z') $$, 'and on the days themselves'
);
select results_eq($$ select ends_at from private.hours_on('2026-03-28', '22:00', '04:00') $$, $$ values ('2026-03-29T02:00Z'::timestamptz) $$, 'past midnight is the day after');

-- The second Saturday
select is(tests.save('ada', 10, jsonb_build_object('kind', 'repair_session', 'title', 'Réparer', 'address', 'Cleunay', 'capacity', 30,
  'starts_at', tests.at(tests.saturday(2), '14:00'), 'ends_at', tests.at(tests.saturday(2), '17:00')), 100), 'draft', 'an event');
select tests.act_as('ada');
select public.save_shifts(tests.id(10), jsonb_build_array(jsonb_build_object('id', tests.id(11), 'role', 'welcome', 'needed', 2), jsonb_build_object('id', tests.id(12), 'role', 'repair', 'skill', 'bike', 'needed', 1, 'note', 'Avec outils')), tests.id(101));
select tests.refused(format('select tests.repeat(%L, 20, 10, %L)', 'ada', rule), 'invalid_value', rule) from unnest(array[
  'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=2SA', 'FREQ=MONTHLY;BYDAY=6SA', 'FREQ=MONTHLY;BYDAY=2SA;COUNT=0', 'FREQ=MONTHLY;BYDAY=2SA;INTERVAL=2', 'FREQ=MONTHLY;INTERVAL=13;BYDAY=2SA',
  'FREQ=MONTHLY;BYDAY=1SA', 'FREQ=MONTHLY;BYDAY=2SA;UNTIL=20301399', 'FREQ=MONTHLY;BYDAY=2SA;UNTIL=20200101', 'FREQ=MONTHLY;BYDAY=2SA;COUNT=3;UNTIL=20300101', 'freq=monthly;byday=2sa', ''
]) as rule;
select tests.refused($$ select tests.repeat('ada', 20, 10, null) $$, 'invalid_value', 'a series has a rule');
select tests.refused($$ select tests.repeat('ada', null, 10, 'FREQ=MONTHLY;BYDAY=2SA') $$, 'invalid_value', 'and an id');
select tests.refused($$ select tests.repeat('bo', 20, 10, 'FREQ=MONTHLY;BYDAY=2SA') $$, 'not_allowed', 'nobody repeats another’s event');
select tests.refused($$ select tests.repeat('ada', 20, 99, 'FREQ=MONTHLY;BYDAY=2SA') $$, 'not_allowed', 'nor one that is not there');
select is(tests.repeat('ada', 20, 10, 'FREQ=MONTHLY;BYDAY=2SA'), tests.id(20), 'each second Saturday');
select is(tests.repeat('ada', 20, 10, 'FREQ=MONTHLY;BYDAY=2SA'), tests.id(20), 'said twice is said once');
select tests.refused($$ select tests.repeat('ada', 20, 10, 'FREQ=WEEKLY;BYDAY=SA') $$, 'id_reused', 'not another rule under the same id');
select tests.refused($$ select tests.repeat('bo', 20, 10, 'FREQ=MONTHLY;BYDAY=2SA') $$, 'not_allowed', 'nor by another person');
select tests.refused($$ select tests.repeat('ada', 21, 10, 'FREQ=WEEKLY;BYDAY=SA') $$, 'wrong_state', 'nor is it of two series');
select is(tests.times(), tests.meant('14:00', '17:00', 'draft'), 'half a year of them is written, at the same hour in Paris');
select tests.act_as_nobody();
select results_eq(
  format('select role, skill, needed, note from public.shifts where event_id = %L order by position', tests.event_on(tests.saturday(2, 1))),
  $$ values ('welcome', null::text, 2::smallint, ''), ('repair', 'bike', 1::smallint, 'Avec outils') $$, 'each asks for the same hands'
);
select is(count(distinct slug)::integer, count(*)::integer, 'each has an address of its own') from public.events where series_id = tests.id(20);
select tests.act_as_visitor();
select is_empty('select id from public.event_series', 'nobody else hears of it yet');
select tests.refused($$ select tests.step_all('bo', 20, 'publish', 110) $$, 'not_allowed', 'nobody else announces it');
select tests.refused($$ select tests.step_all('ada', 99, 'publish', 110) $$, 'not_allowed', 'no such series');
select tests.refused($$ select tests.step_all('ada', 20, 'open', 110) $$, 'invalid_value', 'no such step');
select tests.refused($$ select tests.step_all('ada', 20, null, 110) $$, 'invalid_value', 'none at all');
select is(tests.step_all('ada', 20, 'publish', 110), tests.how_many(20), 'Ada announces all of it');
select is(tests.times(), tests.meant('14:00', '17:00', 'published'), 'each of them');
select ok(tests.step_all('ada', 20, 'publish', 110) > 0, 'twice is once');
select tests.refused($$ select tests.step_all('ada', 20, 'publish', 111) $$, 'already_done', 'nor again under another act');
select tests.refused($$ select tests.step_all('ada', 20, 'cancel', 110) $$, 'id_reused', 'one act, one step');
select tests.act_as_visitor();
select results_eq('select id, rrule, from_time from public.event_series', $$ values (tests.id(20), 'FREQ=MONTHLY;BYDAY=2SA', '14:00'::time) $$, 'whoever looks reads how often');

-- Moving one, cancelling one, changing all
select tests.act_as('ada');
select lives_ok($$ select public.save_event(tests.event_on(tests.saturday(2, 1)), jsonb_build_object('starts_at', tests.at(tests.saturday(2, 1) + 1, '10:00'), 'ends_at', tests.at(tests.saturday(2, 1) + 1, '12:00')), tests.id(120)) $$, 'one is moved to the Sunday');
select lives_ok($$ select public.advance_event(tests.event_on(tests.saturday(2, 2)), 'cancel', tests.id(121), 'Férié') $$, 'one is cancelled');
select is(tests.go('bo', 30, 10), 'attending', 'Bo comes to the first');
select tests.refused($$ select tests.save_all('bo', 20, '{"title": "Autre"}', 122) $$, 'not_allowed', 'nobody else changes it');
select tests.refused($$ select tests.save_all('ada', 99, '{"title": "Autre"}', 122) $$, 'not_allowed', 'nor one that is not there');
select tests.refused(format('select tests.save_all(%L, 20, %L, 122)', 'ada', change), token, change) from (values
  ('{}', 'invalid_value'), ('{"title": "x"}', 'invalid_value'), ('{"organiser_id": null}', 'invalid_value'), ('{"rrule": "FREQ=DAILY"}', 'invalid_value'), ('{"until_time": "14:00"}', 'invalid_value'),
  ('{"commune_code": "00000"}', 'invalid_value'), ('{"exceptions": [null]}', 'invalid_value'), ('{"capacity": 0}', 'invalid_value'), ('{"shifts": [{"role": "king", "needed": 1}]}', 'invalid_value')
) as bad (change, token);
select is(
  tests.save_all('ada', 20, '{"title": "Réparer ensemble", "from_time": "14:30", "until_time": "18:00"}', 123),
  tests.how_many(20) - 1, 'all of it begins later'
);
select results_eq(
  $$ select title, sequence, to_char(starts_at at time zone 'Europe/Paris', 'HH24:MI'), detached from public.events where id in (tests.id(10), tests.event_on(tests.saturday(2, 1)), tests.event_on(tests.saturday(2, 2))) order by occurrence_on $$,
  $$ values ('Réparer ensemble', 1, '14:30', false), ('Réparer', 1, '10:00', true), ('Réparer', 1, '14:00', false) $$, 'but what went its own way'
);
select is(tests.told('bo'), 'event_moved', 'who comes is told');
select is(tests.save_all('ada', 20, '{"title": "Réparer ensemble", "from_time": "14:30", "until_time": "18:00"}', 123), tests.save_all('ada', 20, '{"title": "Réparer ensemble", "from_time": "14:30", "until_time": "18:00"}', 123), 'twice is once');
select ok(tests.save_all('ada', 20, '{"shifts": [{"role": "coffee", "needed": 1}]}', 124) > 0, 'other hands');
select tests.act_as_nobody();
select results_eq(format('select role from public.shifts where event_id = %L and removed_at is null', tests.event_on(tests.saturday(2, 3))), $$ values ('coffee') $$, 'are asked for each time');
select ok(tests.save_all('ada', 20, jsonb_build_object('exceptions', jsonb_build_array(tests.saturday(2, 3))), 125) > 0, 'not in a month of holidays');
select tests.act_as_nobody();
select is_empty(format('select from public.events where series_id = tests.id(20) and occurrence_on = %L', tests.saturday(2, 3)), 'that day is struck out');
select is((select count(*)::integer from public.events where series_id = tests.id(20) and state = 'cancelled'), 2, 'and cancelled for whoever meant to come');
select ok(tests.save_all('ada', 20, '{"exceptions": []}', 126) > 0, 'after all');
select tests.act_as_nobody();
select is((select state::text from public.events where id = tests.event_on(tests.saturday(2, 3))), 'published', 'it takes place');
select ok(tests.save_all('ada', 20, '{"rrule": "FREQ=MONTHLY;BYDAY=3SA"}', 127) > 0, 'the third Saturday from now on');
select tests.act_as_nobody();
select is(
  (select string_agg(to_char(starts_at at time zone 'Europe/Paris', 'MM-DD'), ' ' order by starts_at) from public.events where series_id = tests.id(20) and state = 'published' and not detached),
  (select string_agg(to_char(d, 'MM-DD'), ' ' order by d) from generate_series(private.today() + 1, private.today() + 183, interval '1 day') as d where extract(isodow from d) = 6 and extract(day from d) between 15 and 21),
  'is when the others take place'
);
select is(tests.told('bo'), 'event_cancelled event_moved', 'who came on the second is told');

-- Its horizon
select tests.act_as_nobody();
update public.event_series set unrolled_until = private.today() + 100 where id = tests.id(20);
select is(private.extend_series(), 0, 'what is written is not written again');
alter table private.event_events disable trigger user;
delete from private.event_events where event_id in (select id from public.events where series_id = tests.id(20) and starts_at > now() + interval '100 days');
delete from public.shifts where event_id in (select id from public.events where series_id = tests.id(20) and starts_at > now() + interval '100 days');
delete from public.events where series_id = tests.id(20) and starts_at > now() + interval '100 days';
alter table private.event_events enable trigger user;
select is(private.extend_series(), 0, 'nor is every minute a time to look');
update public.event_series set unrolled_until = private.today() + 100 where id = tests.id(20);
select ok(private.extend_series() between 2 and 3, 'as days go by, series go on');
select is(private.extend_series(), 0, 'once');

-- Its end
select tests.refused($$ select tests.step_all('ada', 20, 'cancel', 130, repeat('x', 501)) $$, 'too_long', 'a word is short');
select ok(tests.step_all('ada', 20, 'cancel', 130, 'Merci à tout le monde') > 4, 'the whole series is cancelled');
select tests.act_as_nobody();
select is_empty('select from public.events where series_id = tests.id(20) and state <> ''cancelled''', 'each of it');
select tests.refused($$ select tests.save_all('ada', 20, '{"title": "Encore"}', 131) $$, 'wrong_state', 'what was ended stays so');
select tests.refused($$ select tests.step_all('ada', 20, 'cancel', 132) $$, 'already_done', 'and is ended once');
select tests.act_as_nobody();
update public.event_series set unrolled_until = private.today() where id = tests.id(20);
select is(private.extend_series(), 0, 'nor does it go on');

-- A private community's
select is(tests.save('ada', 40, jsonb_build_object('kind', 'meeting', 'title', 'Entre nous', 'community_id', tests.id(81), 'starts_at', tests.at(tests.saturday(1), '22:00'), 'ends_at', tests.at(tests.saturday(1) + 1, '01:00')), 140), 'draft', 'an event between us');
select is(tests.repeat('ada', 41, 40, 'FREQ=WEEKLY;BYDAY=SA'), tests.id(41), 'each Saturday night');
select ok(tests.step_all('di', 41, 'publish', 141) > 20, 'who runs the community announces it');
select tests.act_as('bo');
select is((select count(*)::integer from public.event_series where id = tests.id(41)), 1, 'a member reads how often');
select tests.act_as('cy');
select is_empty('select id from public.event_series where id = tests.id(41)', 'others do not');
select tests.act_as_visitor();
select is_empty('select id from public.event_series where id = tests.id(41)', 'nor visitors');
select throws_ok('select title from public.event_series', '42501', null, 'its words are those of its events');
select tests.act_as_nobody();
update public.memberships set state = 'left' where community_id = tests.id(81) and person_id = tests.id_of('ada');
select tests.refused($$ select tests.step_all('ada', 41, 'cancel', 142) $$, 'not_allowed', 'once out, one runs it no more');

select * from finish();
rollback;
