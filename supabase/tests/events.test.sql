begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/events.psql
select plan(131);
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;
insert into public.communities (id, slug, name, kind, visibility, join_policy) values
  (tests.id(80), 'ici', 'Ici', 'neighbourhood', 'public', 'open'), (tests.id(81), 'entre-nous', 'Entre nous', 'organisation', 'private', 'invite');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(80), tests.id_of('ada'), 'organiser', 'active'), (tests.id(80), tests.id_of('di'), 'moderator', 'active'),
  (tests.id(80), tests.id_of('bo'), 'member', 'active'), (tests.id(81), tests.id_of('ada'), 'organiser', 'active'), (tests.id(81), tests.id_of('bo'), 'member', 'active');
create function tests.draft(more jsonb default '{}') returns jsonb
language sql stable as $$
  select jsonb_build_object('kind', 'workshop', 'title', 'Un atelier', 'starts_at', tests.day(10, 14), 'ends_at', tests.day(10, 17)) || more
$$;
create function tests.slug(number integer) returns text
language sql stable security definer as $$ select e.slug from public.events e where e.id = tests.id(number) $$;
create function tests.sequence(number integer) returns integer
language sql stable security definer as $$ select e.sequence from public.events e where e.id = tests.id(number) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Writing
select is(tests.save('ada', 10, tests.draft('{"title": "  Réparer à Cleunay, l’été ! ", "about": "Venez\u202e nombreux"}'), 100), 'draft', 'an event begins as a draft');
select is(tests.save('ada', 10, tests.draft('{"title": "  Réparer à Cleunay, l’été ! ", "about": "Venez\u202e nombreux"}'), 100), 'draft', 'saved twice is saved once');
select tests.act_as('ada');
select results_eq(
  'select title, about, organiser_id, sequence, detached from public.events where id = tests.id(10)',
  $$ values ('Réparer à Cleunay, l’été !', 'Venez nombreux', tests.id_of('ada'), 0, false) $$, 'its words are tidy, it is its writer’s'
);
select matches(tests.slug(10), '^reparer-a-cleunay-l-ete-[0-9a-f]{6}$', 'its address says what it is');
select is(tests.save('ada', 10, '{"title": "Réparer ensemble"}', 101), 'draft', 'a draft is changed');
select matches(tests.slug(10), '^reparer-ensemble-[0-9a-f]{6}$', 'and its address follows');
select is(tests.save('ada', 11, tests.draft('{"title": "!!!"}'), 102), 'draft', 'a title without letters');
select matches(tests.slug(11), '^rendez-vous-[0-9a-f]{6}$', 'has an address too');
select tests.refused($$ select tests.save('ada', 12, tests.draft('{"title": "Autre"}'), 100) $$, 'id_reused', 'not other words under the same act');
select tests.refused($$ select tests.save('bo', 12, tests.draft(), 100) $$, 'not_allowed', 'nor another person’s act');
select tests.refused($$ select tests.save('bo', 10, tests.draft(), 103) $$, 'not_allowed', 'nor another’s event');
select tests.refused($$ select tests.save('ada', null, tests.draft(), 103) $$, 'invalid_value', 'an event has an id');
select tests.refused($$ select tests.save('ada', 12, tests.draft(), null) $$, 'invalid_value', 'an act has an id');
select tests.refused(format('select tests.save(%L, 12, tests.draft(%L), 103)', 'ada', change), token, change) from (values
  ('{"title": "ab"}', 'invalid_value'), ('{"kind": "party"}', 'invalid_value'), ('{"kind": null}', 'invalid_value'), ('{"state": "live"}', 'invalid_value'),
  ('{"organiser_id": "00000000-0000-7000-a000-000000000001"}', 'invalid_value'), ('{"slug": "a-moi"}', 'invalid_value'), ('{"capacity": 0}', 'invalid_value'),
  ('{"capacity": "x"}', 'invalid_value'), ('{"starts_at": null}', 'invalid_value'), ('{"ends_at": "2020-01-01"}', 'invalid_value'),
  ('{"starts_at": "2020-01-01", "ends_at": "2020-01-02"}', 'starts_in_past'), ('{"starts_at": "2120-01-01", "ends_at": "2120-01-02"}', 'period_too_long'),
  ('{"ends_at": "2120-01-01"}', 'invalid_value'), ('{"commune_code": "00000"}', 'invalid_value'), ('{"community_id": "00000000-0000-7000-a000-000000000099"}', 'not_a_member')
) as bad (change, token);
select tests.refused($$ select tests.save('ada', 12, tests.draft(jsonb_build_object('about', repeat('x', 4001))), 103) $$, 'too_long', 'a long text is refused as such');
select tests.refused($$ select tests.save('ada', 12, tests.draft(jsonb_build_object('address', repeat('x', 301))), 103) $$, 'too_long', 'and a long address');
select tests.refused($$ select tests.save('ada', 12, '{}', 103) $$, 'invalid_value', 'nothing is not a change');
select tests.refused($$ select tests.save('cy', 12, tests.draft(jsonb_build_object('community_id', tests.id(80))), 103) $$, 'not_a_member', 'nobody speaks for a community they are not in');
select tests.refused($$ select tests.save('cy', 12, tests.draft(jsonb_build_object('community_id', tests.id(81))), 103) $$, 'not_a_member', 'a private one says no more than one that is not there');
select is(tests.save('bo', 13, tests.draft(jsonb_build_object('community_id', tests.id(80))), 104), 'draft', 'a member does');
select is(tests.save('di', 13, '{"about": "Relu"}', 105), 'draft', 'and who runs it may change what they wrote');

