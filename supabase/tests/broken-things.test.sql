begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(107);
-- Ada's drill (1): Bo has it, Cy counts on it next week, Di has asked. Chairs (2): three of them.
update public.listings set condition = 'good' where id = tests.id(1);
select tests.publish(2, 'ada', 'loan', 3);
select tests.publish(3, 'ada', 'gift');
select tests.lend(10, 'handed_over');
select tests.lend(11, 'accepted', tests.day(5), tests.day(7), 'cy');
select tests.lend(12, 'requested', tests.day(8), tests.day(9), 'di');
select tests.lend(13, 'cancelled', tests.day(5), tests.day(7), 'di');
select tests.lend(14, 'accepted', tests.day(-9), tests.day(-8), 'di');
insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
values (tests.id(15), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(10), tests.day(11)), 'offered', now() + interval '1 hour', 1);

create function tests.break(number integer, listing integer default 1, note text default '') returns public.breakdowns
language sql volatile as $$ select public.declare_broken(tests.id(number), tests.id(listing), note) $$;
create function tests.mend(op integer, listing integer default 1) returns text
language sql volatile as $$ select out_of_order_since::text from public.declare_mended(tests.id(listing), tests.id(op)) $$;
-- What people were told: whom, what, of which exchange.
create function tests.told() returns table (who text, says text, subject uuid)
language sql stable security definer as $$
  select p.name, n.about ->> 'says', (n.about ->> 'id')::uuid from public.notifications n join tests.people p on p.id = n.person_id and n.about ->> 'says' like 'thing\_%'
  where n.about ->> 'says' ~ '^thing_' order by 3, 2, 1
$$;
-- Lines of system in a conversation: whose, what.
create function tests.lines(number integer) returns table (who text, body text)
language sql stable security definer as $$
  select p.name, m.body from public.messages m left join tests.people p on p.id = m.author_id
  where m.conversation_id = tests.id(number) and m.body ~ '^thing_' order by m.sent_at
$$;
create function tests.free(listing integer, days integer) returns integer
language sql stable as $$ select free_units from public.listing_calendar(tests.id(listing), tests.today() + days, tests.today() + days + 1) $$;
create function tests.found(listing integer) returns boolean
language sql stable as $$ select exists (select from public.search_listings(query => 'Thing ' || listing) s where s.id = tests.id(listing)) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Whose it is to say
select is(tests.attempt(who, command), says, who || ': ' || why) from (values
  ('cy', 'select tests.break(40)', 'not_allowed', 'it is neither theirs nor in their hands'),
  ('di', 'select tests.break(40)', 'not_allowed', 'nor was it ever'),
  ('bo', 'select tests.break(40, 2)', 'not_allowed', 'another thing'),
  ('bo', 'select tests.break(40, 99)', 'not_found', 'no such thing'),
  ('ada', 'select tests.break(40, 3)', 'invalid_value', 'a gift is not lent'),
  ('ada', $$ select tests.break(40, 1, repeat('a', 1001)) $$, 'too_long', 'words have an end'),
  ('ada', 'select public.declare_broken(null, tests.id(1))', 'invalid_value', 'an act has an id')
) as c (who, command, says, why);
select tests.act_as_visitor();
select throws_ok('select tests.break(40)', '42501', null, 'a visitor says nothing');
select tests.act_as_nobody();
update public.listings set status = 'paused' where id = tests.id(2);
select is(tests.attempt('cy', 'select tests.break(40, 2)'), 'not_found', 'what is hidden is not there');
update public.listings set status = 'closed' where id = tests.id(2);
select is(tests.attempt('ada', 'select tests.break(40, 2)'), 'wrong_state', 'what is closed needs no closing');
update public.listings set status = 'published' where id = tests.id(2);
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('bo', 'select tests.break(40)'), 'not_available', 'nothing is said across a block');
delete from private.blocks;

