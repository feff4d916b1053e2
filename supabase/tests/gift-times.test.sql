begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/gifts.psql
select plan(50);
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;

-- A draw at its hour
select tests.give_away(2, 'draw');
select tests.give_away(3, 'draw');
select tests.give_away(4, 'draw');
select tests.ask('bo', 20, 2), tests.ask('cy', 21, 2), tests.ask('bo', 40, 4);
select tests.act_as_nobody();
select is(private.settle_gifts(), 0, 'nothing is due');
update public.listings set choose_by = now() where id in (tests.id(2), tests.id(3));
update public.listings set status = 'paused' where id = tests.id(2);
select is((private.run_due_jobs() ->> 'gifts_settled')::integer, 2, 'two are');
select is(private.settle_gifts(), 0, 'once');
select is((select string_agg(state::text, ' ' order by state) from public.gift_requests where listing_id = tests.id(2)), 'chosen not_chosen', 'the draw is held by itself, also of what rests');
select is(tests.states(4), '40 asked', 'not before its hour');
select matches(tests.told('ada'), '^gift_asked gift_asked gift_asked gift_has_recipient gift_nobody_asked$', 'Ada is told, also when nobody asked');
select is(tests.ask('di', 30, 3), 'chosen', 'from then on the first come is given it');

-- A giver who chooses
select tests.act_as_nobody();
delete from public.notifications;
select tests.give_away(5, 'owner_picks', 1, now() + interval '23 hours');
select tests.give_away(6, 'owner_picks', 1, now() + interval '25 hours');
select tests.give_away(7, 'owner_picks', 1, now() + interval '23 hours');
select tests.ask('bo', 50, 5), tests.ask('bo', 60, 6), tests.ask('cy', 51, 5);
select tests.act_as_nobody();
delete from public.notifications;
select is(private.settle_gifts() + private.settle_gifts(), 0, 'time passes');
select is(tests.told('ada'), 'gift_choose_soon', 'a day before, Ada is reminded, once');
update public.listings set choose_by = now() where id in (tests.id(5), tests.id(7));
select is(private.settle_gifts() + private.settle_gifts(), 0, 'the hour comes');
select is(tests.told('ada'), 'gift_choose_now gift_choose_soon', 'and says so, once');
select is((select choose_by from public.listings where id = tests.id(7)), tests.day(8, -4), 'nobody asked: another week');
update public.listings set choose_by = now() - interval '71 hours' where id = tests.id(5);
select is(private.settle_gifts(), 0, 'Ada has three days');
update public.listings set choose_by = now() - interval '3 days' where id = tests.id(5);
select is(private.settle_gifts(), 1, 'then nobody is left waiting');
select is(private.settle_gifts(), 0, 'once');
select is(tests.states(5), '50 not_chosen, 51 not_chosen', 'who asked knows');
select is(tests.told('bo'), 'gift_lapsed', 'and is told');
select is((select status::text from public.listings where id = tests.id(5)), 'paused', 'the announcement rests');
select is((select string_agg(action, ' ') from private.listing_events where listing_id = tests.id(5)), 'pause', 'as its events say');
select matches(tests.told('ada'), 'gift_nobody_chosen', 'and Ada is told');
select is((select string_agg(action, ' ' order by id) from public.gift_events where gift_id = tests.id(50)), 'ask lapse', 'each step is kept');
select tests.give_away(8, 'owner_picks', 1, now() - interval '9 days');
select is((select choose_by from public.listings where id = tests.id(8)), tests.day(8, -4), 'published late, it has a week');

