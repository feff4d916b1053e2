begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(96);
select tests.create_person('mod');
insert into public.communities (id, slug, name, kind, visibility) values
  (tests.id(90), 'groupe', 'Groupe', 'organisation', 'private'), (tests.id(91), 'jardin', 'Jardin', 'practice', 'public'),
  (tests.id(92), 'territoire', 'Territoire', 'territory', 'public');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(90), tests.id_of('bo'), 'organiser', 'active'), (tests.id(91), tests.id_of('di'), 'organiser', 'active'),
  (tests.id(91), tests.id_of('cy'), 'member', 'active'), (tests.id(92), tests.id_of('mod'), 'moderator', 'active');
insert into public.places (id, slug, name, kind, source_id, held_by, lat, lon, position_is_approximate) values
  (tests.id(10), 'armoire', 'Armoire', 'donnerie', 'a', null, 48, -1, true), (tests.id(11), 'cachee', 'Cachée', 'donnerie', 'b', tests.id(90), null, null, false),
  (tests.id(12), 'composteur', 'Composteur', 'composteur', 'c', tests.id(91), null, null, false);
insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('ada'), 'keeping');
create function tests.told(who text) returns text language sql security definer as $$
  select coalesce(string_agg(n.about ->> 'says', ' ' order by n.created_at, n.about ->> 'says'), '') from public.notifications n where n.person_id = tests.id_of(who) and n.topic = 'place'
$$;
create function tests.is_now(number integer, col text) returns text language plpgsql security definer as $$
declare v text; begin execute format('select (p.%I)::text from public.places p where p.id = $1', col) into v using tests.id(number); return v; end $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Adding
select tests.act_as('cy');
select results_eq(
  $$ select public.save_place(tests.id(20), '{"name": "Boîte à livres du Mail", "kind": "boite-a-livres", "lat": 48.1, "lon": -1.7, "commune_code": "35238", "accepts": ["livres"]}', tests.id(100)) from generate_series(1, 2) $$,
  $$ select jsonb_build_object('id', tests.id(20), 'slug', 'boite-a-livres-du-mail', 'outcome', 'added') from generate_series(1, 2) $$,
  'a resident adds a place, also twice'
);
select is(tests.is_now(20, 'status'), 'to-verify', 'nobody has checked it yet');
select is(tests.is_now(20, 'source') || tests.is_now(20, 'source_id'), 'passerelle' || tests.id(20), 'its source is here');
select is(tests.is_now(20, 'created_by')::uuid, tests.id_of('cy'), 'and who added it is known');
select is(public.save_place(tests.id(21), '{"name": "boite a LIVRES du mail !", "kind": "boite-a-livres"}', tests.id(101)) ->> 'slug', 'boite-a-livres-du-mail-2', 'another of that name has another address');
select is(public.save_place(tests.id(22), '{"name": "書架", "kind": "boite-a-livres"}', tests.id(102)) ->> 'slug', 'lieu', 'a name of other letters too');
select tests.refused(format('select public.save_place(tests.id(23), %L, tests.id(103))', w), 'invalid_value', w) from unnest(array[
  '{"name": "Un lieu"}', '{"name": "L", "kind": "donnerie"}', '{"name": "Un lieu", "kind": "chateau"}', '{"name": "Un lieu", "kind": "donnerie", "slug": "autre"}',
  '{"name": "Un lieu", "kind": "donnerie", "lat": "nord"}', '{"name": "Un lieu", "kind": "donnerie", "accepts": ["tout"]}', '{}', '[]', '{"name": "Un lieu", "kind": "donnerie", "state": "full"}',
  '{"name": "Un lieu", "kind": "donnerie", "created_by": null}', '{"name": "Un lieu", "kind": "donnerie", "source": "osm"}'
]) as w;
select tests.refused($$ select public.save_place(tests.id(23), jsonb_build_object('name', 'Un lieu', 'kind', 'donnerie', 'about', repeat('a', 2001)), tests.id(103)) $$, 'too_long', 'too many words');
select tests.refused($$ select public.save_place(tests.id(23), '{"name": "Un lieu", "kind": "donnerie", "status": "open"}', tests.id(103)) $$, 'not_allowed', 'nobody verifies what they add');
select tests.refused($$ select public.save_place(null, '{"name": "Un lieu", "kind": "donnerie"}', tests.id(103)) $$, 'invalid_value', 'a place has an id');
select tests.refused($$ select public.save_place(tests.id(20), '{"name": "Autre"}', tests.id(100)) $$, 'id_reused', 'something else under the same act');
select tests.act_as_nobody();
insert into public.places (id, slug, name, kind, source_id, created_by) select tests.id(500 + n), 'p' || n || 'x', 'Lieu', 'donnerie', 'p' || n, tests.id_of('cy') from generate_series(1, 17) as n;
select tests.act_as('cy');
select tests.refused($$ select public.save_place(tests.id(24), '{"name": "Un lieu", "kind": "donnerie"}', tests.id(104)) $$, 'quota_reached', 'twenty a day are plenty');

