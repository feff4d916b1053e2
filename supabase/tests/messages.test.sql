begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(53);
select tests.lend(10, 'requested', tests.day(2), tests.day(4));
select tests.act_as('bo');
select lives_ok('select public.open_conversation(tests.id(20), tests.id(1))', 'Bo and Ada talk about the drill');
prepare write(integer, integer, text) as
  insert into public.messages (id, conversation_id, body) values (tests.id($1), tests.id($2), $3) returning body;

-- Writing
select results_eq($$ execute write(30, 20, '  Bonjour Ada ') $$, $$ values ('Bonjour Ada') $$, 'Bo writes');
select results_eq(
  'select author_id, kind::text, sent_at between now() and clock_timestamp() from public.messages where id = tests.id(30)',
  $$ values (tests.id_of('bo'), 'text', true) $$, 'the server says who and when'
);
select is_empty($$ execute write(30, 20, 'Bonjour Ada') $$, 'the same one sent twice lands once, quietly');
select tests.refused($$ execute write(30, 20, 'Bonsoir') $$, 'id_reused', 'not with other words');
select tests.refused($$ execute write(30, 10, 'Bonjour Ada') $$, 'id_reused', 'nor elsewhere');
select tests.refused($$ execute write(31, 20, ' ') $$, 'invalid_value', 'something is said');
select tests.refused($$ execute write(31, 20, null) $$, 'invalid_value', 'not nothing');
select tests.refused($$ insert into public.messages (id, conversation_id, body) values (null, tests.id(20), 'Oui') $$, 'invalid_value', 'by its id');
select tests.refused($$ execute write(31, 20, repeat('a', 4001)) $$, 'too_long', 'and it has an end');
select lives_ok($$ execute write(31, 20, repeat('a', 4000)) $$, 'four thousand characters');
select lives_ok($$ insert into public.messages (id, conversation_id, body) values (tests.id(30), tests.id(20), 'Bonjour Ada') on conflict (id) do nothing $$, 'the outbox’s way of repeating');

-- Not everyone
select tests.act_as('ada');
select tests.refused($$ execute write(30, 20, 'Bonjour Ada') $$, 'not_allowed', 'an id of somebody else says nothing');
select results_eq($$ execute write(32, 20, 'Bonjour Bo') $$, $$ values ('Bonjour Bo') $$, 'Ada answers');
select tests.act_as('cy');
select tests.refused($$ execute write(33, 20, 'Et moi') $$, 'not_found', 'a stranger is not in it');
select tests.refused($$ execute write(33, 99, 'Et moi') $$, 'not_found', 'nor where there is nothing: the same word');
select tests.act_as_visitor();
select throws_ok($$ execute write(33, 20, 'Et moi') $$, '42501', null, 'a visitor signs in first');
select tests.act_as('bo');
select lives_ok($$ execute write(34, 20, 'À samedi') $$, 'Bo writes again');
select tests.act_as('ada');
select results_eq(
  'select body from public.messages where conversation_id = tests.id(20) and char_length(body) < 100 order by sent_at',
  $$ values ('Bonjour Ada'), ('Bonjour Bo'), ('À samedi') $$, 'in the order they arrived'
);
select tests.act_as_nobody();
select is(
  (select last_message_at from public.conversations where id = tests.id(20)), (select max(sent_at) from public.messages where conversation_id = tests.id(20)),
  'the conversation knows its last message'
);
insert into public.messages (id, conversation_id, author_id, body, sent_at)
values (tests.id(35), tests.id(20), tests.id_of('bo'), 'Plus tôt', now() - interval '1 year');
select ok((select sent_at >= (select sent_at from public.messages where id = tests.id(34)) from public.messages where id = tests.id(35)), 'nothing slips in before');

-- Contact details, before and after an acceptance
select is(private.mask_contacts(said), shown, said) from (values
  ('06 12 34 56 78', '•••'), ('Appelez le 0612345678.', 'Appelez le •••.'), ('06.12.34.56.78 merci', '••• merci'),
  ('+33 6 12 34 56 78', '•••'), ('0033612345678', '•••'), ('06-12-34-56-78', '•••'), ('06/12/34/56/78', '•••'),
  ('bo@exemple.fr', '•••'), ('écrivez à bo.bo+prêt@mail.exemple.fr ce soir', 'écrivez à ••• ce soir'), ('bo (at) exemple (point) fr', '•••'),
  ('le 01/12/2026 à 10 h', 'le 01/12/2026 à 10 h'), ('de 10 h à 12 h, 3 perceuses, 250 watts', 'de 10 h à 12 h, 3 perceuses, 250 watts'),
  ('35000 Rennes, 2e étage, code 4711', '35000 Rennes, 2e étage, code 4711')
) as c (said, shown);
select tests.act_as('bo');
select results_eq($$ execute write(40, 10, 'Mon numéro est le 06 12 34 56 78') $$, $$ values ('Mon numéro est le •••') $$, 'a number is masked while it is only asked');
select is_empty($$ execute write(40, 10, 'Mon numéro est le 06 12 34 56 78') $$, 'twice is once, masked or not');
select lives_ok($$ execute write(41, 20, 'Ou bo@exemple.fr') $$, 'in a question too');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'accept', null, tests.id(50)) $$, 'Ada accepts');
select results_eq(
  'select body from public.messages where id in (tests.id(40), tests.id(41)) order by id',
  $$ values ('Mon numéro est le 06 12 34 56 78'), ('Ou bo@exemple.fr') $$, 'then both are shown'
);
select results_eq($$ execute write(42, 10, 'Le mien est le 06 99 88 77 66') $$, $$ values ('Le mien est le 06 99 88 77 66') $$, 'and so is what follows');
select tests.act_as_nobody();
select is_empty('select 1 from private.masked_bodies', 'nothing is kept aside any more');

-- Blocked
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt(who, $$ insert into public.messages (id, conversation_id, body) values (tests.id(60), tests.id(20), 'Allô') $$), 'not_found', who || ' is not heard any more')
from unnest(array['bo', 'ada']) as who;
delete from private.blocks;

-- No faster than a person writes
select tests.act_as('bo');
select lives_ok(
  $$ insert into public.messages (id, conversation_id, body)
     select tests.id(n), tests.id(20), 'Encore ' || n from generate_series(100, 123) as n $$,
  'thirty messages a minute'
);
select tests.refused($$ execute write(130, 20, 'Et encore') $$, 'too_fast', 'not one more');
select is_empty($$ execute write(123, 20, 'Encore 123') $$, 'what was sent already is not counted again');

-- Bounds
select tests.act_as_nobody();
select throws_ok(command, '23514', null, 'out of bounds: ' || what) from (values
  ('update public.conversations set epoch = 0', 'no epoch'),
  ('update public.conversations set listing_id = tests.id(1) where id = tests.id(10)', 'about two things'),
  ('insert into public.conversations (id, reservation_id, opened_by) select tests.id(99), r.id, r.borrower_id from public.reservations r', 'another id than its reservation’s'),
  ($$ update public.messages set body = '' $$, 'an empty message'),
  ($$ update public.messages set body = repeat('a', 4001) $$, 'an endless message'),
  ('update public.messages set author_id = null', 'words of nobody')
) as c (command, what);
select throws_ok(
  'insert into public.conversations (id, listing_id, opened_by) select tests.id(99), c.listing_id, c.opened_by from public.conversations c where c.id = tests.id(20)',
  '23505', null, 'one conversation per listing and person'
);

select * from finish();
rollback;
