begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/gifts.psql
select plan(127);
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;
select tests.give_away(2, 'first_come');
select tests.give_away(3, 'owner_picks');
select tests.give_away(4, 'draw');

-- First come
select is(tests.found(2), true, 'a gift is found');
select is(tests.ask('bo', 20, 2, 'Pour mon fils, 06 12 34 56 78'), 'chosen', 'who comes first is given it');
select is(tests.found(2), false, 'it leaves search at once');
select is(tests.ask('bo', 20, 2, 'Pour mon fils, 06 12 34 56 78'), 'chosen', 'asking twice is asking once');
select tests.refused($$ select tests.ask('bo', 20, 2, 'Autre chose') $$, 'id_reused', 'not with other words');
select tests.refused($$ select tests.ask('bo', 21, 2) $$, 'already_done', 'nor under another id');
select is(tests.ask('cy', 22, 2), 'not_chosen', 'who comes next is told at once');
select is(tests.ask('di', 23, 2), 'not_chosen', 'and the one after');
select is(tests.states(2), '20 chosen, 22 not_chosen, 23 not_chosen', 'one has it');
select is(tests.told('bo'), 'gift_chosen', 'told so');
select is(tests.told('cy'), 'gift_not_chosen', 'the other kindly');
select is(tests.told('ada'), 'gift_has_recipient', 'and the giver');

-- Who may see it
select tests.act_as('bo');
select results_eq(
  'select id, owner_id, person_id, note, state::text, unit, answer from public.gift_requests',
  $$ values (tests.id(20), tests.id_of('ada'), tests.id_of('bo'), 'Pour mon fils, •••', 'chosen', 1::smallint, null::text) $$, 'Bo sees their own request, without telephone'
);
select results_eq('select action, state::text from public.gift_events order by id', $$ values ('ask', 'asked'), ('choose', 'chosen') $$, 'and its steps');
select is_empty('select from public.gift_requests where person_id <> tests.id_of(''bo'')', 'and nobody else’s');
select tests.act_as('ada');
select is((select count(*)::integer from public.gift_requests), 3, 'Ada sees who asked');
select is((select count(*)::integer from public.gift_events), 6, 'and when');
select tests.act_as('eli');
select is_empty('select from public.gift_requests', 'a stranger sees none');
select is_empty('select from public.gift_events', 'nor any step');
select is(public.gift_interest(tests.id(2)), 3, 'but how many asked');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.gift_requests (id, listing_id, owner_id, person_id) values (tests.id(90), tests.id(2), tests.id_of(''ada''), tests.id_of(''eli''))',
  'update public.gift_requests set state = ''chosen''', 'delete from public.gift_requests', 'update public.gift_events set action = ''choose''',
  'delete from public.gift_events', 'insert into public.gift_events (gift_id, action, state) values (tests.id(20), ''choose'', ''chosen'')',
  'select from private.gift_draws', 'select from private.gift_steps'
]) as command;
select tests.act_as_visitor();
select is(public.gift_interest(tests.id(2)), 3, 'as a visitor does');
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.gift_requests', 'select from public.gift_events', 'select public.request_gift(tests.id(90), tests.id(2))',
  'select public.advance_gift(tests.id(20), ''withdraw'', tests.id(91))', 'select public.draw_recipient(tests.id(4), tests.id(91))',
  'select public.appoint_gift(tests.id(20), now(), tests.id(91))', 'select public.gift_handover_details(tests.id(20))'
]) as command;
select tests.act_as_nobody();
update public.listings set listed_for_all = false where id = tests.id(2);
insert into public.communities (id, slug, name, kind, visibility, join_policy) values (tests.id(80), 'ici', 'Ici', 'neighbourhood', 'private', 'invite');
insert into public.listing_communities values (tests.id(2), tests.id(80));
select tests.act_as('eli');
select is(public.gift_interest(tests.id(2)), 0, 'nothing of what is for others');
select tests.refused($$ select tests.ask('eli', 24, 2) $$, 'not_available', 'nor may one ask for it');
select tests.act_as_nobody();
delete from public.listing_communities;

