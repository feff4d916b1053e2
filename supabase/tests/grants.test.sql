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
  select array['absences', 'appointment_events', 'appointments', 'categories', 'communes', 'communities', 'handover_windows', 'listing_communities', 'listing_photos', 'listings', 'memberships', 'notifications', 'people', 'place_keepers', 'place_kinds', 'place_proposals', 'place_reports', 'place_watches', 'places', 'saved_searches']
$$;

select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('select', role, tests.chapters()) as g $$,
  array[
    'anon categories: icon label_en label_fr parent_slug position slug',
    'anon communes: code lat lon name population postcodes slug',
    'anon communities: about created_at id join_policy kind name slug visibility',
    'anon listing_photos: blurhash height listing_id path position width',
    'anon listings: area_lat area_lon broken_units category_slug checked_on choice_rule choose_by commune_code condition created_at deposit_note description expires_at held_by id instant kind lead_hours listed_for_all max_days min_days out_of_order_since outcome owner_id published_at slot_minutes spoken_for status title units updated_at',
    'anon people: display_name id',
    'anon place_kinds: family has_state icon label_en label_fr osm_tags position slug usually_takes',
    'anon place_reports: at id place_id state',
    'anon place_watches: place_id week',
    'anon places: about accepts accepts_note access_notes address called_at commune_code created_at held_by id kind lat lon name opening_hours position_is_approximate refuses slug source source_date source_id source_licence source_url state state_at state_since status updated_at website wheelchair',
    'authenticated absences: from_day id person_id until_day',
    'authenticated appointment_events: action actor_id appointment_id at ends_at id sequence starts_at',
    'authenticated appointments: changed_at conversation_id ends_at guest_id id moment owner_id place proposed_by proposed_ends_at proposed_place proposed_starts_at reservation_id sequence starts_at state',
    'authenticated categories: icon label_en label_fr parent_slug position slug',
    'authenticated communes: code lat lon name population postcodes slug',
    'authenticated communities: about created_at id join_policy kind name slug visibility',
    'authenticated handover_windows: automatic from_time id note person_id place_id until_time weekday',
    'authenticated listing_communities: community_id listing_id',
    'authenticated listing_photos: blurhash height listing_id path position width',
    'authenticated listings: area_lat area_lon broken_units category_slug checked_on choice_rule choose_by commune_code condition created_at deposit_note description expires_at held_by id instant kind lead_hours listed_for_all max_days min_days out_of_order_since outcome owner_id published_at slot_minutes spoken_for status title units updated_at',
    'authenticated memberships: community_id person_id role since state',
    'authenticated notifications: about created_at id person_id read_at topic',
    'authenticated people: about avatar_path commune_code display_name id joined_at languages left_at',
    'authenticated place_keepers: note person_id place_id since state',
    'authenticated place_kinds: family has_state icon label_en label_fr osm_tags position slug usually_takes',
    'authenticated place_proposals: author_id changes id made_at place_id settled_at state',
    'authenticated place_reports: at id note photo_path place_id reporter_id state',
    'authenticated place_watches: person_id place_id taken_at week',
    'authenticated places: about accepts accepts_note access_notes address called_at commune_code created_at held_by id kind lat lon name opening_hours position_is_approximate refuses slug source source_date source_id source_licence source_url state state_at state_since status updated_at website wheelchair',
    'authenticated saved_searches: category_slug commune_code created_at free_from free_until id kinds name near_lat near_lon person_id sort within_meters words'
  ],
  'what may be read'
);
select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('insert', role, tests.chapters()) as g $$,
  array[
    'authenticated handover_windows: automatic from_time id note until_time weekday',
    'authenticated listing_communities: community_id listing_id',
    'authenticated listing_photos: blurhash height listing_id path position width',
    'authenticated listings: category_slug choice_rule choose_by commune_code condition deposit_note description held_by id instant kind lead_hours max_days min_days slot_minutes title units',
    'authenticated saved_searches: category_slug commune_code free_from free_until id kinds name near_lat near_lon sort within_meters words'
  ],
  'what may be written in a new row'
);
select results_eq(
  $$ select role || ' ' || g from unnest(array['anon', 'authenticated']) as role, tests.granted('update', role, tests.chapters()) as g $$,
  array[
    'authenticated handover_windows: automatic from_time note until_time weekday',
    'authenticated listing_photos: blurhash position',
    'authenticated listings: category_slug choice_rule choose_by commune_code condition deposit_note description held_by instant kind lead_hours max_days min_days outcome slot_minutes title units',
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
    'anon: awaits_place_photo listing_of_photo',
    'authenticated: awaits_place_photo clean_text communities_i_run events_i_help exchange_of_photo has_room_for_photo hidden_from_me is_organiser is_volunteer listing_of_photo listings_shared_with_me may_listen_to may_photograph may_photograph_fault my_communities my_conversations my_gifts my_reservations my_visits places_i_keep session_of_photo tends_places',
    'service_role: next_letter run_due_jobs settle_letter'
  ],
  'what may be called behind the door'
);
select results_eq(
  $$ select role || ': ' || tests.callable('public', role) from unnest(array['public', 'anon', 'authenticated', 'service_role']) as role
     where tests.callable('public', role) <> '' $$,
  array[
    'anon: calendar_feed gift_draw gift_interest listing_calendar next_free_days next_free_periods pending_requests repair_figures repair_records report_content report_place_state search_listings search_places session_arrivals session_figures unsubscribe visit_called visit_places',
    'authenticated: advance_attendance advance_basket advance_event advance_gift advance_keeper advance_listing advance_membership advance_offer advance_repair advance_reservation advance_series advance_shift_offer advance_visit answer_appointment answer_loss_agreement answer_no_show answer_wanted appoint_gift attend_event block_person book_visit bring_items calendar_feed choose_arrival claim_place close_calendar_feed conversation_called decides_about_place declare_broken declare_mended delete_my_account discard_listing draw_recipient drop_repair_wish export_my_data extend_reservation forget_search gift_draw gift_handover_details gift_interest handover_code handover_details has_landed import_places import_repair_records join_community join_waitlist keep_in_placard leave_event leave_shift leave_waitlist leave_watch limit_arrivals listing_calendar listing_slots mark_notifications_read mark_read may_import_places my_blocks my_calendar my_calendar_feed my_details my_placard next_free_days next_free_periods offer_shift open_calendar_feed open_conversation pending_requests person_facts place_listing place_secret place_sources propose_appointment propose_loss_agreement register_walk_in remove_from_placard remove_place_report repair_figures repair_records repeat_event reply_to_review report_condition report_content report_place_state request_basket request_gift request_reservation reserve_tickets restore_place_report review_facts save_absences save_event save_listing save_listing_photos save_my_details save_place save_place_secret save_profile save_series save_shifts save_windows search_listings search_places session_arrivals session_figures session_pack settle_place_proposal similar_listings swap_shift take_shift take_watch unblock_person unsubscribe visit_called visit_page visit_places waitlist_standing wanted_near_me wish_repair withdraw withdraw_places write_review'
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
