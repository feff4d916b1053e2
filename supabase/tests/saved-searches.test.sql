begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(48);
create function tests.save(number integer, called text default 'Perceuse', looking_for text default 'perceuse') returns void
language sql as $$
  insert into public.saved_searches (id, name, words, kinds, category_slug, commune_code, within_meters, free_from, free_until, sort)
  values (tests.id(number), called, looking_for, '{loan,gift}', 'bricolage', '35238', 3000, '2026-12-05', '2026-12-06', 'nearest')
  on conflict (id) do nothing
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- As their owner
select tests.act_as('ada');
select lives_ok('select tests.save(10, E'' Perceuse\n du samedi '') from generate_series(1, 2)', 'a search is saved, also twice');
select lives_ok(
  $$ insert into public.saved_searches (id, name, near_lat, near_lon) values (tests.id(11), 'Autour', 48.117266, -1.677793) $$,
  'also around where one stands'
);
select results_eq(
  'select id, person_id, name, words, kinds::text, category_slug, commune_code, within_meters, free_from, free_until, sort from public.saved_searches where words <> ''''',
  $$ values (tests.id(10), tests.id_of('ada'), 'Perceuse  du samedi', 'perceuse', '{loan,gift}', 'bricolage', '35238', 3000, date '2026-12-05', date '2026-12-06', 'nearest') $$,
  'as it was asked, tidily, once'
);
select results_eq(
  'select near_lat, near_lon from public.saved_searches where name = ''Autour''', 'values (48.117, -1.678)', 'a place is kept to a hundred metres'
);
select is(public.has_landed(tests.id(10)), true, 'one may ask whether it arrived');
select tests.refused($$ select tests.save(10, 'Autre chose') $$, 'id_reused', 'another search under the same id is refused');
select tests.refused('insert into public.saved_searches (id, name) values (null, ''x'')', 'invalid_value', 'a search has an id');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.saved_searches (id, person_id, name) values (tests.id(12), tests.id_of(''bo''), ''x'')',
  'insert into public.saved_searches (id, name, created_at) values (tests.id(12), ''x'', now())',
  'update public.saved_searches set name = ''x''', 'delete from public.saved_searches'
]) as command;

-- As a stranger
select tests.act_as('cy');
select is_empty('select from public.saved_searches', 'nobody learns what another looks for');
select tests.refused('select tests.save(10, E'' Perceuse\n du samedi '')', 'not_allowed', 'another person''s id is refused');
select lives_ok('select public.forget_search(tests.id(10), tests.id(90))', 'forgetting what is another''s');
select tests.refused('select public.forget_search(tests.id(10), null)', 'invalid_value', 'an act has an id');
select tests.act_as('ada');
select is((select count(*)::integer from public.saved_searches), 2, 'changes nothing');
select tests.refused('select public.forget_search(tests.id(10), tests.id(90))', 'not_allowed', 'nor does anybody act under another''s act');

-- Without an account
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.saved_searches', 'select tests.save(20)', 'select public.forget_search(tests.id(10), tests.id(91))'
]) as command;

-- Forgetting
select tests.act_as('ada');
select lives_ok('select public.forget_search(tests.id(10), tests.id(92)) from generate_series(1, 2)', 'a search is forgotten, also twice');
select tests.refused('select public.forget_search(tests.id(11), tests.id(92))', 'id_reused', 'not another one under the same act');
select lives_ok('select tests.save(10, E'' Perceuse\n du samedi '')', 'saved late, it answers as then');
select results_eq('select id from public.saved_searches', 'values (tests.id(11))', 'and does not come back');
select is(public.withdraw(tests.id(13)), true, 'a search that was taken back');
select tests.refused('select tests.save(13)', 'id_reused', 'is refused when it comes');

-- Enough
select lives_ok('select tests.save(100 + n) from generate_series(1, 19) n', 'twenty are plenty');
select tests.refused('select tests.save(120)', 'quota_reached', 'not one more');
select tests.save(101);
select lives_ok('select public.forget_search(tests.id(101), tests.id(93)), tests.save(121)', 'one in the place of another');
select tests.act_as('cy');
select lives_ok('select tests.save(130)', 'each has their own');

-- What the columns refuse by themselves
select tests.act_as_nobody();
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.saved_searches set ' || change, '%"' || named || '"%', named || ': ' || change) $$;
select throws_like('insert into public.saved_searches select * from public.saved_searches limit 1', '%"saved_searches_pkey"%', 'not twice');
select tests.breaks(change, 'saved_searches_' || named) from (values
  ('person_id = gen_random_uuid()', 'person_id_fkey'), ('name = ''''', 'name_there'), ('name = repeat(''x'', 81)', 'name_too_long'),
  ('words = repeat(''x'', 201)', 'words_too_long'), ('kinds = ''{loan,loan,loan,loan,loan,loan}''', 'kinds_bounded'), ('kinds = ''{loan,null}''', 'kinds_bounded'),
  ('category_slug = ''Outils''', 'category_plain'), ('commune_code = ''3523''', 'commune_plain'), ('near_lat = 91, near_lon = 0', 'near_lat_on_earth'),
  ('near_lat = 0, near_lon = 181', 'near_lon_on_earth'), ('near_lat = null, near_lon = 1', 'near_whole'), ('within_meters = 0', 'within_bounded'),
  ('free_from = ''-infinity'', free_until = null', 'from_real'), ('free_from = null, free_until = ''2026-12-05''', 'days_ordered'),
  ('free_from = ''2026-12-06'', free_until = ''2026-12-05''', 'days_ordered'), ('free_from = ''2026-12-06'', free_until = ''2027-12-07''', 'days_ordered'),
  ('sort = ''best''', 'sort_known')
) as bad (change, named);

select * from finish();
rollback;
