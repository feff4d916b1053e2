begin;
\ir support/actors.psql
select plan(7);

-- The whole of what residents and visitors may do to the tables of the first chapters. A column is here or it cannot be forged.
create function tests.granted(privilege text, role text, tables text[]) returns setof text
language sql stable as $$
  select t || ': ' || string_agg(a.attname, ' ' order by a.attname)
  from unnest(tables) as t
  join pg_attribute a on a.attrelid = ('public.' || t)::regclass and a.attnum > 0 and not a.attisdropped
  where has_column_privilege(role, a.attrelid, a.attnum, privilege)
  group by t order by t
$$;
create function tests.chapters() returns text[] language sql immutable as $$
  select array['categories', 'communes', 'communities', 'handover_windows', 'listing_communities', 'listing_photos', 'listings', 'memberships', 'people']
$$;

select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('select', role, tests.chapters()) as g $$,
  array[
    'anon categories: icon label_en label_fr parent_slug position slug',
    'anon communes: code lat lon name population postcodes slug',
    'anon communities: about created_at id join_policy kind name slug visibility',
    'anon listing_photos: blurhash height listing_id path position width',
    'anon listings: area_lat area_lon category_slug commune_code condition created_at deposit_note description expires_at held_by id instant kind lead_hours listed_for_all max_days min_days outcome owner_id published_at status title units updated_at',
    'anon people: display_name id',
    'authenticated categories: icon label_en label_fr parent_slug position slug',
    'authenticated communes: code lat lon name population postcodes slug',
    'authenticated communities: about created_at id join_policy kind name slug visibility',
    'authenticated handover_windows: automatic from_time id note person_id place_id until_time weekday',
    'authenticated listing_communities: community_id listing_id',
    'authenticated listing_photos: blurhash height listing_id path position width',
    'authenticated listings: area_lat area_lon category_slug commune_code condition created_at deposit_note description expires_at held_by id instant kind lead_hours listed_for_all max_days min_days outcome owner_id published_at status title units updated_at',
    'authenticated memberships: community_id person_id role since state',
    'authenticated people: about avatar_path commune_code display_name id joined_at languages left_at'
  ],
  'what may be read'
);
select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('insert', role, tests.chapters()) as g $$,
  array[
    'authenticated handover_windows: automatic from_time id note until_time weekday',
    'authenticated listing_communities: community_id listing_id',
    'authenticated listing_photos: blurhash height listing_id path position width',
    'authenticated listings: category_slug commune_code condition deposit_note description held_by id instant kind lead_hours max_days min_days title units'
  ],
  'what may be written in a new row'
);
select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('update', role, tests.chapters()) as g $$,
  array[
    'authenticated handover_windows: automatic from_time note until_time weekday',
    'authenticated listing_photos: blurhash position',
    'authenticated listings: category_slug commune_code condition deposit_note description held_by instant kind lead_hours max_days min_days outcome title units',
    'authenticated people: about avatar_path commune_code display_name languages'
  ],
  'what may be changed'
);
select results_eq(
  $$ select role || ' ' || t from unnest(array['anon', 'authenticated']) as role, unnest(tests.chapters()) as t
     where has_table_privilege(role, 'public.' || t, 'delete') order by 1 $$,
  array['authenticated handover_windows', 'authenticated listing_communities', 'authenticated listing_photos', 'authenticated listings'],
  'what may be removed'
);

-- Every function that may be called, of all chapters. In `private`, only what policies and triggers call for whoever is there.
create function tests.callable(schema text, role text) returns text
language sql stable as $$
  select string_agg(p.proname, ' ' order by p.proname::text collate "C")
  from pg_proc p where p.pronamespace = schema::regnamespace and has_function_privilege(role, p.oid, 'execute')
$$;
select results_eq(
  $$ select role || ': ' || tests.callable('private', role) from unnest(array['public', 'anon', 'authenticated', 'service_role']) as role
     where tests.callable('private', role) <> '' $$,
  array[
    'anon: listing_of_photo',
    'authenticated: clean_text communities_i_run has_room_for_photo hidden_from_me listing_of_photo listings_shared_with_me may_listen_to my_communities my_conversations my_reservations',
    'service_role: run_due_jobs'
  ],
  'what may be called behind the door'
);
select results_eq(
  $$ select role || ': ' || tests.callable('public', role) from unnest(array['public', 'anon', 'authenticated', 'service_role']) as role
     where tests.callable('public', role) <> '' $$,
  array[
    'anon: listing_calendar next_free_days next_free_periods pending_requests report_content search_listings',
    'authenticated: advance_listing advance_membership advance_reservation block_person conversation_called delete_my_account discard_listing export_my_data extend_reservation handover_code handover_details has_landed join_community join_waitlist leave_waitlist listing_calendar mark_read my_blocks my_details next_free_days next_free_periods open_conversation pending_requests person_facts place_listing report_condition report_content request_reservation save_listing save_listing_photos save_my_details save_profile save_windows search_listings unblock_person withdraw'
  ],
  'what may be called'
);
select results_eq(
  $$ select (n.nspname || ' ' || x.grantee::regrole || ' ' || x.privilege_type) collate "default" from pg_namespace n, aclexplode(n.nspacl) x
     where n.nspname in ('public', 'private') and x.grantee::regrole::text in ('anon', 'authenticated', 'service_role') order by 1 $$,
  $$ select s || ' ' || r || ' USAGE' from unnest(array['private', 'public']) s, unnest(array['anon', 'authenticated', 'service_role']) r order by 1 $$,
  'where one may enter'
);

select * from finish();
rollback;
