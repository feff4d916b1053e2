begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(102);
update public.people set joined_at = now() - interval '40 days' where id in (select id from tests.people);
create function tests.say(number integer, exchange integer, facts jsonb default '{"on_time": true}', body text default 'Parfait') returns text
language sql as $$ select body from public.write_review(tests.id(number), tests.id(exchange), facts, body) $$;
create function tests.finish(number integer, days_ago integer, in_state public.reservation_state default 'returned', borrower text default 'bo') returns void
language plpgsql as $$
begin
  perform tests.lend(number, in_state, now() - make_interval(days => days_ago + 1), now() - make_interval(days => days_ago), borrower);
  update public.reservations set return_at = now() - make_interval(days => days_ago) where id = tests.id(number);
end;
$$;
create function tests.days_ago(days integer) returns timestamptz language sql as $$ select now() - make_interval(days => days) $$;
grant execute on all functions in schema tests to anon, authenticated;
select tests.finish(10, 2);
select tests.finish(11, 4, 'closed');
select tests.finish(12, 15);
select tests.lend(13, 'handed_over');

-- Before both have written
select tests.act_as('bo');
select is(tests.say(50, 10, '{"on_time": true, "as_described": false}', ' Bien, mon numéro est 06 12 34 56 78 '), 'Bien, mon numéro est •••', 'Bo says how it went, without a number');
select is(tests.say(50, 10, '{"on_time": true, "as_described": false}', ' Bien, mon numéro est 06 12 34 56 78 '), 'Bien, mon numéro est •••', 'also twice');
select results_eq(
  'select id, author_id, person_id, on_time, as_described, returned_well, shown_from from public.reviews',
  $$ values (tests.id(50), tests.id_of('bo'), tests.id_of('ada'), true, false, null::boolean, tests.days_ago(-12)) $$, 'and sees it: it waits 14 days from the return'
);
select tests.refused($$ select tests.say(50, 10) $$, 'id_reused', 'other words under the same act are refused');
select is(tests.say(51, 10, '{"on_time": false}', 'Bien'), 'Bien', 'Bo thinks again');
select results_eq(
  'select id, on_time, as_described, body from public.reviews', $$ values (tests.id(50), false, null::boolean, 'Bien') $$, 'which takes the place of what was said'
);
select is(tests.say(50, 10, '{"on_time": true, "as_described": false}', ' Bien, mon numéro est 06 12 34 56 78 '), 'Bien', 'the first words arrive late: they undo nothing');
select tests.act_as(who), is_empty('select from public.reviews', who || ' sees nothing of it') from unnest(array['ada', 'cy']) as who;
select tests.act_as('ada');
select results_eq('select reviews from public.review_facts(tests.id_of(''ada''))', array[null::integer], 'nor counts it');
select tests.refused($$ select public.reply_to_review(tests.id(50), 'Merci', tests.id(60)) $$, 'not_found', 'nor answers it');
select tests.refused($$ select public.reply_to_review(tests.id(99), 'Merci', tests.id(61)) $$, 'not_found', 'just as one that is not there');
select tests.act_as_nobody();
select is(private.sees(tests.id_of('ada'), 'review', tests.id(50)), false, 'nor sees it, when it reports it');
select is(private.announce_reviews(), 0, 'nobody is told');
select tests.act_as('ada');
select is((public.export_my_data() ->> 'reviews_received'), '[]', 'and it is not among what is known of Ada');

