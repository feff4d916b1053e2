begin;
\ir support/actors.psql
select plan(95);
select tests.create_person(who) from unnest(array['ada', 'bo', 'cy']) as who;
update public.people set commune_code = '35238';
insert into public.communities (id, slug, name, kind, visibility, join_policy) values
  ('00000000-0000-7002-a000-000000000001', 'secret', 'Secret', 'organisation', 'private', 'invite'),
  ('00000000-0000-7002-a000-000000000002', 'tools', 'Tools', 'practice', 'public', 'open');
insert into public.memberships (community_id, person_id, role, state) values
  ('00000000-0000-7002-a000-000000000001', tests.id_of('ada'), 'organiser', 'active'),
  ('00000000-0000-7002-a000-000000000001', tests.id_of('bo'), 'member', 'active'),
  ('00000000-0000-7002-a000-000000000002', tests.id_of('ada'), 'referent', 'active');
create function tests.id(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid $$;
create function tests.advance(n integer, step text, op integer default null) returns text language sql as $$
  select status::text from public.advance_listing(tests.id(n), step, coalesce(tests.id(1000 + op), gen_random_uuid())) $$;
create function tests.refused(command text, token text, description text) returns text
language sql as $$ select throws_ok(command, 'P0001', token, description) $$;
create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named) $$;
create function tests.titles() returns text[] language sql as $$ select array(select title from public.listings order by title) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Writing one's own
select tests.act_as('ada');
select lives_ok($$ insert into public.listings (id, kind, title, category_slug) values (tests.id(1), 'loan', E' Drill\u202E\n ', 'bricolage') $$, 'a resident writes a listing');
select results_eq('select title, status::text, commune_code, owner_id = tests.id_of(''ada''), listed_for_all from public.listings', $$ values ('Drill', 'draft', '35238', true, true) $$, 'it is a tidy draft of theirs, in their commune');
select lives_ok($$ insert into public.listings (id, kind, title, category_slug) values (tests.id(1), 'loan', E' Drill\u202E\n ', 'bricolage') $$, 'sent again, it lands once');
select is((select count(*)::integer from public.listings), 1, 'indeed once');
select tests.refused($$ insert into public.listings (id, kind, title) values (tests.id(1), 'loan', 'Saw') $$, 'id_reused', 'another listing under the same id is refused');
select throws_ok(format('insert into public.listings (id, kind, title, %s) values (gen_random_uuid(), ''loan'', ''Forged'', %s)', forged, value), '42501', null, 'nobody writes ' || forged)
from (values ('owner_id', 'tests.id_of(''bo'')'), ('status', '''published'''), ('area_lat', '48'), ('published_at', 'now()'), ('listed_for_all', 'true'), ('created_at', 'now()'), ('expires_at', 'now()')) as f (forged, value);
select throws_ok(format('update public.listings set %s = %s', forged, value), '42501', null, 'nor changes ' || forged)
from (values ('owner_id', 'tests.id_of(''bo'')'), ('status', '''published'''), ('area_lat', '48'), ('published_at', 'now()'), ('listed_for_all', 'true'), ('created_at', 'now()'), ('expires_at', 'now()'), ('id', 'gen_random_uuid()')) as f (forged, value);
select tests.refused($$ insert into public.listings (id, kind, title, held_by) values (tests.id(90), 'loan', 'Saw', gen_random_uuid()) $$, 'not_allowed', 'one acts for a community one is trusted by');
select lives_ok($$ insert into public.listings (id, kind, title, category_slug, held_by) values (tests.id(2), 'loan', 'Held', 'jardin', '00000000-0000-7002-a000-000000000001') $$, 'as its organiser may');
select is((select listed_for_all from public.listings where id = tests.id(2)), false, 'what a private community holds is not for all');
select tests.act_as('bo');
select tests.refused($$ insert into public.listings (id, kind, title) values (tests.id(1), 'loan', 'Drill') $$, 'not_allowed', 'another person''s id is refused');
select tests.refused($$ insert into public.listings (id, kind, title, held_by) values (tests.id(91), 'loan', 'Saw', '00000000-0000-7002-a000-000000000001') $$, 'not_allowed', 'a plain member does not act for a community');
select tests.act_as_visitor();
select throws_ok($$ insert into public.listings (id, kind, title) values (tests.id(92), 'loan', 'Saw') $$, '42501', null, 'a visitor writes nothing');