-- Correcting
select is(public.save_place(tests.id(10), '{"opening_hours": "24/7", "lat": 48.1, "lon": -1.7}', tests.id(110)) ->> 'outcome', 'proposed', 'whoever does not keep it proposes');
select is(tests.is_now(10, 'opening_hours'), '', 'and nothing has changed');
select is(tests.told('ada'), 'place_correction_proposed', 'its keeper is told');
select is(tests.told('mod'), '', 'nobody else is');
select tests.refused($$ select public.save_place(tests.id(10), '{"website": "javascript:alert(1)"}', tests.id(111)) $$, 'invalid_value', 'what could not be taken up is refused at once');
select tests.refused($$ select public.save_place(tests.id(10), '{"held_by": null}', tests.id(111)) $$, 'not_allowed', 'whose it is is for its keepers');
select tests.refused($$ select public.save_place(tests.id(11), '{"name": "Autre"}', tests.id(111)) $$, 'not_allowed', 'what one does not see is as somebody else''s id');
select results_eq('select place_id, author_id, state from public.place_proposals', $$ values (tests.id(10), tests.id_of('cy'), 'open') $$, 'its author sees it');
select tests.act_as('bo');
select is_empty('select from public.place_proposals', 'a stranger does not');
select tests.refused('select public.settle_place_proposal(tests.id(110), ''take_up'', tests.id(112))', 'not_found', 'nor decides');
select tests.refused('select public.settle_place_proposal(tests.id(99), ''take_up'', tests.id(112))', 'not_found', 'byte for byte as if there were none');
select is(public.save_place(tests.id(12), '{"name": "Composteur du square"}', tests.id(113)) ->> 'outcome', 'proposed', 'another, of what a collective runs');
select is(public.save_place(tests.id(20), '{"name": "Boîte du mail"}', tests.id(114)) ->> 'outcome', 'proposed', 'and of what nobody keeps');
select is(tests.told('di'), 'place_correction_proposed', 'its referents are told');
select is(tests.told('mod'), 'place_correction_proposed', 'or whoever tends the directory');
select tests.act_as('ada');
select is((select count(*) from public.place_proposals), 1::bigint, 'a keeper sees what is proposed of their place');
select tests.refused('select public.settle_place_proposal(tests.id(110), ''perhaps'', tests.id(115))', 'invalid_value', 'yes or no');
select lives_ok('select public.settle_place_proposal(tests.id(110), ''take_up'', tests.id(115)) from generate_series(1, 2)', 'takes it up, also twice');
select is(tests.is_now(10, 'opening_hours') || tests.is_now(10, 'position_is_approximate'), '24/7false', 'the place has changed, and stands where it was said to');
select is(tests.told('cy'), 'place_correction_taken', 'whoever knew better is told');
select tests.refused('select public.settle_place_proposal(tests.id(110), ''set_aside'', tests.id(116))', 'wrong_state', 'once');
select throws_ok('select was from public.place_proposals', '42501', null, 'what it said before is for the function that takes it back');
select tests.act_as('cy');
select tests.refused('select public.settle_place_proposal(tests.id(110), ''reopen'', tests.id(140))', 'not_found', 'its author takes nothing back');
select tests.act_as('ada');
select lives_ok('select public.settle_place_proposal(tests.id(110), ''reopen'', tests.id(141)) from generate_series(1, 2)', 'a keeper does, also twice');
select is(concat_ws(' ', tests.is_now(10, 'opening_hours'), tests.is_now(10, 'lat'), tests.is_now(10, 'position_is_approximate')), ' 48 true', 'and the place says what it said');
select results_eq('select state, settled_at from public.place_proposals where id = tests.id(110)', 'values (''open'', null::timestamptz)', 'the proposal waits again');
select is(tests.told('cy'), '', 'and its author is told of nothing');
select tests.refused('select public.settle_place_proposal(tests.id(110), ''reopen'', tests.id(142))', 'wrong_state', 'what waits is not to be taken back');
select lives_ok('select public.settle_place_proposal(tests.id(110), ''take_up'', tests.id(143))', 'it can be taken up again');
select is(tests.told('cy'), 'place_correction_taken', 'of which its author is told');
select is(public.save_place(tests.id(10), '{"status": "open", "about": "Au kiosque"}', tests.id(117)) ->> 'outcome', 'changed', 'a keeper changes it at once');
select is(tests.is_now(10, 'status') || tests.is_now(10, 'about'), 'openAu kiosque', 'as they said');
select lives_ok('select public.settle_place_proposal(tests.id(110), ''reopen'', tests.id(144)), public.settle_place_proposal(tests.id(110), ''take_up'', tests.id(145))', 'what else was written since hinders nothing');
select is(tests.is_now(10, 'about') || tests.is_now(10, 'opening_hours'), 'Au kiosque24/7', 'and stays');
select public.save_place(tests.id(10), '{"opening_hours": "Sa 10:00-12:00"}', tests.id(146));
select tests.refused('select public.settle_place_proposal(tests.id(110), ''reopen'', tests.id(147))', 'wrong_state', 'the same written since is not undone');
select is(tests.is_now(10, 'opening_hours'), 'Sa 10:00-12:00', 'and stays as it was written');
select tests.refused(format('select public.save_place(tests.id(10), jsonb_build_object(''held_by'', tests.id(%s)), tests.id(118))', n), 'not_a_member', 'to a collective of one''s own alone')
from unnest(array[91, 99]) as n;
select tests.act_as('mod');
select is((select count(*) from public.place_proposals where state = 'open'), 2::bigint, 'whoever tends the directory sees what is open');
select lives_ok('select public.settle_place_proposal(tests.id(113), ''set_aside'', tests.id(119))', 'sets one aside');
select is(tests.is_now(12, 'name'), 'Composteur', 'which changes nothing');
select lives_ok('select public.settle_place_proposal(tests.id(113), ''reopen'', tests.id(148))', 'takes that back');
select results_eq('select state from public.place_proposals where id = tests.id(113)', array['open'], 'and it waits again');
select public.settle_place_proposal(tests.id(113), 'set_aside', tests.id(149));
select is(public.save_place(tests.id(20), '{"status": "open"}', tests.id(120)) ->> 'outcome', 'changed', 'and verifies what residents add');
select tests.act_as('di');
select is(public.save_place(tests.id(12), jsonb_build_object('held_by', tests.id(91), 'name', 'Compost'), tests.id(121)) ->> 'outcome', 'changed', 'a collective says what it runs');
select tests.act_as_nobody();
insert into public.place_proposals (id, place_id, author_id, changes) select tests.id(600 + n), tests.id(12), tests.id_of('bo'), '{}' from generate_series(1, 29) as n;
select tests.act_as('bo');
select tests.refused($$ select public.save_place(tests.id(12), '{"name": "Encore"}', tests.id(122)) $$, 'quota_reached', 'thirty that wait are plenty');