-- Bo has it, and it broke
select tests.act_as('cy');
select is(tests.free(1, 12), 1, 'before, its calendar is open');
select ok(tests.found(1), 'and it is found');
select tests.act_as('bo');
select results_eq(
  $$ select listing_id, unit, reported_by, reservation_id, note, told, mended_at from tests.break(40, 1, ' Le mandrin ne serre plus ') $$,
  $$ values (tests.id(1), null::smallint, tests.id_of('bo'), tests.id(10), 'Le mandrin ne serre plus', null::uuid[], null::timestamptz) $$, 'Bo says so'
);
select lives_ok($$ select tests.break(40, 1, 'Le mandrin ne serre plus') $$, 'twice is once');
select tests.refused($$ select tests.break(40, 1, 'Autre chose') $$, 'id_reused', 'not in other words');
select tests.refused('select tests.break(41)', 'already_done', 'once is enough');
select tests.act_as('cy');
select tests.refused($$ select tests.break(40, 1, 'Le mandrin ne serre plus') $$, 'not_allowed', 'nobody takes another’s act');
select tests.act_as('ada');
select tests.refused('select tests.break(40)', 'not_allowed', 'the owner neither');
select tests.act_as('cy');
select is(tests.free(1, 12), 0, 'its calendar is closed');
select ok(not tests.found(1), 'it is not found');
select ok((select out_of_order_since is not null from public.listings where id = tests.id(1)), 'its page says why');
select is_empty($$ select * from public.next_free_periods(tests.id(1)) $$, 'there is no next time');
select tests.refused(
  format('select public.%s(tests.id(42), tests.id(1), %L, %L)', asked, tests.day(12), tests.day(13)), 'not_available', asked || ' is refused'
) from unnest(array['request_reservation', 'join_waitlist']) as asked;

-- Each who counted on it is told once
select results_eq('select * from tests.told()', $$ values
  ('ada', 'thing_broke', tests.id(10)), ('cy', 'thing_broken', tests.id(11)), ('di', 'thing_broken', tests.id(12)) $$, 'who counts on it is told'
);
select results_eq('select * from tests.lines(11)', $$ values (null::text, 'thing_broken') $$, 'in their conversation, not who has it');
select is_empty('select * from tests.lines(' || n || ')', 'others are not told: ' || n) from unnest(array[13, 14]) as n;
select results_eq('select * from tests.lines(10)', $$ values ('bo', 'thing_broken') $$, 'Ada reads it in hers');
select tests.act_as('ada');
select is((select body from public.messages where conversation_id = tests.id(10) and kind = 'text'), 'Le mandrin ne serre plus', 'with Bo’s words');
select is((select about ->> 'says' from public.notifications where about ->> 'id' = tests.id(10)::text and about ->> 'says' like 'thing\_%'), 'thing_broke', 'and is told');
select results_eq(
  'select id, listing_id, unit::integer, reported_by, reservation_id, note, broke_at = now(), mended_at from public.breakdowns',
  $$ values (tests.id(40), tests.id(1), null::integer, tests.id_of('bo'), tests.id(10), 'Le mandrin ne serre plus', true, null::timestamptz) $$,
  'the owner sees what broke'
);
select throws_ok(command, '42501', null, command) from unnest(array[
  'select told from public.breakdowns', 'insert into public.breakdowns (id) values (tests.id(90))', 'update public.breakdowns set note = $$x$$',
  'delete from public.breakdowns', 'insert into public.repair_wishes (listing_id) values (tests.id(1))',
  'update public.repair_wishes set problem = $$x$$', 'delete from public.repair_wishes',
  'update public.listings set out_of_order_since = null', 'update public.listings set broken_units = $${}$$'
]) as command;
select tests.act_as('bo');
select is((select count(*)::integer from public.breakdowns), 1, 'so does whoever said so');
select is((select state::text from public.waitlist where id = tests.id(15)), 'waiting', 'an offer is none any more, its place is kept');
select tests.act_as('cy');
select is_empty('select 1 from public.breakdowns', 'whoever counted on it sees no words');
select tests.act_as_visitor();
select throws_ok('select from public.' || t, '42501', null, 'a visitor sees no ' || t) from unnest(array['breakdowns', 'repair_wishes']) as t;

