begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(60);
select tests.create_person('eve');
insert into public.communities (id, slug, name, kind, visibility) values (tests.id(90), 'groupe', 'Groupe', 'organisation', 'private'), (tests.id(91), 'jardin', 'Jardin', 'practice', 'public');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(90), tests.id_of('bo'), 'organiser', 'active'), (tests.id(91), tests.id_of('di'), 'organiser', 'active'), (tests.id(91), tests.id_of('cy'), 'member', 'active');
insert into public.places (id, slug, name, kind, source_id, held_by) values
  (tests.id(10), 'armoire', 'Armoire', 'donnerie', 'a', null), (tests.id(11), 'cachee', 'Cachée', 'donnerie', 'b', tests.id(90)),
  (tests.id(12), 'composteur', 'Composteur', 'composteur', 'c', tests.id(91));
insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('ada'), 'keeping'), (tests.id(10), tests.id_of('di'), 'asked');
create function tests.say(number integer, says text, ago integer default 0, place integer default 10, said text default null) returns void
language sql as $$ select public.report_place_state(tests.id(number), tests.id(place), says, said, null, ago) $$;
create function tests.from_address(address text) returns void
language sql as $$ select set_config('request.headers', json_build_object('x-forwarded-for', address)::text, true) $$;
create function tests.told(who text) returns table (says text, times bigint)
language sql security definer as $$
  select n.about ->> 'says', count(*) from public.notifications n where n.person_id = tests.id_of(who) and n.topic = 'place' group by 1 order by 1
$$;
create function tests.stands(number integer default 10) returns text
language sql security definer as $$
  select concat_ws(' ', p.state, round(extract(epoch from now() - p.state_at)), round(extract(epoch from now() - p.state_since)))
  from public.places p where p.id = tests.id(number)
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- Without an account
select tests.act_as_visitor();
select tests.from_address('203.0.113.7');
select lives_ok('select tests.say(100, ''full'', said => '' Tout est plein '') from generate_series(1, 2)', 'a visitor says what they see, also twice');
select results_eq('select id, place_id, state::text from public.place_reports', 'values (tests.id(100), tests.id(10), ''full'')', 'it counts once');
select is(tests.stands(), 'full 0 0', 'and is the state of the place');
select throws_ok('select note from public.place_reports', '42501', null, 'in whose words is for residents');
select throws_ok('select reporter_id from public.place_reports', '42501', null, 'and so is who said it');
select tests.refused('select tests.say(100, ''empty'')', 'id_reused', 'something else under the same id');
select tests.refused('select tests.say(101, ''tidy'')', 'invalid_value', 'a state nobody knows');
select tests.refused('select tests.say(101, null)', 'invalid_value', 'nor none');
select tests.refused('select tests.say(101, ''fine'', place => 99)', 'not_found', 'a place that is not there');
select tests.refused('select tests.say(101, ''fine'', place => 11)', 'not_found', 'nor one of others alone, byte for byte');
select tests.refused('select public.report_place_state(null, tests.id(10), ''fine'', null, null)', 'invalid_value', 'a report has an id');
select tests.refused('select tests.say(101, ''fine'', said => repeat(''a'', 501))', 'too_long', 'a note is short');
select tests.refused(format('select public.report_place_state(tests.id(101), tests.id(10), ''fine'', null, %L)', w), 'invalid_value', 'not its photograph: ' || w)
from unnest(array['x.webp', tests.id(10) || '/' || tests.id(100) || '.webp', tests.id(10) || '/' || tests.id(101) || '.jpg', '../' || tests.id(10) || '/' || tests.id(101) || '.webp']) as w;
select lives_ok($$ select public.report_place_state(tests.id(101), tests.id(10), 'full', null, tests.id(10) || '/' || tests.id(101) || '.webp') $$, 'with a photograph of its own');
select results_eq('select * from tests.told(''ada'')', 'values (''place_full'', 1::bigint)', 'its keeper is told of the change, once');
select is_empty('select * from tests.told(''di'')', 'who only asks to keep it is not');

-- News ages
select tests.act_as_visitor();
select lives_ok('select tests.say(102, ''empty'', 3600)', 'what was seen an hour ago, delivered now');
select is(tests.stands(), 'full 0 0', 'does not undo what was seen since');
select results_eq('select round(extract(epoch from now() - at))::integer from public.place_reports where id = tests.id(102)', array[3600], 'and is known to be an hour old');
select lives_ok('select tests.say(103, ''empty'', -60)', 'no clock is ahead of ours');
select is(tests.stands(), 'empty 0 0', 'what is seen now changes the state');
select lives_ok('select tests.say(104, ''full'', 2147483647, 12)', 'a report of last year');
select is(tests.stands(12), 'full 2592000 2592000', 'is of last month at most');
select is_empty('select * from tests.told(''di'')', 'and nobody is alarmed by it');

