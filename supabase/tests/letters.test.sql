begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/clock.sql
select plan(60);

-- What was told is a quarter of an hour old, and it is half past nine.
create function tests.tell(who text, topic text, says text, kind text, subject integer) returns void
language sql volatile as $$
  select private.notify(tests.id_of(who), topic, says, kind, tests.id(subject), says || subject);
  update public.notifications set created_at = now() - interval '15 minutes' where created_at = now()
$$;
create function tests.write() returns setof text
language sql volatile as $$
  select private.write_letters();
  select concat_ws(' ', p.name, l.kind, (select string_agg(n.about ->> 'says', ',' order by n.about ->> 'says') from private.letter_items i join public.notifications n on n.id = i.notification_id where i.letter_id = l.id))
  from private.letters l join tests.people p on p.id = l.person_id order by 1
$$;
create function tests.empty() returns void language sql volatile as $$ delete from private.letters; delete from public.notifications $$;
create function tests.choose(who text, choices jsonb) returns void
language sql volatile as $$ update private.person_details d set choices = $2 where d.person_id = tests.id_of(who) $$;
select tests.it_is('09:30');
select tests.lend(10, 'accepted');
select tests.empty();

-- Nobody's but the clock's and the postman's
select tests.act_as('bo');
select throws_ok(command, '42501', null, command) from unnest(array[
  'select private.write_letters()', 'select private.next_letter()', 'select private.settle_letter(tests.id(1), true)', 'select from private.letters', 'select from private.letter_items'
]) as command;
select tests.act_as_nobody();

-- Now, once a day, never; one letter per person
select tests.tell('bo', 'exchange', 'reservation_accept', 'reservation', 10);
select tests.tell('bo', 'waitlist', 'slot_offered', 'listing', 1);
select tests.tell('bo', 'message', 'message_written', 'conversation', 10);
select tests.tell('bo', 'review', 'review_written', 'listing', 1);
select tests.tell('ada', 'message', 'message_written', 'conversation', 10);
select tests.choose('ada', '{"mail_message": "never", "mail_exchange": "never"}');
select results_eq('select tests.write()', array['bo exchange reservation_accept,slot_offered', 'bo now message_written'], 'what is awaited in one letter, the words in another');
select results_eq('select tests.write()', array['bo exchange reservation_accept,slot_offered', 'bo now message_written'], 'once');
select tests.tell('ada', 'exchange', 'reservation_cancel', 'reservation', 10);
select results_eq('select tests.write() limit 1', array['ada exchange reservation_cancel'], 'what is awaited is always told');
select tests.it_is('17:50');
select is((select count(*) from tests.write()), 3::bigint, 'the rest waits');
select tests.it_is('18:10');
select results_eq('select tests.write() offset 1 limit 1', array['bo daily review_written'], 'until the evening');
select tests.tell('bo', 'review', 'review_answered', 'listing', 1);
select is((select count(*) from tests.write()), 4::bigint, 'one digest a day');
select tests.empty();
select tests.choose('bo', '{"mail_review": "now", "mail_message": "daily", "mail_listing": "often"}');
select tests.it_is('09:30');
select tests.tell('bo', 'review', 'review_written', 'listing', 1);
select tests.tell('bo', 'message', 'message_written', 'conversation', 10);
select tests.tell('bo', 'listing', 'listing_ends_soon', 'listing', 1);
select results_eq('select tests.write()', array['bo now review_written'], 'as one chose; what is no choice is none');

-- What needs no letter
select tests.empty();
select tests.tell(who, 'exchange', 'reservation_accept', 'reservation', 10) from unnest(array['ada', 'bo', 'cy', 'di']) who;
select tests.it_is('21:10');
select is_empty('select tests.write()', 'nobody is written to at night');
select tests.it_is('09:30');
update public.notifications set read_at = now() where person_id = tests.id_of('bo');
update public.notifications set created_at = now() - interval '9 minutes' where person_id = tests.id_of('ada');
update public.notifications set created_at = now() - interval '4 days' where person_id = tests.id_of('di');
update auth.users set email_confirmed_at = null where id = tests.id_of('cy');
select is_empty('select tests.write()', 'what was read, what is just said, what is old, and an address that is not proven');

