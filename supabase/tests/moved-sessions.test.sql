begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(18);

-- A session that is moved
select tests.hold_session(150), tests.hold_session(151);
select tests.enlist(152, 150, 'gus', 'welcome');
select is(tests.book('fay', 250, 150, tests.thing(350), 14.5), 'booked', 'Fay comes at half past two');
select is(tests.book('cy', 251, 150, tests.thing(351), 16), 'booked', 'Cy at four');
select is(tests.book('di', 252, 150, tests.thing(352), 14.5), 'booked', 'Di too, at first');
select is(tests.visit_step('di', 252, 'cancel', 450), 'cancelled', 'then not');
select is(tests.book('fay', 253, 151, tests.thing(353)), 'booked', 'Fay comes to another besides');
select tests.act_as_nobody();
delete from public.notifications;
create function tests.move(from_hour timestamptz, until_hour timestamptz, act integer) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as('ada');
  perform public.save_event(tests.id(150), jsonb_build_object('starts_at', from_hour, 'ends_at', until_hour), tests.id(act));
  perform tests.act_as_nobody();
  return (
    select string_agg(private.day_of(v.arrival_at) - private.today() || ' ' || to_char(v.arrival_at at time zone private.zone(), 'HH24:MI'), ', ' order by v.id)
    from public.visits v where v.event_id = tests.id(150)
  );
end;
$$;
select is(tests.move(tests.day(7, 15), tests.day(7, 18), 451), '7 15:30, 7 16:00, 7 14:30', 'an hour later: whoever can come as they said does, the others come later');
select is(tests.told_of_session('fay'), 'visit_moved', 'and are told');
select is(tests.told_of_session('cy'), 'event_moved', 'as is who comes as they said');
select is(tests.told_of_session('gus'), 'event_moved', 'and who helps');
select is(tests.told_of_session('di'), null::text, 'not who comes no more');
select is(tests.move(tests.day(9, 10), tests.day(9, 12), 452), '9 10:30, 9 11:00, 7 14:30', 'another day: as long after its beginning');
select is(tests.told_of_session('fay'), 'visit_moved visit_moved', 'they are told again');
select is(tests.move(tests.day(9, 10), tests.day(9, 11), 453), '9 10:30, 9 10:30, 7 14:30', 'a shorter one: at the latest in its last half hour');
select is(tests.move(tests.day(9, 9), tests.day(9, 11), 454), '9 10:30, 9 10:30, 7 14:30', 'a longer one: as they said');
select is(tests.told_of_session('fay'), 'event_moved event_moved visit_moved visit_moved', 'of the session alone, whoever comes as they said');
select is((select count(*)::integer from public.visits where id = tests.id(253) and arrival_at = tests.day(7, 14)), 1, 'other sessions stay as they were');
select tests.act_as('ada');
select lives_ok('select public.save_event(tests.id(150), jsonb_build_object(''starts_at'', tests.day(9, 9)), tests.id(455))', 'the same hours');
select tests.act_as_nobody();
select is(tests.told_of_session('fay'), 'event_moved event_moved visit_moved visit_moved', 'tell nobody anything');

select * from finish();
rollback;