-- What cannot be said
select tests.refused(format('select public.write_review(tests.id(70), tests.id(10), %L, %L)', facts, body), token, coalesce(facts, 'nothing') || ' ' || left(body, 5)) from (values
  (null, '', 'invalid_value'), ('{}', ' ', 'invalid_value'), ('[]', 'Bien', 'invalid_value'), ('"x"', 'Bien', 'invalid_value'), ('{"stars": true}', 'Bien', 'invalid_value'),
  ('{"on_time": 5}', 'Bien', 'invalid_value'), ('{"on_time": "yes"}', 'Bien', 'invalid_value'), ('{"on_time": null}', '', 'invalid_value'), ('{}', repeat('x', 1001), 'too_long')
) as bad (facts, body, token);
select tests.refused($$ select public.write_review(null, tests.id(10), '{"on_time": true}') $$, 'invalid_value', 'an act has an id');
select tests.refused('select tests.say(70, 13)', 'wrong_state', 'what is not finished cannot be reviewed');
select tests.refused('select tests.say(70, 12)', 'answer_too_late', 'nor what is over for 14 days');
select tests.refused('select tests.say(70, 99)', 'not_found', 'nor what is not there');
select tests.refused('select tests.say(50, 10)', 'not_allowed', 'another person''s id is refused');
select tests.act_as('cy');
select tests.refused('select tests.say(70, 10)', 'not_found', 'nor what is others''');
select tests.act_as_nobody();
update public.people set joined_at = now() - interval '29 days' where id = tests.id_of('ada');
select tests.act_as('ada');
select tests.refused('select tests.say(70, 10)', 'not_allowed', 'nor by somebody who has just arrived');
select tests.act_as_nobody();
update public.people set joined_at = now() - interval '30 days' where id = tests.id_of('ada');
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
select tests.act_as('ada');
select tests.refused('select tests.say(70, 10)', 'not_found', 'nor once one blocked the other, just as what is not there');
select tests.act_as_nobody();
delete from private.blocks;

