begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(27);
insert into public.communities (id, slug, name, kind, visibility) values (tests.id(90), 'groupe', 'Groupe', 'organisation', 'private');
insert into public.memberships (community_id, person_id, role, state) values (tests.id(90), tests.id_of('bo'), 'organiser', 'active');
insert into public.places (id, slug, name, kind, source_id, held_by) values
  (tests.id(10), 'armoire', 'Armoire', 'donnerie', 'a', null), (tests.id(11), 'cachee', 'Cachée', 'donnerie', 'b', tests.id(90));
create function tests.monday(weeks integer) returns date language sql stable security definer as $$ select private.this_week() + 7 * weeks $$;
grant execute on all functions in schema tests to anon, authenticated;

select is(extract(isodow from tests.monday(0))::integer, 1, 'a week begins on Monday');
select ok(tests.today() - tests.monday(0) between 0 and 6, 'this one is now');

select tests.act_as('ada');
select lives_ok('select public.take_watch(tests.id(10), tests.monday(1), tests.id(100)) from generate_series(1, 2)', 'one takes a week, also twice');
select tests.refused('select public.take_watch(tests.id(10), tests.monday(2), tests.id(100))', 'id_reused', 'another week under the same act');
select tests.refused(format('select public.take_watch(tests.id(10), %s, tests.id(101))', w), 'invalid_value', w)
from unnest(array['null', 'tests.monday(1) + 1', 'tests.monday(-1)', 'tests.monday(13)']) as w;
select lives_ok('select public.take_watch(tests.id(10), tests.monday(12), tests.id(102))', 'twelve weeks ahead');
select tests.refused('select public.take_watch(tests.id(99), tests.monday(1), tests.id(103))', 'not_found', 'a place that is not there');
select tests.refused('select public.take_watch(tests.id(11), tests.monday(1), tests.id(103))', 'not_found', 'nor one of others alone');
select tests.refused('select public.take_watch(tests.id(10), tests.monday(1), null)', 'invalid_value', 'an act has an id');

select tests.act_as('bo');
select tests.refused('select public.take_watch(tests.id(10), tests.monday(1), tests.id(104))', 'full', 'a week that somebody has');
select tests.refused('select public.take_watch(tests.id(10), tests.monday(1), tests.id(100))', 'not_allowed', 'nobody repeats another''s act');
select lives_ok('select public.take_watch(tests.id(11), tests.monday(0), tests.id(105))', 'members watch over what is theirs');
select lives_ok('select public.leave_watch(tests.id(10), tests.monday(1), tests.id(106))', 'giving back what is not one''s own');
select results_eq('select person_id from public.place_watches where place_id = tests.id(10) and week = tests.monday(1)', array[tests.id_of('ada')], 'changes nothing');

select tests.act_as('ada');
select lives_ok('select public.leave_watch(tests.id(10), tests.monday(1), tests.id(107)) from generate_series(1, 2)', 'one gives one''s own back, also twice');
select is_empty('select from public.place_watches where week = tests.monday(1)', 'and it is free');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.place_watches (place_id, week, person_id) values (tests.id(10), tests.monday(2), tests.id_of(''ada''))', 'delete from public.place_watches'
]) as command;
select tests.act_as_visitor();
select results_eq('select place_id, week from public.place_watches', 'values (tests.id(10), tests.monday(12))', 'a visitor sees which weeks are taken, where they see the place');
select throws_ok('select person_id from public.place_watches', '42501', null, 'not by whom');

select tests.act_as_nobody();
insert into public.places (id, slug, name, kind, source_id) select tests.id(n), 'boite-' || n, 'Boîte', 'donnerie', n::text from generate_series(20, 38) as n;
insert into public.place_watches (place_id, week, person_id) select tests.id(n), tests.monday(1), tests.id_of('ada') from generate_series(20, 38) as n;
select tests.act_as('ada');
select tests.refused('select public.take_watch(tests.id(10), tests.monday(3), tests.id(108))', 'quota_reached', 'twenty weeks are plenty');
select tests.act_as_nobody();
select throws_ok($$ insert into public.place_watches values (tests.id(10), tests.monday(2) + 1, tests.id_of('ada')) $$, '23514', null, 'no week begins on another day');
select throws_ok($$ insert into public.place_watches values (tests.id(99), tests.monday(2), tests.id_of('ada')) $$, '23503', null, 'a place that is there');
select throws_ok($$ insert into public.place_watches values (tests.id(10), tests.monday(2), gen_random_uuid()) $$, '23503', null, 'somebody who is there');

select * from finish();
rollback;
