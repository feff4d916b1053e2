begin;
\ir support/actors.psql
select plan(71);

-- Mo looks after the directory of the territory; Re runs a community of practice; Ke keeps one place; Ada does none of this.
select tests.create_person(who) from unnest(array['ada', 'mo', 're', 'ke', 'pri']) as who;
create function tests.id(n integer) returns uuid
language sql immutable as $$ select format('00000000-0000-4000-8000-%s', lpad(n::text, 12, '0'))::uuid $$;
insert into public.communities (id, slug, name, kind, visibility) values
  (tests.id(1), 'territoire', 'Territoire', 'territory', 'public'),
  (tests.id(2), 'reparer', 'Réparer', 'practice', 'listed'),
  (tests.id(3), 'secret', 'Entre nous', 'organisation', 'private');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(1), tests.id_of('mo'), 'moderator', 'active'),
  (tests.id(2), tests.id_of('re'), 'organiser', 'active'),
  (tests.id(3), tests.id_of('pri'), 'organiser', 'active');

-- One line of a file, with what is given instead.
create function tests.line(source_id text, instead jsonb default '{}') returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    'source_id', source_id, 'name', 'Recyclerie du Four', 'kind', 'recyclerie', 'commune_code', '35238', 'lat', 48.11, 'lon', -1.68,
    'source_licence', 'ODbL 1.0', 'status', 'open'
  ) || instead
$$;
-- What became of lines: `new changed refused:invalid_value`.
create function tests.import(lines jsonb, source text default 'fichier', rehearse boolean default false) returns text
language sql volatile as $$
  select string_agg(outcome || coalesce(':' || why, ''), ' ' order by line) from public.import_places(source, lines, rehearse)
$$;
create function tests.there(source_id text) returns public.places
language sql stable security definer as $$ select p from public.places p where p.source = 'fichier' and p.source_id = there.source_id $$;
grant execute on all functions in schema tests to anon, authenticated;

-- Who may
select tests.act_as_visitor();
select throws_ok($$ select tests.import(jsonb_build_array(tests.line('a'))) $$, '42501', null, 'a visitor imports nothing');
select tests.act_as('ada');
select is(public.may_import_places(), false, 'a resident is told that importing is not for them');
select throws_ok($$ select tests.import(jsonb_build_array(tests.line('a'))) $$, 'not_allowed', 'nor are they let');
select tests.act_as('re');
select is(public.may_import_places(), true, 'who runs a community may');
select tests.act_as('mo');
select is(public.may_import_places(), true, 'and who looks after the directory');

-- A rehearsal
select is(tests.import(jsonb_build_array(tests.line('a'), tests.line('b', '{"kind": "soucoupe"}')), rehearse => true), 'new refused:invalid_value', 'a rehearsal says what would be');
select is_empty($$ select from public.places p where p.source = 'fichier' $$, 'and does nothing of it');

-- Lines good and bad
select is(
  tests.import(jsonb_build_array(
    tests.line('a'), tests.line('b', '{"kind": "soucoupe"}'), tests.line('c', '{"name": "R"}'), tests.line('d', '{"commune_code": "75056"}'),
    tests.line('e', '{"lat": null}'), tests.line('f', jsonb_build_object('about', repeat('a', 2001))), tests.line('g', '{"source_licence": ""}'),
    tests.line('h', '{"held_by": "00000000-0000-4000-8000-000000000003"}'), tests.line('i', '{"lat": "ici"}'), '"bonjour"', tests.line(null),
    tests.line('j', '{"website": "javascript:alert(1)"}'), tests.line('k', '{"source": "Ailleurs!"}'), tests.line('z')
  )),
  'new refused:invalid_value refused:invalid_value refused:invalid_value refused:invalid_value refused:too_long refused:invalid_value refused:invalid_value refused:invalid_value refused:invalid_value refused:invalid_value refused:invalid_value refused:invalid_value new',
  'a bad line takes no good one with it'
);
select results_eq(
  $$ select p.source_id, p.name, p.status, p.source_licence, p.slug from public.places p where p.source = 'fichier' order by 1 $$,
  $$ values ('a', 'Recyclerie du Four', 'open', 'ODbL 1.0', 'recyclerie-du-four'), ('z', 'Recyclerie du Four', 'open', 'ODbL 1.0', 'recyclerie-du-four-rennes') $$,
  'what is there keeps its source and licence, and has a page of its own'
);
select is(tests.import(jsonb_build_array(tests.line('y'))), 'new', 'a third of the same name');
select matches((tests.there('y')).slug, '^recyclerie-du-four-[0-9a-f]{12}$', 'is called after what its source calls it');
select is(tests.import(jsonb_build_array(tests.line('x', '{"name": "!!"}'))), 'new', 'a name without letters');
select is((tests.there('x')).slug, 'lieu', 'has a page all the same');
reset role;
select is((tests.there('a')).created_by, tests.id_of('mo'), 'it is known who brought it');


