begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(110);
-- Bo looks for something; Ada has a drill to lend (1) and a grill in her placard (20), Cy has a ladder in his.
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at) values
  (tests.id(2), tests.id_of('bo'), 'wanted', 'Cherche de quoi percer', 'bricolage', '35238', 'published', now()),
  (tests.id(3), tests.id_of('ada'), 'gift', 'Une chaise', 'bricolage', '35238', 'published', now());
insert into public.listings (id, owner_id, kind, title) values (tests.id(4), tests.id_of('ada'), 'loan', 'Un brouillon');
insert into private.placard_items (id, person_id, name, note) values (tests.id(20), tests.id_of('ada'), 'Grill', 'Pour huit'), (tests.id(21), tests.id_of('cy'), 'Échelle', '');
create function tests.offer(number integer, listing integer default 1, item integer default null, from_day integer default 1, until_day integer default 3, note text default null, wanted integer default 2)
returns text language sql as $$
  select state::text from public.answer_wanted(
    tests.id(number), tests.id(wanted), tests.id(listing), tests.id(item), tests.day(from_day), tests.day(until_day), note
  )
$$;
create function tests.step(number integer, action text, op integer, closing boolean default false) returns text
language sql as $$ select state::text from public.advance_offer(tests.id(number), action, tests.id(op), closing) $$;
create function tests.said(number integer) returns text[] language sql security definer as $$
  select coalesce(array_agg(m.body order by m.sent_at), '{}') from public.messages m where m.conversation_id = tests.id(number)
$$;
create function tests.told(who text) returns text[] language sql security definer as $$
  select coalesce(array_agg((n.about ->> 'says') || ' ' || (n.about ->> 'kind') || ' ' || right(n.about ->> 'id', 2) order by n.about ->> 'says'), '{}') from public.notifications n
  where n.person_id = tests.id_of(who) and (n.topic = 'wanted' or n.about ->> 'says' = 'offer_accepted')
$$;
create function tests.told_of(number integer) returns text[] language sql security definer as $$
  select array_agg(concat_ws(' ', p.name, n.topic, n.about ->> 'says')) from public.notifications n join tests.people p on p.id = n.person_id
  where n.about ->> 'id' = tests.id(number)::text and n.about ->> 'kind' = 'reservation'
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- What cannot be offered
select tests.act_as('ada');
select tests.refused(command, token, token || ': ' || command) from (values
  ('select tests.offer(50, null)', 'invalid_value'), ('select tests.offer(50, 1, 20)', 'invalid_value'), ('select tests.offer(50, null, 21)', 'not_found'), ('select tests.offer(50, null, 99)', 'not_found'),
  ('select tests.offer(50, 99)', 'not_found'), ('select tests.offer(50, 3)', 'wrong_state'), ('select tests.offer(50, 4)', 'wrong_state'),
  ('select tests.offer(50, 1, null, 3, 1)', 'invalid_value'), ('select tests.offer(50, 1, null, -3, -1)', 'starts_in_past'), ('select tests.offer(50, 1, null, 1, 367)', 'period_too_long'),
  ('select tests.offer(50, 1, null, 1, 3, null, 3)', 'own_listing'), ('select tests.offer(50, 1, null, 1, 3, null, 99)', 'not_available'), ('select tests.offer(50, 1, null, 1, 3, repeat(''x'', 1001))', 'too_long'),
  ('select tests.offer(null)', 'invalid_value')
) as bad (command, token);
select tests.act_as('bo');
select tests.refused('select tests.offer(50, 1)', 'own_listing', 'nobody answers themselves');
select tests.act_as('cy');
select tests.refused('select tests.offer(50, 1)', 'not_allowed', 'nobody offers what is another''s');
select tests.refused('select tests.offer(50, null, 21, 1, 3, null, 1)', 'not_available', 'nor answers what is not looked for');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array['select tests.offer(50)', 'select tests.step(50, ''accept'', 60)', 'select from public.offers']) as command;
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
select tests.act_as('ada');
select tests.refused('select tests.offer(50)', 'not_available', 'nor whom they blocked, just as what is not there');
select tests.act_as_nobody();
delete from private.blocks;
select tests.lend(10, 'accepted', tests.day(1), tests.day(2), 'di');
select tests.act_as('ada');
select tests.refused('select tests.offer(50)', 'dates_taken', 'nor what is taken');