-- Appointments
select tests.give_away(9, 'first_come');
select tests.ask('cy', 90, 9);
select tests.act_as_nobody();
delete from public.notifications;
update public.gift_requests set chosen_at = now() - interval '47 hours' where id = tests.id(90);
select private.settle_gifts();
select is(tests.told('cy'), null, 'two days to say when');
update public.gift_requests set chosen_at = now() - interval '2 days' where id = tests.id(90);
select private.settle_gifts(), private.settle_gifts();
select is(tests.told('cy'), 'gift_say_when', 'then one is asked, once');
update public.gift_requests set pickup_at = now() + interval '20 hours', pickup_by = owner_id where id = tests.id(90);
select private.settle_gifts();
select is(tests.told('cy'), 'gift_say_when', 'an hour that was not agreed reminds nobody');
update public.gift_requests set pickup_agreed = true where id = tests.id(90);
select private.settle_gifts(), private.settle_gifts();
select is(tests.told('cy'), 'gift_pickup_soon gift_say_when', 'one that was, the day before');
select is(tests.told('ada'), 'gift_pickup_soon', 'both');
update public.gift_requests set pickup_at = now() - interval '1 hour' where id = tests.id(90);
select private.settle_gifts();
select is(tests.told('ada'), 'gift_pickup_soon', 'an hour after, one lets them be');
update public.gift_requests set pickup_at = now() - interval '2 hours' where id = tests.id(90);
select private.settle_gifts(), private.settle_gifts();
select is(tests.told('ada'), 'gift_pickup_soon gift_was_it_given', 'two hours after, one asks, once');
select is(tests.told('cy'), 'gift_pickup_soon gift_say_when gift_was_it_given', 'both');
update public.gift_requests set given_at = now() - interval '6 days' where id = tests.id(90);
select is(private.settle_gifts(), 0, 'what one side said waits for the other');
update public.gift_requests set given_at = now() - interval '7 days' where id = tests.id(90);
select is(private.settle_gifts(), 1, 'a week');
select is(private.settle_gifts(), 0, 'once');
select is((select state || ' ' || (received_at = now())::text from public.gift_requests where id = tests.id(90)), 'collected true', 'then it was so');
select is((select status::text from public.listings where id = tests.id(9)), 'closed', 'and is over');

-- An account that goes
select tests.give_away(10, 'first_come', 1, now(), 'fay');
select tests.give_away(11, 'owner_picks', 1, now() + interval '2 days', 'fay');
select tests.give_away(12, 'first_come');
select tests.give_away(13, 'first_come');
select tests.give_away(14, 'first_come');
select tests.ask('bo', 100, 10), tests.ask('bo', 110, 11, 'Un mot de Bo'), tests.step('fay', 110, 'decline', 111, 'Un mot de Fay'), tests.ask('cy', 112, 11),
  tests.ask('fay', 120, 12, 'Un autre mot de Fay'), tests.ask('cy', 121, 12), tests.ask('di', 130, 13), tests.ask('fay', 131, 13),
  tests.ask('fay', 140, 14), tests.step('fay', 140, 'collect', 141), tests.step('di', 130, 'withdraw', 142);
select tests.act_as('bo');
create temporary table mine as select public.export_my_data() as data;
select is(data -> 'gift_requests' @> '[{"note": "Un mot de Bo", "answer": null, "events": [{"action": "ask"}, {"action": "decline"}]}]', true, 'one has one’s requests, with their steps') from mine;
select is(data::text like '%Un mot de Fay%', false, 'without the words of others') from mine;
select tests.act_as('fay');
select is(public.export_my_data() -> 'gift_requests' @> '[{"note": null, "answer": "Un mot de Fay"}]', true, 'and so has the giver');
select is(public.export_my_data()::text like '%Un mot de Bo%', false, 'without theirs');
select lives_ok('select public.delete_my_account()', 'Fay goes');
select tests.act_as_nobody();
select is(
  (select string_agg(right(id::text, 3) || ' ' || state, ', ' order by id) from public.gift_requests where id between tests.id(100) and tests.id(149)),
  '100 not_chosen, 110 not_chosen, 112 not_chosen, 120 withdrawn, 121 chosen, 130 withdrawn, 131 withdrawn, 140 collected', 'what was promised ends, or passes to the next; what was given stays'
);
select matches(tests.told('bo'), 'gift_taken_back', 'who was to come is told');
select matches(tests.told('ada'), 'gift_given_up', 'and who was to give');
select is_empty(
  $$ select from public.gift_requests g where g.state <> (select e.state from public.gift_events e where e.gift_id = g.id order by e.id desc limit 1) $$,
  'each state is what its events say'
);
select is((select string_agg(note, ' ') from public.gift_requests where note like '%Fay%'), null, 'Fay’s notes are gone');
select is((select string_agg(answer, ' ') from public.gift_requests), null, 'and answers');
select is_empty('select from private.op_receipts where result::text like ''%mot de Fay%''', 'from receipts too');
select is((select listing_id from public.gift_requests where id = tests.id(100)), null, 'the gift is gone, that it was asked for stays');
select tests.act_as('bo');
select lives_ok('select public.delete_my_account()', 'Bo goes');
select tests.act_as_nobody();
select is_empty('select from public.gift_requests where note like ''%Bo%''', 'and Bo’s note');

select * from finish();
rollback;
