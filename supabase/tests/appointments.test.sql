begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(131);

-- Bo has asked for Ada's drill from the fifth day to the seventh, and has it promised from the fifteenth to the seventeenth.
select tests.lend(20, 'requested', tests.day(5), tests.day(8));
select tests.lend(21, 'accepted', tests.day(15), tests.day(18));
create function tests.propose(
  op integer, number integer, moment text, days integer, hours numeric, long numeric default 0.5, place text default 'Chez Ada'
) returns text
language sql as $$
  select format(
    'select state from public.propose_appointment(%L, %L, %L, %L, %L, %s)', tests.id(number), moment, tests.day(days, hours),
    tests.day(days, hours + long), place, coalesce(quote_literal(tests.id(1000 + op)), 'null')
  )
$$;
create function tests.answer(op integer, number integer, moment text, action text, days integer, hours numeric) returns text
language sql as $$
  select format(
    'select state from public.answer_appointment(%L, %L, %L, %L, %s)', tests.id(number), moment, action, tests.day(days, hours),
    coalesce(quote_literal(tests.id(1000 + op)), 'null')
  )
$$;
create function tests.stands(number integer, of_moment text) returns text
language sql security definer as $$
  select concat_ws(' ', a.state, to_char(a.starts_at at time zone 'Europe/Paris', 'HH24:MI'), nullif(a.place, ''), a.sequence,
    case when a.proposed_by is not null then concat_ws(' ', '?', (select name from tests.people p where p.id = a.proposed_by),
      to_char(a.proposed_starts_at at time zone 'Europe/Paris', 'HH24:MI'), nullif(a.proposed_place, '')) end)
  from public.appointments a where a.reservation_id = tests.id(number) and a.moment::text = of_moment
$$;
create function tests.last_said(number integer) returns text
language sql security definer as $$
  select concat_ws(' ', (select name from tests.people p where p.id = m.author_id), m.kind, m.body) from public.messages m
  where m.conversation_id = tests.id(number) order by m.sent_at desc limit 1
$$;
create function tests.history(number integer) returns text
language sql security definer as $$
  select string_agg(concat_ws(' ', (select name from tests.people p where p.id = e.actor_id), e.action, e.sequence), ', ' order by e.id)
  from public.appointment_events e join public.appointments a on a.id = e.appointment_id where a.reservation_id = tests.id(number)
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- Proposing and agreeing
select tests.act_as('bo');
select lives_ok(tests.propose(1, 21, 'hand_over', 15, 10), 'whoever borrows proposes a time');
select lives_ok(tests.propose(1, 21, 'hand_over', 15, 10), 'also twice');
select is(tests.stands(21, 'hand_over'), 'open 0 ? bo 10:00 Chez Ada', 'and waits for the other''s word');
select is(
  tests.last_said(21),
  to_char(tests.day(15, 10) at time zone 'UTC', '"bo system appointment_proposed hand_over "YYYY-MM-DD"T"HH24:MI"Z "')
  || to_char(tests.day(15, 10.5) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), 'told in the conversation'
);
select tests.refused(tests.propose(1, 21, 'hand_over', 15, 11), 'id_reused', 'not another time under the same act');
select tests.refused(tests.propose(2, 21, 'hand_over', 15, 10), 'already_done', 'proposing the same again is nothing new');
select tests.refused(tests.answer(3, 21, 'hand_over', 'accept', 15, 10), 'not_allowed', 'nobody agrees to their own proposal');
select tests.act_as('ada');
select tests.refused(tests.propose(1, 21, 'hand_over', 15, 10), 'not_allowed', 'nor under another''s act');
select tests.refused(tests.answer(4, 21, 'hand_over', 'accept', 15, 11), 'answer_too_late', 'what was read is what one agrees to');
select lives_ok(tests.answer(5, 21, 'hand_over', 'accept', 15, 10), 'the other agrees');
select lives_ok(tests.answer(5, 21, 'hand_over', 'accept', 15, 10), 'also twice');
select is(tests.stands(21, 'hand_over'), 'agreed 10:00 Chez Ada 0', 'and so it stands');
select matches(tests.last_said(21), '^ada system appointment_agreed hand_over ', 'told as well');
select tests.refused(tests.answer(5, 21, 'hand_over', 'cancel', 15, 10), 'id_reused', 'not another answer under the same act');
select tests.refused(tests.answer(6, 21, 'hand_over', 'accept', 15, 10), 'wrong_state', 'there is nothing left to answer');
select tests.refused(tests.propose(7, 21, 'hand_over', 15, 10), 'already_done', 'nor to propose');