select tests.act_as_nobody();
update public.listings set out_of_order_since = now() where id = tests.id(1);
select tests.act_as('ada');
select tests.refused('select tests.offer(50)', 'wrong_state', 'nor what is broken');
select tests.act_as_nobody();
update public.listings set out_of_order_since = null where id = tests.id(1);
select tests.act_as('ada');

-- Offering
select is(tests.offer(50, 1, null, 5, 7, 'Mon numéro : 06 12 34 56 78'), 'offered', 'Ada offers her drill');
select is(tests.offer(50, 1, null, 5, 7, 'Mon numéro : 06 12 34 56 78'), 'offered', 'also twice');
select results_eq(
  'select wanted_id, listing_id, title, owner_id, seeker_id, during, state::text, answer_by, conversation_id from public.offers',
  $$ values (tests.id(2), tests.id(1), 'Thing 1', tests.id_of('ada'), tests.id_of('bo'), tstzrange(tests.day(5), tests.day(7)), 'offered', now() + interval '72 hours', tests.id(50)) $$, 'as it is'
);
select is(tests.said(50), '{offer_offered,Mon numéro : •••}', 'and writes, without a number');
select is(tests.told('bo'), '{wanted_answered conversation 50}', 'Bo is told');
select tests.refused('select tests.offer(50, 1, null, 5, 8)', 'id_reused', 'another offer under the same id is refused');
select tests.refused('select tests.offer(51, 1, null, 5, 8)', 'already_done', 'one at a time');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.offers (id) values (null)', 'update public.offers set state = ''accepted''', 'delete from public.offers'
]) as command;
select tests.act_as('cy');
select is_empty('select from public.offers', 'nobody else sees it');
select tests.refused('select tests.offer(50, null, 21)', 'not_allowed', 'another person''s id is refused');
select tests.refused('select tests.offer(10, null, 21)', 'not_allowed', 'also an exchange''s');
select tests.refused(format('select tests.step(50, %L, 60)', action), 'not_found', 'nor moves it: ' || action) from unnest(array['accept', 'decline', 'withdraw']) as action;
select is((select state::text from public.answer_wanted(tests.id(52), tests.id(2), null, tests.id(21))), 'offered', 'Cy offers what he keeps in his placard, without saying when');
select results_eq(
  'select title, tests.days_away(lower(during)), tests.days_away(upper(during)) from public.offers', $$ values ('Échelle', 1, 8) $$, 'from tomorrow, for a week'
);
select results_eq(
  $$ select kind::text, title, category_slug, commune_code, status::text from public.listings where owner_id = tests.id_of('cy') $$,
  $$ values ('loan', 'Échelle', 'bricolage', '35238', 'paused') $$, 'a listing is made for it, that nobody finds'
);
select tests.act_as('bo');
select is_empty($$ select from public.listings where owner_id = tests.id_of('cy') $$, 'not even Bo');
select is((select count(*)::integer from public.offers), 2, 'who sees what was offered');

-- Whose step it is
select tests.refused(command, token, token || ': ' || command) from (values
  ('select tests.step(50, ''take'', 60)', 'invalid_value'), ('select tests.step(50, null, 60)', 'invalid_value'), ('select tests.step(50, ''accept'', null)', 'invalid_value'),
  ('select tests.step(50, ''withdraw'', 60)', 'not_allowed'), ('select tests.step(99, ''accept'', 60)', 'not_found')
) as bad (command, token);
select tests.act_as('ada');
select tests.refused(format('select tests.step(50, %L, 60)', action), 'not_allowed', 'nobody takes their own offer: ' || action) from unnest(array['accept', 'decline']) as action;
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'not_found', 'nor what comes from whom one blocked');
select is((select count(*)::integer from public.offers), 1, 'which is not there');
select tests.act_as('ada');
select is_empty('select from public.offers', 'for neither');
select tests.act_as_nobody();
delete from private.blocks;
update public.offers set answer_by = now() where id = tests.id(50);
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'answer_too_late', 'nor too late');
select tests.act_as_nobody();
update public.offers set answer_by = now() + interval '1 day' where id = tests.id(50);
update public.listings set status = 'closed' where id = tests.id(1);
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'not_available', 'nor what is not lent any more');
select tests.act_as_nobody();
update public.listings set status = 'published', out_of_order_since = now() where id = tests.id(1);
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'not_available', 'nor what broke meanwhile');
select tests.act_as_nobody();
update public.listings set out_of_order_since = null where id = tests.id(1);
select tests.publish(7, 'di');
insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
values (tests.id(12), tests.id(7), 'loan', 1, tests.id_of('di'), tests.id_of('bo'), tstzrange(tests.day(-4), tests.day(-1)), 'handed_over', now());
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'quota_reached', 'nor before bringing back what is late');
select tests.act_as_nobody();
update public.reservations set state = 'cancelled' where id = tests.id(12);
select tests.lend(11, 'accepted', tests.day(6), tests.day(8), 'di');
select tests.act_as('bo');
select tests.refused('select tests.step(50, ''accept'', 60)', 'dates_taken', 'nor what went to another meanwhile');
select tests.act_as_nobody();
update public.reservations set state = 'cancelled' where id = tests.id(11);

-- Agreeing
select tests.act_as('bo');
select is(tests.step(50, 'accept', 61, true), 'accepted', 'Bo says yes');
select is(tests.step(50, 'accept', 61, true), 'accepted', 'also twice');
select tests.refused('select tests.step(50, ''decline'', 61)', 'id_reused', 'another step under the same act is refused');
select tests.refused('select tests.step(50, ''accept'', 62)', 'already_done', 'once');
select tests.refused('select tests.step(50, ''decline'', 62)', 'wrong_state', 'and for good');
select results_eq(
  'select listing_id, owner_id, borrower_id, state::text, during, conversation_id from public.reservations where id = tests.id(50)',
  $$ values (tests.id(1), tests.id_of('ada'), tests.id_of('bo'), 'accepted', tstzrange(tests.day(5), tests.day(7)), tests.id(50)) $$, 'it is an exchange'
);
select results_eq(
  'select actor_id, action, state::text from public.reservation_events where reservation_id = tests.id(50) order by id',
  $$ values (tests.id_of('bo'), 'request', 'requested'), (null, 'accept', 'accepted') $$, 'that its steps tell of'
);
select is(tests.said(50), '{offer_offered,Mon numéro : 06 12 34 56 78,reservation_accepted}', 'what was said goes on, the number too');
select results_eq('select listing_id, reservation_id from public.conversations where id = tests.id(50)', $$ values (null::uuid, tests.id(50)) $$, 'in the conversation of the exchange');
select is((select phone is null and name = 'Ada' from public.handover_details(tests.id(50))), true, 'and the two may meet');
select results_eq('select status::text, outcome from public.listings where id = tests.id(2)', $$ values ('closed', 'found_someone') $$, 'what was looked for is found');
select is(tests.told('ada'), '{offer_accepted reservation 50}', 'Ada is told');
select is(tests.told_of(50), '{ada exchange offer_accepted}', 'once, by what is told at once; Bo, who agreed, knows');
select results_eq('select state::text from public.offers where id = tests.id(52)', $$ values ('lapsed') $$, 'and other answers end');
select is(tests.said(52), '{offer_offered,offer_lapsed}', 'which Cy reads');

-- Saying no, and taking it back
select tests.act_as_nobody();
select is((
  select array_agg(distinct p.name order by p.name) from realtime.messages m join tests.people p on m.topic = 'person:' || p.id
  where m.payload ->> 'table' = 'offers' and m.payload ->> 'id' = tests.id(50)::text
), '{ada,bo}', 'devices of the two hear that something changed');
update public.listings set status = 'published', outcome = null where id = tests.id(2);
insert into public.conversations (id, listing_id, opened_by) values (tests.id(70), tests.id(2), tests.id_of('ada'));
insert into public.participants (conversation_id, person_id) values (tests.id(70), tests.id_of('ada')), (tests.id(70), tests.id_of('bo'));
select tests.act_as('ada');
select is(tests.offer(53, null, 20, 10, 12), 'offered', 'Ada offers her grill');
select is((select conversation_id from public.offers where id = tests.id(53)), tests.id(70), 'in the conversation there is');
select is(tests.step(53, 'withdraw', 63), 'withdrawn', 'and takes it back');
select is(tests.offer(54, null, 20, 10, 12), 'offered', 'thinks again');
select tests.act_as('bo');
select is(tests.step(54, 'decline', 64), 'declined', 'Bo says no');
select tests.act_as('ada');
select is(tests.told('ada'), '{offer_accepted reservation 50,offer_declined conversation 70}', 'Ada is told');
select is(tests.offer(55, null, 20, 10, 12), 'offered', 'Ada insists');
select is((select count(*)::integer from public.listings where owner_id = tests.id_of('ada') and title = 'Grill'), 1, 'one listing is made for one thing');
select tests.act_as('bo');
select is(tests.step(55, 'accept', 65), 'accepted', 'Bo agrees');
select results_eq('select status::text from public.listings where id = tests.id(2)', $$ values ('published') $$, 'and goes on looking');
select is(tests.said(70), '{offer_offered,offer_withdrawn,offer_offered,offer_declined,offer_offered,offer_accepted}', 'where it was offered, it is said');
select is(tests.said(55), '{reservation_accepted}', 'the exchange has a conversation of its own');
select results_eq('select title from public.listings where owner_id = tests.id_of(''ada'') and status = ''paused''', $$ values ('Grill') $$, 'Bo sees what he agreed to');