-- A listing's life
select throws_ok($$ select tests.advance(1, 'publish') $$, '42501', null, 'a visitor advances nothing');
select tests.act_as('bo');
select tests.refused($$ select tests.advance(1, 'publish') $$, 'not_found', 'a draft is not there for others');
select tests.act_as('ada');
select tests.refused($$ select tests.advance(1, 'resume') $$, 'wrong_state', 'a draft does not resume');
select tests.refused($$ select tests.advance(1, 'explode') $$, 'invalid_value', 'an unknown step is refused');
select tests.refused($$ select public.advance_listing(tests.id(1), 'publish', null) $$, 'invalid_value', 'a step needs an id');
insert into public.listings (id, kind, title) values (tests.id(3), 'gift', 'Bare');
select tests.refused($$ select tests.advance(3, 'publish') $$, 'invalid_value', 'without a category it is not published');
select is(tests.advance(1, 'publish', 1), 'published', 'its owner publishes it');
select is(tests.advance(1, 'pause', 2), 'paused', 'pauses it');
select is(tests.advance(1, 'publish', 1), 'published', 'a repeat answers as the first time');
select is((select status::text from public.listings where id = tests.id(1)), 'paused', 'and changes nothing');
select tests.refused($$ select tests.advance(1, 'pause') $$, 'already_done', 'a second pause is told so');
select tests.refused($$ select tests.advance(1, 'close', 1) $$, 'id_reused', 'another step under the same id is refused');
select is(tests.advance(1, 'resume', 3), 'published', 'resumes it');
select is(tests.advance(1, 'renew', 4), 'published', 'renews it');
select tests.act_as('bo');
select tests.refused($$ select tests.advance(1, 'pause') $$, 'not_allowed', 'what others see they still do not pause');
select tests.refused($$ select tests.advance(1, 'pause', 1) $$, 'not_allowed', 'even with somebody''s receipt');
select tests.act_as('ada');
select tests.refused($$ update public.listings set kind = 'gift' where id = tests.id(1) $$, 'wrong_state', 'a loan does not become a gift under people''s eyes');
select is(tests.advance(2, 'publish'), 'published', 'the community''s is published too');
select tests.act_as_nobody();
select results_eq($$ select action from private.listing_events where listing_id = tests.id(1) order by id $$, array['publish', 'pause', 'resume', 'renew'], 'every step left a line');

-- Who sees what
select tests.act_as_visitor();
select is(tests.titles(), '{Drill}', 'a visitor sees what is published for everyone');
select results_eq('select display_name from public.people', array['Ada'], 'and the name of who published it');
select throws_ok('select * from public.listing_communities', '42501', null, 'never who it is for');
select throws_ok('select * from public.handover_windows', '42501', null, 'nor when people are at home');
select tests.act_as('bo');
select is(tests.titles(), '{Drill,Held}', 'a member sees what the community holds');
update public.listings set title = 'Mine now';
select is(tests.titles(), '{Drill,Held}', 'but does not rewrite it');
delete from public.listings;
select is(tests.titles(), '{Drill,Held}', 'nor throw it away');
select tests.act_as('cy');
select is(tests.titles(), '{Drill}', 'an outsider does not');
select tests.act_as('ada');
select is(tests.titles(), '{Bare,Drill,Held}', 'an owner sees drafts too');

-- Opened to a community alone
select lives_ok($$ insert into public.listing_communities values (tests.id(1), '00000000-0000-7002-a000-000000000001') $$, 'an owner restricts a listing to a community');
select tests.act_as('bo');
select is(tests.titles(), '{Drill,Held}', 'its members see it');
select isnt_empty('select * from public.listing_communities', 'and for whom it is');
select throws_ok($$ insert into public.listing_communities values (tests.id(2), '00000000-0000-7002-a000-000000000001') $$, '42501', null, 'who does not own it does not open it');
delete from public.listing_communities;
select isnt_empty('select * from public.listing_communities', 'nor close it');
select tests.act_as('cy');
select is(tests.titles(), '{}', 'others see nothing any more');
select is_empty('select * from public.listing_communities', 'not even that it is for some');
select tests.refused($$ select tests.advance(1, 'pause') $$, 'not_found', 'as if it were not');
select tests.refused($$ select tests.advance(999, 'pause') $$, 'not_found', 'just as for what is not');
insert into public.listings (id, kind, title) values (tests.id(4), 'gift', 'Of Cy');
select throws_ok($$ insert into public.listing_communities values (tests.id(4), '00000000-0000-7002-a000-000000000001') $$, '42501', null, 'nobody opens theirs to a community they are not in');
select tests.act_as_visitor();
select is(tests.titles(), '{}', 'nor do visitors');
select is_empty('select display_name from public.people', 'who have no name to learn either');
select tests.act_as_nobody();
select is(array(select private.listing_visible_to(tests.id(n), tests.id_of(who)) from (values (1, 'ada'), (1, 'bo'), (1, 'cy'), (1, null), (2, 'bo'), (2, 'cy'), (3, 'ada'), (3, 'bo')) v (n, who)), '{t,t,f,f,t,f,t,f}', 'functions that act for someone judge alike');
select tests.act_as('ada');
delete from public.listing_communities;
select is((select listed_for_all from public.listings where id = tests.id(1)), true, 'opened again, it is for all');

-- Blocked
select public.block_person(tests.id_of('bo'));
select tests.act_as('bo');
select is(tests.titles(), '{}', 'a blocked person sees nothing of who blocked them');
select tests.act_as('ada');
select public.unblock_person(tests.id_of('bo'));