-- Twice
create function tests.picture() returns text
language sql stable security definer as $$ select md5(string_agg(p::text, '|' order by p.id)) from public.places p $$;
grant execute on function tests.picture() to authenticated;
select tests.act_as('mo');
select is(jsonb_array_length(public.export_my_data() -> 'places_imported'), 4, 'and theirs to know');
create temporary table before as select tests.picture() as picture;
select is(tests.import(jsonb_build_array(tests.line('a'), tests.line('z'), tests.line('y'))), 'same same same', 'imported twice it is the same');
select is(tests.picture(), (select picture from before), 'and nothing changed, not even when it was changed');
select is(tests.import(jsonb_build_array(tests.line('a'), tests.line('a')), source => 'ailleurs'), 'new same', 'twice in one file it is once');
select is(tests.import(jsonb_build_array(tests.line('a')), source => 'ailleurs'), 'same', 'from another source it is another place');

-- The source changes its mind
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": " Ouvert à tous ", "opening_hours": "Sa 10:00-12:00"}')), rehearse => true), 'changed', 'a rehearsal says that it would change');
select is((tests.there('a')).about, '', 'and changes nothing');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": " Ouvert à tous ", "opening_hours": "Sa 10:00-12:00"}'))), 'changed', 'what the source says anew');
select is((tests.there('a')).about, 'Ouvert à tous', 'is written, tidily');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": " Ouvert à tous ", "opening_hours": "Sa 10:00-12:00"}'))), 'same', 'once');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Fermé l’été"}'))), 'changed', 'tidied or not, it changes again');
select is((tests.there('a')).about || (tests.there('a')).opening_hours, 'Fermé l’été', 'and what is not said any more goes');

-- A neighbour corrects
reset role;
update public.places p set opening_hours = 'Su 10:00-12:00', name = 'Recyclerie du Four à chaux' where p.id = (tests.there('a')).id;
select tests.act_as('mo');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Fermé l’été"}'))), 'same', 'a file that says nothing new undoes no correction');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Fermé l’été", "opening_hours": "Mo 10:00-12:00"}'))), 'kept', 'nor does one that says something else of it');
select is((tests.there('a')).opening_hours, 'Su 10:00-12:00', 'the neighbour stays right');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Rouvert", "opening_hours": "Tu 10:00-12:00"}'))), 'changed', 'what nobody corrected follows the source');
select is((tests.there('a')).about || (tests.there('a')).opening_hours || (tests.there('a')).name, 'RouvertSu 10:00-12:00Recyclerie du Four à chaux', 'and only that');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Fermé", "opening_hours": "Tu 10:00-12:00"}'))), 'changed', 'what a file changed');
select is((tests.there('a')).about, 'Fermé', 'a file may change again');

-- What was here before any file
reset role;
insert into public.places (id, slug, name, kind, commune_code, source, source_id, source_licence, status)
values (tests.id(20), 'ancien', 'Ancien', 'recyclerie', '35238', 'fichier', 'ancien', 'CC0 1.0', 'to-verify'),
  (tests.id(21), 'cache', 'Caché', 'recyclerie', '35238', 'fichier', 'cache', 'CC0 1.0', 'to-verify'),
  (tests.id(23), 'sans', 'Sans', 'recyclerie', '35238', 'fichier', 'sans', '', 'to-verify'),
  (tests.id(22), 'le-notre', 'Le nôtre', 'recyclerie', '35238', 'passerelle', tests.id(22)::text, '', 'open');