-- At six in the evening on the wall, on the two days whose night changed the clocks too
create function tests.digest(said time, forward boolean) returns text[]
language plpgsql volatile as $$
begin
  perform tests.empty();
  perform tests.it_is_after_a_change(said, forward);
  perform tests.tell('bo', 'review', 'review_written', 'listing', 1);
  return array(select tests.write());
end;
$$;
select tests.choose('bo', '{}');
select is(tests.digest(said::time, forward), letters::text[], said || case when forward then ', forward' else ', back' end)
from (values ('17:50', '{}'), ('18:10', '{bo daily review_written}')) as due (said, letters), (values (true), (false)) as change (forward);
select tests.it_is('09:30');

-- Leaving: who, what, and until it has left nobody else takes it
select tests.empty();
update auth.users set email_confirmed_at = now();
select tests.choose('bo', '{}');
select tests.tell('bo', 'exchange', 'reservation_accept', 'reservation', 10);
select tests.tell('bo', 'message', 'message_written', 'conversation', 10);
select private.write_letters();
update private.letters set due_at = now() - interval '1 minute' where kind = 'exchange';
set local role service_role;
create temporary table leaving as select private.next_letter() as letter;
reset role;
select is(letter - array['id', 'lines'], '{"to": "bo@example.test", "name": "Bo", "language": "fr", "kind": "exchange", "token": null}', 'to whom; no link stops what is awaited') from leaving;
select is(
  letter -> 'lines' -> 0 #- '{starts_at}' #- '{ends_at}' #- '{respond_by}',
  jsonb_build_object('topic', 'exchange', 'says', 'reservation_accept', 'kind', 'reservation', 'id', tests.id(10), 'title', 'Thing 1', 'other', 'Ada',
    'is_owner', false, 'extension_until', null, 'offered_until', null), 'what about'
) from leaving;
select is(jsonb_array_length(letter -> 'lines'), 1, 'and nothing else') from leaving;
set local role service_role;
select private.settle_letter((letter ->> 'id')::uuid, false) from leaving;
truncate leaving;
insert into leaving select private.next_letter();
reset role;
select is(letter ->> 'kind', 'now', 'what did not leave waits for its turn') from leaving;
select results_eq($$ select attempts::integer, due_at, outcome from private.letters where kind = 'exchange' $$, $$ values (1, now() + interval '2 minutes', null::text) $$, 'two minutes');
select ok(letter ->> 'token' ~ '^[0-9a-f]{32}$', 'a link stops the others') from leaving;
select private.settle_letter((letter ->> 'id')::uuid, true) from leaving;
select is(private.next_letter(), null, 'what left is over');
select results_eq($$ select outcome, settled_at from private.letters where kind = 'now' $$, $$ values ('sent', now()) $$, 'for good');
select private.settle_letter(id, false) from private.letters where kind = 'now';
select results_eq($$ select outcome from private.letters where kind = 'now' $$, $$ values ('sent') $$, 'really');
update private.letters set due_at = now();
update public.notifications set read_at = now() where topic = 'exchange';
select is(private.next_letter(), null, 'what was read meanwhile does not leave');
select results_eq($$ select outcome from private.letters where kind = 'exchange' $$, $$ values ('dropped') $$, 'and is settled');
update private.letters set outcome = null, settled_at = null, attempts = 7 where kind = 'exchange';
select private.settle_letter(id, false) from private.letters where kind = 'exchange';
select results_eq($$ select outcome, attempts::integer from private.letters where kind = 'exchange' $$, $$ values ('given_up', 8) $$, 'after eight times it is given up');
update private.letters set outcome = null, settled_at = null;
update public.notifications set read_at = null;
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(private.next_letter(), null, 'nothing leaves about somebody who is blocked');
delete from private.blocks;
update private.letters set outcome = null, settled_at = null, written_on = private.today() - 4;
select is(private.next_letter(), null, 'nor what is days old');
update private.letters set outcome = null, settled_at = null, written_on = private.today();
delete from auth.users where id = tests.id_of('bo');
select is(private.next_letter(), null, 'nor anything to somebody who left');

