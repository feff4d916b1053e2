begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(46);
select tests.create_person('eve');
insert into public.communities (id, slug, name, kind, visibility) values (tests.id(91), 'jardin', 'Jardin', 'practice', 'public');
insert into public.memberships (community_id, person_id, role, state) values
  (tests.id(91), tests.id_of('di'), 'organiser', 'active'), (tests.id(91), tests.id_of('cy'), 'member', 'active');
insert into public.places (id, slug, name, kind, source_id, held_by) values
  (tests.id(10), 'armoire', 'Armoire', 'donnerie', 'a', null), (tests.id(12), 'composteur', 'Composteur', 'composteur', 'c', tests.id(91));
insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('ada'), 'keeping'), (tests.id(10), tests.id_of('bo'), 'asked');
insert into public.place_watches (place_id, week, person_id) values (tests.id(10), private.this_week(), tests.id_of('eve')), (tests.id(10), private.this_week() + 7, tests.id_of('cy'));

-- The code
select tests.act_as('ada');
select is(public.place_secret(tests.id(10)), null, 'there is none yet');
select lives_ok('select public.save_place_secret(tests.id(10), E'' 24\n68 '', tests.id(100)) from generate_series(1, 2)', 'a keeper writes it, also twice');
select is(public.place_secret(tests.id(10)), '24 68', 'and reads it');
select tests.refused('select public.save_place_secret(tests.id(10), repeat(''1'', 61), tests.id(101))', 'too_long', 'a code is short');
select tests.refused('select public.save_place_secret(tests.id(12), ''1'', tests.id(101))', 'not_found', 'of one''s own place alone');
select tests.refused('select public.place_secret(tests.id(12))', 'not_found', 'nor does one read another''s');
select tests.act_as('eve');
select is(public.place_secret(tests.id(10)), '24 68', 'whoever is on watch reads it');
select tests.refused('select public.save_place_secret(tests.id(10), ''1'', tests.id(102))', 'not_found', 'and does not change it');
select tests.act_as('bo');
select tests.refused('select public.place_secret(tests.id(10))', 'not_found', 'who only asks to keep it does not');
select tests.refused('select public.place_secret(tests.id(99))', 'not_found', 'byte for byte as if there were none');
select tests.act_as('cy');
select tests.refused('select public.place_secret(tests.id(10))', 'not_found', 'nor does next week''s watch, yet');
select is(public.place_secret(tests.id(12)), null, 'members read their collective''s');
select tests.act_as('di');
select lives_ok('select public.save_place_secret(tests.id(12), ''77'', tests.id(103))', 'which its organisers write');
select tests.act_as('cy');
select is(public.place_secret(tests.id(12)), '77', 'for them');
select tests.act_as('ada');
select lives_ok('select public.save_place_secret(tests.id(10), '''', tests.id(104))', 'a keeper takes it away');
select is(public.place_secret(tests.id(10)), null, 'and there is none');
select tests.act_as_visitor();
select throws_ok(command, '42501', null, command) from unnest(array[
  'select public.place_secret(tests.id(10))', 'select from private.place_secrets'
]) as command;

-- What is said amiss
select tests.act_as_nobody();
insert into public.place_reports (id, place_id, state, at, photo_path) values
  (tests.id(201), tests.id(10), 'fine', now() - interval '2 days', null), (tests.id(202), tests.id(10), 'full', now() - interval '1 hour', tests.id(10) || '/' || tests.id(202) || '.webp');
update public.places set state = 'full', state_at = now() - interval '1 hour', state_since = now() - interval '1 hour', called_at = now() where id = tests.id(10);
insert into storage.objects (bucket_id, name) values ('place-photos', tests.id(10) || '/' || tests.id(202) || '.webp');
select tests.act_as('bo');
select tests.refused('select public.remove_place_report(tests.id(202), tests.id(110))', 'not_found', 'a stranger takes nothing away');
select is(public.decides_about_place(tests.id(10)), false, 'nor is asked to');
select tests.refused('select public.remove_place_report(tests.id(299), tests.id(110))', 'not_found', 'byte for byte as if there were none');
select tests.act_as('ada');
select results_eq('select public.decides_about_place(tests.id(n)) from unnest(array[10, 99]) as n', array[true, false], 'a keeper decides about what they keep');
select lives_ok('select public.remove_place_report(tests.id(202), tests.id(111)) from generate_series(1, 2)', 'a keeper does, also twice');
select results_eq('select state::text, state_at, state_since, called_at from public.places where id = tests.id(10)', 'select ''fine'', now() - interval ''2 days'', now() - interval ''2 days'', null::timestamptz', 'the place is as it was seen before');
select tests.refused('select public.remove_place_report(tests.id(202), tests.id(113))', 'wrong_state', 'once');
select results_eq('select id from public.place_reports', array[tests.id(201)], 'nobody sees it any more');
select is_empty('select from storage.objects where bucket_id = ''place-photos''', 'nor its photograph');
select throws_ok('select removed_at from public.place_reports', '42501', null, 'nor that there was one');
select tests.act_as_visitor();
select results_eq('select id from public.place_reports', array[tests.id(201)], 'visitors neither');
select throws_ok('select public.decides_about_place(tests.id(10))', '42501', null, 'who decide about nothing');
select tests.act_as('bo');
select tests.refused('select public.restore_place_report(tests.id(202), tests.id(114))', 'not_found', 'a stranger puts nothing back');
select tests.act_as('ada');
select lives_ok('select public.restore_place_report(tests.id(202), tests.id(115)) from generate_series(1, 2)', 'a keeper does, also twice');
select results_eq('select state::text, state_at from public.places where id = tests.id(10)', 'select ''full'', now() - interval ''1 hour''', 'the place is as it was seen last');
select results_eq('select name from storage.objects where bucket_id = ''place-photos''', array[tests.id(10) || '/' || tests.id(202) || '.webp'], 'its photograph is seen again');
select tests.refused('select public.restore_place_report(tests.id(202), tests.id(116))', 'wrong_state', 'what is there is not to be put back');
select public.remove_place_report(tests.id(202), tests.id(117));
select tests.act_as_nobody();
select private.forget_place_reports();
select results_eq('select count(*) from public.place_reports where id = tests.id(202)', array[1::bigint], 'for a week it could be put back');
update public.place_reports set removed_at = now() - interval '8 days' where id = tests.id(202);
select private.forget_place_reports();
select results_eq('select name from private.files_to_erase', array[tests.id(10) || '/' || tests.id(202) || '.webp'], 'then its photograph goes');
select is_empty('select from public.place_reports where id = tests.id(202)', 'and so does what it said');
delete from storage.objects where bucket_id = 'place-photos';
select tests.act_as('ada');
select tests.refused('select public.restore_place_report(tests.id(202), tests.id(118))', 'not_found', 'for good');
select public.remove_place_report(tests.id(201), tests.id(112));
select results_eq('select state::text, state_at from public.places where id = tests.id(10)', 'values (null::text, null::timestamptz)', 'nothing is said, nothing is known');