-- At a place of the directory
select tests.act_as_nobody();
insert into public.places (id, slug, name, kind, source_id, held_by) values
  (tests.id(85), 'ouvert', 'Ouvert', 'repair-cafe', 'a', null), (tests.id(86), 'ferme', 'Fermé', 'repair-cafe', 'b', tests.id(81));
select is(tests.save('cy', 14, tests.draft(jsonb_build_object('place_id', tests.id(85))), 106), 'draft', 'at a place everybody sees');
select tests.refused($$ select tests.save('cy', 15, tests.draft(jsonb_build_object('place_id', tests.id(86))), 107) $$, 'not_available', 'not at a private community’s');
select tests.refused($$ select tests.save('cy', 15, tests.draft(jsonb_build_object('place_id', tests.id(99))), 107) $$, 'not_available', 'as at none at all');
select is(tests.save('bo', 15, tests.draft(jsonb_build_object('place_id', tests.id(86), 'community_id', tests.id(81))), 108), 'draft', 'unless one is of it');

-- Steps
select tests.refused($$ select tests.event_step('bo', 10, 'publish', 110) $$, 'not_allowed', 'nobody announces another’s event');
select tests.refused($$ select tests.event_step('ada', 99, 'publish', 110) $$, 'not_allowed', 'nor one that is not there');
select tests.refused($$ select tests.event_step('ada', 10, 'delete', 110) $$, 'invalid_value', 'no such step');
select tests.refused($$ select tests.event_step('ada', 10, 'publish', null) $$, 'invalid_value', 'a step has an id');
select tests.refused($$ select tests.event_step('ada', 10, 'open', 110) $$, 'wrong_state', 'a draft is not opened');
select is(tests.event_step('ada', 10, 'publish', 110), 'published', 'Ada announces it');
select is(tests.event_step('ada', 10, 'publish', 110), 'published', 'twice is once');
select tests.refused($$ select tests.event_step('ada', 10, 'cancel', 110) $$, 'id_reused', 'not another step under the same act');
select tests.refused($$ select tests.event_step('ada', 10, 'publish', 111) $$, 'already_done', 'nor again under another');
select tests.refused($$ select tests.event_step('ada', 10, 'open', 111) $$, 'wrong_state', 'ten days before, it is not opened');
select is(tests.event_step('bo', 13, 'publish', 112), 'published', 'Bo announces the community’s');
select tests.act_as('ada');
select is(tests.save('ada', 10, '{"title": "Réparer encore"}', 113), 'published', 'what is announced may change');
select matches(tests.slug(10), '^reparer-ensemble-[0-9a-f]{6}$', 'its address does not, others may have it');
select tests.refused($$ select tests.save('ada', 10, jsonb_build_object('community_id', tests.id(80)), 114) $$, 'wrong_state', 'nor does it pass to a community');
select tests.act_as_nobody();
update public.events set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = tests.id(11);
select tests.refused($$ select tests.event_step('ada', 11, 'publish', 115) $$, 'starts_in_past', 'what is over is not announced');
select tests.refused($$ select tests.event_step('ada', 10, 'cancel', 115, repeat('x', 501)) $$, 'too_long', 'a word is short');