-- Too many
select tests.from_address('203.0.113.9, 10.0.0.1');
select lives_ok('select tests.say(200 + n, ''fine'') from generate_series(1, 10) as n', 'ten a minute from one address');
select tests.refused('select tests.say(211, ''full'')', 'too_fast', 'and not one more');
select is_empty('select from public.place_reports where id = tests.id(211)', 'nothing is kept of it');
select lives_ok('select tests.say(201, ''fine'')', 'what already counted is answered as it was');
select tests.from_address('203.0.113.10');
select lives_ok('select tests.say(212, ''fine'')', 'somebody else is not slowed down');
select tests.from_address('2001:db8:1:2::' || to_hex(n)) from generate_series(1, 1) as n;
select lives_ok($$ select tests.from_address('2001:db8:1:2::' || to_hex(n)), tests.say(220 + n, 'fine') from generate_series(1, 10) as n $$, 'ten from a household');
select tests.from_address('2001:db8:1:2:ffff::1');
select tests.refused('select tests.say(231, ''fine'')', 'too_fast', 'which has many addresses, and counts as one');
select tests.from_address('who knows');
select lives_ok('select tests.say(240 + n, ''fine'') from generate_series(1, 10) as n', 'an address that is none');
select set_config('request.headers', '', true);
select tests.refused('select tests.say(251, ''fine'')', 'too_fast', 'counts as one with none at all');
select tests.act_as_nobody();
insert into public.place_reports (id, place_id, state, at) select tests.id(10000 + n), tests.id(12), 'fine', now() from generate_series(1, 600) as n;
insert into private.place_report_origins (report_id, origin) select tests.id(10000 + n), sha256(convert_to(n::text, 'UTF8')) from generate_series(1, 600) as n;
select tests.act_as_visitor();
select tests.from_address('198.51.100.1');
select tests.refused('select tests.say(252, ''fine'')', 'too_fast', 'nor do invented addresses go on for ever');

-- Residents
select tests.act_as('cy');
select lives_ok('select tests.say(300, ''dirty'', said => ''Du verre au sol'') from generate_series(1, 2)', 'a resident reports, also twice');
select results_eq('select reporter_id, note from public.place_reports where id = tests.id(300)', 'values (tests.id_of(''cy''), ''Du verre au sol'')', 'in their own name');
select tests.refused('select tests.say(100, ''full'', said => '' Tout est plein '')', 'not_allowed', 'a visitor''s report is not theirs');
select lives_ok('select tests.say(300 + n, ''dirty'') from generate_series(1, 9) as n', 'ten a minute');
select tests.refused('select tests.say(310, ''dirty'')', 'too_fast', 'and not one more');
select tests.act_as_visitor();
select tests.refused('select tests.say(300, ''dirty'', said => ''Du verre au sol'')', 'not_allowed', 'a resident''s report is not a visitor''s');
select tests.act_as_nobody();
update public.place_reports set told_at = now() - interval '2 minutes' where reporter_id = tests.id_of('cy');
insert into public.place_reports (id, place_id, state, at, reporter_id, told_at) select tests.id(20000 + n), tests.id(12), 'fine', now(), tests.id_of('cy'), now() - interval '1 hour' from generate_series(1, 90) as n;
select tests.act_as('cy');
select tests.refused('select tests.say(311, ''dirty'')', 'quota_reached', 'a hundred a day are plenty');
select throws_ok('insert into public.place_reports (id, place_id, state, at) values (tests.id(400), tests.id(10), ''fine'', now())', '42501', null, 'there is no other way in');

-- Whom it concerns
select results_eq('select * from tests.told(''ada'')', 'values (''place_dirty'', 1::bigint), (''place_empty'', 1), (''place_full'', 1)', 'each change was told once');
select tests.act_as_nobody();
insert into public.place_watches (place_id, week, person_id) values (tests.id(10), private.this_week(), tests.id_of('eve'));
select tests.act_as('bo');
select tests.say(320, 'closed');
select results_eq('select * from tests.told(''eve'')', 'values (''place_closed'', 1::bigint)', 'whoever is on watch is told');
select is((select sum(times) from tests.told('ada'))::integer, 3, 'in the keeper''s stead');
select tests.say(321, 'fine'), tests.say(322, 'full', place => 12);
select is((select sum(times) from tests.told('eve'))::integer, 1, 'nobody is disturbed because all is well');
select results_eq('select * from tests.told(''di'')', 'values (''place_full'', 1::bigint)', 'a collective is told through its referents');
select tests.act_as('eve');
select tests.say(330, 'full');
select is((select sum(times) from tests.told('eve'))::integer, 1, 'nobody is told what they said');
select tests.act_as_nobody();
update public.places set state_at = now() - interval '6 days', state_since = now() - interval '6 days' where id = tests.id(10);
select tests.act_as('bo');
select tests.say(331, 'full');
select results_eq('select * from tests.told(''eve'')', 'values (''place_closed'', 1::bigint), (''place_full'', 1)', 'the same again, once the last news is stale, is news');

-- Full for two days
select tests.act_as_nobody();
select is(private.call_for_pickups(), 0, 'nobody is called at once');
update public.places set state_since = now() - interval '49 hours' where id = tests.id(10);
insert into public.place_watches (place_id, week, person_id) values (tests.id(10), private.this_week() + 7, tests.id_of('cy')), (tests.id(10), private.this_week() + 63, tests.id_of('bo'));
select results_eq('select private.call_for_pickups() from generate_series(1, 2)', 'values (1), (0)', 'its people are called when it stays full, once');
select results_eq(
  $$ select p.name from public.notifications n join tests.people p on p.id = n.person_id where n.about ->> 'says' = 'place_pickup_call' order by 1 $$,
  array['ada', 'cy', 'eve'], 'who keeps it, and who is on the rota'
);
select tests.act_as('bo');
select tests.say(340, 'fine');
select tests.act_as_nobody();
select is((select called_at from public.places where id = tests.id(10)), null, 'emptied, the call is over');

-- Bounds, and forgetting
select throws_ok(format('update public.place_reports set %s where id = tests.id(101)', w), '23514', null, w) from unnest(array['note = repeat(''a'', 501)', 'photo_path = ''x''']) as w;
update private.place_report_origins set told_at = now() - interval '25 hours' where report_id = tests.id(100);
update public.place_reports set told_at = now() - interval '366 days' where id = tests.id(102);
select private.forget_place_reports();
select is_empty('select from private.place_report_origins where report_id = tests.id(100)', 'where it came from is forgotten after a day');
select is_empty('select from public.place_reports where id = tests.id(102)', 'what was said, after a year');

select * from finish();
rollback;
