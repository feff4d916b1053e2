begin;
\ir support/actors.psql
select plan(6);

-- The whole of what residents and visitors may do to the tables of these chapters. A column is here or it cannot be forged.
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

-- Functions of these chapters: the rest are reached through these alone.
select results_eq(
  $$ select (role || ': ' || string_agg(n.nspname::text || '.' || p.proname::text, ' ' order by n.nspname::text collate "C", p.proname::text collate "C")) collate "default"
     from unnest(array['anon', 'authenticated', 'service_role']) as role, pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'private') and has_function_privilege(role, p.oid, 'execute')
       and p.proname = any (string_to_array('area_of blurred check_handover_window check_listing clean_text communities_i_run content_hash day_of expected follow_community_visibility follow_listing follow_listing_communities follow_person_details forget_person forget_unused_words hidden_from_me is_blocked is_for_all keep_an_organiser keep_receipt learn_words listing_content listing_place listing_visible_to listings_shared_with_me me midnight my_address_opens my_communities one_typo_apart plain plane read_cursor refuse replayed searchable set_listing_area stem_of surely_inside tidy_person today variants_of welcome_person words_asked write_membership_event zone advance_listing advance_membership block_person join_community my_blocks my_details next_free_days person_facts place_listing save_my_details search_listings unblock_person', ' '))
     group by role order by role $$,
  array[
    'anon: private.communities_i_run private.day_of private.hidden_from_me private.me private.midnight private.my_communities private.refuse private.today private.zone public.next_free_days public.search_listings',
    'authenticated: private.clean_text private.communities_i_run private.day_of private.hidden_from_me private.listings_shared_with_me private.me private.midnight private.my_communities private.refuse private.today private.zone public.advance_listing public.advance_membership public.block_person public.join_community public.my_blocks public.my_details public.next_free_days public.person_facts public.place_listing public.save_my_details public.search_listings public.unblock_person'
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