-- Changing
select lives_ok(tests.propose(8, 21, 'hand_over', 15, 17, 2, 'Devant la mairie'), 'the owner proposes another');
select is(tests.stands(21, 'hand_over'), 'agreed 10:00 Chez Ada 0 ? ada 17:00 Devant la mairie', 'what was agreed stands meanwhile');
select tests.act_as('bo');
select lives_ok(tests.answer(9, 21, 'hand_over', 'decline', 15, 17), 'which does not suit');
select is(tests.stands(21, 'hand_over'), 'agreed 10:00 Chez Ada 0', 'and goes');
select matches(tests.last_said(21), '^bo system appointment_declined hand_over ', 'told');
select lives_ok(tests.propose(10, 21, 'hand_over', 16, 9), 'a third');
select lives_ok(tests.answer(11, 21, 'hand_over', 'decline', 16, 9), 'is taken back');
select lives_ok(tests.propose(12, 21, 'hand_over', 16, 9, 0.5, ''), 'a fourth');
select tests.act_as('ada');
select lives_ok(tests.propose(13, 21, 'hand_over', 16, 9, 0.5, ''), 'is proposed by both');
select is(tests.stands(21, 'hand_over'), 'agreed 09:00 1', 'who then agree');
select is(
  tests.history(21),
  'bo propose 0, ada agree 0, ada propose 0, bo decline 0, bo propose 0, bo decline 0, bo propose 0, ada agree 1', 'each step is kept'
);
select lives_ok(tests.propose(14, 21, 'hand_over', 16, 10), 'a fifth');
select tests.act_as('bo');
select lives_ok(tests.propose(15, 21, 'hand_over', 16, 11), 'is answered with a sixth');
select is(tests.stands(21, 'hand_over'), 'agreed 09:00 1 ? bo 11:00 Chez Ada', 'which takes its place');
select is(
  (select place from public.propose_appointment(tests.id(21), 'return', tests.day(17, 18), tests.day(17, 18.5), '', tests.id(1016))),
  '', 'the return is another one'
);
select is(tests.stands(21, 'return'), 'open 0 ? bo 18:00', 'with a time of its own');

select is(
  (select string_agg(about ->> 'says', ' ' order by about ->> 'says') from public.notifications), 'appointment_agreed appointment_agreed appointment_proposed appointment_proposed',
  'each hears what the other did'
);

-- Giving up
select tests.refused(tests.answer(17, 21, 'hand_over', 'cancel', 16, 11), 'answer_too_late', 'what was read is what one gives up');
select tests.refused(tests.answer(17, 21, 'return', 'cancel', 17, 18), 'wrong_state', 'what was not agreed cannot be given up');
select lives_ok(tests.answer(18, 21, 'hand_over', 'cancel', 16, 9), 'what was agreed is given up');
select is(tests.stands(21, 'hand_over'), 'cancelled 09:00 2 ? bo 11:00 Chez Ada', 'and keeps its time, so that calendars learn which');
select matches(tests.last_said(21), '^bo system appointment_cancelled hand_over ', 'told');
select tests.refused(tests.answer(19, 21, 'hand_over', 'cancel', 16, 9), 'wrong_state', 'once');
select tests.act_as('ada');
select lives_ok(tests.answer(20, 21, 'hand_over', 'accept', 16, 11), 'another time is found');
select is(tests.stands(21, 'hand_over'), 'agreed 11:00 Chez Ada 3', 'under the name it always had');

