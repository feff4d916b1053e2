begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(21);

-- What somebody was told: what, about what, read or not.
create function tests.news(who text) returns setof text
language sql stable security definer as $$
  select concat_ws(' ', n.topic, n.about ->> 'says', n.about ->> 'kind', ltrim(right(n.about ->> 'id', 3), '0'), case when n.read_at is null then 'new' else 'read' end)
  from public.notifications n where n.person_id = tests.id_of(who) order by n.created_at, n.about ->> 'says', n.about ->> 'id'
$$;
create function tests.forget() returns void language sql volatile security definer as $$ delete from public.notifications $$;
grant execute on function tests.news(text), tests.forget() to authenticated;

-- A request, its answer, a word
select tests.act_as('bo');
select lives_ok(format('select public.request_reservation(tests.id(10), tests.id(1), %L, %L, %L)', tests.day(2), tests.day(4), 'Bonjour Ada'), 'Bo asks, with a word');
select results_eq($$ select tests.news('ada') $$, array['exchange reservation_request reservation 10 new'], 'Ada is told once, word and all');
select is_empty($$ select tests.news('bo') $$, 'Bo knows what he did');
select tests.act_as('ada');
select lives_ok($$ select public.mark_read(tests.id(10), now() + interval '1 second') $$, 'Ada reads the conversation');
select results_eq($$ select tests.news('ada') $$, array['exchange reservation_request reservation 10 read'], 'and with it what it was about');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'accept', 'Avec plaisir', tests.id(90)) $$, 'Ada accepts');
select results_eq($$ select tests.news('bo') $$, array['exchange reservation_accept reservation 10 new'], 'Bo is told');
select tests.forget();

-- What is said within ten minutes is one line
select tests.act_as('bo');
insert into public.messages (id, conversation_id, body) values (tests.id(20), tests.id(10), 'Un'), (tests.id(21), tests.id(10), 'Deux');
select results_eq($$ select tests.news('ada') $$, array['message message_written conversation 10 new'], 'two words are one line, for the other');
select is_empty($$ select tests.news('bo') $$, 'and none for whom wrote them');
select tests.act_as('ada');
select lives_ok($$ select public.mark_read(tests.id(10), clock_timestamp()) $$, 'Ada reads');
select tests.act_as('bo');
insert into public.messages (id, conversation_id, body) values (tests.id(22), tests.id(10), 'Trois');
select results_eq($$ select tests.news('ada') $$, array['message message_written conversation 10 new'], 'a third is to be read again');
select tests.act_as_nobody();
update public.notifications set created_at = now() - interval '11 minutes';
select tests.act_as('bo');
insert into public.messages (id, conversation_id, body) values (tests.id(23), tests.id(10), 'Quatre');
select is((select count(*) from tests.news('ada')), 2::bigint, 'later it is another line');
select tests.act_as('ada');
select tests.act_as_nobody();
update public.participants set read_until = '-infinity';
select tests.act_as('ada');
select lives_ok($$ select public.mark_read(tests.id(10), now() - interval '1 minute') $$, 'Ada reads up to a minute ago');
select results_eq(
  $$ select tests.news('ada') $$, array['message message_written conversation 10 read', 'message message_written conversation 10 new'], 'what came after is still new'
);

-- What time does is told to both; a rule of the owner's, to her as well
select tests.act_as_nobody();
select tests.forget();
select tests.lend(30, 'requested', tests.day(12), tests.day(13), 'cy');
update public.reservations set respond_by = now() where id = tests.id(30);
select tests.forget();
select is(private.expire_requests(), 1, 'nobody answered');
select results_eq($$ select tests.news(who) from unnest(array['ada', 'cy']) who $$, array_fill('exchange reservation_expire reservation 30 new'::text, array[2]), 'both are told');
select tests.forget();
update public.listings set instant = true;
select tests.act_as('cy');
select lives_ok(format('select public.request_reservation(tests.id(31), tests.id(1), %L, %L)', tests.day(20), tests.day(21)), 'Cy asks for what is given at once');
select results_eq(
  $$ select tests.news(who) from unnest(array['ada', 'cy']) who $$,
  array['exchange reservation_booked reservation 31 new', 'exchange reservation_accept reservation 31 new'], 'Ada has nothing to answer'
);

-- A freed slot, each time it is offered
select tests.act_as_nobody();
select tests.forget();
insert into public.waitlist (id, listing_id, person_id, during) values (tests.id(40), tests.id(1), tests.id_of('di'), tstzrange(tests.day(30), tests.day(31)));
select is_empty($$ select tests.news('di') $$, 'Di waits');
select private.offer_freed_slots();
select results_eq($$ select tests.news('di') $$, array['waitlist slot_offered waitlist 40 new'], 'Di is told of a slot');
update public.waitlist set offered_until = offered_until + interval '1 hour';
select is((select count(*) from tests.news('di')), 1::bigint, 'once');

select * from finish();
rollback;