-- When nobody answers
select tests.act_as_nobody();
select tests.publish(5, 'cy');
select tests.act_as('cy');
select is(tests.offer(56, 5), 'offered', 'Cy offers something else');
select tests.act_as_nobody();
select is(private.lapse_offers(), 0, 'there is time');
update public.offers set answer_by = now() where id = tests.id(56);
select is(private.lapse_offers(), 1, 'and then there is none');
select is(tests.told('cy'), '{offer_lapsed conversation 52}', 'which Cy is told');
select tests.act_as('cy');
select is(tests.offer(57, 5), 'offered', 'Cy tries again');
select tests.act_as_nobody();
update public.listings set status = 'paused' where id = tests.id(2);
select is(private.lapse_offers(), 1, 'nobody looks any more');
update public.listings set status = 'published' where id = tests.id(2);

-- Enough
select tests.act_as_nobody();
insert into public.offers (id, wanted_id, listing_id, title, owner_id, seeker_id, during, answer_by, conversation_id, state)
select tests.id(1000 + n), tests.id(2), tests.id(5), 'Thing', tests.id_of('cy'), tests.id_of('bo'), tstzrange(tests.day(1), tests.day(2)), now(), tests.id(52), 'declined' from generate_series(1, 37) n;
select tests.act_as('cy');
select tests.refused('select tests.offer(58, 5)', 'too_fast', 'forty a day');
select tests.act_as_nobody();
update public.offers set created_at = now() - interval '2 days' where id > tests.id(1000);
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
select tests.id(2000 + n), tests.id_of('di'), 'wanted', 'Cherche ' || n, 'bricolage', '35238', 'published', now() from generate_series(1, 20) n;
insert into public.offers (id, wanted_id, listing_id, title, owner_id, seeker_id, during, answer_by, conversation_id, created_at)
select tests.id(3000 + n), tests.id(2000 + n), tests.id(5), 'Thing', tests.id_of('cy'), tests.id_of('di'), tstzrange(tests.day(1), tests.day(2)), now() + interval '1 day', tests.id(52), now() - interval '2 days' from generate_series(1, 20) n;
select tests.act_as('cy');
select tests.refused('select tests.offer(58, 5)', 'quota_reached', 'twenty at a time');