-- What makes no sense
select tests.act_as('bo');
select tests.refused(tests.propose(30, 21, moment, days, hours, long), refusal, why) from (values
  ('elsewhere', 15, 10, 1, 'invalid_value', 'another moment'), (null, 15, 10, 1, 'invalid_value', 'no moment'),
  ('hand_over', 15, 10, 0, 'invalid_value', 'no time at all'), ('hand_over', 15, 10, -1, 'invalid_value', 'backwards'),
  ('hand_over', 15, 10, 12.1, 'invalid_value', 'all day long'), ('hand_over', 12, 10, 1, 'invalid_value', 'long before'),
  ('hand_over', 18, 0, 1, 'invalid_value', 'after it ends'), ('return', 14, 10, 1, 'invalid_value', 'back before it left'),
  ('return', 33, 10, 1, 'invalid_value', 'weeks later'), ('hand_over', -1, 10, 1, 'starts_in_past', 'yesterday')
) as bad (moment, days, hours, long, refusal, why);
select tests.refused(tests.propose(30, 21, 'return', 17, 10, 1, repeat('x', 201)), 'too_long', 'a place is a few words');
select tests.refused(tests.propose(null, 21, 'return', 17, 10), 'invalid_value', 'an act has an id');
select tests.refused(
  format('select public.propose_appointment(tests.id(21), ''return'', %s, %s, '''', tests.id(1030))', first, last), 'invalid_value', 'no time: ' || first
) from (values ('null', 'now()'), ('now()', 'null'), ('''-infinity''', 'now()'), ('now()', '''infinity''')) as bad (first, last);
select tests.refused(tests.answer(30, 21, 'return', 'forget', 17, 18), 'invalid_value', 'an unknown answer');
select tests.refused(tests.answer(30, 21, 'return', null, 17, 18), 'invalid_value', 'no answer');
select tests.refused(tests.answer(null, 21, 'return', 'decline', 17, 18), 'invalid_value', 'an answer has an id');
select tests.refused(tests.answer(30, 20, 'return', 'decline', 17, 18), 'wrong_state', 'an answer to nothing');
select is(
  (select proposed_place from public.propose_appointment(tests.id(21), 'return', tests.day(17, 19), tests.day(17, 20), E' Au 06 12 34 56 78,\n en bas ', tests.id(1031))),
  'Au •••,  en bas', 'a place is a place'
);

-- Strangers, visitors, people who blocked each other
select tests.act_as('cy');
select is_empty('select from public.appointments', 'a stranger sees nothing');
select is_empty('select from public.appointment_events', 'of any of it');
select tests.refused(tests.propose(32, 21, 'return', 17, 10), 'not_allowed', 'nor proposes');
select tests.refused(tests.answer(32, 21, 'return', 'decline', 17, 19), 'not_allowed', 'nor answers');
select tests.refused(tests.propose(32, 99, 'return', 17, 10), 'not_allowed', 'as where there is nothing');
select tests.act_as('bo');
select isnt_empty('select from public.appointments', 'each of the two sees');
select isnt_empty('select from public.appointment_events', 'how it came about');
select throws_ok(command, '42501', null, command) from unnest(array[
  'insert into public.appointments (id) values (tests.id(50))', 'update public.appointments set place = ''x''', 'delete from public.appointments',
  'insert into public.appointment_events (sequence) values (1)', 'update public.appointment_events set sequence = 1', 'delete from public.appointment_events'
]) as command;
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select from public.appointments', 'select from public.appointment_events', tests.propose(33, 21, 'return', 17, 10), tests.answer(33, 21, 'return', 'decline', 17, 19)
]) as command;
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('bo', tests.propose(34, 21, 'return', 17, 11)), 'not_available', 'who is blocked proposes nothing');
select is(tests.attempt('ada', tests.answer(34, 21, 'return', 'accept', 17, 19)), 'not_available', 'nor is anything agreed');
select is(tests.attempt('ada', tests.answer(34, 21, 'return', 'decline', 17, 19)), 'open', 'declining stays possible');
select is(tests.attempt('bo', tests.answer(34, 21, 'hand_over', 'cancel', 16, 11)), 'cancelled', 'and so does giving up');
delete from private.blocks;