-- Keeping
select lives_ok('select public.claim_place(tests.id(10), '' J’habite en face '', tests.id(130)) from generate_series(1, 2)', 'one asks to keep a place, also twice');
select tests.refused('select public.claim_place(tests.id(10), '''', tests.id(131))', 'already_done', 'once');
select tests.refused('select public.claim_place(tests.id(10), repeat(''a'', 501), tests.id(131))', 'too_long', 'in few words');
select tests.refused('select public.claim_place(tests.id(99), '''', tests.id(131))', 'not_found', 'a place that is there');
select ok(tests.told('ada') like '%place_claimed%', 'its keeper is told');
select tests.refused('select public.advance_keeper(tests.id(10), tests.id_of(''bo''), ''accept'', tests.id(132))', 'not_found', 'nobody says yes to themselves');
select tests.act_as('ada');
select tests.refused('select public.claim_place(tests.id(10), '''', tests.id(133))', 'already_done', 'who keeps it need not ask');
select lives_ok('select public.advance_keeper(tests.id(10), tests.id_of(''bo''), ''accept'', tests.id(134)) from generate_series(1, 2)', 'a keeper says yes, also twice');
select results_eq('select state, note from public.place_keepers where person_id = tests.id_of(''bo'')', 'values (''keeping'', '''')', 'they are two, and what was asked is forgotten');
select ok(tests.told('bo') like '%place_claim_accepted%', 'who is told');
select tests.refused(format('select public.advance_keeper(tests.id(10), tests.id_of(''bo''), %L, tests.id(135))', w), t, w)
from (values ('accept', 'wrong_state'), ('refuse', 'wrong_state'), ('leave', 'not_found'), ('rule', 'invalid_value')) as a (w, t);
select tests.act_as('bo');
select lives_ok('select public.advance_keeper(tests.id(10), tests.id_of(''bo''), ''leave'', tests.id(136))', 'one leaves');
select lives_ok('select public.claim_place(tests.id(10), '''', tests.id(137))', 'and may ask again');
select tests.act_as('mod');
select lives_ok('select public.advance_keeper(tests.id(10), tests.id_of(''bo''), ''refuse'', tests.id(138)), public.advance_keeper(tests.id(10), tests.id_of(''ada''), ''dismiss'', tests.id(139))', 'whoever tends the directory says no, and dismisses');
select tests.act_as('ada');
select is_empty('select from public.place_keepers where state = ''keeping''', 'nobody keeps it then');

