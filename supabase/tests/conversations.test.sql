begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(47);
prepare open(integer, integer) as select id, listing_id, opened_by, epoch from public.open_conversation(tests.id($1), tests.id($2));

-- Opening
select tests.act_as('bo');
select results_eq('execute open(20, 1)', $$ values (tests.id(20), tests.id(1), tests.id_of('bo'), 1) $$, 'Bo talks to Ada about her drill');
select results_eq('execute open(20, 1)', $$ values (tests.id(20), tests.id(1), tests.id_of('bo'), 1) $$, 'twice is once');
select results_eq('execute open(21, 1)', $$ values (tests.id(20), tests.id(1), tests.id_of('bo'), 1) $$, 'with another id it is still the same one');
select tests.refused('execute open(22, 99)', 'not_available', 'no such listing');
select tests.refused('select public.open_conversation(null, tests.id(1))', 'invalid_value', 'a conversation has an id');
select tests.refused('select public.open_conversation(tests.id(22), null)', 'invalid_value', 'and is about something');
select tests.act_as('ada');
select tests.refused('execute open(22, 1)', 'own_listing', 'nobody talks to themselves');
select tests.act_as('cy');
select tests.refused('execute open(20, 1)', 'not_allowed', 'an id of somebody else says nothing');
select tests.act_as_visitor();
select throws_ok('execute open(22, 1)', '42501', null, 'a visitor signs in first');
select tests.act_as_nobody();
select tests.publish(2, 'ada', 'gift');
select tests.publish(3, 'di');
update public.listings set status = 'paused' where id = tests.id(2);
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('di'), tests.id_of('bo'));
select tests.act_as('bo');
select tests.refused('execute open(22, 2)', 'not_available', 'paused');
select tests.refused('execute open(22, 3)', 'not_available', 'its owner blocked me: the same word');
select tests.act_as('cy');
select lives_ok('execute open(23, 3)', 'Cy talks to Di');
select tests.refused('execute open(23, 1)', 'id_reused', 'the same id about something else is refused');

-- Who sees what
select tests.act_as_nobody();
select tests.lend(10, 'accepted');
create function tests.seen() returns integer[] language sql stable set search_path = '' as $$
  select array[
    (select count(*) from public.conversations), (select count(*) from public.participants), (select count(*) from public.messages)
  ]::integer[]
$$;
grant execute on function tests.seen() to anon, authenticated;
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(30), tests.id(20), tests.id_of('bo'), 'Bonjour');
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(31), tests.id(10), tests.id_of('ada'), 'Venez');
select tests.act_as('ada');
select is(tests.seen(), '{2,4,2}', 'Ada sees both with Bo');
select tests.act_as('bo');
select is(tests.seen(), '{2,4,2}', 'so does Bo');
select tests.act_as('cy');
select is(tests.seen(), '{1,2,0}', 'Cy sees theirs with Di alone');
select tests.act_as_visitor();
select throws_ok('select count(*) from public.' || t, '42501', null, 'a visitor cannot read ' || t)
from unnest(array['conversations', 'participants', 'messages']) as t;

-- Nobody writes but a message, and only its words
select tests.act_as('bo');
select throws_ok(command, '42501', null, 'not allowed: ' || command) from unnest(array[
  'insert into public.conversations (id, opened_by) values (tests.id(40), auth.uid())',
  'update public.conversations set epoch = 9',
  'delete from public.conversations',
  'insert into public.participants (conversation_id, person_id) values (tests.id(23), auth.uid())',
  'update public.participants set read_until = now()',
  'delete from public.participants',
  $$ insert into public.messages (id, conversation_id, body, author_id) values (tests.id(41), tests.id(20), 'Faux', tests.id_of('ada')) $$,
  $$ insert into public.messages (id, conversation_id, body, kind) values (tests.id(41), tests.id(20), 'Faux', 'system') $$,
  $$ insert into public.messages (id, conversation_id, body, sent_at) values (tests.id(41), tests.id(20), 'Faux', now() - interval '1 year') $$,
  $$ update public.messages set body = 'Autre' $$,
  'delete from public.messages',
  'select * from private.masked_bodies'
]) as command;

-- Reading
select lives_ok(format('select public.mark_read(tests.id(20), %L)', now() - interval '1 hour'), 'Bo has read until an hour ago');
prepare read_until as select read_until from public.participants where conversation_id = tests.id(20) and person_id = auth.uid();
select results_eq('execute read_until', $$ values (now() - interval '1 hour') $$, 'which is noted');
select lives_ok(format('select public.mark_read(tests.id(20), %L)', now() - interval '2 hours'), 'an old mark arrives late');
select results_eq('execute read_until', $$ values (now() - interval '1 hour') $$, 'and changes nothing');
select lives_ok($$ select public.mark_read(tests.id(20), 'infinity') $$, 'a clock that is wrong');
select ok((select read_until <= clock_timestamp() from public.participants where conversation_id = tests.id(20) and person_id = auth.uid()), 'reads no future');
select tests.refused('select public.mark_read(tests.id(20), null)', 'invalid_value', 'until when');
select tests.refused('select public.mark_read(tests.id(23), now())', 'not_found', 'not in somebody else’s');
select tests.refused('select public.mark_read(tests.id(99), now())', 'not_found', 'nor where there is none: the same word');
select tests.act_as_visitor();
select throws_ok('select public.mark_read(tests.id(20), now())', '42501', null, 'a visitor reads nothing');

-- One keeps seeing the listing one talks about or reserved
select tests.act_as_nobody();
update public.listings set status = 'closed' where id = tests.id(1);
update public.reservations set state = 'returned' where id = tests.id(10);
select tests.act_as('bo');
select results_eq('select id from public.listings where id = tests.id(1)', 'values (tests.id(1))', 'Bo still sees what the exchange was about');
select tests.act_as('cy');
select is_empty('select id from public.listings where id = tests.id(1)', 'Cy does not');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select tests.act_as('bo');
select is_empty('select id from public.listings where id = tests.id(1)', 'nor Bo once Ada blocked him');

-- Quota
select tests.act_as_nobody();
select tests.publish(n, 'ada') from generate_series(100, 120) as n;
select tests.act_as('cy');
select is(
  (select count(*)::integer from generate_series(100, 118) as n, lateral public.open_conversation(tests.id(n + 100), tests.id(n)) as c), 19,
  'twenty new conversations a day'
);
select tests.refused('execute open(300, 119)', 'quota_reached', 'not one more');
select lives_ok('execute open(300, 118)', 'those there are stay open');

select * from finish();
rollback;