-- Within the owner's hours: half past nine to noon every day
insert into public.handover_windows (id, person_id, weekday, from_time, until_time)
select gen_random_uuid(), tests.id_of('ada'), n, '09:30', '12:00' from generate_series(1, 7) as n;
insert into public.absences (id, person_id, from_day, until_day) values (gen_random_uuid(), tests.id_of('ada'), tests.today() + 16, tests.today() + 16);
select is(tests.attempt(who, tests.propose(35, 21, 'return', days, hours, long)), state, why) from (values
  ('bo', 17, 10.5, 1.5, 'agreed', 'within the owner''s hours a time is agreed at once'),
  ('bo', 17, 9.5, 2.5, 'agreed', 'the whole of them too'),
  ('bo', 17, 9, 1, 'open', 'before them it is not'), ('bo', 17, 11.5, 1, 'open', 'nor beyond'),
  ('bo', 16, 10, 1, 'open', 'nor on a day off'), ('ada', 17, 10.5, 1.5, 'open', 'the owner''s own proposal waits for the other')
) as tried (who, days, hours, long, state, why);
update public.listings set lead_hours = 24 * 20 where id = tests.id(1);
select is(tests.attempt('bo', tests.propose(35, 21, 'return', 17, 10)), 'open', 'sooner than the owner can be ready it waits');
update public.listings set lead_hours = 24 where id = tests.id(1);
select is(tests.attempt('bo', tests.propose(35, 21, 'return', 17, 10)), 'agreed', 'later it does not');
select tests.act_as('bo');
select lives_ok(tests.propose(36, 20, 'hand_over', 5, 10, 2), 'with a request, a time inside');
select lives_ok(tests.propose(37, 20, 'return', 7, 19), 'and one outside');
select is(tests.stands(20, 'hand_over'), 'open 0 ? bo 10:00 Chez Ada', 'wait for its answer');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(20), 'accept', null, tests.id(1038)) $$, 'which is yes');
select is(tests.stands(20, 'hand_over'), 'agreed 10:00 Chez Ada 0', 'to the one inside');
select is(tests.stands(20, 'return'), 'open 0 ? bo 19:00 Chez Ada', 'the other still waits');
select is(tests.history(20), 'bo propose 0, bo propose 0, agree 0', 'the hours agreed, nobody did');
select lives_ok(tests.propose(39, 20, 'return', 7, 19), 'until it is agreed too');

select tests.act_as_nobody();
-- What ends an exchange ends its appointments
create function tests.after(action text, who text default 'ada') returns text
language plpgsql as $$
declare
  v_said text;
begin
  begin
    perform tests.act_as(who);
    perform public.advance_reservation(tests.id(20), action, null, gen_random_uuid());
    raise exception sqlstate 'ZZ000' using message = concat_ws(' | ', tests.stands(20, 'hand_over'), tests.stands(20, 'return'), tests.history(20));
  exception when sqlstate 'ZZ000' then v_said := sqlerrm;
  end;
  perform tests.act_as_nobody();
  return v_said;
end;
$$;
select is(
  tests.after('cancel', 'bo'),
  'cancelled 10:00 Chez Ada 1 | cancelled 19:00 Chez Ada 1 | bo propose 0, bo propose 0, agree 0, ada agree 0, cancel 1, cancel 1', 'cancelled'
);
select is(
  tests.after('hand_over'),
  'cancelled 10:00 Chez Ada 1 | agreed 19:00 Chez Ada 0 | bo propose 0, bo propose 0, agree 0, ada agree 0, cancel 1', 'handed over days before'
);
update public.reservations set during = tstzrange(now() - interval '2 hours', now() + interval '2 days') where id = tests.id(20);
update public.appointments set starts_at = now() - interval '10 minutes', ends_at = now() + interval '10 minutes' where reservation_id = tests.id(20) and moment = 'hand_over';
select matches(tests.after('hand_over'), '^agreed .* \| agreed 19:00 Chez Ada 0 \|', 'handed over at the hour');
update public.reservations set state = 'handed_over' where id = tests.id(20);
select tests.act_as('bo');
select tests.refused(tests.propose(40, 20, 'hand_over', 0, 23.5), 'wrong_state', 'what was handed over is not handed over again');
select lives_ok(tests.propose(41, 20, 'return', 1, 19), 'how it comes back is still to be seen');
select tests.act_as_nobody();
select matches(tests.after('take_back'), '^agreed .* \| cancelled 19:00 Chez Ada 1 \| .*, bo propose 0, decline 0, cancel 1$', 'brought back before');
update public.appointments set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where reservation_id = tests.id(20) and moment = 'return';
select is(tests.attempt('bo', tests.answer(42, 20, 'return', 'cancel', 7, 19)), 'wrong_state', 'what is over cannot be given up');
update public.appointments set proposed_starts_at = now() - interval '2 hours', proposed_ends_at = now() - interval '1 hour' where reservation_id = tests.id(20) and moment = 'return';
select is(
  tests.attempt('ada', $$ select public.answer_appointment(tests.id(20), 'return', 'accept', now() - interval '2 hours', tests.id(1043)) $$),
  'answer_too_late', 'nor agreed to'
);
update public.reservations set state = 'returned' where id = tests.id(20);
select is(tests.attempt('bo', tests.propose(44, 20, 'return', 1, 19)), 'wrong_state', 'what is back is back');
insert into public.appointment_events (appointment_id, action, sequence, starts_at, ends_at)
select a.id, 'propose', 0, now(), now() + interval '1 hour' from public.appointments a, generate_series(1, 100) where a.reservation_id = tests.id(21) and a.moment = 'return';
select is(tests.attempt('bo', tests.propose(45, 21, 'return', 17, 20)), 'quota_reached', 'a hundred steps are enough');

