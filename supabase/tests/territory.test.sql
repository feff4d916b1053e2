begin;
\ir support/actors.psql
select plan(70);
select tests.create_person(who) from unnest(array['ada', 'bo', 'cy', 'di']) as who;

-- The facts
select is((select count(*)::integer from public.communes), 43, 'the 43 communes');
select is((select count(*) filter (where parent_slug is null) || '+' || count(parent_slug) from public.categories), '16+86', '16 categories, 86 below them');
select is((select count(*)::integer from private.commune_reach), 43, 'and how far each commune stretches');
select tests.act_as_visitor();
select is((select count(*)::integer from public.communes) + (select count(*)::integer from public.categories), 145, 'a visitor reads them');
select throws_ok('select * from private.commune_reach', '42501', null, 'what blurs points is nobody''s business');
select tests.act_as('ada');
select is((select count(*)::integer from public.communes) + (select count(*)::integer from public.categories), 145, 'so does a resident');
select throws_ok($$ update public.communes set name = 'x' $$, '42501', null, 'who does not rename the world');
select throws_ok($$ delete from public.categories $$, '42501', null, 'nor empties it');

-- What the constraints refuse
create function pg_temp.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named) $$;
select tests.act_as_nobody();
insert into public.communities (id, slug, name, kind, visibility, join_policy) values
  ('00000000-0000-7002-a000-000000000001', 'open', 'Open', 'practice', 'public', 'open'),
  ('00000000-0000-7002-a000-000000000002', 'asked', 'Asked', 'neighbourhood', 'listed', 'approval'),
  ('00000000-0000-7002-a000-000000000003', 'secret', 'Secret', 'organisation', 'private', 'email_domain'),
  ('00000000-0000-7002-a000-000000000004', 'invited', 'Invited', 'campus', 'listed', 'invite'),
  ('00000000-0000-7002-a000-000000000005', 'hidden', 'Hidden', 'organisation', 'private', 'open');
insert into private.community_domains values ('00000000-0000-7002-a000-000000000003', 'work.test');
insert into public.memberships (community_id, person_id, role, state)
select id, tests.id_of('ada'), 'organiser', 'active' from public.communities;
select pg_temp.breaks($$ insert into public.communes select 'x', name, 'x', population, postcodes, lat, lon from public.communes limit 1 $$, 'communes_code_insee');
select pg_temp.breaks($$ insert into public.communes select '00000', name, slug, population, postcodes, lat, lon from public.communes limit 1 $$, 'communes_slug_unique');
select pg_temp.breaks($$ insert into public.communes select code, name, 'x', population, postcodes, lat, lon from public.communes limit 1 $$, 'communes_pkey');
select pg_temp.breaks($$ update public.communes set population = 0 $$, 'communes_population_positive');
select pg_temp.breaks($$ update public.communes set lat = 91 $$, 'communes_lat_on_earth');
select pg_temp.breaks($$ update public.communes set lon = -181 $$, 'communes_lon_on_earth');
select pg_temp.breaks($$ update private.commune_reach set sector_meters = '{1}' $$, 'commune_reach_has_24_sectors');
select pg_temp.breaks($$ insert into private.commune_reach values ('00000', array_fill(1, array[24])) $$, 'commune_reach_commune_code_fkey');
select pg_temp.breaks($$ insert into private.commune_reach select * from private.commune_reach $$, 'commune_reach_pkey');
select pg_temp.breaks($$ insert into public.categories values ('A b', null, 'x', 'x', 'x', 1) $$, 'categories_slug_plain');
select pg_temp.breaks($$ insert into public.categories values ('ab', null, 'x', 'x', 'x', 0) $$, 'categories_position_positive');
select pg_temp.breaks($$ insert into public.categories values ('ab', 'nowhere', 'x', 'x', 'x', 1) $$, 'categories_parent_slug_fkey');
select pg_temp.breaks($$ update public.communities set slug = 'Not plain' where slug = 'open' $$, 'communities_slug_plain');
select pg_temp.breaks($$ update public.communities set slug = 'asked' where slug = 'open' $$, 'communities_slug_unique');
select pg_temp.breaks($$ update public.communities set name = 'x' $$, 'communities_name_length');
select pg_temp.breaks($$ update public.communities set name = repeat('x', 81) $$, 'communities_name_length');
select pg_temp.breaks($$ update public.communities set about = repeat('x', 2001) $$, 'communities_about_too_long');
select pg_temp.breaks($$ insert into private.community_domains select id, 'a b' from public.communities $$, 'community_domains_plain');
select pg_temp.breaks($$ insert into private.community_domains select * from private.community_domains $$, 'community_domains_pkey');
select pg_temp.breaks($$ insert into private.community_domains values (gen_random_uuid(), 'a.test') $$, 'community_domains_community_id_fkey');
select pg_temp.breaks($$ insert into public.memberships values (gen_random_uuid(), tests.id_of('bo'), 'member', 'active') $$, 'memberships_community_id_fkey');
select pg_temp.breaks($$ insert into public.memberships select id, gen_random_uuid(), 'member', 'active' from public.communities $$, 'memberships_person_id_fkey');
select pg_temp.breaks($$ insert into private.membership_events (community_id, person_id, action) values (gen_random_uuid(), tests.id_of('bo'), 'x') $$, 'membership_events_community_id_fkey');
select pg_temp.breaks($$ insert into private.membership_events (community_id, person_id, action) select id, gen_random_uuid(), 'x' from public.communities $$, 'membership_events_person_id_fkey');
select pg_temp.breaks($$ insert into private.membership_events (community_id, person_id, action, answer) select id, tests.id_of('bo'), 'x', repeat('x', 1001) from public.communities $$, 'membership_events_answer_too_long');

