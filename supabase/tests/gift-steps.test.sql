begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/gifts.psql
select plan(105);
select tests.create_person(who) from unnest(array['eli', 'fay']) as who;
update private.person_details set address = '8 cours de Bohême', phone = '06 99 88 77 66', lat = 48.1, lon = -1.6 where person_id = tests.id_of('ada');
update private.person_details set address = '1 rue de Bo', phone = '06 11 11 11 11' where person_id = tests.id_of('bo');
create function tests.appoint(who text, number integer, at timestamptz, act integer) returns text
language plpgsql volatile as $$
declare
  v_g public.gift_requests;
begin
  perform tests.act_as(who);
  select * into v_g from public.appoint_gift(tests.id(number), at, tests.id(act));
  return case when v_g.pickup_agreed then 'agreed' when v_g.pickup_by = tests.id_of(who) then 'proposed' end;
end;
$$;
-- Lets time pass for one request.
create function tests.later(number integer, change text) returns void
language plpgsql volatile as $$
begin
  perform tests.act_as_nobody();
  execute format('update public.gift_requests set %s where id = %L', change, tests.id(number));
end;
$$;
grant execute on all functions in schema tests to anon, authenticated;

-- An appointment
select tests.give_away(2, 'first_come');
select tests.ask('bo', 20, 2), tests.ask('cy', 21, 2), tests.ask('di', 22, 2);
select tests.refused(format('select tests.appoint(%L, 20, %L, 100)', 'cy', tests.day(1, 18)), 'not_allowed', 'no appointment for others');
select tests.refused(format('select tests.appoint(%L, 99, %L, 100)', 'bo', tests.day(1, 18)), 'not_allowed', 'nor for what is not there');
select tests.refused(format('select tests.appoint(%L, 20, %L, 100)', 'bo', tests.day(-1, 18)), 'starts_in_past', 'nor yesterday');
select tests.refused(format('select tests.appoint(%L, 20, %L, 100)', 'bo', tests.day(70, 18)), 'invalid_value', 'nor in three months');
select tests.refused('select tests.appoint(''bo'', 20, null, 100)', 'invalid_value', 'nor at no time');
select tests.refused('select tests.appoint(''bo'', 20, ''infinity'', 100)', 'invalid_value', 'nor at the end of time');
select tests.refused(format('select tests.appoint(%L, 21, %L, 100)', 'cy', tests.day(1, 18)), 'wrong_state', 'nor for whom was not chosen');
select tests.refused('select tests.step(''ada'', 20, ''agree'', 100)', 'wrong_state', 'to nothing nobody agrees');
select is(tests.appoint('bo', 20, tests.day(1, 18), 100), 'proposed', 'Bo proposes an hour');
select is(tests.appoint('bo', 20, tests.day(1, 18), 100), 'proposed', 'twice is once');
select tests.refused(format('select tests.appoint(%L, 20, %L, 100)', 'bo', tests.day(1, 19)), 'id_reused', 'not another hour under the same act');
select tests.refused(format('select tests.appoint(%L, 20, %L, 101)', 'bo', tests.day(1, 18)), 'already_done', 'nor the same again');
select tests.refused('select tests.step(''bo'', 20, ''agree'', 101)', 'wrong_state', 'one does not agree with oneself');
select is(tests.appoint('ada', 20, tests.day(1, 19), 102), 'proposed', 'Ada proposes another');
select is(tests.step('bo', 20, 'agree', 103), 'chosen', 'Bo agrees');
select tests.refused('select tests.step(''bo'', 20, ''agree'', 104)', 'already_done', 'agreed is agreed');
select tests.refused(format('select tests.appoint(%L, 20, %L, 104)', 'bo', tests.day(1, 19)), 'already_done', 'also when proposed again');
select results_eq('select pickup_at, pickup_by, pickup_agreed from public.gift_requests', $$ values (tests.day(1, 19), tests.id_of('ada'), true) $$, 'it is kept');
select is(tests.appoint('bo', 20, tests.day(2, 10), 105), 'proposed', 'Bo cannot come after all');
select is((select pickup_agreed from public.gift_requests), false, 'which is to be agreed to anew');
select is(tests.appoint('ada', 20, tests.day(2, 10), 106), 'agreed', 'proposing the same is agreeing');
select is(
  (select string_agg(body, ' ' order by sent_at) from public.messages where conversation_id = tests.id(20)),
  'gift_choose gift_appoint gift_appoint gift_agree gift_appoint gift_agree', 'and each is said between them'
);
select is(tests.told('ada'), 'gift_has_recipient gift_pickup_agreed gift_pickup_proposed gift_pickup_proposed', 'Ada is told');
select results_eq(
  $$ select distinct topic from realtime.messages where payload ->> 'table' = 'gift_requests' and payload ->> 'id' = tests.id(20)::text order by 1 $$,
  $$ select 'person:' || tests.id_of(who) from unnest(array['ada', 'bo']) as who order by 1 $$, 'whose devices hear of it, and no other'
) from tests.act_as_nobody();
select tests.act_as('bo');
select is(tests.told('bo'), 'gift_chosen gift_pickup_agreed gift_pickup_proposed', 'and Bo');