-- Photos
select lives_ok($$ insert into public.listing_photos (listing_id, position, path, width, height) values (tests.id(1), 0, tests.id_of('ada') || '/' || tests.id(1) || '/a.webp', 1600, 1200), (tests.id(3), 0, tests.id_of('ada') || '/' || tests.id(3) || '/a.webp', 1600, 1200) $$, 'an owner adds photos');
select throws_ok($$ insert into public.listing_photos (listing_id, position, path, width, height) values (tests.id(1), 1, tests.id_of('bo') || '/' || tests.id(1) || '/b.webp', 1, 1) $$, '42501', null, 'not from somebody else''s folder');
select lives_ok('update public.listing_photos set position = 3 where listing_id = tests.id(1)', 'puts them in order');
select tests.act_as_visitor();
select is((select count(*)::integer from public.listing_photos), 1, 'a visitor sees the photo of what they see');
select tests.act_as('bo');
select is((select position::integer from public.listing_photos), 3, 'so does a resident');
update public.listing_photos set position = 5;
delete from public.listing_photos;
select is((select position::integer from public.listing_photos), 3, 'who neither moves nor removes it');
select throws_ok($$ insert into public.listing_photos (listing_id, position, path, width, height) values (tests.id(1), 1, tests.id_of('bo') || '/' || tests.id(1) || '/b.webp', 1, 1) $$, '42501', null, 'nor adds one');
select tests.act_as('ada');
delete from public.listing_photos where listing_id = tests.id(3);
select is((select count(*)::integer from public.listing_photos), 1, 'an owner removes them');

-- When one is there
select lives_ok($$ insert into public.handover_windows (id, weekday, from_time, until_time, note) values (tests.id(50), 6, '10:00', '12:00', 'x') $$, 'a resident says when they are there');
select lives_ok($$ insert into public.handover_windows (id, weekday, from_time, until_time, note) values (tests.id(50), 6, '10:00', '12:00', 'x') $$, 'saying it again changes nothing');
select tests.refused($$ insert into public.handover_windows (id, weekday, from_time, until_time) values (tests.id(50), 6, '10:00', '12:00') $$, 'id_reused', 'another window under the same id is refused');
select throws_ok($$ insert into public.handover_windows (id, person_id, weekday, from_time, until_time) values (tests.id(51), tests.id_of('bo'), 6, '10:00', '12:00') $$, '42501', null, 'nobody says it for another');
select lives_ok($$ update public.handover_windows set note = 'ring twice' $$, 'and changes it');
select tests.act_as('bo');
update public.handover_windows set note = 'forged';
delete from public.handover_windows;
select results_eq('select note from public.handover_windows', array['ring twice'], 'others read it, and neither change nor remove it');
select tests.refused($$ insert into public.handover_windows (id, weekday, from_time, until_time) values (tests.id(50), 6, '10:00', '12:00') $$, 'not_allowed', 'another person''s id is refused');
insert into public.handover_windows (id, weekday, from_time, until_time) select tests.id(100 + n), 1, '08:00', '09:00' from generate_series(1, 28) n;
select tests.refused($$ insert into public.handover_windows (id, weekday, from_time, until_time) values (tests.id(200), 6, '10:00', '12:00') $$, 'quota_reached', 'twenty-eight are plenty');
select public.block_person(tests.id_of('ada'));
select is((select count(*)::integer from public.handover_windows where person_id = tests.id_of('ada')), 0, 'who is blocked is never there');
select tests.act_as('ada');
delete from public.handover_windows;
select is((select count(*)::integer from public.handover_windows), 0, 'and one takes it back');

-- Throwing away, and enough
delete from public.listings;
select is(tests.titles(), '{Drill,Held}', 'a draft can be thrown away, what was published cannot');
select lives_ok($$ insert into public.listings (id, kind, title) values (tests.id(3), 'gift', 'Bare') $$, 'a late repeat of a thrown draft is heard');
select is(tests.titles(), '{Drill,Held}', 'and does not bring it back');
insert into public.listings (id, kind, title) select tests.id(300 + n), 'gift', 'Gift ' || n from generate_series(1, 98) n;
select tests.refused($$ insert into public.listings (id, kind, title) values (tests.id(500), 'gift', 'One more') $$, 'quota_reached', 'a hundred open listings are plenty');
select is(tests.advance(301, 'close'), 'closed', 'closing one');
select lives_ok($$ insert into public.listings (id, kind, title) values (tests.id(500), 'gift', 'One more') $$, 'makes room');

-- A community that closes its doors takes along what it holds
select tests.act_as_nobody();
update public.communities set visibility = 'private' where id = '00000000-0000-7002-a000-000000000001';
select is((select listed_for_all from public.listings where id = tests.id(2)), false, 'what a private community holds is not for everyone');
update public.communities set visibility = 'listed' where id = '00000000-0000-7002-a000-000000000001';
select is((select listed_for_all from public.listings where id = tests.id(2)), true, 'until it opens again');

select * from finish();
rollback;