-- Once both have
select tests.act_as('ada');
select is(tests.say(71, 10, '{"returned_well": true}', ''), '', 'Ada says how it went, without words');
select results_eq(
  'select author_id, shown_from from public.reviews order by id', $$ values (tests.id_of('bo'), now()), (tests.id_of('ada'), now()) $$, 'and both are shown'
);
select tests.refused('select tests.say(72, 10)', 'already_done', 'after which neither is changed');
select tests.act_as('bo');
select tests.refused('select tests.say(72, 10)', 'already_done', 'by nobody');
select results_eq('select count(*)::integer from public.reviews', array[2], 'Bo sees both');
select tests.act_as('cy');
select results_eq('select count(*)::integer from public.reviews', array[2], 'and so do neighbours');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.reviews', 'select tests.say(73, 10)', 'select public.reply_to_review(null, null, null)', 'select public.review_facts(null)'
]) as command;
select tests.act_as('bo');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.reviews (id) values (null)', 'update public.reviews set body = ''x''', 'delete from public.reviews'
]) as command;

-- The right of reply
select tests.act_as('ada');
select tests.refused(format('select public.reply_to_review(tests.id(50), %L, tests.id(80))', words), token, token) from (values (' ', 'invalid_value'), (null, 'invalid_value'), (repeat('x', 1001), 'too_long')) as bad (words, token);
select tests.refused('select public.reply_to_review(tests.id(50), ''x'', null)', 'invalid_value', 'an act has an id');
select tests.refused('select public.reply_to_review(tests.id(71), ''x'', tests.id(80))', 'not_found', 'nobody answers themselves');
select lives_ok($$ select public.reply_to_review(tests.id(50), ' Écrivez à ada@example.test ', tests.id(80)) from generate_series(1, 2) $$, 'Ada answers, also twice');
select tests.refused('select public.reply_to_review(tests.id(50), ''Encore'', tests.id(81))', 'already_done', 'and once');
select tests.refused('select public.reply_to_review(tests.id(50), ''Encore'', tests.id(80))', 'id_reused', 'not otherwise under the same act');
select tests.act_as('cy');
select tests.refused($$ select public.reply_to_review(tests.id(50), 'Moi aussi', tests.id(82)) $$, 'not_found', 'nobody answers for another');
select results_eq('select reply, replied_at from public.reviews where id = tests.id(50)', $$ values ('Écrivez à •••', now()) $$, 'neighbours read the answer');

-- After 14 days, whoever has written
select tests.act_as_nobody();
select tests.finish(14, 13);
select tests.act_as('bo');
select tests.say(52, 14);
select tests.act_as('ada');
select is_empty('select from public.reviews where reservation_id = tests.id(14)', 'one more day');
select tests.act_as_nobody();
update public.reviews set shown_from = now() where id = tests.id(52);
select tests.act_as('ada');
select isnt_empty('select from public.reviews where reservation_id = tests.id(14)', 'and it is shown');
select tests.act_as('bo');
select tests.refused('select tests.say(53, 14)', 'already_done', 'and stays');

-- Telling
select tests.act_as_nobody();
select is(private.announce_reviews(), 3, 'whom they are about is told');
select is(private.announce_reviews(), 0, 'once');
select results_eq(
  $$ select person_id, topic, about ->> 'kind', (about ->> 'id')::uuid from public.notifications
     where about ->> 'says' = 'review_shown' order by 4, person_id = tests.id_of('bo') $$,
  $$ values (tests.id_of('ada'), 'review', 'reservation', tests.id(10)), (tests.id_of('bo'), 'review', 'reservation', tests.id(10)),
     (tests.id_of('ada'), 'review', 'reservation', tests.id(14)) $$, 'of the exchange'
);

-- Being asked
create function tests.invited() returns text[] language sql as $$
  select coalesce(array_agg(initcap(p.name) order by p.name), '{}') from public.notifications n join tests.people p on p.id = n.person_id
  where n.about ->> 'says' = 'review_invited'
$$;
update public.people set joined_at = now() where id = tests.id_of('bo');
update public.reservations set state = 'returned' where id = tests.id(13);
select is(tests.invited(), '{Ada}', 'once it is back, those who may are asked how it went');
update public.people set joined_at = now() - interval '40 days' where id = tests.id_of('bo');
update public.reservations set state = 'closed' where id = tests.id(13);
select is(tests.invited(), '{Ada}', 'once');
select tests.lend(15, 'handed_over', now() - interval '9 days', now() - interval '8 days', 'bo', 2);
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
update public.reservations set state = 'returned' where id = tests.id(15);
select is(tests.invited(), '{Ada}', 'nor two who blocked each other');
select tests.act_as('ada');
select is_empty('select from public.reviews where author_id = tests.id_of(''bo'')', 'who then read nothing of one another');
select tests.refused($$ select * from public.review_facts(tests.id_of('bo')) $$, 'not_found', 'nor know what others say');
select tests.refused($$ select public.reply_to_review(tests.id(52), 'Merci', tests.id(83)) $$, 'not_found', 'nor answer');
select isnt_empty('select from public.reviews where author_id = tests.id_of(''ada'')', 'each keeps their own words');
select tests.act_as_nobody();
delete from private.blocks;
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('cy'));
select tests.act_as('cy');
select is_empty('select from public.reviews', 'nor of a third, what concerns whom one blocked');
select tests.act_as_nobody();
select is(array[private.sees(tests.id_of('cy'), 'review', tests.id(50)), private.sees(tests.id_of('di'), 'review', tests.id(50)), private.sees(null, 'review', tests.id(50))], '{f,t,f}', 'a report says whether its author could see it');
insert into public.reviews (id, reservation_id, author_id, person_id, on_time, shown_from) values (tests.id(90), tests.id(11), tests.id_of('bo'), tests.id_of('ada'), true, now() + interval '1 hour');
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
update public.reviews set announced = false where id = tests.id(52);
select is(private.announce_reviews(), 0, 'nor is anybody told of whom they blocked');
delete from private.blocks;

-- Counted, from three on
select tests.act_as('di');
select results_eq('select * from public.review_facts(tests.id_of(''ada''))', 'values (null::integer, null::integer, null::integer, null::integer, null::integer, null::integer, null::integer)', 'two are not enough');
select tests.act_as_nobody();
update public.reviews set shown_from = now() where id = tests.id(90);
select tests.act_as('di');
select results_eq('select * from public.review_facts(tests.id_of(''ada''))', 'values (3, 2, 3, null::integer, null::integer, null::integer, null::integer)', 'three are: each fact by itself');
select tests.act_as_nobody();
update public.reviews set as_described = true, returned_well = (id <> tests.id(90)) where person_id = tests.id_of('ada');
select tests.act_as('di');
select results_eq('select * from public.review_facts(tests.id_of(''ada''))', 'values (3, 2, 3, 3, 3, 2, 3)', 'all of them');
select tests.refused('select * from public.review_facts(tests.id(99))', 'not_found', 'nobody of that name');

-- What the columns refuse by themselves
select tests.act_as_nobody();
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.reviews set ' || change || ' where id = tests.id(52)', '%"reviews_' || named || '"%', named || ': ' || change) $$;
select throws_like(
  'insert into public.reviews (id, reservation_id, author_id, person_id, body, shown_from) select id, reservation_id, author_id, person_id, ''x'', now() from public.reviews limit 1',
  '%"reviews_pkey"%', 'not twice'
);
select tests.breaks(change, named) from (values
  ('reservation_id = gen_random_uuid()', 'reservation_id_fkey'), ('reservation_id = null, gift_id = gen_random_uuid()', 'gift_id_fkey'), ('gift_id = tests.id(95)', 'of_one_exchange'), ('author_id = gen_random_uuid()', 'author_id_fkey'), ('person_id = gen_random_uuid()', 'person_id_fkey'),
  ('body = repeat(''x'', 1001)', 'body_too_long'), ('reply = repeat(''x'', 1001), replied_at = now()', 'reply_length'), ('reply = '''', replied_at = now()', 'reply_length'),
  ('reservation_id = tests.id(10)', 'once_each'), ('person_id = author_id', 'not_of_oneself'), ('on_time = null, as_described = null, returned_well = null, body = ''''', 'say_something'),
  ('reply = ''x''', 'reply_dated')
) as bad (change, named);