-- The day itself
select tests.act_as_nobody();
select tests.announce(20, 'ada', null, now() + interval '11 hours', 80);
select is(tests.event_step('di', 20, 'open', 120), 'live', 'on the day, whoever runs the community opens');
select is(tests.event_step('ada', 20, 'close', 121), 'closed', 'closes');
select is(tests.event_step('ada', 20, 'reopen', 122), 'live', 'and opens again what was closed too early');
select tests.refused($$ select tests.event_step('bo', 20, 'close', 123) $$, 'not_allowed', 'a member does not');
select is(tests.event_step('ada', 20, 'close', 124), 'closed', 'over');
select tests.refused($$ select tests.save('ada', 20, '{"title": "Trop tard"}', 125) $$, 'wrong_state', 'what is over stays as it was');
select tests.act_as_nobody();
select results_eq(
  'select action, state::text, actor_id from private.event_events where event_id = tests.id(20) order by id',
  $$ values ('create', 'published', tests.id_of('ada')), ('open', 'live', tests.id_of('di')), ('close', 'closed', tests.id_of('ada')), ('reopen', 'live', tests.id_of('ada')), ('close', 'closed', tests.id_of('ada')) $$,
  'each step is kept'
);

-- Moving and cancelling, with notice
select tests.announce(30, 'ada', null, tests.day(20, 14));
select tests.need(31, 30, 2);
select is(tests.go('bo', 32, 30), 'attending', 'Bo comes');
select is(tests.help('cy', 33, 31), 'taken', 'Cy helps');
select is(tests.save('ada', 30, '{"about": "Prenez un tournevis"}', 130), 'published', 'a word more');
select is(tests.sequence(30), 1, 'calendars read it anew');
select is(tests.told('bo'), null::text, 'nobody is told of it');
select is(tests.save('ada', 30, jsonb_build_object('capacity', 30), 131), 'published', 'seats are counted');
select is(tests.sequence(30), 1, 'calendars show none');
select is(tests.save('ada', 30, jsonb_build_object('starts_at', tests.day(21, 14), 'ends_at', tests.day(21, 17)), 132), 'published', 'a day later');
select is(tests.told('bo'), 'event_moved', 'who comes is told');
select is(tests.told('cy'), 'event_moved', 'who helps too');
select is(tests.told('ada'), null::text, 'not who did it');
select is(tests.save('ada', 30, '{"address": "Salle du bas"}', 133), 'published', 'elsewhere');
select is(tests.told('bo'), 'event_elsewhere event_moved', 'they are told again');
select is(tests.event_step('ada', 30, 'cancel', 134, 'La salle est inondée.'), 'cancelled', 'in the end, no');
select is(tests.told('bo'), 'event_cancelled event_elsewhere event_moved', 'and they are told');
select is(tests.sequence(30), 4, 'calendars too');
select tests.act_as_visitor();
select results_eq('select state::text, cancel_note from public.events where id = tests.id(30)', $$ values ('cancelled', 'La salle est inondée.') $$, 'whoever looks finds why');
select tests.refused($$ select tests.event_step('ada', 30, 'publish', 135) $$, 'wrong_state', 'cancelled is cancelled');

