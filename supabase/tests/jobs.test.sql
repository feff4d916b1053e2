begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/clock.sql

select plan(21);
select tests.it_is('12:00');
select tests.lend(10, 'requested', tests.day(2), tests.day(4));
select tests.lend(11, 'requested', tests.day(2), tests.day(4), 'cy');
select tests.lend(12, 'accepted', tests.day(2), tests.day(4), 'di');
update public.reservations set respond_by = now() where id in (tests.id(10), tests.id(12));
select tests.publish(2, 'ada');
select tests.publish(3, 'ada');
update public.listings set expires_at = now() where id = tests.id(2);
update public.listings set expires_at = now(), status = 'closed' where id = tests.id(3);
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(20), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(10), tests.day(11)));
insert into private.op_receipts (op_id, person_id, content, kept_at) values
  (tests.id(30), tests.id_of('bo'), '', now() - interval '91 days'), (tests.id(31), tests.id_of('bo'), '', now() - interval '89 days');

-- Nobody's but the clock's
select tests.act_as('ada');
select throws_ok('select private.run_due_jobs()', '42501', null, 'a resident does not keep the clock');
select tests.act_as_visitor();
select throws_ok('select private.run_due_jobs()', '42501', null, 'nor does a visitor');
select tests.act_as_nobody();
set local role service_role;
select is(
  private.run_due_jobs(),
  '{"requests_expired": 1, "reviews_announced": 0, "listings_expired": 1, "slots_offered": 1, "pickups_called": 0, "gifts_settled": 0, "sessions_settled": 0, "tidied": true, "wanted_told": 0, "offers_lapsed": 0, "broken_cancelled": 0, "reminders": 0, "events_closed": 0, "series_extended": 0, "letters_written": 0}'::jsonb, 'what is due is done'
);
select is(
  private.run_due_jobs(),
  '{"requests_expired": 0, "reviews_announced": 0, "listings_expired": 0, "slots_offered": 0, "pickups_called": 0, "gifts_settled": 0, "sessions_settled": 0, "tidied": false, "wanted_told": 0, "offers_lapsed": 0, "broken_cancelled": 0, "reminders": 0, "events_closed": 0, "series_extended": 0, "letters_written": 0}'::jsonb, 'once'
);
reset role;

-- Requests nobody answered
select results_eq(
  'select id, state::text from public.reservations order by id',
  $$ values (tests.id(10), 'expired'), (tests.id(11), 'requested'), (tests.id(12), 'accepted') $$, 'requests run out when their time is over, nothing else does'
);
select results_eq(
  'select action, state::text, actor_id from public.reservation_events where reservation_id = tests.id(10) order by id offset 1',
  $$ values ('expire', 'expired', null::uuid) $$, 'with an event of nobody'
);
select results_eq(
  'select kind::text, body, author_id from public.messages where conversation_id = tests.id(10)',
  $$ values ('system', 'reservation_expired', null::uuid) $$, 'and a line both read'
);
select is(
  tests.attempt('ada', $$ select public.advance_reservation(tests.id(10), 'accept', null, tests.id(40)) $$), 'wrong_state', 'then it is too late'
);
select is(
  tests.attempt('bo', format('select state from public.request_reservation(tests.id(41), tests.id(1), %L, %L)', tests.day(5), tests.day(6))), 'requested',
  'Bo may ask again'
);

-- Listings
select results_eq(
  'select id, status::text from public.listings order by id',
  $$ values (tests.id(1), 'published'), (tests.id(2), 'paused'), (tests.id(3), 'closed') $$, 'listings whose time is over are paused'
);
select results_eq(
  'select actor_id, action from private.listing_events where listing_id = tests.id(2)', $$ values (null::uuid, 'expire') $$, 'with an event of nobody'
);
select is(
  tests.attempt('ada', $$ select status from public.advance_listing(tests.id(2), 'resume', tests.id(42)) $$), 'published', 'Ada may take it up again'
);

-- Receipts, offers
select results_eq('select op_id from private.op_receipts', 'values (tests.id(31))', 'receipts are forgotten after ninety days');
select results_eq('select state::text from public.waitlist', $$ values ('offered') $$, 'what is free was offered');

update public.reservations set respond_by = now() where id = tests.id(11);
select is(private.run_due_jobs() ->> 'requests_expired', '1', 'the clock strikes again');

-- Photographs of a condition that nothing names are erased, in a month; the others stay
insert into public.condition_reports (id, reservation_id, author_id, moment, note)
select tests.id(70), r.id, r.owner_id, 'return', 'Bien' from public.reservations r where r.id = tests.id(11);
insert into public.condition_photos (report_id, position, path, width, height)
select tests.id(70), 0, r.owner_id || '/' || r.id || '/named.webp', 8, 6 from public.reservations r where r.id = tests.id(11);
insert into storage.objects (bucket_id, name, created_at)
select 'condition-photos', r.owner_id || '/' || r.id || '/' || file, now() - age::interval
from public.reservations r, (values
  ('named.webp', '31 days'), ('named-small.webp', '31 days'), ('lost.webp', '31 days'), ('lost-small.webp', '31 days'), ('coming.webp', '29 days')
) as files (file, age)
where r.id = tests.id(11);
delete from private.days_tidied;
delete from private.files_to_erase;
select private.tidy_daily();
select results_eq(
  $$ select bucket_id, split_part(name, '/', 3) from private.files_to_erase order by 2 $$,
  $$ values ('condition-photos', 'lost-small.webp'), ('condition-photos', 'lost.webp') $$, 'what no report names is asked to be erased'
);
delete from private.files_to_erase;

-- Bytes of photographs whose rows are gone
insert into private.files_to_erase values ('photos', 'a.webp');
set local role service_role;
select is((select name from private.files_to_erase), 'a.webp', 'whoever serves storage reads what to erase');
delete from private.files_to_erase;
reset role;
select is_empty('select 1 from private.files_to_erase', 'and strikes it off');

-- States are what the events say
select is_empty(
  $$ select r.id from public.reservations r
     where r.state <> (select e.state from public.reservation_events e where e.reservation_id = r.id order by e.id desc limit 1) $$,
  'each reservation is where its last event says'
);
select is((select count(*)::integer from public.reservation_events where action = 'expire'), 2, 'one event for each that ran out');
select is(private.expire_requests(), 0, 'and none twice');

select * from finish();
rollback;
