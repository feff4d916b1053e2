begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(55);
select tests.lend(10, 'accepted', tests.day(2), tests.day(4));
select tests.lend(11, 'handed_over', now() - interval '1 day', tests.day(2));
insert into public.condition_reports (id, reservation_id, author_id, moment, note)
values (tests.id(12), tests.id(11), tests.id_of('ada'), 'hand_over', 'Le mandrin est neuf');
insert into public.waitlist (id, listing_id, person_id, during)
values (tests.id(13), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(2), tests.day(4)));

-- Who sees what
create function tests.seen() returns integer[] language sql stable set search_path = '' as $$
  select array[
    (select count(*) from public.reservations), (select count(*) from public.reservation_events),
    (select count(*) from public.condition_reports), (select count(*) from public.waitlist)
  ]::integer[]
$$;
grant execute on function tests.seen() to anon, authenticated;
select tests.act_as('ada');
select is(tests.seen(), '{2,2,1,0}', 'the owner sees both exchanges, not who waits');
select tests.act_as('bo');
select is(tests.seen(), '{2,2,1,0}', 'the borrower sees both exchanges');
select tests.act_as('cy');
select is(tests.seen(), '{0,0,0,1}', 'somebody else sees their own place in the waiting list alone');
select tests.act_as('di');
select is(tests.seen(), '{0,0,0,0}', 'a stranger sees nothing');
select is(
  (select count(*)::integer from public.listings l left join public.reservations r on r.listing_id = l.id where r.id is not null), 0,
  'nor through a listing'
);
select tests.act_as_visitor();
select throws_ok('select count(*) from ' || t, '42501', null, 'a visitor cannot read ' || t)
from unnest(array['public.reservations', 'public.reservation_events', 'public.condition_reports', 'public.waitlist']) as t;

-- Nobody writes but through functions
select tests.act_as('ada');
select throws_ok(command, '42501', null, 'not allowed: ' || command) from unnest(array[
  'insert into public.reservations (id) values (tests.id(20))',
  $$ update public.reservations set state = 'returned' $$,
  'update public.reservations set during = during',
  'delete from public.reservations',
  'insert into public.reservation_events (reservation_id) values (tests.id(10))',
  'update public.reservation_events set note = null',
  'delete from public.reservation_events',
  $$ update public.condition_reports set note = 'autre' $$,
  'insert into public.condition_reports (id) values (tests.id(20))',
  'delete from public.condition_reports',
  'insert into public.waitlist (id) values (tests.id(20))',
  $$ update public.waitlist set state = 'offered' $$,
  'delete from public.waitlist',
  'select * from private.handover_codes',
  'select * from private.reservation_steps'
]) as command;

-- Written down for good
reset role;
select tests.refused('update public.reservation_events set ' || change, 'not_allowed', 'an event keeps its ' || what)
from (values
  ($$ state = 'closed' $$, 'state'), ($$ action = 'close' $$, 'action'), ('actor_id = null', 'actor'), ($$ note = 'autre' $$, 'words'),
  ($$ at = now() - interval '1 day' $$, 'time')
) as c (change, what);
select tests.refused('delete from public.reservation_events', 'not_allowed', 'an event is not thrown away');
select lives_ok($$ update public.reservation_events set note = null $$, 'its words can be taken out');

-- The promise itself
create function tests.book(number integer, lent_from timestamptz, lent_until timestamptz, in_state text, of_unit integer default 1)
returns void language sql volatile as $$
  insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
  values (
    tests.id(number), tests.id(1), 'loan', of_unit, tests.id_of('ada'), tests.id_of('cy'),
    tstzrange(lent_from, lent_until), in_state::public.reservation_state, now()
  )
$$;
select throws_ok(
  format('select tests.book(30, %L, %L, %L)', tests.day(3), tests.day(5), s), '23P01', null, 'never in two homes at once: ' || s
)
from unnest(array['accepted', 'handed_over']) as s;
select lives_ok(format('select tests.book(31, %L, %L, %L)', tests.day(4), tests.day(5), 'accepted'), 'one leaves as the other comes');
select lives_ok(format('select tests.book(32, %L, %L, %L, 2)', tests.day(3), tests.day(5), 'accepted'), 'another unit is another thing');
select lives_ok(format('select tests.book(33, %L, %L, %L)', tests.day(3), tests.day(5), s), 'does not take dates: ' || s)
from unnest(array['requested']) as s;
select throws_ok(
  format('select tests.book(34, %L, %L, %L)', tests.day(6), tests.day(7), 'handed_over'), '23505', null,
  'a thing still out is not handed to the next, whatever the dates'
);

select throws_ok(
  format(
    $$ insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
       select tests.id(34 + n), tests.id(1), tests.id_of('cy'), tstzrange(tests.day(20), tests.day(21 + n)), 'offered', now(), 1
       from generate_series(1, 2) as n $$
  ),
  '23P01', null, 'never offered to two'
);

-- Bounds
select throws_ok(command, '23514', null, 'out of bounds: ' || what) from (values
  ('select tests.book(40, now(), now(), $a$declined$a$)', 'an empty period'),
  ($$ select tests.book(40, now(), 'infinity', 'declined') $$, 'no end'),
  ($$ select tests.book(40, null, now(), 'declined') $$, 'no beginning'),
  ($$ select tests.book(40, now(), now() + interval '1 hour', 'declined', 0) $$, 'unit 0'),
  ($$ select tests.book(40, now(), now() + interval '1 hour', 'declined', 51) $$, 'unit 51'),
  ($$ update public.reservations set borrower_id = owner_id $$, 'borrowing from oneself'),
  ($$ update public.reservations set note = repeat('a', 1001) $$, 'a long note'),
  ($$ update public.reservations set state = 'closed', extension_until = now() $$, 'staying longer once closed'),
  ($$ insert into public.reservation_events (reservation_id, action, state) values (tests.id(10), 'dance', 'closed') $$, 'an unknown step'),
  ($$ insert into public.reservation_events (reservation_id, action, state, note)
      values (tests.id(10), 'close', 'closed', repeat('a', 1001)) $$, 'a long reason'),
  ($$ update public.condition_reports set note = repeat('a', 2001) $$, 'a long condition'),
  ($$ update public.waitlist set during = 'empty' $$, 'waiting for nothing'),
  ($$ update public.waitlist set state = 'offered', kept_unit = 1 $$, 'an offer without an end'),
  ($$ update public.waitlist set state = 'offered', offered_until = now() $$, 'an offer of nothing'),
  ($$ update public.waitlist set kept_unit = 1 $$, 'kept for who was not offered it'),
  ($$ insert into private.handover_codes values (tests.id(10), '12a4') $$, 'a code that is not four digits'),
  ($$ insert into private.reservation_steps values ('dance', 'cat', 'closed', 'closed') $$, 'a step of nobody')
) as c (command, what);

select * from finish();
rollback;