-- What a proposal must be
select tests.act_as_nobody();
select throws_ok(format('insert into public.place_proposals (id, place_id, author_id, changes) values (tests.id(700), %s, %s, %s)', p, a, c), e, null, d)
from (values
  ('tests.id(99)', 'tests.id_of(''bo'')', '''{}''', '23503', 'of a place that is there'),
  ('tests.id(12)', 'gen_random_uuid()', '''{}''', '23503', 'by somebody who is there'),
  ('tests.id(12)', 'tests.id_of(''bo'')', '''[]''', '23514', 'about columns'),
  ('tests.id(12)', 'tests.id_of(''bo'')', 'jsonb_build_object(''about'', repeat(''a'', 12001))', '23514', 'of a bounded size')
) as w (p, a, c, e, d);
select throws_ok($$ update public.place_proposals set state = 'lost', settled_at = now() where id = tests.id(601) $$, '23514', null, 'open, taken up or set aside');
select throws_ok($$ update public.place_proposals set settled_at = now() where id = tests.id(601) $$, '23514', null, 'settled when it is over');
select throws_ok(format('update public.place_proposals set %s where id = tests.id(601)', w), '23514', 'new row for relation "place_proposals" violates check constraint "place_proposals_taken_up_whole"', w)
from unnest(array['state = ''taken_up'', settled_at = now()', 'state = ''taken_up'', settled_at = now(), was = ''{}''', 'was = ''{}'', became = ''{}''']) as w;
select throws_ok($$ insert into public.place_proposals select * from public.place_proposals where id = tests.id(601) $$, '23505', null, 'once');

select * from finish();
rollback;
