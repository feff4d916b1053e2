begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/gifts.psql
select plan(39);
select tests.create_person(who) from unnest(array['eli', 'fay', 'gil']) as who;
prepare draw(integer) as select seed_hash, drawn_at is not null, seed, tickets, winners from public.gift_draw(tests.id($1));

-- Before
select tests.give_away(2, 'draw');
select tests.act_as_visitor();
select results_eq('select seed_hash ~ ''^[0-9a-f]{64}$'', opened_at, drawn_at, seed, tickets, winners from public.gift_draw(tests.id(2))',
  'values (true, now(), null::timestamptz, null::text, null::text[], null::smallint)', 'the hash of the seed is there from the start, and nothing of the seed');
select tests.act_as_nobody();
select tests.give_away(3, 'first_come');
select tests.act_as_visitor();
select is_empty('execute draw(3)', 'no draw where there is none');
select is_empty('execute draw(99)', 'nor of nothing');
select tests.act_as('ada');
select lives_ok($$ select public.save_listing(tests.id(4), '{"kind":"gift","title":"Buffet","category_slug":"bricolage","choice_rule":"draw"}', tests.id(100)) $$, 'Ada writes a gift to draw for');
select is_empty('execute draw(4)', 'a draft has no draw');
select lives_ok($$ select public.advance_listing(tests.id(4), 'publish', tests.id(101)) $$, 'and publishes it');
select is((select choose_by from public.listings where id = tests.id(4)), tests.day(8, -4), 'with a week to ask');
select is((select count(*)::integer from public.gift_draw(tests.id(4))), 1, 'and its draw is ready');
select tests.refused('select public.draw_recipient(tests.id(4), tests.id(102))', 'wrong_state', 'nobody asked');
select tests.refused('select public.draw_recipient(tests.id(3), tests.id(102))', 'wrong_state', 'no draw');
select tests.refused('select public.draw_recipient(tests.id(99), tests.id(102))', 'not_found', 'no such gift');

-- Five ask
select is(string_agg(tests.ask(who, 20 + place::integer, 2), ' '), 'asked asked asked asked asked', 'five ask')
from unnest(array['bo', 'cy', 'di', 'eli', 'fay']) with ordinality as t (who, place);
select tests.step('fay', 25, 'withdraw', 103), tests.ask('fay', 26, 2);
select tests.act_as('bo');
select results_eq('select ticket from public.gift_requests', $$ select left(encode(sha256(decode(replace(tests.id(21)::text, '-', ''), 'hex')), 'hex'), 16) $$, 'each has a number that their id makes');
select tests.refused('select public.draw_recipient(tests.id(2), tests.id(104))', 'not_allowed', 'only the giver draws');
select set_config('tests.hash', seed_hash, true) from public.gift_draw(tests.id(2));
select tests.act_as('ada');
select results_eq('select winners, cardinality(tickets) from public.draw_recipient(tests.id(2), tests.id(105))', 'values (1::smallint, 5)', 'Ada draws: one of five');
select results_eq('select winners, cardinality(tickets) from public.draw_recipient(tests.id(2), tests.id(105))', 'values (1::smallint, 5)', 'twice is once');
select tests.refused('select public.draw_recipient(tests.id(4), tests.id(105))', 'id_reused', 'not another under the same act');
select tests.refused('select public.draw_recipient(tests.id(2), tests.id(106))', 'already_done', 'and a draw is held once');
select tests.refused('select public.draw_recipient(tests.id(2), null)', 'invalid_value', 'an act has an id');
select is(tests.found(2), false, 'it leaves search at once');

