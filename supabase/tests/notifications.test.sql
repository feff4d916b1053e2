begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(43);

-- Told once, about whom it concerns
select tests.act_as('cy');
select throws_ok(
  $$ select private.notify(tests.id_of('cy'), 'gift', 'gift_chosen', 'listing', tests.id(1), 'x') $$, '42501', null, 'nobody tells themselves anything'
);
select tests.act_as_nobody();
select lives_ok(
  $$ select private.notify(tests.id_of('bo'), 'gift', says, 'gift', tests.id(10), once)
     from (values ('gift_chosen', 'chosen 10'), ('gift_chosen', 'chosen 10'), ('gift_lost', 'chosen 10'), ('gift_lost', 'lost 10')) as told (says, once) $$,
  'an event is told, also twice'
);
select private.notify(tests.id_of('cy'), 'gift', 'gift_chosen', 'gift', tests.id(10), 'chosen 10');
select tests.act_as('bo');
select results_eq(
  $$ select person_id, topic, about, created_at = now(), read_at from public.notifications order by about ->> 'says' $$,
  $$ select tests.id_of('bo'), 'gift', jsonb_build_object('says', says, 'kind', 'gift', 'id', tests.id(10)), true, null::timestamptz
     from unnest(array['gift_chosen', 'gift_lost']) as says $$,
  'it is there once, for whom it concerns'
);
select throws_ok(command, '42501', null, command) from unnest(array[
  'select once from public.notifications', 'update public.notifications set read_at = now()', 'delete from public.notifications',
  'insert into public.notifications (person_id, topic, about, once) values (auth.uid(), ''gift'', ''{}'', ''x'')'
]) as command;
select tests.act_as('ada');
select is_empty('select from public.notifications', 'others read nothing of it');
select tests.act_as_visitor();
select throws_ok('select from public.notifications', '42501', null, 'nor do visitors');
select throws_ok('select public.mark_notifications_read(array[tests.id(1)], tests.id(90))', '42501', null, 'who have nothing to mark');

-- Realtime: that something is there, not what
select tests.act_as_nobody();
select is(
  (select count(*)::integer from realtime.messages m join public.notifications n on n.person_id = tests.id_of('bo')
   where m.topic = 'person:' || tests.id_of('bo') and m.event = 'changed' and m.payload = jsonb_build_object('table', 'notifications', 'id', n.id)),
  2, 'their own devices hear of each'
);

-- Read
create table tests.told as select n.id, p.name, n.once from public.notifications n join tests.people p on p.id = n.person_id;
grant select on tests.told to authenticated;
create function tests.told_to(who text) returns uuid[] language sql stable as $$ select array_agg(t.id) from tests.told t where t.name = who $$;
grant execute on function tests.told_to(text) to authenticated;
select tests.act_as('ada');
select lives_ok($$ select public.mark_notifications_read(tests.told_to('bo'), tests.id(90)) $$, 'marking what is another''s');
select tests.act_as('bo');
select is((select count(read_at)::integer from public.notifications), 0, 'changes nothing');
select tests.refused($$ select public.mark_notifications_read(tests.told_to('bo'), tests.id(90)) $$, 'not_allowed', 'nor does anybody act under another''s act');
select lives_ok($$ select public.mark_notifications_read(tests.told_to('bo'), tests.id(91)) from generate_series(1, 2) $$, 'one''s own are marked, also twice');
select is((select count(read_at)::integer from public.notifications), 2, 'and are read');
select tests.refused($$ select public.mark_notifications_read(array[tests.id(5)], tests.id(91)) $$, 'id_reused', 'not others under the same act');
select lives_ok($$ select public.mark_notifications_read(array[tests.id(5)], tests.id(92)) $$, 'those long gone change nothing');
select tests.refused(format('select public.mark_notifications_read(%s, %s)', ids, act), 'invalid_value', ids || ' ' || act)
from (values
  ('null', 'tests.id(93)'), ('''{}''', 'tests.id(93)'), ('array[null::uuid]', 'tests.id(93)'), ('array[tests.id(1)]', 'null'),
  ('array(select tests.id(n) from generate_series(1, 201) n)', 'tests.id(93)')
) as bad (ids, act);
select lives_ok($$ select public.mark_notifications_read(array(select tests.id(n) from generate_series(1, 200) n), tests.id(94)) $$, 'two hundred at once');

