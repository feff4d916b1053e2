begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(70);
select tests.lend(10, 'handed_over');
select tests.lend(11, 'accepted', tests.day(3), tests.day(4), 'cy');

create function tests.note(number integer, moment text, note text default '', facts jsonb default '{}', photos jsonb default '[]', exchange integer default 10)
returns public.condition_reports
language sql volatile as $$ select public.report_condition(tests.id(number), tests.id(exchange), moment, note, facts, photos) $$;
create function tests.path(who text, name text default 'une', exchange integer default 10) returns text
language sql stable as $$ select tests.id_of(who) || '/' || tests.id(exchange) || '/' || name || '.webp' $$;
create function tests.photos(variadic paths text[]) returns jsonb
language sql stable as $$ select jsonb_agg(jsonb_build_object('path', p, 'width', 800, 'height', 600)) from unnest(paths) as p $$;
create function tests.upload(path text, bucket text default 'condition-photos') returns void
language sql volatile as $$ insert into storage.objects (bucket_id, name, owner_id) values (bucket, path, auth.uid()::text) $$;
create function tests.seen() returns integer[]
language sql stable as $$ select array[
  (select count(*) from public.condition_reports), (select count(*) from public.condition_photos),
  (select count(*) from storage.objects where bucket_id = 'condition-photos')
]::integer[] $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Words and facts
select tests.act_as('ada');
select results_eq(
  $$ select author_id, moment::text, complete, clean, works, note from tests.note(40, 'hand_over', 'Neuve', '{"complete": true, "works": false}') $$,
  $$ values (tests.id_of('ada'), 'hand_over', true, null::boolean, false, 'Neuve') $$, 'Ada notes the condition: what nobody looked at stays open'
);
select lives_ok($$ select tests.note(40, 'hand_over', 'Neuve', '{"complete": true, "works": false, "clean": null}') $$, 'twice is once');
select tests.refused($$ select tests.note(40, 'hand_over', 'Usée', '{"complete": true, "works": false}') $$, 'id_reused', 'not with other words');
select tests.refused($$ select tests.note(40, 'hand_over', 'Neuve', '{"complete": true}') $$, 'id_reused', 'nor other facts');
select tests.refused(command, 'invalid_value', what) from (values
  ($$ select tests.note(41, 'lunch', 'Neuve') $$, 'at hand-over or return'),
  ($$ select tests.note(41, null, 'Neuve') $$, 'at some moment'),
  ($$ select tests.note(41, 'return', '  ') $$, 'something is said'),
  ($$ select tests.note(41, 'return', null, null, null) $$, 'nothing is nothing'),
  ($$ select tests.note(41, 'return', 'x', '{"shiny": true}') $$, 'a fact nobody knows'),
  ($$ select tests.note(41, 'return', 'x', '{"clean": "yes"}') $$, 'a fact is yes, no or not looked'),
  ($$ select tests.note(41, 'return', 'x', '[]') $$, 'facts are an object'),
  ($$ select tests.note(41, 'return', 'x', '3') $$, 'not a number'),
  ($$ select tests.note(41, 'return', 'x', '{}', '{}') $$, 'photographs are a list'),
  ($$ select public.report_condition(null, tests.id(10), 'return', 'x') $$, 'an act has an id')
) as c (command, what);
select tests.refused($$ select tests.note(41, 'return', repeat('a', 2001)) $$, 'too_long', 'words have an end');
select tests.act_as('cy');
select tests.refused($$ select tests.note(41, 'return', 'Neuve') $$, 'not_allowed', 'a stranger has nothing to say');
select tests.refused($$ select tests.note(40, 'hand_over', 'Neuve', '{}', '[]', 11) $$, 'not_allowed', 'nor takes somebody’s id');
select tests.refused($$ select tests.note(41, 'return', 'Neuve', '{}', '[]', 99) $$, 'not_allowed', 'no such exchange');
select tests.act_as('bo');
select lives_ok($$ select tests.note(42, 'return', '', '{"clean": true}') $$, 'a fact alone is enough');