-- Who sees which community
select tests.act_as_visitor();
select results_eq('select slug from public.communities order by slug', array['asked', 'invited', 'open'], 'a visitor sees what is not private');
select throws_ok('select * from public.memberships', '42501', null, 'and never who is in');
select tests.act_as('bo');
select results_eq('select slug from public.communities order by slug', array['asked', 'invited', 'open'], 'so does a resident outside');
select is_empty('select * from public.memberships', 'who sees no members from outside');
select throws_ok($$ insert into public.memberships values ('00000000-0000-7002-a000-000000000001', tests.id_of('bo'), 'organiser', 'active') $$, '42501', null, 'nor names themselves organiser');
select tests.act_as('ada');
select is((select count(*)::integer from public.communities), 5, 'a member sees their private ones too');

-- Coming in
create function pg_temp.join(number integer, answer text default null) returns text
language sql as $$ select state::text from public.join_community(('00000000-0000-7002-a000-00000000000' || number)::uuid, answer) $$;
create function pg_temp.step(number integer, who text, action text) returns text
language sql as $$ select role || ' ' || state from public.advance_membership(('00000000-0000-7002-a000-00000000000' || number)::uuid, tests.id_of(who), action) $$;
create function pg_temp.refused(command text, token text, description text) returns text
language sql as $$ select throws_ok('select ' || command, 'P0001', token, description) $$;
select tests.act_as('bo');
select is(pg_temp.join(1), 'active', 'an open community lets in at once');
select is(pg_temp.join(1), 'active', 'asking twice is asking once');
select is(pg_temp.join(2, 'I have a ladder'), 'applied', 'another one is asked');
select is((select count(*)::integer from public.memberships where community_id::text like '%2'), 1, 'the applicant sees their own application alone');
select pg_temp.refused(format('pg_temp.join(%s)', n), token, said) from (values
  (3, 'not_found', 'a private one is not there for who has another address'), (5, 'not_found', 'even when open to who is told of it'),
  (4, 'not_available', 'one waits for an invitation'), (9, 'not_found', 'nor is what does not exist')) as t (n, token, said);
select pg_temp.refused($$ pg_temp.join(2, repeat('x', 1001)) $$, 'too_long', 'an answer is bounded');
select pg_temp.refused($$ pg_temp.step(2, 'bo', 'accept') $$, 'not_found', 'nobody lets themselves in');
select pg_temp.refused($$ pg_temp.step(1, 'ada', 'exclude') $$, 'not_allowed', 'a member does not put people out');
select pg_temp.refused($$ pg_temp.step(1, 'bo', 'make_organiser') $$, 'not_allowed', 'nor promotes themselves');
select pg_temp.refused($$ pg_temp.step(1, 'ada', 'leave') $$, 'not_allowed', 'nor leaves for somebody else');
select tests.act_as_nobody();
update auth.users set email = 'cy@work.test' where id = tests.id_of('cy');
select tests.act_as('cy');
select is(pg_temp.join(3), 'active', 'an address of the house opens a private community');
select pg_temp.refused($$ pg_temp.step(2, 'ada', 'exclude') $$, 'not_found', 'an outsider finds nothing to advance');
select pg_temp.refused($$ pg_temp.step(3, 'cy', 'knight') $$, 'invalid_value', 'an unknown action is refused');
select tests.act_as('ada');
select results_eq($$ select state::text from public.memberships where person_id = tests.id_of('bo') order by community_id $$, array['active', 'applied'], 'an organiser sees who asks');
select is(pg_temp.step(2, 'bo', 'accept'), 'member active', 'and lets them in');
select is(pg_temp.step(2, 'bo', 'make_moderator'), 'moderator active', 'and trusts them');
select is(pg_temp.step(5, 'di', 'invite'), 'member invited', 'and invites');
select pg_temp.refused($$ pg_temp.step(2, 'ada', 'leave') $$, 'wrong_state', 'the last organiser stays');
select pg_temp.refused($$ pg_temp.step(2, 'ada', 'make_member') $$, 'wrong_state', 'and stays organiser');
select tests.act_as('di');
select is(pg_temp.join(5), 'active', 'an invitation opens a hidden community');
select is((select count(*)::integer from public.memberships where community_id::text like '%5'), 2, 'members see each other');
select public.block_person(tests.id_of('ada'));
select is((select count(*)::integer from public.memberships where community_id::text like '%5'), 1, 'unless one blocked the other');
select tests.act_as('bo');
select pg_temp.refused($$ pg_temp.step(2, 'ada', 'exclude') $$, 'not_allowed', 'a moderator does not put an organiser out');
select is(pg_temp.step(1, 'bo', 'leave'), 'member left', 'anyone may leave');
select tests.act_as('ada');
select is(pg_temp.step(2, 'bo', 'exclude'), 'member excluded', 'an organiser puts out');
select tests.act_as('bo');
select pg_temp.refused('pg_temp.join(2)', 'not_available', 'who was put out does not walk in again');
select tests.act_as_nobody();
delete from auth.users where id = tests.id_of('ada');
select is((select role::text from public.memberships where community_id::text like '%5' and person_id = tests.id_of('di')), 'organiser', 'when the organiser''s account goes, the house passes to who stays');
select throws_ok($$ delete from public.memberships where person_id = tests.id_of('di'); insert into public.memberships values ('00000000-0000-7002-a000-000000000005', tests.id_of('bo'), 'member', 'active'); update public.memberships set since = now() where person_id = tests.id_of('bo'); set constraints all immediate $$, 'P0001', 'wrong_state', 'no way round it');

select * from finish();
rollback;
