begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(33);
select tests.publish(2, 'ada');
update public.listings set status = 'draft' where id = tests.id(2);

create function tests.path(who text, listing integer, name text default 'une-photo.webp') returns text
language sql stable as $$ select tests.id_of(who) || '/' || tests.id(listing) || '/' || name $$;
create function tests.upload(path text, bucket text default 'photos') returns void
language sql volatile as $$ insert into storage.objects (bucket_id, name, owner_id) values (bucket, path, auth.uid()::text) $$;
grant execute on all functions in schema tests to anon, authenticated;

select results_eq(
  $$ select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'photos' $$,
  $$ values (false, 2097152::bigint, '{image/webp}'::text[]) $$, 'photographs are kept in a private bucket, WebP alone, two megabytes at most'
);

-- Adding
select tests.act_as('ada');
select lives_ok($$ select tests.upload(tests.path('ada', 1)) $$, 'Ada adds a photo to her listing');
select lives_ok($$ select tests.upload(tests.path('ada', 1, 'une-photo-small.webp')) $$, 'and its small size');
select lives_ok($$ select tests.upload(tests.path('ada', 2)) $$, 'and one to a draft');
select throws_ok(command, '42501', null, 'not allowed: ' || what) from (values
  ($$ select tests.upload(tests.path('bo', 1)) $$, 'in somebody else’s folder'),
  ($$ select tests.upload(tests.path('ada', 99)) $$, 'of no listing'),
  ($$ select tests.upload(tests.path('ada', 1, 'photo.svg')) $$, 'another format'),
  ($$ select tests.upload(tests.path('ada', 1, 'a/b.webp')) $$, 'deeper'),
  ($$ select tests.upload(tests.path('ada', 1, '../b.webp')) $$, 'elsewhere'),
  ($$ select tests.upload(tests.id_of('ada') || '/photo.webp') $$, 'beside'),
  ($$ select tests.upload(tests.path('ada', 1), 'others') $$, 'in another bucket'),
  ($$ update storage.buckets set public = true $$, 'opening the bucket')
) as c (command, what);
select tests.act_as('bo');
select throws_ok($$ select tests.upload(tests.path('bo', 1)) $$, '42501', null, 'Bo adds nothing to Ada’s listing');
select tests.act_as_visitor();
select throws_ok($$ select tests.upload(tests.path('ada', 1, 'b.webp')) $$, '42501', null, 'nor does a visitor');

-- Seeing: exactly what one sees of the listings
select tests.act_as_visitor();
select is((select count(*)::integer from storage.objects), 2, 'a visitor sees photos of what is published');
select tests.act_as('bo');
select is((select count(*)::integer from storage.objects), 2, 'so does Bo');
select tests.act_as('ada');
select is((select count(*)::integer from storage.objects), 3, 'Ada sees those of her draft too');
select tests.act_as_nobody();
insert into storage.objects (bucket_id, name) values ('photos', tests.path('cy', 1)), ('photos', 'anything');
select tests.act_as_visitor();
select is((select count(*)::integer from storage.objects), 2, 'what is in nobody’s or another’s folder is not of the listing');
select tests.act_as('bo');
select is((select count(*)::integer from storage.objects), 2, 'for Bo neither');
select tests.act_as_nobody();
insert into storage.buckets (id, name) values ('others', 'others');
insert into storage.objects (bucket_id, name) values ('others', tests.path('ada', 1));
select tests.act_as_visitor();
select is((select count(*)::integer from storage.objects), 2, 'other buckets are not this one');
select tests.act_as('ada');
select is((select count(*)::integer from storage.objects), 3, 'for Ada neither');
select throws_ok($$ select tests.upload(tests.path('ada', 1, 'b.webp'), 'others') $$, '42501', null, 'and nothing is added there');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select tests.act_as('bo');
select is((select count(*)::integer from storage.objects), 0, 'to somebody blocked there is nothing to see');
select tests.act_as_nobody();
update public.listings set status = 'paused' where id = tests.id(1);
select tests.act_as_visitor();
select is((select count(*)::integer from storage.objects), 0, 'nor to anyone once it is paused');

-- Removing
with gone as (delete from storage.objects returning 1) select is(count(*)::integer, 0, 'a visitor removes nothing') from gone;
select tests.act_as('cy');
with gone as (delete from storage.objects where name like '%une-photo%' and name not like tests.id_of('cy') || '%' returning 1)
select is(count(*)::integer, 0, 'nor somebody else') from gone;
select tests.act_as('ada');
with changed as (update storage.objects set name = tests.path('ada', 2, 'autre.webp') returning 1)
select is(count(*)::integer, 0, 'a photo is replaced, not renamed') from changed;
with gone as (delete from storage.objects returning 1) select is(count(*)::integer, 3, 'Ada removes hers') from gone;

-- Room
select lives_ok(format($$ select tests.upload(tests.path('ada', 1, 'p%s.webp')) $$, n), 'there is room for file ' || n) from (values (1), (32)) as v (n);
select is((select count(*)::integer from (select tests.upload(tests.path('ada', 1, 'q' || n || '.webp')) from generate_series(2, 31) as n) as u), 30, 'for thirty-two files');
select throws_ok($$ select tests.upload(tests.path('ada', 1, 'r.webp')) $$, '42501', null, 'not for one more');
select lives_ok($$ select tests.upload(tests.path('ada', 2, 'r.webp')) $$, 'other listings have their own room');

select * from finish();
rollback;
