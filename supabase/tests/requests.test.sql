begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(68);

prepare ask(integer, timestamptz, timestamptz) as select state from public.request_reservation(tests.id($1), tests.id(1), $2, $3);
prepare ask_for(integer, integer, timestamptz, timestamptz) as
  select state from public.request_reservation(tests.id($1), tests.id($2), $3, $4);

-- Asking
create function tests.due(starts timestamptz, ends timestamptz) returns timestamptz
language sql stable security definer as $$ select private.respond_by(now(), tstzrange(starts, ends)) $$;
grant execute on function tests.due(timestamptz, timestamptz) to authenticated;
select tests.act_as('bo');
select results_eq(
  format('execute ask(10, %L, %L)', tests.day(2), tests.day(4)), $$ values ('requested'::public.reservation_state) $$,
  'a neighbour asks for the week-end'
);
select results_eq(
  $$ select listing_id, borrower_id, owner_id, unit::integer, during, conversation_id, kind::text, respond_by
     from public.reservations where id = tests.id(10) $$,
  $$ values (
    tests.id(1), tests.id_of('bo'), tests.id_of('ada'), 1, tstzrange(tests.day(2), tests.day(4)), tests.id(10), 'loan',
    tests.due(tests.day(2), tests.day(4))
  ) $$,
  'the request says who, what and when, and until when Ada answers'
);
select results_eq(
  $$ select actor_id, action, state::text from public.reservation_events where reservation_id = tests.id(10) $$,
  $$ values (tests.id_of('bo'), 'request', 'requested') $$,
  'asking leaves an event'
);
select results_eq(
  $$ select kind::text, body, author_id from public.messages where conversation_id = tests.id(10) $$,
  $$ values ('system', 'reservation_requested', tests.id_of('bo')) $$,
  'asking opens the conversation with a system line'
);
select results_eq(
  format('execute ask(10, %L, %L)', tests.day(2), tests.day(4)), $$ values ('requested'::public.reservation_state) $$,
  'the same request sent twice lands once'
);
select tests.refused(
  format('execute ask(10, %L, %L)', tests.day(2), tests.day(5)), 'id_reused', 'the same id with other dates is refused'
);
select results_eq('select count(*)::integer from public.reservations', 'values (1)', 'and there is one reservation');

select tests.act_as('cy');
select tests.refused(format('execute ask(10, %L, %L)', tests.day(2), tests.day(4)), 'not_allowed', 'an id of somebody else says nothing');
select results_eq(
  format('execute ask(11, %L, %L)', tests.day(3), tests.day(5)), $$ values ('requested'::public.reservation_state) $$,
  'a pending request does not keep others from asking'
);
select lives_ok(
  format(
    $$ select public.request_reservation(tests.id(12), tests.id(1), %L, %L, 'Pour une étagère, 06 12 34 56 78') $$,
    tests.day(9), tests.day(10)
  ),
  'a request may say why'
);
select results_eq(
  'select note from public.reservations where id = tests.id(12)', $$ values ('Pour une étagère, •••') $$,
  'contact details in a request are masked'
);
select results_eq(
  $$ select body from public.messages where conversation_id = tests.id(12) and kind = 'text' $$,
  $$ values ('Pour une étagère, •••') $$,
  'and it opens the conversation as the first message'
);

-- Who may not
select tests.act_as('ada');
select tests.refused(format('execute ask(20, %L, %L)', tests.day(6), tests.day(7)), 'own_listing', 'an owner does not borrow from herself');
select tests.act_as_visitor();
select throws_ok(
  format('execute ask(20, %L, %L)', tests.day(6), tests.day(7)), '42501', null, 'a visitor signs in first'
);
reset role;
select tests.publish(2, 'ada', 'gift');
select tests.publish(3, 'ada');
select tests.publish(4, 'ada');
select tests.publish(5, 'di');
update public.listings set status = 'paused' where id = tests.id(3);
update public.listings set expires_at = now() - interval '1 minute' where id = tests.id(4);
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('di'), tests.id_of('bo'));
select tests.act_as('bo');
select tests.refused(
  format('execute ask_for(20, %s, %L, %L)', thing, tests.day(6), tests.day(7)), 'not_available', 'not available: ' || why
)
from (values (2, 'a gift'), (3, 'paused'), (4, 'expired'), (5, 'its owner blocked me'), (99, 'no such listing')) as hidden (thing, why);