-- What was agreed stands until somebody, or the day, says otherwise
select tests.act_as('ada');
select tests.refused(
  format('select public.advance_reservation(tests.id(%s), %L, null, tests.id(43))', number, step), 'not_available', step || ' waits for the repair'
) from (values (12, 'accept'), (11, 'hand_over')) as s (number, step);
select is(tests.attempt('cy', $$ select state from public.advance_reservation(tests.id(11), 'cancel', null, tests.id(44)) $$), 'cancelled', 'Cy may cancel in one step');
select is(tests.attempt('ada', $$ select state from public.advance_reservation(tests.id(12), 'decline', null, tests.id(44)) $$), 'declined', 'Ada may decline');
update public.reservations set state = 'returned' where id = tests.id(10);
update public.reservations set state = 'closed' where id = tests.id(14);
select is(private.cancel_what_is_broken(), 0, 'nothing is cancelled before its day');
update public.reservations set during = tstzrange(tests.day(-1), tests.day(2)) where id = tests.id(11);
select is(private.cancel_what_is_broken(), 1, 'what is still broken when the day has passed is cancelled');
select is(private.cancel_what_is_broken(), 0, 'once');
select results_eq(
  $$ select action, state::text, actor_id from public.reservation_events where reservation_id = tests.id(11) order by id desc limit 1 $$,
  $$ values ('cancel', 'cancelled', null::uuid) $$, 'by time'
);
select results_eq('select body from tests.lines(11)', $$ values ('thing_broken'), ('thing_still_broken') $$, 'which says why');
select results_eq(
  $$ select who, says from tests.told() where subject = tests.id(11) and says in ('thing_still_broken', 'reservation_cancel') $$,
  $$ values ('ada', 'thing_still_broken'), ('cy', 'thing_still_broken') $$, 'to both, and not that somebody cancelled'
);

-- To be repaired
create function tests.wish(op integer, problem text, listing integer default 1) returns text
language sql volatile as $$ select problem from public.wish_repair(tests.id(listing), problem, tests.id(op)) $$;
create function tests.drop_wish(op integer) returns void
language sql volatile as $$ select public.drop_repair_wish(tests.id(1), tests.id(op)) $$;
grant execute on all functions in schema tests to anon, authenticated;
select is(tests.attempt(who, command), says, who || ': ' || command) from (values
  ('cy', $$ select tests.wish(50, 'x') $$, 'not_allowed'), ('ada', $$ select tests.wish(50, ' ') $$, 'invalid_value'),
  ('ada', $$ select tests.wish(50, repeat('a', 1001)) $$, 'too_long'), ('ada', $$ select tests.wish(50, 'x', 99) $$, 'not_found'),
  ('cy', 'select tests.drop_wish(50)', 'not_allowed')
) as c (who, command, says);
select tests.act_as('ada');
select is(tests.wish(50, 'Le mandrin'), 'Le mandrin', 'Ada proposes it to a repair session');
select is(tests.wish(50, 'Le mandrin'), 'Le mandrin', 'twice is once');
select is(tests.wish(51, 'Le mandrin, et le câble'), 'Le mandrin, et le câble', 'then says it better');
select is((select condition::text from public.listings where id = tests.id(1)), 'to_repair', 'it is to repair');
select tests.act_as('bo');
select is_empty('select 1 from public.repair_wishes', 'nobody else reads that');
select tests.act_as('ada');
select lives_ok('select tests.drop_wish(52), tests.drop_wish(53), tests.drop_wish(52)', 'it is taken back, also twice');
select is((select condition::text from public.listings where id = tests.id(1)), 'good', 'and is what it was');
select is_empty('select 1 from public.repair_wishes', 'no wish is left');
select is(tests.wish(54, 'Le mandrin'), 'Le mandrin', 'proposed again');

