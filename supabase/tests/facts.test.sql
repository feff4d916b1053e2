begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(15);
prepare facts(text) as select * from public.person_facts(tests.id_of($1));

select tests.act_as('cy');
select results_eq($$ execute facts('bo') $$, 'values (null::integer, null::integer, null::integer, null::integer)', 'a newcomer has no past');
select tests.act_as_nobody();
select tests.lend(10, 'returned', now() - interval '9 days', now() - interval '8 days');
select tests.lend(11, 'closed', now() - interval '7 days', now() - interval '6 days');
select tests.lend(12, 'no_show', now() - interval '5 days', now() - interval '4 days');
select tests.lend(13, 'no_show', now() - interval '3 days', now() - interval '2 days');
update public.reservations set return_at = now() - interval '8 days', created_at = now() - interval '10 days' where id = tests.id(10);
update public.reservations set return_at = now() - interval '5 days', created_at = now() - interval '10 days' where id = tests.id(11);
insert into public.reservation_events (reservation_id, actor_id, action, state, at) values
  (tests.id(10), tests.id_of('ada'), 'accept', 'accepted', now() - interval '10 days' + interval '10 minutes'),
  (tests.id(11), tests.id_of('ada'), 'accept', 'accepted', now() - interval '10 days' + interval '50 minutes'),
  (tests.id(12), tests.id_of('ada'), 'report_no_show', 'no_show', now()),
  (tests.id(13), tests.id_of('bo'), 'report_no_show', 'no_show', now());
select tests.act_as('cy');
select results_eq($$ execute facts('bo') $$, 'values (null::integer, null::integer, null::integer, null::integer)', 'two exchanges are no habit');
select results_eq($$ execute facts('ada') $$, 'values (null::integer, null::integer, null::integer, null::integer)', 'nor two answers');
select tests.act_as_nobody();
select tests.lend(14, 'declined', now() + interval '3 days', now() + interval '4 days');
insert into public.reservation_events (reservation_id, actor_id, action, state, at) values
  (tests.id(14), tests.id_of('ada'), 'decline', 'declined', now() + interval '20 minutes');
select tests.act_as('cy');
select results_eq($$ execute facts('ada') $$, 'values (null::integer, null::integer, null::integer, 20)', 'three are: twenty minutes in the middle');
select tests.act_as_nobody();
select tests.lend(15, 'accepted', now() + interval '5 days', now() + interval '6 days');
insert into public.reservation_events (reservation_id, actor_id, action, state) values (tests.id(15), null, 'accept', 'accepted');
select tests.act_as('cy');
select results_eq($$ execute facts('ada') $$, 'values (null::integer, null::integer, null::integer, 20)', 'a rule that answers is not Ada answering');
select tests.act_as_nobody();
select tests.lend(20 + n, (array['closed', 'returned', 'no_show', 'no_show', 'no_show'])[n]::public.reservation_state, now() - n * interval '20 days', now() - n * interval '20 days' + interval '1 day')
from generate_series(1, 5) n;
update public.reservations set return_at = upper(during) where id in (tests.id(21), tests.id(22));
insert into public.reservation_events (reservation_id, actor_id, action, state)
select tests.id(22 + n), tests.id_of('ada'), 'report_no_show', 'no_show' from generate_series(1, 3) n;
select tests.act_as('cy');
select results_eq($$ execute facts('bo') $$, 'values (4, 3, 4, null::integer)', 'Bo: four exchanges, three back in time, did not come four times');
select results_eq($$ execute facts('ada') $$, 'values (4, null::integer, null::integer, 20)', 'Ada: four exchanges; was not there once, which says nothing');

select tests.act_as_nobody();
select tests.publish(6, 'ada', 'gift', 50);
insert into public.gift_requests (id, listing_id, owner_id, person_id, state, unit)
select tests.id(80 + n), tests.id(6), tests.id_of('ada'), tests.id_of(who), state::public.gift_state, case when state = 'collected' then 1 end
from (values (1, 'di', 'collected'), (2, 'bo', 'no_show')) as given (n, who, state);
select tests.act_as('cy');
select results_eq($$ execute facts('ada') $$, 'values (5, null::integer, null::integer, 20)', 'a gift that was fetched counts');
select results_eq($$ execute facts('bo') $$, 'values (4, 3, 5, null::integer)', 'so does one that nobody came for');

-- Not to everyone
select tests.refused('select * from public.person_facts(tests.id(99))', 'not_found', 'nobody of that name');
select tests.refused('select * from public.person_facts(null)', 'not_found', 'nobody');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('cy'));
select tests.act_as('cy');
select tests.refused($$ execute facts('ada') $$, 'not_found', 'whoever blocked me is not there');
select tests.act_as('ada');
select tests.refused($$ execute facts('cy') $$, 'not_found', 'nor whom I blocked');
select lives_ok($$ execute facts('ada') $$, 'one knows one’s own');
select tests.act_as_visitor();
select throws_ok($$ execute facts('ada') $$, '42501', null, 'a visitor knows nothing of anyone');

select * from finish();
rollback;
