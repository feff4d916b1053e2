begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(34);
create function tests.put(number integer, called text default 'Appareil à raclette', category text default 'bricolage', note text default '') returns void
language sql as $$ select public.keep_in_placard(tests.id(number), called, category, note) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- As their owner
select tests.act_as('ada');
select lives_ok($$ select tests.put(10, E' Appareil\n à raclette ', 'bricolage', ' pour huit ') from generate_series(1, 2) $$, 'a thing is kept, also twice');
select lives_ok($$ select public.keep_in_placard(tests.id(11), 'Escabeau') $$, 'also with nothing but a name');
select results_eq(
  'select id, name, category_slug, note from public.my_placard()',
  $$ values (tests.id(10), 'Appareil  à raclette', 'bricolage', 'pour huit'), (tests.id(11), 'Escabeau', null, '') $$, 'tidily, for oneself'
);
select tests.refused($$ select tests.put(10, 'Autre chose') $$, 'id_reused', 'another thing under the same id is refused');
select tests.refused(format('select tests.put(12, %L, %L, %L)', called, category, note), token, token || ' ' || coalesce(left(called, 5), 'nothing')) from (values
  ('ab', null, '', 'invalid_value'), (null, null, '', 'invalid_value'), (repeat('x', 81), null, '', 'too_long'), ('Escabeau', 'nowhere', '', 'invalid_value'), ('Escabeau', null, repeat('x', 201), 'too_long')
) as bad (called, category, note, token);
select tests.refused('select public.keep_in_placard(null, ''Escabeau'')', 'invalid_value', 'a thing has an id');
select throws_ok('select from private.placard_items', '42501', null, 'and is read in no other way');

-- As a stranger
select tests.act_as('bo');
select is_empty('select from public.my_placard()', 'nobody learns what another owns');
select tests.refused('select tests.put(10)', 'not_allowed', 'another person''s id is refused');
select lives_ok('select public.remove_from_placard(tests.id(10), tests.id(90))', 'taking out what is another''s');
select tests.refused('select public.remove_from_placard(tests.id(10), null)', 'invalid_value', 'an act has an id');
select tests.act_as('ada');
select is((select count(*)::integer from public.my_placard()), 2, 'changes nothing');
select tests.refused('select public.remove_from_placard(tests.id(10), tests.id(90))', 'not_allowed', 'nor does anybody act under another''s act');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select public.my_placard()', 'select tests.put(20)', 'select public.remove_from_placard(null, null)'
]) as command;

-- Taking out
select tests.act_as('ada');
select lives_ok('select public.remove_from_placard(tests.id(10), tests.id(91)) from generate_series(1, 2)', 'a thing is taken out, also twice');
select tests.refused('select public.remove_from_placard(tests.id(11), tests.id(91))', 'id_reused', 'not another one under the same act');
select lives_ok($$ select tests.put(10, E' Appareil\n à raclette ', 'bricolage', ' pour huit ') $$, 'kept late, it answers as then');
select results_eq('select id from public.my_placard()', 'values (tests.id(11))', 'and does not come back');
select is(jsonb_array_length(public.export_my_data() -> 'placard'), 1, 'one knows what one keeps');

-- Enough
select tests.act_as_nobody();
insert into private.placard_items (id, person_id, name) select tests.id(1000 + n), tests.id_of('ada'), 'Chose ' || n from generate_series(1, 198) n;
select tests.act_as('ada');
select lives_ok('select tests.put(13)', 'two hundred are plenty');
select tests.refused('select tests.put(14)', 'quota_reached', 'not one more');
select tests.act_as_nobody();
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update private.placard_items set ' || change || ' where id = tests.id(11)', '%"placard_items_' || named || '"%', named) $$;
select throws_like('insert into private.placard_items select * from private.placard_items limit 1', '%"placard_items_pkey"%', 'not twice');
select tests.breaks(change, named) from (values
  ('person_id = gen_random_uuid()', 'person_id_fkey'), ('category_slug = ''nowhere''', 'category_slug_fkey'), ('listing_id = gen_random_uuid()', 'listing_id_fkey'),
  ('name = ''ab''', 'name_length'), ('note = repeat(''x'', 201)', 'note_too_long')
) as bad (change, named);
select tests.act_as('ada');
select public.delete_my_account();
select tests.act_as_nobody();
select is_empty('select from private.placard_items', 'it goes with its owner');
select * from finish();
rollback;