-- Where to meet
select tests.act_as('bo');
select results_eq('select name, address, phone, lat from public.gift_handover_details(tests.id(20))', $$ values ('Ada', '8 cours de Bohême', '06 99 88 77 66', 48.1::double precision) $$, 'Bo learns where');
select tests.act_as('ada');
select results_eq('select name, address, phone from public.gift_handover_details(tests.id(20))', $$ values ('Bo', null::text, '06 11 11 11 11') $$, 'Ada whom to call');
select tests.act_as('cy');
select tests.refused('select public.gift_handover_details(tests.id(20))', 'not_allowed', 'not somebody else');
select tests.refused('select public.gift_handover_details(tests.id(21))', 'not_allowed', 'nor who was not chosen');
select tests.refused('select public.gift_handover_details(tests.id(99))', 'not_allowed', 'nor for nothing');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select tests.act_as('bo');
select tests.refused('select public.gift_handover_details(tests.id(20))', 'not_allowed', 'nor who was blocked');
select tests.refused(format('select tests.appoint(%L, 20, %L, 107)', 'bo', tests.day(3, 10)), 'not_available', 'who makes no appointment either');
select tests.refused('select tests.step(''bo'', 20, ''withdraw'', 107, ''Un mot'')', 'not_available', 'nor says a word');
select tests.act_as_nobody();
delete from private.blocks;

-- Somebody who does not come
select tests.refused('select tests.step(''ada'', 20, ''report_no_show'', 110)', 'wrong_state', 'nobody is late before the hour');
select tests.refused('select tests.step(''bo'', 20, ''report_no_show'', 110)', 'not_allowed', 'nor says it of themselves');
select tests.later(20, 'pickup_at = now() - interval ''1 second'', pickup_agreed = false');
select tests.refused('select tests.step(''ada'', 20, ''report_no_show'', 110)', 'wrong_state', 'nor at an hour never agreed to');
select tests.refused('select tests.step(''bo'', 20, ''agree'', 110)', 'wrong_state', 'nor agrees to one that is past');
select tests.later(20, 'pickup_agreed = true, received_at = now()');
select tests.refused('select tests.step(''ada'', 20, ''report_no_show'', 110)', 'wrong_state', 'nor when they say they have it');
select tests.later(20, 'received_at = null');
select is(tests.step('ada', 20, 'report_no_show', 110), 'no_show', 'after it, they did not come');
select is(tests.states(2), '20 no_show, 21 chosen, 22 not_chosen', 'and it passes to the next in line');
select is(tests.told('cy'), 'gift_chosen gift_not_chosen', 'who is told');
select matches(tests.told('bo'), 'gift_passed_on', 'as the one who did not come');
select tests.refused($$ select tests.ask('bo', 23, 2) $$, 'already_done', 'who may not ask again');
select is(tests.found(2), false, 'it is not in search meanwhile');