-- Mended
select is(tests.attempt('bo', 'select tests.mend(60)'), 'not_allowed', 'whose it is says that it is mended');
select tests.act_as('ada');
select is(tests.mend(60), null, 'Ada says so');
select is(tests.attempt('bo', $$ select state from public.waitlist where id = tests.id(15) $$), 'offered', 'whoever waits is offered it again');
select tests.act_as('ada');
select is(tests.mend(60), null, 'twice is once');
select tests.refused('select tests.mend(61)', 'already_done', 'what is not broken is not mended');
select tests.refused('select tests.mend(60, 2)', 'id_reused', 'an act is about one thing');
select tests.refused('select public.declare_mended(tests.id(1), null)', 'invalid_value', 'and has an id');
select is((select condition::text from public.listings where id = tests.id(1)), 'good', 'it is what it was before');
select is_empty('select 1 from public.repair_wishes', 'and needs no repair');
select ok((select mended_at is not null from public.breakdowns), 'the breakdown is over');
select results_eq('select body from tests.lines(12)', $$ values ('thing_broken'), ('thing_mended') $$, 'Di, who still waits, reads it');
select results_eq('select body from tests.lines(11)', $$ values ('thing_broken'), ('thing_still_broken') $$, 'Cy, who does not, is left alone');
select results_eq($$ select who from tests.told() where says = 'thing_mended' $$, $$ values ('di') $$, 'and Di is told');
select tests.act_as('cy');
select is(tests.free(1, 12), 1, 'its calendar is open');
select ok(tests.found(1), 'and it is found');
select tests.act_as('ada');
select lives_ok('select tests.break(45)', 'the owner says it any time, without a word');
select results_eq('select * from tests.lines(12) offset 2', $$ values ('ada', 'thing_broken') $$, 'in her name');

-- One of several
select tests.act_as_nobody();
insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
select tests.id(n), tests.id(2), 'loan', unit, tests.id_of('ada'), tests.id_of(who), tstzrange(tests.day(a), tests.day(b)), state::public.reservation_state, now()
from (values (20, 2, 'bo', 0, 3, 'handed_over'), (21, 2, 'cy', 5, 6, 'accepted'), (22, 1, 'di', 6, 7, 'accepted')) as r (n, unit, who, a, b, state);
select private.open_exchange(r) from public.reservations r where r.listing_id = tests.id(2);
select tests.act_as('bo');
select is((select unit::integer from tests.break(46, 2)), 2, 'Bo’s chair broke');
select is(tests.free(2, 12), 2, 'the two others are free');
select ok((select out_of_order_since is null and broken_units = '{2}' from public.listings where id = tests.id(2)), 'and may be asked for');
select tests.act_as_nobody();
select is((select unit::integer from public.reservations where id = tests.id(21)), 1, 'who was to have it has another');
select is_empty($$ select * from tests.told() where subject in (tests.id(21), tests.id(22)) $$, 'and is not troubled');

-- What the columns refuse by themselves
select throws_like(command, '%"' || named || '"%', named) from (values
  ('insert into public.breakdowns select * from public.breakdowns limit 1', 'breakdowns_pkey'),
  ('update public.breakdowns set listing_id = tests.id(99)', 'breakdowns_listing_id_fkey'),
  ('update public.breakdowns set reported_by = tests.id(99)', 'breakdowns_reported_by_fkey'),
  ('update public.breakdowns set reservation_id = tests.id(99)', 'breakdowns_reservation_id_fkey'),
  ('update public.breakdowns set unit = 51', 'breakdowns_unit_bounded'),
  ('update public.breakdowns set note = repeat($$a$$, 1001)', 'breakdowns_note_too_long'),
  ('update public.listings set broken_units = array_fill(1::smallint, array[51]) where id = tests.id(2)', 'listings_broken_units_bounded')
) as c (command, named);
insert into public.repair_wishes (listing_id, person_id, problem) values (tests.id(2), tests.id_of('ada'), 'Un pied');
select throws_like(command, '%"' || named || '"%', named) from (values
  ('insert into public.repair_wishes select * from public.repair_wishes', 'repair_wishes_pkey'),
  ('update public.repair_wishes set listing_id = tests.id(99)', 'repair_wishes_listing_id_fkey'),
  ('update public.repair_wishes set person_id = tests.id(99)', 'repair_wishes_person_id_fkey'),
  ('update public.repair_wishes set problem = $$$$', 'repair_wishes_problem_there'),
  ('update public.repair_wishes set problem = repeat($$a$$, 1001)', 'repair_wishes_problem_too_long')
) as c (command, named);
delete from public.listings where id = tests.id(2);
select is((select count(*)::integer from public.repair_wishes), 0, 'a wish goes with its thing');
select is((select count(*)::integer from public.breakdowns where listing_id = tests.id(2)), 0, 'so does what broke');

select * from finish();
rollback;