-- When
select tests.refused(format('execute ask(20, %L, %L)', tests.day(-1), tests.day(1)), 'starts_in_past', 'yesterday is refused');
select tests.refused(
  format('execute ask(20, %L, %L)', now() - interval '6 minutes', now() + interval '1 hour'), 'starts_in_past', 'ten minutes ago is refused'
);
select tests.refused(format('execute ask(20, %L, %L)', tests.day(0) - interval '1 hour', tests.day(0)), 'starts_in_past', 'all over is refused');
select results_eq(
  format('select lower(during) from public.request_reservation(tests.id(21), tests.id(1), %L, %L)', tests.day(0), tests.day(1)),
  'values (now())', 'a day that has begun is lent from now on'
);
select results_eq(
  format(
    'select lower(during) from public.request_reservation(tests.id(22), tests.id(1), %L, %L)',
    now() - interval '4 minutes', now() + interval '1 hour'
  ),
  'values (now())', 'a slow clock or network is forgiven'
);
select tests.refused(format('execute ask(20, %s, %s)', a, b), 'invalid_value', 'no period: ' || why)
from (values
  (quote_literal(tests.day(5)), quote_literal(tests.day(5)), 'empty'),
  (quote_literal(tests.day(5)), quote_literal(tests.day(4)), 'backwards'),
  ('null', quote_literal(tests.day(4)), 'without a start'),
  (quote_literal(tests.day(4)), 'null', 'without an end'),
  (quote_literal(tests.day(4)), quote_literal('infinity'), 'without end'),
  (quote_literal('-infinity'), quote_literal(tests.day(4)), 'since ever'),
  (quote_literal(tests.day(367)), quote_literal(tests.day(368)), 'in more than a year')
) as p (a, b, why);
select tests.refused(format('execute ask(20, %L, %L)', tests.day(5), tests.day(20)), 'period_too_long', 'fifteen days are one too many');
select results_eq(
  format('execute ask(23, %L, %L)', tests.day(5), tests.day(19)), $$ values ('requested'::public.reservation_state) $$,
  'fourteen days are the longest'
);
reset role;
update public.listings set min_days = 2, lead_hours = 48 where id = tests.id(1);
select tests.act_as('bo');
select tests.refused(format('execute ask(20, %L, %L)', tests.day(5), tests.day(6)), 'period_too_short', 'one day is too short for this one');
select tests.refused(
  format('execute ask(20, %L, %L)', tests.day(1), tests.day(3)), 'starts_in_past', 'sooner than the owner can be ready is refused'
);
select tests.refused(
  format(
    'select public.request_reservation(tests.id(20), tests.id(1), %L, %L, %L)', tests.day(5), tests.day(7), repeat('a', 1001)
  ),
  'too_long', 'a note has an end'
);
select tests.refused(
  format('select public.request_reservation(null, tests.id(1), %L, %L)', tests.day(5), tests.day(7)), 'invalid_value', 'a request has an id'
);

-- One thing at a time, for whoever lends so
reset role;
update public.listings set min_days = 1, lead_hours = 0 where id = tests.id(1);
create function tests.one_more(number integer, thing integer) returns text language sql as $$
  select format(
    'select state from public.request_reservation(tests.id(%s), tests.id(%s), %L, %L)', number, thing, tests.day(thing), tests.day(thing + 1)
  )
$$;
grant execute on function tests.one_more(integer, integer) to authenticated;
select tests.publish(46, 'cy');
select tests.publish(47, 'cy');
select tests.publish(48, 'cy', 'space');
select tests.act_as('cy');
select lives_ok($$ select public.save_my_details('{"one_at_a_time": true}') $$, 'Cy lends each neighbour one thing at a time');
select is(tests.attempt('bo', tests.one_more(180, 46)), 'requested', 'Bo may ask for one');
select tests.act_as('bo');
select lives_ok(tests.one_more(180, 46), 'and does');
select is(tests.attempt('bo', tests.one_more(181, 47)), 'quota_reached', 'not for another, of other days');
select is(tests.attempt('bo', tests.one_more(181, 48)), 'requested', 'a room is no loan');
select is(tests.attempt('di', tests.one_more(181, 47)), 'requested', 'nor is Di in anybody’s way');
reset role;
update public.reservations set state = 'handed_over' where id = tests.id(180);
select is(tests.attempt('bo', tests.one_more(181, 47)), 'quota_reached', 'not while Bo has it');
update public.reservations set state = 'returned' where id = tests.id(180);
select is(tests.attempt('bo', tests.one_more(181, 47)), 'requested', 'once it is back, the next');
update public.reservations set state = 'requested', respond_by = now() where id = tests.id(180);
select is(tests.attempt('bo', tests.one_more(181, 47)), 'requested', 'or once nobody answered');
update public.reservations set respond_by = now() + interval '1 hour' where id = tests.id(180);
update private.person_details set choices = '{"one_at_a_time": false}' where person_id = tests.id_of('cy');
select is(tests.attempt('bo', tests.one_more(181, 47)), 'requested', 'or when Cy lends more');
update public.reservations set state = 'declined' where id = tests.id(180);

