begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(48);

create function tests.token(n integer) returns text language sql immutable as $$ select rpad('Ab_-' || n, 22, 'x') $$;
create function tests.read(n integer) returns text language sql as $$
  select string_agg(concat_ws(' ', f.what, f.title, case when f.by_day then 'day' end, f.sequence, case when f.cancelled then 'cancelled' end), ', ' order by f.what, f.starts_at)
  from public.calendar_feed(tests.token(n)) as f
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- Opening, opening anew, closing
select tests.act_as('bo');
select is(public.my_calendar_feed(), null, 'nobody has a feed before asking for one');
select lives_ok('select public.open_calendar_feed(tests.token(1), tests.id(101)) from generate_series(1, 2)', 'one opens one''s calendar, also twice');
select is(public.my_calendar_feed(), now(), 'and reads since when');
select tests.refused('select public.open_calendar_feed(tests.token(2), tests.id(101))', 'id_reused', 'not another under the same act');
select tests.refused(format('select public.open_calendar_feed(%L, tests.id(102))', bad), 'invalid_value', 'no token: ' || coalesce(bad, 'null')) from (values
  (null), (''), (repeat('x', 21)), (repeat('x', 23)), (repeat('x', 21) || '='), (repeat('x', 21) || E'\n')
) as tokens (bad);
select tests.refused('select public.open_calendar_feed(tests.token(2), null)', 'invalid_value', 'an act has an id');
select tests.refused('select public.close_calendar_feed(null)', 'invalid_value', 'so has this one');
select tests.act_as('cy');
select tests.refused('select public.open_calendar_feed(tests.token(1), tests.id(103))', 'invalid_value', 'a token is one person''s');
select tests.refused('select public.open_calendar_feed(tests.token(1), tests.id(101))', 'not_allowed', 'an act too');
select is(public.my_calendar_feed(), null, 'each has their own, or none');
select tests.act_as_visitor();
select is(tests.read(1), null, 'there is nothing in it yet');
select tests.refused(format('select * from public.calendar_feed(%L)', bad), 'not_found', 'no such feed: ' || coalesce(bad, 'null')) from (values (null), (''), (tests.token(2))) as tokens (bad);
select throws_ok(command, '42501', null, command) from unnest(array[
  'select public.open_calendar_feed(tests.token(3), tests.id(104))', 'select public.close_calendar_feed(tests.id(104))', 'select public.my_calendar_feed()',
  'select public.my_calendar()', 'select from private.calendar_feeds'
]) as command;
select tests.act_as('bo');
select throws_ok('select from private.calendar_feeds', '42501', null, 'nor do residents read the feeds');
select lives_ok('select public.open_calendar_feed(tests.token(2), tests.id(105))', 'a new address');
select tests.act_as_visitor();
select tests.refused('select public.calendar_feed(tests.token(1))', 'not_found', 'takes the place of the one before');
select tests.act_as('cy');
select lives_ok('select public.close_calendar_feed(tests.id(106))', 'who has none takes none back');
select tests.act_as_visitor();
select lives_ok('select public.calendar_feed(tests.token(2))', 'nor anybody else''s');
select tests.act_as_nobody();
select is_empty($$ select from private.calendar_feeds f where encode(f.token_hash, 'escape') like '%Ab_-%' $$, 'no token is kept');
select is_empty($$ select from private.op_receipts r where r.result::text like '%Ab_-%' or encode(r.content, 'escape') like '%Ab_-%' $$, 'in no receipt either');

