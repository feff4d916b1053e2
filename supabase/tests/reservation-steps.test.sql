begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(29);

-- What each actor's attempt at each action gives from each state: the word for no, or the state reached. Nothing is kept.
create function tests.outcome(in_state public.reservation_state, what text, who text) returns text
language plpgsql volatile as $$
declare
  v_said text;
  v_before text;
begin
  begin
    perform tests.lend(50, in_state);
    insert into private.handover_codes (reservation_id, code) values (tests.id(50), '4711');
    v_before := (select row(r.*, (select count(*) from public.reservation_events), (select count(*) from public.messages))::text from public.reservations r);
    v_said := tests.attempt(who, format(
      'select state from public.advance_reservation(tests.id(50), %L, %L, tests.id(51))',
      what, case when what = 'hand_over' and who = 'bo' then '4711' end
    ));
    if v_before <> (select row(r.*, (select count(*) from public.reservation_events), (select count(*) from public.messages))::text from public.reservations r) then
      v_said := v_said || ', but something changed';
    end if;
    raise exception sqlstate 'ZZ001' using message = v_said;
  exception
    when sqlstate 'ZZ001' then return sqlerrm;
  end;
end;
$$;

create temporary table steps (what text, who text, from_state text, to_state text);
insert into steps values
  ('accept', 'ada', 'requested', 'accepted'), ('decline', 'ada', 'requested', 'declined'),
  ('cancel', 'ada', 'requested', 'cancelled'), ('cancel', 'ada', 'accepted', 'cancelled'),
  ('cancel', 'bo', 'requested', 'cancelled'), ('cancel', 'bo', 'accepted', 'cancelled'),
  ('hand_over', 'ada', 'accepted', 'handed_over'), ('hand_over', 'bo', 'accepted', 'handed_over'),
  ('take_back', 'ada', 'handed_over', 'returned'), ('report_lost', 'ada', 'handed_over', 'lost'),
  ('close', 'ada', 'returned', 'closed'), ('close', 'bo', 'returned', 'closed'),
  ('report_no_show', 'ada', 'accepted', 'no_show'), ('report_no_show', 'bo', 'accepted', 'no_show');

-- Every state, action and actor against the list above. Dancing is not an action; expiring is time's alone.
select results_eq(
  $$ select s::text, a.what, w.who, tests.outcome(s, a.what, w.who)
     from unnest(enum_range(null::public.reservation_state)) as s,
       (select distinct what from steps union values ('dance'), ('expire')) as a,
       (values ('ada'), ('bo'), ('cy')) as w (who)
     order by 1, 2, 3 $$,
  $$ select s::text, a.what, w.who, case
       when a.what in ('dance', 'expire') then 'invalid_value'
       when not exists (select from steps t where t.what = a.what and t.who = w.who) then 'not_allowed'
       else coalesce(
         (select t.to_state from steps t where t.what = a.what and t.who = w.who and t.from_state = s::text),
         case when exists (select from steps t where t.what = a.what and t.to_state = s::text) then 'already_done' else 'wrong_state' end
       )
     end
     from unnest(enum_range(null::public.reservation_state)) as s,
       (select distinct what from steps union values ('dance'), ('expire')) as a,
       (values ('ada'), ('bo'), ('cy')) as w (who)
     order by 1, 2, 3 $$,
  'from every state, every action by everyone does what it may and nothing else'
);

-- The whole way, with its traces
select tests.lend(10, 'requested', tests.day(0), tests.day(2));
prepare advance(text, text, integer) as select state::text from public.advance_reservation(tests.id(10), $1, $2, tests.id($3));
select tests.act_as('ada');
select results_eq($$ execute advance('accept', 'Avec plaisir', 100) $$, $$ values ('accepted') $$, 'Ada accepts');
select results_eq($$ execute advance('accept', 'Avec plaisir', 100) $$, $$ values ('accepted') $$, 'repeating it answers the same');
select tests.refused($$ execute advance('accept', 'Avec joie', 100) $$, 'id_reused', 'the same id with other words is refused');
select tests.refused($$ execute advance('accept', null, 101) $$, 'already_done', 'accepting again is already done');
select tests.refused($$ select public.advance_reservation(tests.id(10), 'cancel') $$, 'invalid_value', 'an act has an id');
select tests.refused($$ execute advance('cancel', repeat('a', 1001), 102) $$, 'too_long', 'a reason has an end');
select tests.refused($$ select public.advance_reservation(tests.id(99), 'cancel', null, tests.id(103)) $$, 'not_allowed', 'no such reservation');
select tests.act_as('bo');
select tests.refused($$ execute advance('accept', 'Avec plaisir', 100) $$, 'not_allowed', 'the id of an act of somebody else says nothing');
select tests.act_as('ada');
select results_eq($$ execute advance('hand_over', null, 104) $$, $$ values ('handed_over') $$, 'Ada hands it over');
select results_eq($$ execute advance('take_back', null, 105) $$, $$ values ('returned') $$, 'and takes it back');
select results_eq($$ execute advance('close', null, 106) $$, $$ values ('closed') $$, 'and closes');
select results_eq($$ execute advance('accept', 'Avec plaisir', 100) $$, $$ values ('accepted') $$, 'a late repeat still answers as the first time');
select results_eq(
  'select state::text, handover_at, return_at from public.reservations where id = tests.id(10)',
  $$ values ('closed', now(), now()) $$, 'and changes nothing'
);
select results_eq(
  'select action, state::text, note, actor_id from public.reservation_events where reservation_id = tests.id(10) order by id offset 1',
  $$ values ('accept', 'accepted', 'Avec plaisir', tests.id_of('ada')), ('hand_over', 'handed_over', null, tests.id_of('ada')),
     ('take_back', 'returned', null, tests.id_of('ada')), ('close', 'closed', null, tests.id_of('ada')) $$,
  'each step is an event'
);
select results_eq(
  'select kind::text, body, author_id from public.messages where conversation_id = tests.id(10) order by sent_at',
  $$ values ('system', 'reservation_accepted', tests.id_of('ada')), ('text', 'Avec plaisir', tests.id_of('ada')),
     ('system', 'reservation_handed_over', tests.id_of('ada')), ('system', 'reservation_returned', tests.id_of('ada')),
     ('system', 'reservation_closed', tests.id_of('ada')) $$,
  'and a line in the conversation, the reason as words'
);
select tests.act_as_visitor();
select throws_ok($$ execute advance('close', null, 107) $$, '42501', null, 'a visitor signs in first');