-- What is asked of volunteers
select tests.act_as_nobody();
create function tests.hands(who text, event integer, wanted jsonb, act integer) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (select string_agg(right(f.id::text, 2) || ' ' || f.role || ' ' || f.taken || '/' || f.needed, ', ' order by f.position)
    from public.save_shifts(tests.id(event), wanted, tests.id(act)) as f);
end;
$$;
grant execute on function tests.hands to authenticated;
select is(
  tests.hands('ada', 10, jsonb_build_array(jsonb_build_object('id', tests.id(41), 'role', 'welcome', 'needed', 2), jsonb_build_object('id', tests.id(42), 'role', 'repair', 'skill', 'bike', 'needed', 1, 'note', ' Avec outils ')), 140),
  '41 welcome 0/2, 42 repair 0/1', 'two for the door, one for bicycles'
);
select is(tests.help('bo', 43, 42), 'taken', 'Bo takes one');
select is(
  tests.hands('ada', 10, jsonb_build_array(jsonb_build_object('id', tests.id(42), 'role', 'repair', 'skill', 'bike', 'needed', 2), jsonb_build_object('id', tests.id(44), 'role', 'coffee', 'needed', 1)), 141),
  '42 repair 1/2, 44 coffee 0/1', 'another list takes its place'
);
select is(tests.hands('ada', 10, jsonb_build_array(jsonb_build_object('id', tests.id(42), 'role', 'repair', 'skill', 'bike', 'needed', 2), jsonb_build_object('id', tests.id(44), 'role', 'coffee', 'needed', 1)), 141), '42 repair 1/2, 44 coffee 0/1', 'twice is once');
select tests.act_as_visitor();
select results_eq('select id from public.shifts where event_id = tests.id(10) order by position', 'values (tests.id(42)), (tests.id(44))', 'what is no longer asked for is not shown');
select is(tests.help('cy', 45, 42), 'taken', 'Cy takes another');
select tests.refused($$ select tests.hands('ada', 10, jsonb_build_array(jsonb_build_object('id', tests.id(42), 'role', 'repair', 'needed', 1)), 142) $$, 'not_available', 'no fewer than were lent');
select tests.refused($$ select tests.hands('bo', 10, '[]', 142) $$, 'not_allowed', 'a volunteer does not decide');
select tests.refused($$ select tests.hands('ada', 13, jsonb_build_array(jsonb_build_object('id', tests.id(42), 'role', 'coffee', 'needed', 1)), 142) $$, 'not_allowed', 'a shift stays with its event');
select tests.refused($$ select tests.hands('ada', 10, '{}', 142) $$, 'invalid_value', 'a list is a list');
select tests.refused($$ select tests.hands('ada', 10, '[{"role": "coffee", "needed": 1}]', 142) $$, 'invalid_value', 'a shift has an id');
select tests.refused($$ select tests.hands('ada', 10, (select jsonb_agg(jsonb_build_object('id', tests.id(n), 'role', 'coffee', 'needed', 1)) from generate_series(200, 230) n), 142) $$, 'quota_reached', 'thirty are plenty');
select tests.refused($$ select tests.hands('ada', 20, '[]', 142) $$, 'wrong_state', 'what is over asks for nobody');
select is(tests.hands('ada', 10, '[]', 143), null::text, 'none at all');
select is(tests.told('cy'), 'event_cancelled event_elsewhere event_moved shift_dropped', 'whoever held one is told');
select tests.act_as_nobody();
select is(tests.counts_hold(10), true, 'and the counts hold');

-- Who sees what
select tests.announce(50, 'ada', null, tests.day(30, 14), 81);
select tests.need(51, 50, 1);
select tests.act_as('ada');
select tests.save('ada', 52, tests.draft(jsonb_build_object('title', 'Secret', 'community_id', tests.id(81))), 150);
select tests.act_as_nobody();
create function tests.sees(who text, number integer) returns boolean
language plpgsql volatile as $$
declare
  v_seen boolean;