-- Somebody who says nothing
select tests.refused('select tests.step(''ada'', 21, ''release'', 111)', 'wrong_state', 'one has three days');
select tests.later(21, 'chosen_at = now() - interval ''3 days''');
select tests.later(21, 'received_at = now()');
select tests.refused('select tests.step(''ada'', 21, ''release'', 111)', 'wrong_state', 'not when they say they have it');
select tests.later(21, 'received_at = null, pickup_at = now() + interval ''1 day'', pickup_by = owner_id, pickup_agreed = true');
select tests.refused('select tests.step(''ada'', 21, ''release'', 111)', 'wrong_state', 'not when they said when they come');
select tests.later(21, 'pickup_agreed = false');
select is(tests.step('ada', 21, 'release', 111), 'not_chosen', 'then it passes on');
select is(tests.states(2), '20 no_show, 21 not_chosen, 22 chosen', 'to the next');
select is(tests.step('di', 22, 'withdraw', 112), 'withdrawn', 'who does not want it any more');
select matches(tests.told('ada'), 'gift_given_up', 'Ada is told');
select is(tests.states(2), '20 no_show, 21 not_chosen, 22 withdrawn', 'who said nothing is not asked again');
select is(tests.found(2), true, 'it is back in search');
select tests.refused('select tests.step(''di'', 22, ''withdraw'', 113)', 'already_done', 'gone is gone');
select is(tests.step('cy', 21, 'withdraw', 114), 'withdrawn', 'out of the line');
select is(tests.ask('eli', 24, 2), 'chosen', 'the next who asks has it');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('eli'));
select is(tests.step('ada', 24, 'release', 115), 'not_chosen', 'after a block, at once');
select is(tests.told('eli'), 'gift_chosen', 'and nothing more is said between them');
select tests.act_as_nobody();
delete from private.blocks;
select is(tests.ask('fay', 25, 2), 'chosen', 'one more');

-- Hand-over, said by both
select tests.refused('select tests.step(''eli'', 24, ''collect'', 120)', 'wrong_state', 'only who was chosen receives');
select is(tests.step('ada', 25, 'collect', 121), 'chosen', 'Ada says it was given');
select tests.refused('select tests.step(''ada'', 25, ''collect'', 122)', 'already_done', 'once');
select tests.refused('select tests.step(''fay'', 25, ''withdraw'', 122)', 'wrong_state', 'which nobody gives up any more');
select is(tests.told('fay'), 'gift_chosen gift_confirm', 'Fay is asked to say so');
select is((select status::text from public.listings where id = tests.id(2)), 'published', 'until then it is not over') from tests.act_as('ada');
select is(tests.step('fay', 25, 'collect', 123), 'collected', 'Fay says so too');
select tests.act_as('ada');
select results_eq('select status::text, outcome from public.listings where id = tests.id(2)', $$ values ('closed', 'found_someone') $$, 'and the announcement is over');
select tests.act_as_nobody();
select is((select action from private.listing_events where listing_id = tests.id(2)), 'close', 'as its events say');
select is((select actor_id from private.listing_events where listing_id = tests.id(2)), tests.id_of('fay'), 'by the last to say so');
select tests.refused('select tests.step(''fay'', 25, ''withdraw'', 124)', 'wrong_state', 'what was given is given');
select tests.act_as('fay');
select tests.refused('select public.gift_handover_details(tests.id(25))', 'not_allowed', 'and nobody needs the address any more');
select tests.act_as_nobody();
select is_empty(
  $$ select from public.gift_requests g where g.state <> (select e.state from public.gift_events e where e.gift_id = g.id order by e.id desc limit 1) $$,
  'each state is what its events say'
);

-- Two units: over with the second
select tests.give_away(3, 'first_come', 2);
select tests.ask('bo', 30, 3), tests.ask('cy', 31, 3), tests.step('bo', 30, 'collect', 130), tests.step('ada', 30, 'collect', 131);
select tests.act_as('ada');
select is((select status::text from public.listings where id = tests.id(3)), 'published', 'one of two is given');
select tests.step('cy', 31, 'collect', 132), tests.step('ada', 31, 'collect', 133);
select tests.act_as('ada');
select is((select status::text from public.listings where id = tests.id(3)), 'closed', 'then the other');