-- Photographs: put there first, then reported
select lives_ok($$ select tests.upload(tests.path('bo')) $$, 'Bo adds a photo');
select lives_ok($$ select tests.upload(tests.path('bo', 'une-small')) $$, 'and its small size');
select throws_ok(command, '42501', null, 'not allowed: ' || what) from (values
  ($$ select tests.upload(tests.path('ada', 'autre')) $$, 'in somebody else’s folder'),
  ($$ select tests.upload(tests.path('bo', 'autre', 11)) $$, 'of somebody else’s exchange'),
  ($$ select tests.upload(tests.path('bo', 'autre', 99)) $$, 'of no exchange'),
  ($$ select tests.upload(tests.path('bo', 'a/b')) $$, 'deeper'),
  ($$ select tests.upload(tests.id_of('bo') || '/' || tests.id(10) || '/a.svg') $$, 'another format'),
  ($$ select tests.upload(tests.path('bo', 'autre'), 'photos') $$, 'among photos of listings')
) as c (command, what);
select is(tests.seen(), '{2,0,2}', 'what is not reported yet is Bo’s');
select tests.act_as('ada');
select is(tests.seen(), '{2,0,0}', 'and nobody else’s');
select tests.act_as('bo');
select tests.refused($$ select tests.note(43, 'return', '', '{}', tests.photos(tests.path('ada'))) $$, 'not_allowed', 'not somebody else’s photo');
select tests.refused($$ select tests.note(43, 'return', '', '{}', tests.photos(tests.path('bo', 'une', 11))) $$, 'not_allowed', 'nor another exchange’s');
select tests.refused(
  format($$ select tests.note(43, 'return', '', '{}', '%s') $$, photos), 'invalid_value', what
) from (values
  (tests.photos(tests.path('bo', 'a'), tests.path('bo', 'b'), tests.path('bo', 'c'), tests.path('bo', 'd'), tests.path('bo', 'e')), 'four are enough'),
  (tests.photos(tests.path('bo', 'a'), tests.path('bo', 'a')), 'each once'),
  (tests.photos(tests.path('bo', 'a-small')), 'the small one goes along'),
  (tests.photos(tests.path('bo', 'a b')), 'a plain name'),
  (jsonb_build_array(jsonb_build_object('path', tests.path('bo', 'a'))), 'a size is said'),
  (jsonb_build_array(jsonb_build_object('path', tests.path('bo', 'a'), 'width', 'large', 'height', 2)), 'in numbers')
) as c (photos, what);
select lives_ok($$ select tests.note(43, 'return', '', '{}', tests.photos(tests.path('bo'))) $$, 'Bo reports with a photo alone');
select lives_ok($$ select tests.note(43, 'return', '', '{}', tests.photos(tests.path('bo'))) $$, 'twice is once');
select tests.act_as('ada');
select is(tests.seen(), '{3,1,2}', 'now Ada sees it, in both sizes');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.condition_photos (report_id) values (tests.id(43))', 'update public.condition_photos set position = 1',
  'delete from public.condition_photos'
]) as command;
with gone as (delete from storage.objects returning 1) select is(count(*)::integer, 0, 'what was reported is not removed') from gone;
select tests.act_as('cy');
select is(tests.seen(), '{0,0,0}', 'a third neighbour, who reserved the same thing, sees nothing of it');
select tests.act_as('di');
select is(tests.seen(), '{0,0,0}', 'nor does a stranger');
select tests.act_as_visitor();
select is((select count(*)::integer from storage.objects where bucket_id = 'condition-photos'), 0, 'nor a visitor');
select throws_ok('select from public.condition_photos', '42501', null, 'who asks for no table');
select tests.act_as_nobody();
select results_eq(
  $$ select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'condition-photos' $$,
  $$ values (false, 2097152::bigint, '{image/webp}'::text[]) $$, 'in a private bucket, WebP alone, two megabytes at most'
);
insert into storage.objects (bucket_id, name) values ('photos', tests.path('bo'));
select tests.act_as('ada');
select is((select count(*)::integer from storage.objects), 2, 'other buckets are not this one');
select tests.act_as_nobody();

-- Enough
insert into storage.objects (bucket_id, name) select 'condition-photos', tests.path('bo', 'p' || n) from generate_series(3, 47) as n;
select tests.act_as('bo');
select lives_ok($$ select tests.upload(tests.path('bo', 'q')) $$, 'there is room for forty-eight files');
select throws_ok($$ select tests.upload(tests.path('bo', 'r')) $$, '42501', null, 'not for one more');
select is((select count(*)::integer from (select tests.note(n, 'return', 'Rien à dire') from generate_series(50, 57) as n) as u), 8, 'ten notes are enough');
select tests.refused($$ select tests.note(60, 'return', 'Encore') $$, 'quota_reached', 'not one more');
select tests.act_as('ada');
select lives_ok($$ select tests.upload(tests.path('ada')), tests.note(61, 'return', 'Bien') $$, 'Ada has her own room');

-- Between the two of them, while it lasts
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
select is(tests.attempt('ada', $$ select tests.note(62, 'return', 'Un mot') $$), 'not_available', 'nothing is said across a block');
select matches(tests.attempt('ada', $$ select tests.upload(tests.path('ada', 'b')) $$), '^42501', 'nor shown');
delete from private.blocks;
update public.reservations set state = 'closed';
select is(tests.attempt('ada', $$ select tests.note(62, 'return', 'Usée') $$), 'wrong_state', 'nothing once it is closed');
select matches(tests.attempt('ada', $$ select tests.upload(tests.path('ada', 'c')) $$), '^42501', 'and no photo');
select is(tests.attempt('bo', $$ select (tests.seen())::text $$), '{12,1,48}', 'what was noted stays with the two');

-- What the columns refuse by themselves
select throws_like('insert into public.condition_photos select * from public.condition_photos', '%"condition_photos_pkey"%', 'not twice');
select throws_like('update public.condition_photos set ' || change, '%"condition_photos_' || named || '"%', named) from (values
  ('report_id = tests.id(99)', 'report_id_fkey'), ('position = 4', 'at_most_four'), ('path = $$a.webp$$', 'path_plain'),
  ('path = tests.path($$bo$$, $$a-small$$)', 'path_not_small'), ('width = 0', 'width_bounded'), ('height = 1601', 'height_bounded')
) as c (change, named);
select throws_like(
  'insert into public.condition_photos select report_id, 1, path, width, height from public.condition_photos', '%"condition_photos_path_unique"%', 'one path, one photo'
);
select lives_ok('delete from public.reservations where id = tests.id(10)', 'an exchange that goes');
select is((select count(*)::integer from public.condition_photos), 0, 'takes its photos along');

select * from finish();
rollback;