-- Taken
reset role;
update public.reservations set state = 'accepted' where id = tests.id(10);
select tests.act_as('cy');
select tests.refused(format('execute ask(20, %L, %L)', tests.day(3), tests.day(6)), 'dates_taken', 'what is promised cannot be asked for');
select results_eq(
  format('execute ask(24, %L, %L)', tests.day(4), tests.day(6)), $$ values ('requested'::public.reservation_state) $$,
  'the day after it can'
);
reset role;
select tests.publish(6, 'ada', 'loan', 2);
update public.listings set instant = true where id = tests.id(6);
select tests.act_as('bo');
select results_eq(
  format('select state::text, unit::integer from public.request_reservation(tests.id(30), tests.id(6), %L, %L)', tests.day(1), tests.day(3)),
  $$ values ('accepted', 1) $$, 'an instant listing says yes at once'
);
select tests.act_as('cy');
select results_eq(
  format('select state::text, unit::integer from public.request_reservation(tests.id(31), tests.id(6), %L, %L)', tests.day(1), tests.day(3)),
  $$ values ('accepted', 2) $$, 'the next gets the second one'
);
select results_eq(
  $$ select actor_id, action, state::text from public.reservation_events where reservation_id = tests.id(31) order by id $$,
  $$ values (tests.id_of('cy'), 'request', 'requested'), (null, 'accept', 'accepted') $$,
  'the rule said yes, nobody did'
);
select tests.act_as('di');
select tests.refused(
  format('execute ask_for(32, 6, %L, %L)', tests.day(2), tests.day(4)), 'dates_taken', 'the third finds both taken'
);

-- Twice
reset role;
select tests.publish(7, 'ada', 'loan', 2);
select tests.act_as('bo');
select results_eq(
  format('execute ask_for(%s, 7, %L, %L)', id, tests.day(20), tests.day(22)), $$ values ('requested'::public.reservation_state) $$,
  'each of two can be asked for: ' || id
)
from (values (40), (41)) as asked (id);
select tests.refused(
  format('execute ask_for(42, 7, %L, %L)', tests.day(20), tests.day(22)), 'already_done', 'one has asked for as many as there are'
);
select results_eq(
  format('execute ask_for(43, 7, %L, %L)', tests.day(20), tests.day(23)), $$ values ('requested'::public.reservation_state) $$,
  'other days are another request'
);
reset role;
update public.reservations set state = 'accepted', unit = case id when tests.id(40) then 1 else 2 end where id in (tests.id(40), tests.id(41));
select tests.act_as('bo');
select tests.refused(
  format('execute ask_for(42, 7, %L, %L)', tests.day(20), tests.day(22)), 'already_done', 'what one was promised is not taken by somebody else'
);
select tests.act_as('cy');
select tests.refused(format('execute ask_for(42, 7, %L, %L)', tests.day(20), tests.day(22)), 'dates_taken', 'for others it is');
reset role;
update public.reservations set state = 'cancelled' where id = tests.id(40);
select tests.act_as('bo');
select results_eq(
  format('execute ask_for(42, 7, %L, %L)', tests.day(20), tests.day(22)), $$ values ('requested'::public.reservation_state) $$,
  'what was given up can be asked for again'
);

-- Quotas
reset role;
delete from public.messages;
delete from public.conversations;
delete from public.reservations;
select tests.act_as('di');
select is(
  (
    select count(*)::integer from generate_series(100, 119) as n,
    lateral public.request_reservation(tests.id(n), tests.id(1), tests.day(n - 90), tests.day(n - 89)) as r
  ),
  20, 'twenty requests may wait for an answer'
);
select tests.refused(format('execute ask(120, %L, %L)', tests.day(40), tests.day(41)), 'quota_reached', 'the next one waits');
reset role;
update public.reservations set state = 'cancelled';
insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
select tests.id(n), tests.id(1), 'loan', 1, tests.id_of('ada'), tests.id_of('di'), tstzrange(tests.day(1), tests.day(2)), 'cancelled', now()
from generate_series(200, 239) as n;
select tests.act_as('di');
select tests.refused(format('execute ask(121, %L, %L)', tests.day(40), tests.day(41)), 'too_fast', 'sixty requests a day are enough');
reset role;
update public.reservations set created_at = now() - interval '2 days';
select tests.act_as('di');
select results_eq(
  format('execute ask(122, %L, %L)', tests.day(40), tests.day(41)), $$ values ('requested'::public.reservation_state) $$, 'tomorrow is another day'
);

-- Windows the owner marked as automatic
reset role;
insert into public.handover_windows (id, person_id, weekday, from_time, until_time, automatic)
select gen_random_uuid(), tests.id_of('ada'), extract(isodow from tests.day(n) at time zone 'Europe/Paris'), '10:00', '12:00', n <> 60
from generate_series(60, 62) as n;
select tests.act_as('cy');
select results_eq(
  format('execute ask(130, %L, %L)', tests.day(61), tests.day(63)), $$ values ('accepted'::public.reservation_state) $$,
  'days that begin and end with an automatic window are accepted at once'
);
select results_eq(
  format('execute ask(131, %L, %L)', tests.day(60), tests.day(61)),
  $$ values ('requested'::public.reservation_state) $$, 'a window that is not automatic does not answer'
);
select results_eq(
  format('execute ask(132, %L, %L)', tests.day(68, 10), tests.day(68, 12)), $$ values ('accepted'::public.reservation_state) $$,
  'a slot inside the window is accepted at once'
);
select results_eq(
  format('execute ask(133, %L, %L)', tests.day(69, 9), tests.day(69, 12)), $$ values ('requested'::public.reservation_state) $$,
  'a slot that begins before it is not'
);

select * from finish();
rollback;