-- Not to whom left, nor between two who blocked each other
select tests.act_as_nobody();
create function tests.news_of(who text) returns bigint language sql stable as $$ select count(*) from public.notifications where person_id = tests.id_of(who) $$;
select tests.lend(20, 'accepted');
insert into public.waitlist (id, listing_id, person_id, during) values (tests.id(21), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(9), tests.day(10)));
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
values (tests.id(2), tests.id_of('cy'), 'loan', 'Thing of Cy', 'bricolage', '35238', 'published', now());
insert into public.waitlist (id, listing_id, person_id, during) values (tests.id(41), tests.id(2), tests.id_of('bo'), tstzrange(tests.day(9), tests.day(10)));
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
values (tests.id(3), tests.id_of('ada'), 'gift', 'Gift of Ada', 'bricolage', '35238', 'published', now());
insert into public.gift_requests (id, listing_id, owner_id, person_id) values (tests.id(22), tests.id(3), tests.id_of('ada'), tests.id_of('bo'));
insert into public.reviews (id, reservation_id, author_id, person_id, body, shown_from)
values (tests.id(23), tests.id(20), tests.id_of('bo'), tests.id_of('ada'), 'Bien', now());
delete from public.notifications;
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select private.notify(tests.id_of(who), 'exchange', 'something', kind, tests.id(subject), 'blocked ' || kind)
from unnest(array['ada', 'bo']) who, (values ('reservation', 20), ('conversation', 20), ('waitlist', 21), ('gift', 22), ('review', 23)) as about (kind, subject);
select private.notify(tests.id_of('bo'), 'exchange', 'something', 'listing', tests.id(1), 'blocked listing');
select is(tests.news_of(who), 0::bigint, who || ' hears nothing of the other') from unnest(array['ada', 'bo']) who;
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id_of('ada'))::text, true);
select private.notify(tests.id_of('bo'), 'waitlist', 'something', 'waitlist', tests.id(41), 'by ada');
select tests.act_as_nobody();
select is(tests.news_of('bo'), 1::bigint, 'but what is nobody''s but theirs reaches them, whoever brought it about');
delete from public.notifications;
delete from private.blocks;
select private.notify(tests.id_of('bo'), 'exchange', 'something', kind, tests.id(subject), 'open ' || kind)
from (values ('reservation', 20), ('conversation', 20), ('waitlist', 21), ('gift', 22), ('review', 23), ('listing', 1)) as about (kind, subject);
select is(tests.news_of('bo'), 6::bigint, 'without a block, each is told');
update public.people set left_at = now() where id = tests.id_of('di');
select private.notify(tests.id_of('di'), 'listing', 'something', 'listing', tests.id(1), 'gone');
select private.notify(gen_random_uuid(), 'listing', 'something', 'listing', tests.id(1), 'nobody');
select private.notify(null, 'listing', 'something', 'listing', tests.id(1), 'nobody');
select is((select count(*) from public.notifications where once in ('gone', 'nobody')), 0::bigint, 'whoever left is told nothing');

-- Kept for a while
delete from public.notifications;
insert into public.notifications (person_id, topic, about, once, created_at, read_at)
select tests.id_of('bo'), 'gift', jsonb_build_object('says', 'x', 'kind', 'gift', 'id', tests.id(1)), once, now() - age, now() - read
from (values
  ('old', interval '91 days', null), ('read', interval '89 days', interval '31 days'), ('just read', interval '89 days', interval '29 days'),
  ('unread', interval '89 days', null)
) as kept (once, age, read);
insert into public.notifications (person_id, topic, about, once, created_at)
select tests.id_of('cy'), 'gift', jsonb_build_object('says', 'x', 'kind', 'gift', 'id', tests.id(1)), n::text, now() - n * interval '1 minute' from generate_series(1, 302) n;
select is(private.tidy_daily(), true, 'once a day');
select results_eq(
  $$ select once from public.notifications where person_id = tests.id_of('bo') order by once $$, array['just read', 'unread'], 'what was read long ago, or is too old, is forgotten'
);
select results_eq(
  $$ select count(*), max(once::integer) from public.notifications where person_id = tests.id_of('cy') $$, 'values (300::bigint, 300)', 'the last three hundred stay'
);

-- What the columns refuse by themselves
delete from public.notifications where person_id = tests.id_of('cy') or once = 'unread';
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.notifications set ' || change, '%"' || named || '"%', named || ': ' || change) $$;
select throws_like('insert into public.notifications select * from public.notifications', '%"notifications_pkey"%', 'not twice');
select throws_like(
  'insert into public.notifications (person_id, topic, about, once) select person_id, topic, about, once from public.notifications',
  '%"notifications_once_per_event"%', 'nor one event twice'
);
select tests.breaks(change, 'notifications_' || named) from (values
  ('person_id = gen_random_uuid()', 'person_id_fkey'), ('topic = ''news''', 'topic_known'), ('once = ''''', 'once_bounded'), ('once = repeat(''x'', 201)', 'once_bounded'),
  ('about = ''{}''', 'about_plain'), ('about = about || ''{"says": "Un mot"}''', 'about_plain'), ('about = about || ''{"kind": "person"}''', 'about_plain'),
  ('about = about || ''{"id": "Ada"}''', 'about_plain'), ('about = about || ''{"note": "Ada"}''', 'about_plain')
) as bad (change, named);

select * from finish();
rollback;