update public.places set held_by = tests.id(3) where id = tests.id(21);
select tests.act_as('mo');
select is(
  tests.import(jsonb_build_array('{"source_id": "ancien", "name": "Ancien", "kind": "recyclerie", "commune_code": "35238", "source_licence": "CC0 1.0"}'::jsonb)),
  'same', 'a line that says what is here already changes nothing'
);
select is(
  tests.import(jsonb_build_array('{"source_id": "ancien", "name": "Ancien", "kind": "recyclerie", "commune_code": "35238", "source_licence": "CC0 1.0", "about": "Vu"}'::jsonb)),
  'changed', 'another does'
);
select is(
  tests.import(jsonb_build_array('{"source_id": "sans", "name": "Sans", "kind": "recyclerie", "commune_code": "35238", "source_licence": "Licence Ouverte 2.0"}'::jsonb)),
  'same', 'nor does the licence that our export says of what has none'
);
select is(tests.import(jsonb_build_array(tests.line('cache'))), 'refused:not_allowed', 'what is hidden is not to be changed');
select is(tests.import(jsonb_build_array(tests.line('inconnu')), source => 'passerelle'), 'refused:not_found', 'a file adds nothing in our own name');
select is(tests.import(jsonb_build_array(tests.line(tests.id(22)::text, '{"name": "Le nôtre", "source": "passerelle"}'))), 'changed', 'what is ours comes back, whatever the file is called');

-- Who does not look after the directory
select tests.act_as('re');
select is(tests.import(jsonb_build_array(tests.line('r'))), 'new', 'who runs a community adds places');
select is((tests.there('r')).status, 'to-verify', 'to be verified');
select is(tests.import(jsonb_build_array(tests.line('r'))), 'same', 'twice is once');
select is(tests.import(jsonb_build_array(tests.line('r', '{"about": "Mieux"}'), tests.line('a', '{"about": "À moi"}'))), 'changed refused:not_allowed', 'and changes theirs, nobody else’s');
reset role;
insert into public.place_keepers (place_id, person_id, state) values ((tests.there('a')).id, tests.id_of('ke'), 'keeping');
select tests.act_as('ke');
select is(tests.import(jsonb_build_array(tests.line('a', '{"about": "Par qui le tient"}'))), 'changed', 'who keeps a place changes it');
reset role;
update public.places p set created_by = tests.id_of('re') where p.id in (select p2.id from public.places p2 limit 1);
insert into public.places (id, slug, name, kind, commune_code, source, source_id, created_by)
select gen_random_uuid(), 'foule-' || n, 'Foule', 'recyclerie', '35238', 'foule', n::text, tests.id_of('re') from generate_series(1, 1000) as n;
select tests.act_as('re');
select is(tests.import(jsonb_build_array(tests.line('s'), tests.line('r', '{"about": "Mieux"}'))), 'refused:quota_reached same', 'a thousand places a day are enough for anybody else');

