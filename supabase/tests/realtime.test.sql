begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(40);
select tests.lend(10, 'requested', tests.day(2), tests.day(4));

-- As the realtime server asks: may this person read this topic?
create function tests.hears(who text, topic text) returns boolean
language plpgsql volatile as $$
declare
  v_heard boolean;
begin
  delete from realtime.messages m where m.event = 'probe';
  insert into realtime.messages (topic, extension, event) values (hears.topic, 'broadcast', 'probe');
  perform set_config('realtime.topic', hears.topic, true);
  if who is null then perform tests.act_as_visitor(); else perform tests.act_as(who); end if;
  select exists (select from realtime.messages m where m.event = 'probe') into v_heard;
  perform tests.act_as_nobody();
  return v_heard;
end;
$$;
select is(tests.hears(who, topic), heard, coalesce(who, 'a visitor') || case when heard then ' hears ' else ' does not hear ' end || what)
from (values
  ('bo', 'person:' || tests.id_of('bo'), true, 'himself'),
  ('ada', 'person:' || tests.id_of('bo'), false, 'Bo'),
  (null, 'person:' || tests.id_of('bo'), false, 'Bo'),
  (null, 'person:', false, 'nobody'),
  ('bo', 'conversation:' || tests.id(10) || ':1', true, 'his conversation'),
  ('ada', 'conversation:' || tests.id(10) || ':1', true, 'the same one'),
  ('cy', 'conversation:' || tests.id(10) || ':1', false, 'theirs'),
  (null, 'conversation:' || tests.id(10) || ':1', false, 'theirs'),
  ('bo', 'conversation:' || tests.id(10) || ':2', false, 'an epoch to come'),
  ('bo', 'conversation:' || tests.id(10), false, 'no epoch'),
  ('bo', 'conversation:nothing:1', false, 'nothing'),
  ('bo', 'conversation:' || tests.id(10) || ':1:1', false, 'more than there is'),
  ('bo', 'everyone', false, 'everyone')
) as t (who, topic, heard, what);
insert into realtime.messages (topic, extension, event) values ('person:' || tests.id_of('bo'), 'presence', 'probe');
select tests.act_as('bo');
select is((select count(*)::integer from realtime.messages where extension = 'presence'), 0, 'presence is nobody’s');
select throws_ok(
  $$ insert into realtime.messages (topic, extension, event) values ('person:' || auth.uid(), 'broadcast', 'faux') $$, '42501', null, 'devices listen, they do not speak'
);


-- What is told, to whom: a table, an id, and nothing else
select tests.act_as_nobody();
create function tests.told(about text) returns table (topic text, id text)
language sql stable as $$
  select replace(replace(m.topic, tests.id_of('ada')::text, 'ada'), tests.id_of('bo')::text, 'bo'), right(m.payload ->> 'id', 2)
  from realtime.messages m
  where m.event = 'changed' and m.private and m.payload = jsonb_build_object('table', about, 'id', m.payload ->> 'id')
  order by 1
