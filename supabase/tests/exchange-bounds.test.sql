begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(42);

-- One row of everything
select tests.lend(10, 'accepted', tests.day(2), tests.day(4));
insert into public.condition_reports (id, reservation_id, author_id, moment, note)
values (tests.id(11), tests.id(10), tests.id_of('ada'), 'hand_over', 'Neuve');
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(12), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(2), tests.day(4)));
insert into private.handover_codes values (tests.id(10), '4711');
insert into public.conversations (id, listing_id, opened_by) values (tests.id(13), tests.id(1), tests.id_of('cy'));
insert into public.participants values (tests.id(13), tests.id_of('cy')), (tests.id(13), tests.id_of('ada'));
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(14), tests.id(13), tests.id_of('cy'), 'cy@exemple.fr');
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(15), tests.id(13), tests.id_of('ada'), 'Bonjour');
insert into private.files_to_erase values ('photos', 'a.webp');
insert into private.days_tidied values (private.today());
set constraints all immediate;

-- Nothing points at what is not there
select throws_ok(command, '23503', null, 'points at what is there: ' || what) from (values
  ('update public.reservations set listing_id = tests.id(99)', 'the listing of a reservation'),
  ('update public.reservations set owner_id = tests.id(99)', 'its owner'),
  ('update public.reservations set borrower_id = tests.id(99)', 'its borrower'),
  ($$ update public.reservations set category_slug = 'nothing' $$, 'its category'),
  ('update public.reservations set basket_id = tests.id(99)', 'its basket'),
  ($$ insert into public.reservation_events (reservation_id, action, state) values (tests.id(99), 'close', 'closed') $$, 'the reservation of an event'),
  ($$ insert into public.reservation_events (reservation_id, action, state, actor_id) values (tests.id(10), 'close', 'closed', tests.id(99)) $$, 'its actor'),
  ('update public.waitlist set listing_id = tests.id(99)', 'the listing one waits for'),
  ('update public.waitlist set person_id = tests.id(99)', 'who waits'),
  ('update public.waitlist set reservation_id = tests.id(99)', 'what came of it'),
  ('update public.condition_reports set reservation_id = tests.id(99)', 'the reservation of a condition'),
  ('update public.condition_reports set author_id = tests.id(99)', 'its author'),
  ('update private.handover_codes set reservation_id = tests.id(99)', 'the reservation of a code'),
  ('update public.conversations set listing_id = tests.id(99) where id = tests.id(13)', 'the listing of a conversation'),
  ('insert into public.conversations (id, reservation_id, opened_by) values (tests.id(99), tests.id(99), tests.id_of($a$bo$a$))', 'its reservation'),
  ('update public.conversations set opened_by = tests.id(99)', 'who opened it'),
  ($$ update public.participants set conversation_id = tests.id(99) where conversation_id = tests.id(10) and person_id = tests.id_of('bo') $$, 'what one takes part in'),
  ($$ update public.participants set person_id = tests.id(99) where conversation_id = tests.id(10) and person_id = tests.id_of('bo') $$, 'who takes part'),
  ('update public.messages set conversation_id = tests.id(99)', 'the conversation of a message'),
  ('update public.messages set author_id = tests.id(99)', 'its author'),
  ('update private.masked_bodies set message_id = tests.id(99)', 'the message of a masked body')
) as c (command, what);

-- Nothing is there twice
select throws_like(command, '%"' || name || '"%', 'not twice: ' || name) from (values
  ('insert into public.reservations (id, kind, unit, owner_id, borrower_id, during, respond_by)
    select id, kind, unit, owner_id, borrower_id, during, respond_by from public.reservations', 'reservations_pkey'),
  ('insert into public.reservation_events overriding system value select * from public.reservation_events', 'reservation_events_pkey'),
  ('insert into private.reservation_steps select * from private.reservation_steps', 'reservation_steps_pkey'),
  ('insert into public.waitlist select * from public.waitlist', 'waitlist_pkey'),
  ('insert into public.condition_reports select * from public.condition_reports', 'condition_reports_pkey'),
  ($$ insert into private.handover_codes values (tests.id(10), '4712') $$, 'handover_codes_pkey'),
  ('insert into public.conversations select * from public.conversations where id = tests.id(13)', 'conversations_pkey'),
  ('update public.conversations set id = tests.id(10), reservation_id = tests.id(10), listing_id = null', 'conversations_pkey'),
  ('insert into public.participants select * from public.participants', 'participants_pkey'),
  ($$ insert into public.messages (id, conversation_id, kind, body) values (tests.id(14), tests.id(10), 'system', 'x') $$, 'messages_pkey'),
  ('update public.messages set sent_at = now()', 'messages_in_one_order'),
  ('insert into private.masked_bodies select * from private.masked_bodies', 'masked_bodies_pkey'),
  ('insert into private.files_to_erase select * from private.files_to_erase', 'files_to_erase_pkey'),
  ('insert into private.days_tidied values (private.today())', 'days_tidied_pkey')
) as c (command, name);
select col_is_unique('public', 'conversations', array['reservation_id'], 'one conversation per reservation: it is read as one object');
select throws_ok(
  $$ update private.masked_bodies set body = repeat('a', 4001) $$, '23514', null, 'what is masked is no longer than a message'
);

-- What goes with what
delete from public.listings where id = tests.id(1);
select is((select listing_id from public.reservations), null, 'a reservation outlives its listing');
select is((select count(*)::integer from public.conversations), 2, 'so do the conversations');
select is((select count(*)::integer from public.waitlist), 0, 'nobody waits for it any more');
delete from public.reservations;
select is(
  (select array[(select count(*) from public.reservation_events), (select count(*) from public.condition_reports),
    (select count(*) from private.handover_codes), (select count(*) from public.conversations where reservation_id is not null)]::integer[]),
  '{0,0,0,0}', 'what belongs to a reservation goes with it'
);
delete from public.conversations;
select is(
  (select array[(select count(*) from public.participants), (select count(*) from public.messages), (select count(*) from private.masked_bodies)]::integer[]),
  '{0,0,0}', 'what belongs to a conversation goes with it'
);

select * from finish();
rollback;
