begin;
\ir support/actors.psql
select plan(97);

select tests.create_person(who) from unnest(array['ada', 'bo', 'cy']) as who;
update public.people set commune_code = '35238';
insert into public.communities (id, slug, name, kind, visibility, join_policy) values
  ('00000000-0000-7002-a000-000000000001', 'secret', 'Secret', 'organisation', 'private', 'invite');
insert into public.memberships (community_id, person_id, role, state) values
  ('00000000-0000-7002-a000-000000000001', tests.id_of('ada'), 'organiser', 'active'),
  ('00000000-0000-7002-a000-000000000001', tests.id_of('bo'), 'member', 'active');
create function tests.id(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid $$;
insert into public.listings (id, owner_id, kind, title, description, category_slug, commune_code, units, status, published_at) values
  (tests.id(1), tests.id_of('ada'), 'loan', 'Perceuse à percussion', 'Forets/vis v1.2, modèle 01a21e0e', 'outils-electroportatifs', '35238', 1, 'published', now() - interval '1 hour'),
  (tests.id(2), tests.id_of('ada'), 'gift', 'Échelle en bois', 'Trois mètres', 'echelles-acces', '35238', 1, 'published', now() - interval '2 hours'),
  (tests.id(3), tests.id_of('cy'), 'loan', 'Vélos d''enfants', 'Deux vélos bleus', 'mobilite', '35047', 2, 'published', now() - interval '3 hours'),
  (tests.id(4), tests.id_of('cy'), 'space', 'Cave sèche', '', 'espaces', '35022', 1, 'published', now() - interval '4 hours'),
  (tests.id(5), tests.id_of('cy'), 'loan', 'Brouillon', '', 'jardin', '35238', 1, 'draft', null),
  (tests.id(6), tests.id_of('ada'), 'loan', 'Xylophone du comité', '', 'musique', '35238', 1, 'draft', null);
insert into public.listing_communities values (tests.id(6), '00000000-0000-7002-a000-000000000001');
update public.listings set status = 'published', published_at = now() - interval '5 hours' where id = tests.id(6);
insert into public.listing_photos (listing_id, position, path, width, height) values
  (tests.id(1), 1, tests.id_of('ada') || '/' || tests.id(1) || '/second.webp', 1, 1), (tests.id(1), 0, tests.id_of('ada') || '/' || tests.id(1) || '/first.webp', 1, 1);

create function tests.found(said text, variadic more text[] default '{}') returns text
language plpgsql as $$
declare
  v_found text;
begin
  execute format('select string_agg(right(id::text, 1), %L order by n) from public.search_listings(%s) with ordinality as f (id, a, b, c, d, e, g, h, i, j, k, l, m, n)', '', said) into v_found;
  return coalesce(v_found, '');
end;
$$;
create function tests.refused(said text, token text) returns text
language sql as $$ select throws_ok('select * from public.search_listings(' || said || ')', 'P0001', token, left(said, 60)) $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Words
select tests.act_as_visitor();
select is(tests.found(''), '1234', 'asked for nothing, the newest first');
select is(tests.found(format('query => %L', said)), want, said) from (values
  ('perceuse', '1'), ('PERCEUSES', '1'), ('echelle', '2'), ('  échelles  en bois ', '2'), ('velo', '3'), ('vélo enfant', '3'),
  ('metres', '2'), ('percuese', '1'), ('perceusse', '1'), ('perceus', '1'), ('pereuse', '1'), ('perceuxe', '1'), ('echele', '2'), ('vilos', '3'),
  ('perceuse echelle', ''), ('tronconneuse', ''), ('', '1234'), ('   ', '1234'), ('de la', '1234'), ('a''b"c:*&|!()<->\', ''), ('brouillon', ''),
  ('xylophone', ''), ('xylophon', ''), ('foret', '1'), ('vis', '1'), ('forets/vis', '1'), ('v1.2', '1'), ('01a21e0e', '1')) as v (said, want);
select is(tests.found('query => repeat(''perceuse '', 20)'), '1', 'saying it twenty times is saying it');
select is(tests.found('query => ''perceuse'' || chr(8217) || ''s'''), '1', 'punctuation is not a word');

-- Kinds, categories
select is(tests.found($$ kinds => '{loan}' $$), '13', 'of one kind');
select is(tests.found($$ kinds => '{gift,space}' $$), '24', 'of two kinds');
select is(tests.found($$ kinds => '{}' $$), '1234', 'of no kind in particular');
select is(tests.found($$ category => 'bricolage' $$), '12', 'a category holds its sub-categories');
select is(tests.found($$ category => 'echelles-acces' $$), '2', 'a sub-category alone');

-- Distances
select is(tests.found('near_lat => 48.1113, near_lon => -1.68'), '1234', 'nearest first, the oldest id first where all is equal');
select is(tests.found('near_lat => 48.30, near_lon => -1.94'), '4123', 'from elsewhere another order');
select is(tests.found('near_lat => 48.1113, near_lon => -1.68, sort => ''newest'''), '1234', 'or the newest');
select is(tests.found('near_lat => 48.1113, near_lon => -1.68, within_meters => 15000'), '123', 'not further than asked');
select is((select array_agg(distance_meters % 500 = 0 and distance_meters >= 500) from public.search_listings(near_lat => 48.1113, near_lon => -1.68)), '{t,t,t,t}', 'distances are told in steps of 500 m');
select ok((select distance_meters is null from public.search_listings() limit 1), 'from nowhere there is no distance');
select results_eq(
  $$ select id, kind::text, title, category_slug, photo_path, commune_code, owner_id, owner_name from public.search_listings('perceuse') $$,
  $$ values (tests.id(1), 'loan', 'Perceuse à percussion', 'outils-electroportatifs', tests.id_of('ada') || '/' || tests.id(1) || '/first.webp', '35238', tests.id_of('ada'), 'Ada') $$,
  'each row says what a card shows'
);

-- Dates
select tests.act_as_nobody();
insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by) values
  (tests.id(101), tests.id(1), 'loan', 1, tests.id_of('ada'), tests.id_of('bo'), tstzrange(private.midnight(private.today() + 3), private.midnight(private.today() + 5)), 'accepted', now()),
  (tests.id(102), tests.id(3), 'loan', 1, tests.id_of('cy'), tests.id_of('bo'), tstzrange(private.midnight(private.today() + 3), private.midnight(private.today() + 5)), 'accepted', now()),
  (tests.id(103), tests.id(4), 'space', 1, tests.id_of('cy'), tests.id_of('bo'), tstzrange(private.midnight(private.today() + 3), private.midnight(private.today() + 5)), 'requested', now());
create function tests.days(first integer, past integer) returns text language sql security definer as $$
  select format('free_from => %L, free_until => %L', private.midnight(private.today() + first), private.midnight(private.today() + past)) $$;
grant execute on all functions in schema tests to anon, authenticated;
select tests.act_as_visitor();
select is(tests.found(tests.days(3, 5)), '234', 'what is taken is left out, a second unit and a mere request are not');
select is(tests.found(tests.days(4, 9)), '234', 'even when taken on one day of many');
select is(tests.found(tests.days(5, 7)), '1234', 'free again the day after');
select tests.act_as_nobody();
update public.listings set broken_units = '{2}' where id = tests.id(3);
select tests.act_as_visitor();
select is(tests.found(tests.days(3, 5)), '24', 'nor is a second unit that is broken');
select is(tests.found(tests.days(5, 7)), '1234', 'which leaves the first');
select tests.act_as_nobody();
update public.listings set broken_units = '{}' where id = tests.id(3);
select tests.act_as_visitor();
select is(tests.found(tests.days(1, 3)), '1234', 'and the day before');
select results_eq('select listing_id, day from public.next_free_days(array[tests.id(1), tests.id(2), tests.id(5), tests.id(6), gen_random_uuid()], (now() at time zone ''Europe/Paris'')::date + 3)', $$ values (tests.id(1), (select (now() at time zone 'Europe/Paris')::date + 5)) $$, 'the next free day, of what can be asked for and seen');
select throws_ok('select * from public.next_free_days(array_fill(gen_random_uuid(), array[101]))', 'P0001', 'invalid_value', 'a hundred cards at most');
select throws_ok('select * from public.next_free_days(null)', 'P0001', 'invalid_value', 'or none');

-- Pages
create temp table page as select * from public.search_listings(page_size => 3);
select is(tests.found(format('page_size => 3, after => %L', (select cursor from page order by published_at limit 1))), '4', 'the next page begins where the last one ended');
select is(tests.found(format('near_lat => 48.1113, near_lon => -1.68, page_size => 2, after => %L',
  (select cursor from public.search_listings(near_lat => 48.1113, near_lon => -1.68, page_size => 1)))), '23', 'by distance too, ties included');
select tests.refused(format('near_lat => 48.11, near_lon => -1.68, after => %L', (select cursor from page limit 1)), 'invalid_value');
select tests.refused(format('after => %L', garbage), 'invalid_value') from unnest(array['x', '', '%%%', 'bmV3fHx8', repeat('A', 300), encode('new|now|1', 'base64'), encode('new|infinity|00000000-0000-7000-a000-000000000001', 'base64'), encode('\xff00', 'base64')]) as garbage;

-- Bounds
select tests.refused(said, token) from (values
  ('query => repeat(''x'', 201)', 'too_long'), ('kinds => ''{loan,drop}''', 'invalid_value'), ('kinds => ''{NULL}''', 'invalid_value'),
  ('category => ''nowhere''', 'invalid_value'), ('near_lat => 48', 'invalid_value'), ('near_lat => 91, near_lon => 0', 'invalid_value'),
  ('near_lat => ''NaN'', near_lon => 0', 'invalid_value'), ('within_meters => 100', 'invalid_value'),
  ('near_lat => 48, near_lon => -1, within_meters => 0', 'invalid_value'), ('sort => ''nearest''', 'invalid_value'), ('sort => ''random()''', 'invalid_value'),
  ('page_size => 0', 'invalid_value'), ('page_size => 101', 'invalid_value'), ('free_from => now()', 'invalid_value'),
  ('free_from => now(), free_until => now()', 'invalid_value'), ('free_from => now(), free_until => ''infinity''', 'invalid_value'),
  ('free_from => now(), free_until => now() + interval ''2 years''', 'invalid_value')) as v (said, token);

-- Who finds what
select tests.act_as('bo');
select is(tests.found(''), '12346', 'a member also finds what is the community''s');
select is(tests.found('query => ''xylophone'''), '6', 'by its words too, though they are nobody else''s');
select is(tests.found($$ community_id => '00000000-0000-7002-a000-000000000001' $$), '6', 'or that alone');
select tests.act_as('cy');
select is(tests.found(''), '1234', 'an outsider does not');
select is(tests.found($$ community_id => '00000000-0000-7002-a000-000000000001' $$), '', 'nor by asking for it');
select is(tests.found($$ community_id => '00000000-0000-7002-a000-000000000009' $$), '', 'just as for a community that is not');
select public.block_person(tests.id_of('ada'));
select is(tests.found(''), '34', 'nor what belongs to whom they blocked');
select tests.act_as('ada');
select is(tests.found(''), '126', 'and the other way round');
select tests.act_as_nobody();
update public.listings set status = 'paused' where id = tests.id(2);
update public.listings set expires_at = now() where id = tests.id(4);
update public.listings set title = 'Visseuse' where id = tests.id(1);
select tests.act_as_visitor();
select is(tests.found(''), '13', 'paused or expired, a listing is not found any more');
select is(tests.found('query => ''visseuse'''), '1', 'its new name finds it');
select is(tests.found('query => ''perceuse'''), '', 'its old one does not');

-- Words are kept only as long as they serve
select throws_ok('select * from private.words', '42501', null, 'the words themselves are nobody''s to read');
select throws_ok('select * from private.search_entries', '42501', null, 'nor what is searched');
select tests.act_as_nobody();
select is((select count(*)::integer from private.words where word like 'xylo%'), 0, 'words of a private listing are not learnt');
select private.forget_unused_words();
select is((select count(*)::integer from private.words where word = 'perceuse'), 0, 'words nobody uses any more are forgotten');
select is((select count(*)::integer from private.words where word = 'visseuse'), 1, 'the others are kept');
select is((select array_agg(private.one_typo_apart('velo', other) order by n) from unnest(array['velo', 'vélo', 'velos', 'elo', 'evlo', 'vleo', 'vel', 'voel', 'velo d', 'ovel', '']) with ordinality as o (other, n)), '{t,t,t,t,t,t,t,f,f,f,f}', 'one letter, no more');

select * from finish();
rollback;