-- Too late, too early
reset role;
select tests.lend(20, 'requested', tests.day(5), tests.day(6));
update public.reservations set respond_by = now() where id = tests.id(20);
select is(
  tests.attempt('ada', format('select public.advance_reservation(tests.id(20), %L, null, tests.id(110))', a)), 'answer_too_late', 'too late to ' || a
) from unnest(array['accept', 'decline']) as a;
select tests.lend(21, 'requested', now() - interval '2 hours', now());
select is(
  tests.attempt('ada', $$ select public.advance_reservation(tests.id(21), 'accept', null, tests.id(110)) $$), 'answer_too_late',
  'what is over cannot be accepted'
);
select tests.lend(22, 'accepted', tests.day(3, 9), tests.day(3, 12));
select is(
  tests.attempt('ada', $$ select public.advance_reservation(tests.id(22), 'report_no_show', null, tests.id(110)) $$), 'wrong_state',
  'nobody is late before the time'
);
select tests.lend(23, 'accepted', now(), tests.day(2));
select is(
  tests.attempt('bo', $$ select public.advance_reservation(tests.id(23), 'report_no_show', null, tests.id(110)) $$), 'wrong_state',
  'nor on the first day when days are counted'
);

-- Two want the same dates
select tests.lend(30, 'requested', tests.day(10), tests.day(12));
select tests.lend(31, 'requested', tests.day(11), tests.day(13), 'cy');
select tests.lend(32, 'requested', tests.day(12), tests.day(13), 'cy');
prepare accept(integer, integer) as
  select state::text, unit::integer from public.advance_reservation(tests.id($1), 'accept', null, tests.id($2));
select tests.act_as('ada');
select results_eq('execute accept(30, 120)', $$ values ('accepted', 1) $$, 'the first is accepted');
select tests.refused('execute accept(31, 121)', 'dates_taken', 'the other finds the dates taken');
select results_eq('execute accept(32, 122)', $$ values ('accepted', 1) $$, 'the one that comes as it leaves passes');
reset role;
update public.listings set units = 2 where id = tests.id(1);
select tests.act_as('ada');
select results_eq('execute accept(31, 123)', $$ values ('accepted', 2) $$, 'a second unit is found by itself');

-- Handed over early, or while someone is late
reset role;
delete from public.reservations;
select tests.lend(40, 'handed_over', now() - interval '3 days', now() - interval '1 day', 'cy');
select tests.lend(41, 'accepted', tests.day(0), tests.day(2));
update public.listings set units = 1 where id = tests.id(1);
prepare hand_over(integer, integer) as
  select state::text, unit::integer, lower(during) from public.advance_reservation(tests.id($1), 'hand_over', null, tests.id($2));
select tests.act_as('ada');
select tests.refused('execute hand_over(41, 130)', 'dates_taken', 'a thing not brought back cannot be handed over');
reset role;
update public.listings set units = 2 where id = tests.id(1);
select tests.act_as('ada');
select results_eq('execute hand_over(41, 131)', $$ values ('handed_over', 2, tests.day(0)) $$, 'another one can');
reset role;
delete from public.reservations;
select tests.lend(42, 'accepted', tests.day(1), tests.day(2));
select tests.act_as('ada');
select results_eq('execute hand_over(42, 132)', $$ values ('handed_over', 1, now()) $$, 'handed over the day before, it is away from then on');

select * from finish();
rollback;