-- Stopping, from the link alone
select tests.empty();
select tests.tell('cy', 'message', 'message_written', 'listing', 1);
select private.write_letters();
truncate leaving;
insert into leaving select private.next_letter();
create table tests.link as select letter ->> 'token' as token from leaving;
grant select on tests.link to anon, authenticated;
select tests.choose('cy', '{"mail_review": "now"}');
select tests.act_as_visitor();
select is(public.unsubscribe(token), false, 'no link: ' || coalesce(token, 'nothing')) from unnest(array[null, '', 'x', repeat('0', 32), (select upper(token) from tests.link)]) as token;
select is(public.unsubscribe((select token from tests.link)), true, 'the link is known') from generate_series(1, 2);
select tests.act_as('ada');
select is(public.unsubscribe((select token from tests.link)), true, 'to whoever is signed in as well');
select tests.act_as_nobody();
select is((select choices from private.person_details where person_id = tests.id_of('cy')), '{"mail_review": "now", "mail_message": "never"}', 'its reader gets no more like it');
select is(private.mail_choice('{"mail_message": "never"}', 'message'), 'never', 'and the rest as before');
select is((select count(*) from private.letters where token_hash::text like '%' || (select token from tests.link) || '%'), 0::bigint, 'the link is kept nowhere');

-- Kept for a year
update private.letters set written_on = private.today() - 365;
select private.forget_letters();
select is((select count(*) from private.letters), 1::bigint, 'a link works for a year');
update private.letters set written_on = private.today() - 366;
select private.forget_letters();
select is((select count(*) from private.letters), 0::bigint, 'and no longer');

-- What the columns refuse by themselves
insert into private.letters (id, person_id, kind, topics, token_hash) values (tests.id(60), tests.id_of('cy'), 'daily', '{review}', 'x');
insert into private.letter_items (notification_id, letter_id) select id, tests.id(60) from public.notifications;
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like(change, '%"' || named || '"%', named || ': ' || change) $$;
select tests.breaks('update private.letters set ' || change, 'letters_' || named) from (values
  ('person_id = gen_random_uuid()', 'person_id_fkey'), ('channel = ''pigeon''', 'channel_known'), ('kind = ''weekly''', 'kind_known'), ('topics = ''{}''', 'topics_some'),
  ('attempts = 9', 'attempts_counted'), ('outcome = ''lost'', settled_at = now()', 'outcome_known'), ('outcome = ''sent''', 'settled_when_over')
) as bad (change, named);
select tests.breaks('insert into private.letters (id, person_id, kind, topics) values (tests.id(60), tests.id_of(''ada''), ''now'', ''{review}'')', 'letters_pkey');
select tests.breaks('insert into private.letters (person_id, kind, topics, token_hash) values (tests.id_of(''ada''), ''now'', ''{review}'', ''x'')', 'letters_token_one_letter');
select tests.breaks('insert into private.letters (person_id, kind, topics) values (tests.id_of(''cy''), ''daily'', ''{review}'')', 'letters_one_digest_a_day');
select tests.breaks('update private.letter_items set ' || change, 'letter_items_' || named) from (values
  ('notification_id = gen_random_uuid()', 'notification_id_fkey'), ('letter_id = gen_random_uuid()', 'letter_id_fkey'), ('channel = ''pigeon''', 'channel_known')
) as bad (change, named);
select tests.breaks('insert into private.letter_items select * from private.letter_items', 'letter_items_pkey');

select * from finish();
rollback;