-- Anybody does it again
select tests.act_as_visitor();
select is(encode(sha256(convert_to(seed, 'UTF8')), 'hex'), current_setting('tests.hash'), 'the seed is the one whose hash was shown') from public.gift_draw(tests.id(2));
select is(tickets, array(select t from unnest(tickets) t order by encode(sha256(convert_to(seed || t, 'UTF8')), 'hex')), 'the order is that of the hashes') from public.gift_draw(tests.id(2));
select tests.act_as_nobody();
select is(g.ticket, d.tickets[1], 'the first has it') from public.gift_requests g, public.gift_draw(tests.id(2)) d where g.state = 'chosen';
select is((select count(*)::integer from public.notifications where about ->> 'says' = 'gift_not_chosen'), 4, 'four are told kindly');
select is((select count(*)::integer from public.notifications where about ->> 'says' = 'gift_chosen'), 1, 'one that it is theirs');
select results_eq('select state::text, count(*)::integer from public.gift_requests where listing_id = tests.id(2) group by 1 order by 1', $$ values ('chosen', 1), ('not_chosen', 4), ('withdrawn', 1) $$, 'and so they stand');
select tests.refused('update private.gift_draws set winners = 0 where listing_id = tests.id(2)', 'already_done', 'nobody draws again');
select tests.refused('update private.gift_draws set seed = repeat(''0'', 64) where listing_id = tests.id(4)', 'already_done', 'nor with another seed');
select tests.refused($$ select tests.ask('gil', 27, 2) $$, 'full', 'nor asks afterwards');

-- It passes on in the order drawn
update public.gift_requests set pickup_at = now() - interval '1 hour', pickup_by = owner_id, pickup_agreed = true where state = 'chosen';
select set_config('tests.chosen', (select id::text from public.gift_requests where state = 'chosen'), true);
select tests.act_as('ada');
select lives_ok('select public.advance_gift(current_setting(''tests.chosen'')::uuid, ''report_no_show'', tests.id(107))', 'the first does not come');
select tests.act_as_nobody();
select is(g.ticket, d.tickets[2], 'the second has it') from public.gift_requests g, public.gift_draw(tests.id(2)) d where g.state = 'chosen';

-- Whom it is for
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('gil'));
select tests.act_as('gil');
select is_empty('execute draw(2)', 'who was blocked sees no draw');
select tests.act_as_nobody();
delete from private.blocks;
select tests.give_away(5, 'draw', 2);
select tests.ask('bo', 50, 5), tests.ask('cy', 51, 5), tests.ask('di', 52, 5);
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('bo'), tests.id_of('ada'));
insert into public.communities (id, slug, name, kind, visibility, join_policy) values (tests.id(80), 'ici', 'Ici', 'neighbourhood', 'private', 'invite');
insert into public.memberships (community_id, person_id, role, state) select tests.id(80), tests.id_of(who), 'organiser', 'active' from unnest(array['ada', 'cy']) as who;
insert into public.listing_communities values (tests.id(5), tests.id(80));
select tests.act_as_visitor();
select is_empty('execute draw(5)', 'outsiders see nothing of what is for members');
select tests.act_as('cy');
select is((select count(*)::integer from public.gift_draw(tests.id(5))), 1, 'members do');
select tests.act_as('ada');
select results_eq('select winners, cardinality(tickets) from public.draw_recipient(tests.id(5), tests.id(108))', 'values (1::smallint, 1)', 'only whom it is for takes part');
select is(tests.states(5), '50 not_chosen, 51 chosen, 52 not_chosen', 'the others are told as anybody');
select tests.act_as_nobody();
insert into public.memberships (community_id, person_id, role, state) values (tests.id(80), tests.id_of('fay'), 'member', 'active');
select is(tests.ask('fay', 53, 5), 'chosen', 'what is left over goes to who asks first');

-- A held listing is for who holds it
select tests.act_as_nobody();
select tests.give_away(6, 'draw');
update public.listings set held_by = tests.id(80) where id = tests.id(6);
select tests.act_as('cy');
select is((select count(*)::integer from public.gift_draw(tests.id(6))), 1, 'members see what their community gives');
select tests.act_as('bo');
select is_empty('execute draw(6)', 'others do not');

select * from finish();
rollback;