begin
  if who is null then perform tests.act_as_visitor(); else perform tests.act_as(who); end if;
  select exists (select from public.events where id = tests.id(number)) into v_seen;
  perform tests.act_as_nobody();
  return v_seen;
end;
$$;
select tests.act_as_nobody();
select results_eq(
  $$ select coalesce(who, 'visitor'), tests.sees(who, 10), tests.sees(who, 50), tests.sees(who, 52) from unnest(array['ada', 'bo', 'cy', null]) as who $$,
  $$ values ('ada', true, true, true), ('bo', true, true, false), ('cy', true, false, false), ('visitor', true, false, false) $$, 'a private community’s event is its members’, a draft its writer’s'
);
select is(tests.sees('di', 13) and tests.sees(null, 13), true, 'an open community’s is everybody’s');
select tests.act_as('cy');
select is_empty('select from public.shifts where event_id = tests.id(50)', 'nor are its shifts seen by others');
select tests.act_as_visitor();
select is_empty('select from public.shifts where event_id = tests.id(50)', 'nor by visitors');
select tests.refused($$ select tests.go('cy', 53, 50) $$, 'not_available', 'one does not come to what one cannot see');
select tests.refused($$ select tests.help('cy', 53, 51) $$, 'not_available', 'nor help');
select tests.refused($$ select tests.go('cy', 53, 99) $$, 'not_available', 'as to what is not there');
select is(tests.go('bo', 54, 50), 'attending', 'a member comes');
select is(tests.help('bo', 55, 51), 'taken', 'and helps');
select tests.act_as('bo');
select is(private.is_volunteer(tests.id(50)) and not private.is_organiser(tests.id(50)), true, 'who helps is a volunteer');
select tests.act_as_nobody();
update public.memberships set state = 'left' where community_id = tests.id(81) and person_id = tests.id_of('bo');
select is(tests.sees('bo', 50), false, 'once out, one sees it no more');
select tests.act_as('bo');
select is(private.is_volunteer(tests.id(50)), false, 'nor is a volunteer of it');
select is_empty('select from public.attendances where event_id = tests.id(50) and person_id <> tests.id_of(''bo'')', 'nor sees who comes');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('eli'));
select is(tests.sees('eli', 10), false, 'whoever Ada blocked does not see what she calls');
select is(tests.sees('eli', 20), true, 'what a community holds, they do');
select tests.refused($$ select tests.go('eli', 56, 10) $$, 'not_available', 'nor do they come');
select tests.act_as('eli');
select is(private.is_organiser(tests.id(10)), false, 'nor run it');
select tests.act_as('di');
select is(private.is_organiser(tests.id(13)), true, 'who runs the community runs its events');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.events (id, slug, kind, title, organiser_id, starts_at, ends_at) values (tests.id(90), ''xx'', ''other'', ''xxx'', tests.id_of(''di''), now(), now() + interval ''1 hour'')',
  'update public.events set state = ''live''', 'delete from public.events', 'insert into public.shifts (id, event_id, role, needed) values (tests.id(90), tests.id(10), ''coffee'', 1)',
  'update public.shifts set needed = 9', 'delete from public.shifts', 'select from private.event_events', 'select from private.attendance_events', 'select from private.event_steps'
]) as command;
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select organiser_id from public.events', 'select from public.attendances', 'select from public.shift_signups', 'select public.save_event(tests.id(90), ''{}'', tests.id(91))',
  'select public.advance_event(tests.id(10), ''cancel'', tests.id(91))', 'select public.save_shifts(tests.id(10), ''[]'', tests.id(91))', 'select public.attend_event(tests.id(90), tests.id(10))',
  'select public.take_shift(tests.id(90), tests.id(42))'
]) as command;

select * from finish();
rollback;