-- What is written stays written, and what the columns refuse by themselves
select tests.refused('update public.appointment_events set sequence = 9', 'not_allowed', 'nobody rewrites how it came about');
select tests.refused('delete from public.appointment_events', 'not_allowed', 'nor forgets it');
create function tests.breaks(change text, named text) returns text
language sql as $$ select throws_like('update public.appointments set ' || change, '%"' || named || '"%', named || ': ' || change) $$;
select throws_like('insert into public.appointments select * from public.appointments', '%"appointments_pkey"%', 'not twice');
select tests.breaks(change, 'appointments_' || named) from (values
  ('moment = ''return''', 'one_each'), ('reservation_id = gen_random_uuid()', 'reservation_id_fkey'), ('owner_id = gen_random_uuid(), proposed_by = null, proposed_starts_at = null, proposed_ends_at = null', 'owner_id_fkey'),
  ('guest_id = gen_random_uuid(), proposed_by = null, proposed_starts_at = null, proposed_ends_at = null', 'guest_id_fkey'), ('place = repeat(''x'', 201)', 'place_too_long'), ('proposed_place = repeat(''x'', 201)', 'proposed_place_too_long'),
  ('starts_at = null, ends_at = null, state = ''agreed''', 'time_once_agreed'), ('starts_at = now(), ends_at = now() + interval ''1 hour'', state = ''open''', 'time_once_agreed'),
  ('starts_at = now(), ends_at = null, state = ''agreed''', 'time_once_agreed'), ('starts_at = now(), ends_at = now(), state = ''agreed''', 'ordered'),
  ('proposed_by = owner_id, proposed_starts_at = null, proposed_ends_at = null', 'proposal_whole'), ('proposed_by = owner_id, proposed_starts_at = now(), proposed_ends_at = now()', 'proposal_ordered'),
  ('proposed_by = gen_random_uuid(), proposed_starts_at = now(), proposed_ends_at = now() + interval ''1 hour''', 'proposal_of_party')
) as bad (change, named);
alter table public.appointments drop constraint appointments_proposal_of_party;
select tests.breaks('proposed_by = gen_random_uuid(), proposed_starts_at = now(), proposed_ends_at = now() + interval ''1 hour''', 'appointments_proposed_by_fkey');
create function tests.event(of uuid, by_whom uuid, done text) returns text
language sql as $$
  select format('insert into public.appointment_events (appointment_id, actor_id, action, sequence, starts_at, ends_at) values (%L, %L, %L, 0, now(), now())', of, by_whom, done)
$$;
select throws_like(tests.event(of, by_whom, done), '%"appointment_events_' || named || '"%', named) from (values
  (gen_random_uuid(), null::uuid, 'agree', 'appointment_id_fkey'),
  ((select id from public.appointments limit 1), gen_random_uuid(), 'agree', 'actor_id_fkey'),
  ((select id from public.appointments limit 1), null, 'forget', 'action_known')
) as bad (of, by_whom, done, named);
select throws_like('insert into public.appointment_events overriding system value select * from public.appointment_events', '%"appointment_events_pkey"%', 'no event twice');
delete from public.messages; delete from public.conversations;
delete from public.reservations where id = tests.id(20);
select is((select count(*)::integer from public.appointments where reservation_id = tests.id(20)), 0, 'with its exchange it goes, and how it came about');

select * from finish();
rollback;
