begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(28);
select tests.hold_session(101);

create function tests.path(who text, session integer, name text default 'une-photo.webp') returns text
language sql stable as $$ select tests.id_of(who) || '/' || tests.id(session) || '/' || name $$;
create function tests.upload(path text, bucket text default 'fault-photos') returns void
language sql volatile as $$ insert into storage.objects (bucket_id, name, owner_id) values (bucket, path, auth.uid()::text) $$;
create function tests.photos() returns integer
language sql stable as $$ select count(*)::integer from storage.objects where bucket_id = 'fault-photos' $$;
grant execute on all functions in schema tests to anon, authenticated;

select results_eq(
  $$ select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'fault-photos' $$,
  $$ values (false, 2097152::bigint, '{image/webp}'::text[]) $$, 'a private bucket, WebP alone, two megabytes at most'
);
select tests.act_as('cy');
select lives_ok($$ select tests.upload(tests.path('cy', 100)) $$, 'Cy photographs the fault');
select lives_ok($$ select tests.upload(tests.path('cy', 100, 'une-photo-small.webp')) $$, 'small too');
select throws_ok(command, '42501', null, 'not allowed: ' || what) from (values
  ($$ select tests.upload(tests.path('bo', 100)) $$, 'in somebody else’s folder'),
  ($$ select tests.upload(tests.path('cy', 99)) $$, 'of no session'),
  ($$ select tests.upload(tests.path('cy', 100, 'photo.svg')) $$, 'another format'),
  ($$ select tests.upload(tests.path('cy', 100, 'a/b.webp')) $$, 'deeper'),
  ($$ select tests.upload(tests.path('cy', 100, 'c.webp'), 'autre') $$, 'in another bucket')
) as c (command, what);
select tests.act_as_visitor();
select throws_ok($$ select tests.upload(tests.path('cy', 100, 'b.webp')) $$, '42501', null, 'a visitor adds nothing');
select is(tests.photos(), 0, 'nor sees any');
select tests.act_as('cy');
select is(tests.photos(), 2, 'Cy sees theirs');
select tests.act_as('bo');
select is(tests.photos(), 0, 'Bo not before it is part of a booking');
select is(tests.book('cy', 200, 100, tests.thing(300, 14, jsonb_build_object('photo_path', tests.path('cy', 100)))), 'booked', 'Cy books with it');
select tests.act_as('bo');
select is(tests.photos(), 2, 'then Bo does, both sizes');
select tests.act_as('di');
select is(tests.photos(), 0, 'a stranger does not');
select tests.act_as_visitor();
select is(tests.photos(), 0, 'nor a visitor');
select tests.act_as_nobody();
insert into storage.buckets (id, name) values ('autre', 'autre');
insert into storage.objects (bucket_id, name) values ('autre', tests.path('cy', 100));
select tests.act_as('bo');
select is((select count(*)::integer from storage.objects where bucket_id = 'autre'), 0, 'other buckets are not this one');
select tests.act_as('cy');
select is((select count(*)::integer from storage.objects where bucket_id = 'autre'), 0, 'for Cy neither');
select throws_ok($$ select tests.upload(tests.path('cy', 100, 'c.webp'), 'autre') $$, '42501', null, 'and nothing is added there');
select is(tests.repair_step('cy', 300, 'edit', 400, jsonb_build_object('photo_path', null)), 'registered', 'Cy takes it out of the booking');
select tests.refused($$ select tests.repair_step('cy', 300, 'edit', 401, jsonb_build_object('photo_path', tests.path('di', 100))) $$, 'not_allowed', 'puts in nobody else’s');
select tests.refused($$ select tests.repair_step('bo', 300, 'edit', 402, jsonb_build_object('photo_path', tests.path('bo', 100))) $$, 'invalid_value', 'nor do helpers');
select tests.act_as('bo');
select is(tests.photos(), 0, 'and Bo sees it no more');
select tests.act_as_nobody();
insert into storage.objects (bucket_id, name) select 'fault-photos', tests.path('cy', 100, 'p' || n || '.webp') from generate_series(1, 17) n;
select tests.act_as('cy');
select lives_ok($$ select tests.upload(tests.path('cy', 100, 'last.webp')) $$, 'twenty files');
select throws_ok($$ select tests.upload(tests.path('cy', 100, 'more.webp')) $$, '42501', null, 'not one more');
select lives_ok($$ select tests.upload(tests.path('cy', 101)) $$, 'but of another session');
select tests.act_as_nobody();
update public.events set state = 'cancelled' where id = tests.id(101);
select tests.act_as('cy');
select throws_ok($$ select tests.upload(tests.path('cy', 101, 'b.webp')) $$, '42501', null, 'not of one that is not held');
select is(private.session_of_photo('rien'), null, 'a path that is none names no session');

select * from finish();
rollback;