-- The rules choose, not the giver; where the giver chooses, they choose again
select tests.act_as_nobody();
select tests.give_away(4, 'draw'), tests.give_away(5, 'first_come'), tests.give_away(6, 'owner_picks'), tests.give_away(7, 'first_come');
select tests.ask('bo', 40, 4), tests.ask('bo', 50, 5), tests.ask('cy', 51, 5), tests.ask('bo', 60, 6), tests.ask('cy', 61, 6), tests.ask('eli', 62, 6);
select tests.refused('select tests.step(''ada'', 40, ''choose'', 140)', 'wrong_state', 'nobody is chosen before a draw');
select tests.refused('select tests.step(''ada'', 40, ''decline'', 140)', 'wrong_state', 'nor left out');
select tests.refused('select tests.step(''ada'', 51, ''choose'', 140)', 'wrong_state', 'nor is the second come the first');
select tests.refused('select tests.step(''bo'', 50, ''collect'', null)', 'invalid_value', 'each step has an id');
select tests.act_as('ada');
select tests.refused('update public.listings set choice_rule = ''first_come'' where id = tests.id(4)', 'wrong_state', 'the rule stays once somebody asked');
select tests.refused('update public.listings set choose_by = now() + interval ''9 days'' where id = tests.id(4)', 'wrong_state', 'and the date');
select lives_ok('update public.listings set description = ''Bleu'' where id = tests.id(4)', 'words may change');
select lives_ok('update public.listings set choice_rule = ''owner_picks'' where id = tests.id(7)', 'nobody asked yet: the rule may change');
select tests.refused('update public.listings set choose_by = now() + interval ''91 days'' where id = tests.id(7)', 'invalid_value', 'to a date within three months');
select tests.step('ada', 60, 'choose', 141);
select is(tests.step('bo', 60, 'withdraw', 142), 'withdrawn', 'chosen, and given up');
select is(tests.states(6), '60 withdrawn, 61 not_chosen, 62 not_chosen', 'nobody is chosen but by the giver');
select matches(tests.told('ada'), 'gift_choose_again', 'who is told');
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('cy'), tests.id_of('ada'));
select tests.refused('select tests.step(''ada'', 61, ''choose'', 143)', 'not_available', 'not somebody who blocked them');
select tests.act_as_nobody();
delete from private.blocks;
update public.listings set listed_for_all = false where id = tests.id(6);
alter table public.listings disable trigger check_listing;
update public.listings set listed_for_all = false where id = tests.id(6);
select tests.refused('select tests.step(''ada'', 61, ''choose'', 143)', 'not_available', 'nor somebody it is not for');
select tests.act_as_nobody();
alter table public.listings enable trigger check_listing;
update public.listings set listed_for_all = true where id = tests.id(6);
select is(tests.step('ada', 61, 'choose', 143), 'chosen', 'somebody else is');

-- Taken back by the giver
select tests.act_as('ada');
select lives_ok('select public.advance_listing(tests.id(4), ''close'', tests.id(150))', 'Ada takes the draw back');
select is(tests.states(4), '40 not_chosen', 'nobody is left waiting');
select matches(tests.told('bo'), 'gift_taken_back', 'and is told');
select lives_ok('select public.advance_listing(tests.id(5), ''close'', tests.id(151))', 'Ada takes back what was promised');
select is(tests.states(5), '50 chosen, 51 not_chosen', 'a promise stays');
select is(tests.step('bo', 50, 'withdraw', 152), 'withdrawn', 'when it is given up');
select is(tests.states(5), '50 withdrawn, 51 not_chosen', 'it passes to nobody');
select tests.act_as('ada');
select lives_ok('select public.advance_listing(tests.id(6), ''close'', tests.id(153))', 'and the third');
select tests.refused('select tests.step(''ada'', 62, ''choose'', 154)', 'not_available', 'what was taken back goes to nobody');

-- Enough
select tests.act_as_nobody();
select tests.give_away(200 + n, 'owner_picks') from generate_series(1, 21) n;
select is(string_agg(tests.ask('di', 300 + n, 200 + n), ' '), rtrim(repeat('asked ', 20)), 'twenty wishes at a time') from generate_series(1, 20) n;
select tests.refused('select tests.ask(''di'', 321, 221)', 'quota_reached', 'not one more');
select tests.step('di', 301, 'withdraw', 401);
select is(tests.ask('di', 321, 221), 'asked', 'but in the place of another');
select tests.act_as_nobody();
update public.gift_requests set state = 'withdrawn' where person_id = tests.id_of('di');
insert into public.gift_requests (id, listing_id, owner_id, person_id, state)
select tests.id(500 + n), null, tests.id_of('ada'), tests.id_of('di'), 'withdrawn'
from generate_series(1, 59 - (select count(*)::integer from public.gift_requests where person_id = tests.id_of('di'))) n;
select is(tests.ask('di', 600, 201), 'asked', 'sixty a day');
select tests.refused('select tests.ask(''di'', 601, 202)', 'too_fast', 'not one more');
select tests.act_as_nobody();
insert into auth.users (id, email) select tests.id(1000 + n), n || '@crowd.test' from generate_series(1, 499) n;
insert into public.gift_requests (id, listing_id, owner_id, person_id, state) select tests.id(1000 + n), tests.id(203), tests.id_of('ada'), tests.id(1000 + n), 'asked' from generate_series(1, 499) n;
select is(tests.ask('fay', 602, 203), 'asked', 'five hundred for one thing');
select tests.refused('select tests.ask(''eli'', 603, 203)', 'full', 'are plenty');

select * from finish();
rollback;