-- What it holds
select tests.lend(20, 'accepted', tests.day(5), tests.day(8));
select tests.lend(21, 'requested', tests.day(5), tests.day(8));
select tests.lend(22, 'accepted', tests.day(3, 10), tests.day(3, 11), 'bo', 2);
select tests.lend(23, 'returned', tests.day(-9), tests.day(2), 'bo', 3);
select tests.lend(24, 'returned', tests.day(-9), tests.day(-3), 'bo', 4);
select tests.lend(25, 'cancelled', tests.day(12), tests.day(13));
select tests.lend(26, 'closed', tests.day(-50), tests.day(-40));
select tests.lend(27, 'accepted', tests.day(20), tests.day(21), 'cy');
insert into public.reservation_events (reservation_id, action, state) select r.id, 'accept', 'accepted' from public.reservations r where r.state <> 'requested';
update public.reservations set return_at = now() where id = tests.id(23);
update public.reservations set return_at = tests.day(-4, 18) where id = tests.id(24);
insert into public.appointments (reservation_id, conversation_id, owner_id, guest_id, moment, state, starts_at, ends_at, place, sequence)
select tests.id(number), tests.id(number), tests.id_of('ada'), tests.id_of(guest), moment::public.handover_moment, state::public.appointment_state, tests.day(days, 10), tests.day(days, 11), 'Chez Ada', steps
from (values (20, 'bo', 'hand_over', 'agreed', 5, 2), (20, 'bo', 'return', 'cancelled', 7, 1), (26, 'bo', 'return', 'agreed', -41, 0), (27, 'cy', 'hand_over', 'agreed', 20, 0)) as a (number, guest, moment, state, days, steps);
insert into public.appointments (reservation_id, conversation_id, owner_id, guest_id, moment, proposed_by, proposed_starts_at, proposed_ends_at)
values (tests.id(22), tests.id(22), tests.id_of('ada'), tests.id_of('bo'), 'return', tests.id_of('bo'), tests.day(3, 9), tests.day(3, 10));
select tests.act_as_visitor();
select is(
  tests.read(2),
  'due Thing 1 day 1, due Thing 1 day 1 cancelled, due Thing 1 day 1, due Thing 1 day 1 cancelled, hand_over Thing 1 2, return Thing 1 1 cancelled, slot Thing 1 1',
  'what was agreed with its reader, when, and what fell through; never what is only asked for, what is others'', or what is long over'
);
select results_eq(
  $$ select what, uid, starts_at, ends_at from public.calendar_feed(tests.token(2)) where not cancelled and starts_at >= now() order by what $$,
  $$ values
    ('due', tests.id(20)::text, tests.day(7), tests.day(8)),
    ('hand_over', (select uid from public.calendar_feed(tests.token(2)) where what = 'hand_over'), tests.day(5, 10), tests.day(5, 11)),
    ('slot', tests.id(22)::text, tests.day(3, 10), tests.day(3, 11)) $$,
  'a loan comes back on its last day, the rest has its hours'
);
select unalike((select jsonb_agg(f)::text from public.calendar_feed(tests.token(2)) as f), '%Ada%', 'no name, no place');
select tests.act_as('ada');
select is((select count(*)::integer from public.my_calendar()), 9, 'in the app the other one reads the same, with what they agreed with others');
select tests.act_as('bo');
select results_eq(
  $$ select reservation_id from public.my_calendar() where what = 'hand_over' $$, 'values (tests.id(20))', 'and which exchange it is'
);
select tests.act_as('di');
select is_empty('select public.my_calendar()', 'a stranger has nothing of it');
select tests.act_as('bo');
select lives_ok($$ select public.advance_reservation(tests.id(20), 'cancel', null, tests.id(110)) $$, 'what is cancelled');
select tests.act_as_visitor();
select is(
  (select string_agg(concat_ws(' ', what, sequence, cancelled), ', ' order by what) from public.calendar_feed(tests.token(2)) where uid = tests.id(20)::text or what = 'hand_over'),
  'due 2 t, hand_over 3 t', 'keeps its name, one further on'
);
select tests.act_as_nobody();
update public.reservations set listing_id = null where id = tests.id(22);
select tests.act_as_visitor();
select is((select title from public.calendar_feed(tests.token(2)) where what = 'slot'), null, 'of a listing that is gone there is no title');

-- Taken back
select tests.act_as('bo');
select lives_ok('select public.close_calendar_feed(tests.id(111)) from generate_series(1, 2)', 'it is taken back, also twice');
select is(public.my_calendar_feed(), null, 'and gone');
select tests.act_as_visitor();
select tests.refused('select public.calendar_feed(tests.token(2))', 'not_found', 'leads nowhere');
select tests.act_as('bo');
select lives_ok('select public.open_calendar_feed(tests.token(2), tests.id(105))', 'opened late, it answers as then');
select is(public.my_calendar_feed(), null, 'and stays closed');

-- What the columns refuse by themselves
select tests.act_as_nobody();
insert into private.calendar_feeds (person_id, token_hash) values (tests.id_of('bo'), 'x');
select throws_like(format('insert into private.calendar_feeds (person_id, token_hash) values (%s)', of), '%"calendar_feeds_' || named || '"%', named) from (values
  ('tests.id_of(''bo''), ''y''', 'pkey'), ('tests.id_of(''cy''), ''x''', 'one_token_each'), ('gen_random_uuid(), ''y''', 'person_id_fkey')
) as bad (of, named);

select * from finish();
rollback;