-- What files brought leaves with them
reset role;
update public.places p set created_by = tests.id_of('ada') where p.created_by = tests.id_of('re') and p.source = 'foule'; -- room for another
create function tests.sources() returns text
language sql stable as $$ select string_agg(concat_ws(' ', source, places, untouched), ', ' order by source) from public.place_sources() where source ~ '^retrait' $$;
grant execute on function tests.sources() to authenticated;
select tests.act_as('mo');
select is(tests.import((select jsonb_agg(tests.line(n::text)) from generate_series(1, 14) as n), source => 'retrait'), repeat('new ', 13) || 'new', 'fourteen places come');
select tests.act_as('re');
select is(tests.import(jsonb_build_array(tests.line('re')), source => 'retrait-re'), 'new', 'somebody else brings one');
select is(tests.sources(), 'retrait-re 1 1', 'each sees what they brought');
select is(public.withdraw_places('retrait'), 0, 'and takes away nothing else');
select tests.act_as('ada');
select is_empty('select from public.place_sources()', 'who brought nothing sees nothing');
select throws_ok($$ select public.withdraw_places('retrait') $$, 'P0001', 'not_allowed', 'nor takes anything away');
select tests.act_as_visitor();
select throws_ok($$ select public.withdraw_places('retrait') $$, '42501', null, 'a visitor neither');
select throws_ok($$ select public.place_sources() $$, '42501', null, 'nor asks');
reset role;
create function tests.brought(source_id text) returns uuid
language sql stable security definer as $$ select p.id from public.places p where p.source = 'retrait' and p.source_id = brought.source_id $$;
update public.places set about = 'Mieux dit' where id = tests.brought('1');
update public.places set held_by = tests.id(2) where id = tests.brought('2');
update public.places set accepts = '{livres}' where id = tests.brought('3');
update public.places set refuses = '{livres}' where id = tests.brought('4');
insert into public.place_keepers (place_id, person_id, state) values (tests.brought('5'), tests.id_of('ada'), 'asked');
insert into public.place_watches (place_id, week, person_id) values (tests.brought('6'), private.this_week(), tests.id_of('ada'));
insert into public.place_reports (id, place_id, state, at) values (tests.id(60), tests.brought('7'), 'fine', now());
insert into public.place_proposals (id, place_id, author_id, changes) values (tests.id(61), tests.brought('8'), tests.id_of('ada'), '{}');
insert into private.place_secrets (place_id, access_code) values (tests.brought('9'), '12');
insert into public.events (id, kind, title, organiser_id, place_id, starts_at, ends_at) values (tests.id(62), 'swap', 'Troc', tests.id_of('ada'), tests.brought('10'), now(), now() + interval '1 hour');
insert into public.event_series (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, place_id, unrolled_until)
values (tests.id(63), tests.id_of('ada'), 'FREQ=WEEKLY;BYDAY=SA', private.today(), '10:00', '12:00', 'swap', 'Troc', tests.brought('13'), private.today());
insert into public.visits (id, event_id, walk_in, walk_in_name, state, ticket, checked_in_at) values (tests.id(64), tests.id(62), true, 'Lou', 'checked_in', 1, now());
insert into public.repair_items (id, visit_id, event_id, state, goes_to, goes_to_place_id) values (tests.id(65), tests.id(64), tests.id(62), 'returned', 'place', tests.brought('14'));
select tests.act_as('mo');
select is(tests.sources(), 'retrait 14 2, retrait-re 1 1', 'whoever looks after the directory sees all that came, and what nobody touched since');
select is(public.withdraw_places('retrait'), 2, 'which they take away');
select is(public.withdraw_places('retrait'), 0, 'once');
select is(tests.sources(), 'retrait 12 0, retrait-re 1 1', 'and nothing that anybody touched');
select is(tests.import(jsonb_build_array(tests.line('11')), source => 'retrait'), 'new', 'with its file it comes back');
select is(tests.import(jsonb_build_array(tests.line('11', '{"about": "Dit autrement"}')), source => 'retrait'), 'changed', 'what the file itself said anew');
select is(public.withdraw_places('retrait'), 1, 'is touched by nobody');
select is(public.withdraw_places('fichier') >= 0 and exists (select from public.places p where p.id = tests.id(20)), true, 'what was here before any file stays');
select throws_ok($$ select public.withdraw_places(null) $$, 'P0001', 'invalid_value', 'of a source');
select tests.act_as('re');
select is(public.withdraw_places('retrait-re'), 1, 'who runs a community takes away what they brought');

-- Calls that are none
select tests.act_as('mo');
select throws_ok($$ select public.import_places('fichier', (select jsonb_agg(tests.line(n::text)) from generate_series(1, 501) as n)) $$, 'too_long', 'five hundred lines at a time');
select throws_ok($$ select public.import_places('fichier', '{}') $$, 'invalid_value', 'lines are a list');
select throws_ok($$ select public.import_places('fichier', null) $$, 'invalid_value', 'of something');
select throws_ok($$ select public.import_places('Fichier !', '[]') $$, 'invalid_value', 'a source has a plain name');
select throws_ok($$ select public.import_places(null, '[]') $$, 'invalid_value', 'or at least one');
select is(tests.import(jsonb_build_array(tests.line('n', '{"source_licence": null}'))), 'refused:invalid_value', 'nothing comes without its licence');

-- What is noted goes with the place
select tests.act_as_nobody();
select throws_ok($$ insert into private.place_imports (place_id, said, written, imported_by) values (tests.id(22), '{}', '{}', tests.id(99)) on conflict (place_id) do update set imported_by = tests.id(99) $$, '23503', null, 'nobody imports who is not here');
delete from public.places where source = 'fichier' and source_id = 'r';
select is_empty($$ select from private.place_imports i where not exists (select from public.places p where p.id = i.place_id) $$, 'of a place that is gone, nothing stays noted');

select * from finish();
rollback;
