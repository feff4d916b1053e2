begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(7);
insert into public.places (id, slug, name, kind, source_id, created_by) values (tests.id(10), 'armoire', 'Armoire', 'donnerie', 'a', tests.id_of('ada'));
insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('ada'), 'keeping');
insert into public.place_watches (place_id, week, person_id) values (tests.id(10), private.this_week(), tests.id_of('ada'));
insert into public.place_proposals (id, place_id, author_id, changes) values (tests.id(11), tests.id(10), tests.id_of('ada'), '{"name": "Autre"}');
insert into public.place_reports (id, place_id, state, note, at, reporter_id, photo_path) values (tests.id(12), tests.id(10), 'full', 'Plein', now(), tests.id_of('ada'), tests.id(10) || '/' || tests.id(12) || '.webp');
insert into storage.objects (bucket_id, name) values ('place-photos', tests.id(10) || '/' || tests.id(12) || '.webp');

select results_eq(
  $$ select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'place-photos' $$,
  $$ values (false, 2097152::bigint, array['image/webp']) $$, 'photographs lie in a bucket of their own'
);
select tests.act_as('ada');
select results_eq(
  $$ select d -> 'places_added' #>> '{0,name}', d -> 'places_kept' #>> '{0,state}', jsonb_array_length(d -> 'place_watches'),
       d -> 'place_proposals' #>> '{0,changes,name}', d -> 'place_reports' #>> '{0,note}'
     from public.export_my_data() as d $$,
  $$ values ('Armoire', 'keeping', 1, 'Autre', 'Plein') $$, 'one takes along what one did for places'
);
select lives_ok('select public.delete_my_account()', 'one leaves');
select tests.act_as_nobody();
select is_empty(
  $$ select from public.place_keepers union all select from public.place_watches union all select from public.place_proposals $$, 'nobody is on the rota who left'
);
select results_eq('select state::text, note, reporter_id, photo_path from public.place_reports', $$ values ('full', '', null::uuid, null::text) $$, 'what state it was in stays, about nobody');
select results_eq('select bucket_id from private.files_to_erase', array['place-photos'], 'the photograph goes');
select results_eq('select created_by from public.places', array[null::uuid], 'the place stays, by nobody');

select * from finish();
rollback;