-- What was given, too
select private.announce_reviews();
create function tests.give(number integer, who text, in_state public.gift_state) returns void
language sql as $$
  insert into public.gift_requests (id, listing_id, owner_id, person_id, state, unit, chosen_at)
  values (tests.id(number), tests.id(6), tests.id_of('ada'), tests.id_of(who), in_state, case when in_state in ('chosen', 'collected') then 1 end, now() - interval '3 days')
$$;
select tests.publish(6, 'ada', 'gift');
select tests.give(95, 'di', 'chosen');
select tests.act_as('di');
select tests.refused('select tests.say(91, 95)', 'wrong_state', 'a gift that waits cannot be reviewed');
select tests.act_as_nobody();
update public.gift_requests set state = 'collected', given_at = now() - interval '1 day' where id = tests.id(95);
select results_eq(
  $$ select p.name, n.about ->> 'kind' from public.notifications n join tests.people p on p.id = n.person_id
     where n.about ->> 'says' = 'review_invited' and n.about ->> 'id' = tests.id(95)::text order by 1 $$,
  $$ values ('ada', 'gift'), ('di', 'gift') $$, 'once it is fetched, the two are asked'
);
select tests.act_as('di');
select is(tests.say(91, 95), 'Parfait', 'and say how it went');
select results_eq('select gift_id, reservation_id, shown_from from public.reviews where author_id = auth.uid()', $$ values (tests.id(95), null::uuid, tests.days_ago(-13)) $$, 'for 14 days');
select tests.act_as('ada');
select is_empty('select from public.reviews where gift_id = tests.id(95)', 'which Ada does not see');
select is(tests.say(92, 95), 'Parfait', 'before she says it too');
select is((select count(*)::integer from public.reviews where exchange_id = tests.id(95)), 2, 'both are shown');
select tests.act_as_nobody();
select is(private.announce_reviews(), 2, 'and told');
delete from public.reviews where gift_id is not null;

-- When one of them goes
update public.reviews set body = 'Canari', on_time = true where id = tests.id(90);
update public.reviews set body = 'Canari', reply = 'Serin', replied_at = now() where author_id = tests.id_of('ada');
select tests.act_as('bo');
select is((select count(*)::integer from jsonb_array_elements(public.export_my_data() -> 'reviews_written')), 3, 'one knows what one wrote');
select is(public.export_my_data() #>> '{reviews_received,0,body}', 'Canari', 'and what is said of one');
select tests.act_as_nobody();
update public.reviews set on_time = null, as_described = null, returned_well = null where id = tests.id(52);
update public.reviews set shown_from = now() + interval '1 day' where person_id = tests.id_of('bo');
select tests.act_as('bo');
select is(public.export_my_data() ->> 'reviews_received', '[]', 'once it is shown');
select lives_ok('select public.delete_my_account()', 'Bo goes');
select tests.act_as_nobody();
select results_eq(
  'select id, on_time, body from public.reviews order by id', $$ values (tests.id(50), false, ''), (tests.id(90), true, '') $$,
  'what was only words goes along, what was said of Bo too; facts stay, of nobody'
);
select is_empty($$ select from private.op_receipts where result::text like '%Bien%' $$, 'no receipt holds a word');
select tests.act_as('ada');
select results_eq('select author_id from public.reviews where id = tests.id(50)', array[tests.id_of('bo')], 'Ada keeps the fact');
select is((select count(*)::integer from public.people where id = tests.id_of('bo') and display_name = '—'), 1, 'by a former neighbour');

select * from finish();
rollback;