-- What cannot be asked for
select tests.refused($$ select tests.ask('ada', 25, 2) $$, 'own_listing', 'nobody gives to themselves');
select tests.refused($$ select tests.ask('bo', 25, 1) $$, 'not_available', 'nor is a loan a gift');
select tests.refused($$ select tests.ask('bo', 25, 99) $$, 'not_available', 'no such listing');
select tests.refused($$ select tests.ask('bo', 22, 3) $$, 'not_allowed', 'an id of somebody else says nothing');
select tests.refused($$ select tests.ask('bo', null, 3) $$, 'invalid_value', 'a request has an id');
select tests.refused($$ select tests.ask('bo', 25, 3, repeat('x', 1001)) $$, 'too_long', 'a note is short');
select tests.act_as('bo');
select tests.refused(format('select public.request_reservation(tests.id(26), tests.id(3), %L, %L)', tests.day(1), tests.day(2)), 'not_available', 'and a gift is not reserved');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('fay'));
select tests.refused($$ select tests.ask('fay', 25, 3) $$, 'not_available', 'nor asked for by somebody Ada blocked');
select tests.act_as_nobody();
delete from private.blocks;
update public.listings set status = 'paused' where id = tests.id(3);
select tests.refused($$ select tests.ask('bo', 25, 3) $$, 'not_available', 'nor while it rests');
select tests.act_as_nobody();
update public.listings set status = 'published' where id = tests.id(3);
update public.listings set choose_by = now() where id = tests.id(3);
select tests.refused($$ select tests.ask('bo', 25, 3) $$, 'answer_too_late', 'nor once the date is past');
select tests.act_as_nobody();
update public.listings set choose_by = now() + interval '3 days' where id = tests.id(3);

-- The giver chooses
select is(tests.ask('bo', 30, 3, 'Bonjour'), 'asked', 'Bo asks');
select is(tests.ask('cy', 31, 3), 'asked', 'Cy asks');
select is(tests.ask('di', 32, 3), 'asked', 'Di asks');
select is(tests.found(3), true, 'it is still in search');
select tests.refused($$ select tests.step('bo', 30, 'choose', 100) $$, 'not_allowed', 'nobody chooses themselves');
select tests.refused($$ select tests.step('eli', 30, 'choose', 100) $$, 'not_allowed', 'nor does a stranger choose');
select tests.refused($$ select tests.step('ada', 99, 'choose', 100) $$, 'not_allowed', 'no such request');
select tests.refused($$ select tests.step('ada', 30, 'draw', 100) $$, 'invalid_value', 'no such step');
select tests.refused($$ select tests.step('ada', 30, 'withdraw', 100) $$, 'not_allowed', 'nor does the giver withdraw for them');
select tests.refused($$ select tests.step('ada', 30, 'choose', null) $$, 'invalid_value', 'a step has an id');
select tests.refused($$ select tests.step('ada', 30, 'choose', 100, repeat('x', 1001)) $$, 'too_long', 'a word is short');
select is(tests.step('ada', 32, 'decline', 100, 'Désolée, 06 12 34 56 78'), 'not_chosen', 'Ada says no to Di');
select is(tests.step('ada', 32, 'decline', 100, 'Désolée, 06 12 34 56 78'), 'not_chosen', 'twice is once');
select tests.refused($$ select tests.step('ada', 31, 'decline', 100, 'Désolée, 06 12 34 56 78') $$, 'id_reused', 'not another under the same act');
select tests.refused($$ select tests.step('bo', 30, 'withdraw', 100) $$, 'not_allowed', 'nor by another person');
select tests.refused($$ select tests.step('ada', 32, 'decline', 101) $$, 'already_done', 'no is no');
select tests.act_as('di');
select results_eq('select answer from public.gift_requests where id = tests.id(32)', array['Désolée, •••'], 'with a word, without telephone');
select is(tests.step('ada', 31, 'choose', 102, 'Venez quand vous voulez'), 'chosen', 'Ada chooses Cy');
select is(tests.states(3), '30 not_chosen, 31 chosen, 32 not_chosen', 'the others are not');
select is(tests.found(3), false, 'it leaves search at once');
select tests.refused($$ select tests.step('ada', 30, 'choose', 103) $$, 'full', 'there is one');
select tests.refused($$ select tests.ask('eli', 33, 3) $$, 'full', 'and no more to ask for');
select tests.act_as('cy');
select results_eq(
  'select kind::text, body from public.messages where conversation_id = tests.id(31) order by sent_at',
  $$ values ('system', 'gift_choose'), ('text', 'Venez quand vous voulez') $$, 'the two talk from now on'
);
select is((select gift_id from public.conversations where id = tests.id(31)), tests.id(31), 'about the gift');
select lives_ok($$ insert into public.messages (id, conversation_id, body) values (tests.id(34), tests.id(31), 'Mon numéro : 06 12 34 56 78') $$, 'Cy writes');
select is((select body from public.messages where id = tests.id(34)), 'Mon numéro : 06 12 34 56 78', 'telephones are shown between them');
select tests.act_as('bo');
select is_empty('select from public.messages where conversation_id = tests.id(31)', 'others hear nothing of it');
select is(tests.told('di'), 'gift_not_chosen gift_not_chosen', 'Di is told');
select is(tests.told('bo'), 'gift_chosen gift_not_chosen', 'and Bo');