$$;
create function tests.silence() returns void language sql volatile as $$ delete from realtime.messages $$;
select tests.silence();
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(30), tests.id(10), tests.id_of('bo'), 'bo@exemple.fr');
select results_eq(
  $$ select * from tests.told('messages') $$,
  $$ values ('conversation:' || tests.id(10) || ':1', '30'), ('person:ada', '30'), ('person:bo', '30') $$,
  'a message is told in its conversation and to both'
);
select is((select count(*)::integer from realtime.messages), 3, 'and nothing more is said');
select tests.silence();
update public.messages set body = 'Autre' where id = tests.id(30);
select results_eq($$ select * from tests.told('messages') $$, $$ values ('conversation:' || tests.id(10) || ':1', '30') $$, 'so is a mask that is lifted');
select tests.silence();
select tests.act_as('ada');
select lives_ok($$ select public.mark_read(tests.id(10), now()) $$, 'Ada reads');
select tests.act_as_nobody();
select results_eq(
  $$ select * from tests.told('participants') $$, $$ values ('conversation:' || tests.id(10) || ':1', '10'), ('person:ada', '10') $$, 'the other is told how far'
);
select tests.silence();
select tests.act_as('ada');
select lives_ok($$ select public.mark_read(tests.id(10), now() - interval '1 day') $$, 'reading no further');
select tests.act_as_nobody();
select is((select count(*)::integer from realtime.messages), 0, 'is not told');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'accept', null, tests.id(40)) $$, 'Ada accepts');
select tests.act_as_nobody();
select results_eq($$ select * from tests.told('reservations') $$, $$ values ('person:ada', '10'), ('person:bo', '10') $$, 'a step is told to both');
select tests.silence();
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(50), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(20), tests.day(21)));
select is(private.offer_freed_slots(), 1, 'a slot is offered');
select results_eq($$ select distinct * from tests.told('waitlist') $$, $$ values ('person:bo', '50') $$, 'to whom it is offered');
select is((select count(*)::integer from tests.told('waitlist')), 2, 'when they joined and when it is theirs');

-- A block closes the topic for good
select tests.silence();
select tests.act_as('ada');
select lives_ok($$ select public.block_person(tests.id_of('bo')) $$, 'Ada blocks Bo');
select tests.act_as_nobody();
select is((select epoch from public.conversations where id = tests.id(10)), 2, 'their conversation changes its address');
select is(tests.hears('bo', 'conversation:' || tests.id(10) || ':' || n), false, 'Bo hears nothing, epoch ' || n) from generate_series(1, 2) as n;
select tests.silence();
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(10), 'cancel', null, tests.id(41)) $$, 'Ada cancels');
select tests.act_as_nobody();
select results_eq($$ select * from tests.told('reservations') $$, $$ values ('person:ada', '10') $$, 'Bo is not told');
select is_empty($$ select 1 from realtime.messages m where m.topic like 'person:' || tests.id_of('bo') || '%' $$, 'of anything');
select tests.act_as('ada');
select lives_ok($$ select public.unblock_person(tests.id_of('bo')) $$, 'Ada thinks again');
select tests.act_as_nobody();
select is(tests.hears('bo', 'conversation:' || tests.id(10) || ':2'), true, 'they hear each other at the new address');

-- A shift is told to whoever takes it, an event that moves to who runs it and who helps
insert into public.events (id, slug, kind, title, organiser_id, starts_at, ends_at, state, published_at)
values (tests.id(60), 'told-to-all', 'repair_session', 'Told to all', tests.id_of('ada'), now() + interval '9 days', now() + interval '9 days 3 hours', 'published', now());
insert into public.shifts (id, event_id, role, needed) values (tests.id(61), tests.id(60), 'welcome', 2);
select tests.silence();
insert into public.shift_signups (id, shift_id, person_id) values (tests.id(62), tests.id(61), tests.id_of('bo'));
select results_eq($$ select * from tests.told('shift_signups') $$, $$ values ('person:bo', '62') $$, 'Bo hears of the shift they took');
select tests.silence();
insert into public.attendances (id, event_id, person_id, state) values (tests.id(63), tests.id(60), tests.id_of('bo'), 'attending');
select results_eq($$ select * from tests.told('attendances') $$, $$ values ('person:bo', '63') $$, 'and of their seat');
select tests.silence();
update public.events e set ends_at = e.ends_at + interval '1 hour' where e.id = tests.id(60);
select ok(exists (select from tests.told('events') as t where t.topic = 'person:ada' and t.id = '60'), 'an event that lasts longer is told to who runs it');
select tests.silence();
update public.events e set title = 'Told to nobody' where e.id = tests.id(60);
select is_empty($$ select * from tests.told('events') $$, 'its title is not');

select * from finish();
rollback;