-- Photographs
select tests.act_as_nobody();
insert into public.place_reports (id, place_id, state, at, photo_path, told_at) select tests.id(210 + n), tests.id(10), 'full', now(), tests.id(10) || '/' || tests.id(210 + n) || '.webp', now() - n * interval '5 days' from generate_series(0, 1) as n;
select tests.act_as_visitor();
select lives_ok('insert into storage.objects (bucket_id, name) values (''place-photos'', tests.id(10) || ''/'' || tests.id(210) || ''.webp'')', 'a visitor stores what their report names');
select throws_ok('insert into storage.objects (bucket_id, name) values (''place-photos'', tests.id(10) || ''/'' || tests.id(299) || ''.webp'')', '42501', null, 'and nothing else');
select is_empty('select from storage.objects where bucket_id = ''place-photos''', 'nor sees it');
select tests.act_as_nobody();
update public.place_reports set removed_at = now() where id = tests.id(211);
select tests.act_as('cy');
select throws_ok('insert into storage.objects (bucket_id, name) values (''place-photos'', tests.id(10) || ''/'' || tests.id(211) || ''.webp'')', '42501', null, 'a report that was taken away awaits no photograph');
select tests.act_as_nobody();
update public.place_reports set removed_at = null where id = tests.id(211);
select tests.act_as('cy');
select results_eq('select name from storage.objects where bucket_id = ''place-photos''', array[tests.id(10) || '/' || tests.id(210) || '.webp'], 'residents do');
select lives_ok('insert into storage.objects (bucket_id, name) values (''place-photos'', tests.id(10) || ''/'' || tests.id(211) || ''.webp'')', 'and store their own');

select * from finish();
rollback;