-- What the columns refuse by themselves
select tests.act_as_nobody();
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.offers set ' || change || ' where id = tests.id(57)', '%"offers_' || named || '"%', named) $$;
select throws_like('insert into public.offers select * from public.offers where id = tests.id(57)', '%"offers_pkey"%', 'not twice');
select tests.breaks(change, named) from (values
  ('wanted_id = gen_random_uuid()', 'wanted_id_fkey'), ('listing_id = gen_random_uuid()', 'listing_id_fkey'), ('owner_id = gen_random_uuid()', 'owner_id_fkey'),
  ('seeker_id = gen_random_uuid()', 'seeker_id_fkey'), ('conversation_id = gen_random_uuid()', 'conversation_id_fkey'), ('title = ''x''', 'title_length'),
  ('during = ''empty''', 'during_bounded'), ('seeker_id = owner_id', 'not_to_oneself')
) as bad (change, named);
update public.offers set state = 'offered' where id = tests.id(57);
select throws_like($$ update public.offers set state = 'offered' where id = tests.id(56) $$, '%"offers_one_open_each"%', 'one open each');

-- When one of them goes
select tests.act_as('cy');
select is(jsonb_array_length(public.export_my_data() -> 'offers') > 20, true, 'one knows what one offered');
select lives_ok('select public.delete_my_account()', 'Cy goes');
select tests.act_as_nobody();
select is_empty($$ select from public.offers where owner_id = tests.id_of('cy') $$, 'and what he offered');
select is_empty($$ select from private.op_receipts where result::text like '%Échelle%' $$, 'no receipt tells of it');

select * from finish();
rollback;