-- The listing of a gift one asked for stays in sight
select tests.act_as_nobody();
update public.listings set status = 'closed' where id = tests.id(3);
select tests.act_as('cy');
select results_eq('select title from public.listings where id = tests.id(3)', array['Gift 3'], 'of who asked');
select tests.act_as('eli');
select is_empty('select from public.listings where id = tests.id(3)', 'of nobody else');

-- Several units, each to somebody else
select tests.act_as_nobody();
select tests.give_away(5, 'first_come', 2);
select is(tests.ask('bo', 50, 5), 'chosen', 'one for Bo');
select is(tests.found(5), true, 'one is left');
select is(tests.ask('cy', 51, 5), 'chosen', 'one for Cy');
select is(tests.found(5), false, 'none is left');
select is(tests.ask('di', 52, 5), 'not_chosen', 'none for Di');
select tests.act_as('ada');
select tests.refused('update public.listings set units = 1 where id = tests.id(5)', 'not_available', 'what is promised is not taken back');
select lives_ok('update public.listings set units = 3 where id = tests.id(5)', 'one more turns up');
select is(tests.found(5), true, 'and is there to be asked for');
select is(tests.step('bo', 50, 'withdraw', 110), 'withdrawn', 'Bo changes their mind');
select is(tests.states(5), '50 withdrawn, 51 chosen, 52 chosen', 'Di had asked before');
select is(tests.ask('bo', 53, 5), 'chosen', 'Bo may ask again');

-- What the columns refuse by themselves
select tests.act_as_nobody();
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.gift_requests set ' || change || ' where id = tests.id(51)', '%"' || named || '"%', named || ': ' || change) $$;
select tests.breaks(change, 'gift_requests_' || named) from (values
  ('unit = null', 'recipient_has_unit'), ('state = ''asked''', 'recipient_has_unit'), ('unit = 51', 'unit_bounded'), ('unit = 1', 'one_recipient'),
  ('note = repeat(''x'', 1001)', 'note_too_long'), ('answer = repeat(''x'', 1001)', 'answer_too_long'), ('person_id = owner_id', 'not_to_oneself'),
  ('person_id = tests.id_of(''di'')', 'once_per_person'), ('pickup_at = now()', 'pickup_whole'), ('pickup_agreed = true', 'pickup_whole'),
  ('pickup_at = ''infinity'', pickup_by = owner_id', 'pickup_real'), ('pickup_at = now(), pickup_by = owner_id, state = ''withdrawn'', unit = null', 'pickup_while_chosen'),
  ('owner_id = gen_random_uuid()', 'owner_id_fkey'), ('person_id = gen_random_uuid()', 'person_id_fkey'), ('listing_id = gen_random_uuid()', 'listing_id_fkey'),
  ('pickup_at = now(), pickup_by = gen_random_uuid()', 'pickup_by_fkey')
) as bad (change, named);
select throws_like('insert into public.gift_requests (id, listing_id, owner_id, person_id) select id, listing_id, owner_id, tests.id_of(''fay'') from public.gift_requests limit 1', '%"gift_requests_pkey"%', 'not twice');
select throws_like('insert into public.gift_events (gift_id, action, state) values (tests.id(51), ''give'', ''chosen'')', '%"gift_events_action_known"%', 'a step is known');
select throws_like('insert into public.gift_events (gift_id, action, state) values (tests.id(99), ''ask'', ''asked'')', '%"gift_events_gift_id_fkey"%', 'and of a request');
select throws_like('insert into public.gift_events (gift_id, actor_id, action, state) values (tests.id(51), tests.id(99), ''ask'', ''asked'')', '%"gift_events_actor_id_fkey"%', 'and of somebody');
select throws_like('insert into public.gift_events (id, gift_id, action, state) overriding system value select id, gift_id, action, state from public.gift_events limit 1', '%"gift_events_pkey"%', 'and its own');
select tests.refused('update public.gift_events set actor_id = null', 'not_allowed', 'what happened stays so');
select tests.refused('delete from public.gift_events', 'not_allowed', 'and is not forgotten');
select throws_like('insert into private.gift_steps values (''choose'', ''time'', ''chosen'', ''chosen'')', '%"gift_steps_actor_known"%', 'a step is somebody’s');
select throws_like('insert into private.gift_steps select * from private.gift_steps limit 1', '%"gift_steps_pkey"%', 'once');
select throws_like('insert into private.gift_draws (listing_id) values (tests.id(4))', '%"gift_draws_pkey"%', 'one draw a gift');
select throws_like('insert into private.gift_draws (listing_id) values (tests.id(99))', '%"gift_draws_listing_id_fkey"%', 'that is there');
select throws_like('insert into private.gift_draws (listing_id, seed) values (tests.id(3), ''x'')', '%"gift_draws_seed_plain"%', 'with a seed');
select throws_like('insert into private.gift_draws (listing_id, drawn_at) values (tests.id(3), now())', '%"gift_draws_whole"%', 'held as a whole');
select throws_like('insert into private.gift_draws (listing_id, tickets, winners) values (tests.id(3), ''{}'', 0)', '%"gift_draws_whole"%', 'at a time');
select throws_like('insert into private.gift_draws (listing_id, drawn_at, tickets, winners) values (tests.id(3), now(), ''{}'', 1)', '%"gift_draws_winners_bounded"%', 'by who took part');
select throws_like('insert into public.conversations (id, gift_id, opened_by) values (tests.id(99), tests.id(50), tests.id_of(''bo''))', '%"conversations_bear_their_gifts_id"%', 'a gift’s conversation bears its id');
select throws_like('insert into public.conversations (id, gift_id, opened_by) values (tests.id(99), tests.id(99), tests.id_of(''bo''))', '%"conversations_gift_id_fkey"%', 'of a request');
select throws_like('insert into public.conversations (id, gift_id, listing_id, opened_by) values (tests.id(22), tests.id(22), tests.id(2), tests.id_of(''cy''))', '%"conversations_about_one_thing"%', 'and is about nothing else');
select throws_like('update public.conversations set gift_id = tests.id(31), id = tests.id(31) where gift_id = tests.id(51)', '%"conversations_%"%', 'one each');
select throws_like('update public.listings set choose_by = ''infinity'' where id = tests.id(5)', '%invalid_value%', 'a date is near');
select throws_like('update public.listings set choose_by = ''-infinity'' where id = tests.id(5)', '%listings_choose_by_real%', 'and a real one');

select * from finish();
rollback;
