begin;
\ir support/actors.psql

select plan(6);
select tests.create_person('ada');

-- What may be left out; every other column is required
select results_eq(
  $$ select (n.nspname || '.' || c.relname) collate "default", coalesce(string_agg(a.attname collate "default", ' ' order by a.attname) filter (where not a.attnotnull), '') collate "default"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('public', 'private')
     group by n.nspname, c.relname having bool_or(not a.attnotnull) order by n.nspname::text, c.relname::text $$,
  $$ values
    ('private.attendance_events', 'actor_id attendance_id signup_id'),
    ('private.event_events', 'actor_id'),
    ('private.gift_draws', 'drawn_at tickets winners'),
    ('private.letters', 'outcome settled_at token_hash'),
    ('private.listing_events', 'actor_id'),
    ('private.listing_places', 'address lat lon'),
    ('private.membership_events', 'actor_id answer'),
    ('private.op_receipts', 'result'),
    ('private.person_details', 'address lat lon phone'),
    ('private.placard_items', 'category_slug listing_id'),
    ('private.place_imports', 'imported_by'),
    ('private.repair_events', 'actor_id op_id undoes'),
    ('private.repair_records', 'imported_by product_age repair_barrier year_of_manufacture'),
    ('private.reports', 'reporter_id'),
    ('private.visit_events', 'actor_id op_id undoes'),
    ('private.wanted_matches', 'told_at'),
    ('public.appointment_events', 'actor_id'),
    ('public.appointments', 'ends_at proposed_by proposed_ends_at proposed_starts_at starts_at'),
    ('public.breakdowns', 'mended_at reservation_id unit'),
    ('public.categories', 'parent_slug'),
    ('public.condition_reports', 'clean complete works'),
    ('public.conversations', 'gift_id last_message_at listing_id reservation_id'),
    ('public.event_series', 'capacity commune_code community_id ended_at place_id published_at'),
    ('public.events', 'arrivals_per_slot capacity commune_code community_id occurrence_on place_id published_at series_id'),
    ('public.gift_events', 'actor_id'),
    ('public.gift_requests', 'answer chosen_at declined_at given_at listing_id note pickup_at pickup_by received_at unit'),
    ('public.handover_windows', 'person_id place_id'),
    ('public.listing_photos', 'blurhash'),
    ('public.listings', 'area_lat area_lon category_slug checked_on choose_by commune_code condition held_by out_of_order_since outcome published_at slot_minutes'),
    ('public.loss_agreements', 'agreed answered_at'),
    ('public.messages', 'author_id'),
    ('public.notifications', 'read_at'),
    ('public.people', 'avatar_path commune_code left_at'),
    ('public.place_proposals', 'became settled_at was'),
    ('public.place_reports', 'photo_path removed_at reporter_id'),
    ('public.places', 'called_at commune_code created_by held_by lat lon pt state state_at state_since tsv wheelchair'),
    ('public.product_categories', 'category_slug skill value weight_grams'),
    ('public.repair_items', 'called_at claimed_at claimed_by continues_id done_at goes_to goes_to_event_id goes_to_listing_id goes_to_place_id listing_id minutes photo_path product_category_id queued_at repair_barrier repair_status weight_grams year_of_manufacture'),
    ('public.repair_wishes', 'condition_before'),
    ('public.reservation_events', 'actor_id ends_at note'),
    ('public.reservations', 'basket_id category_slug extension_until handover_at listing_id note overdue_excused_at return_at'),
    ('public.reviews', 'as_described gift_id on_time replied_at reply reservation_id returned_well'),
    ('public.saved_searches', 'category_slug commune_code free_from free_until near_lat near_lon sort within_meters'),
    ('public.shift_offers', 'against_id answered_by to_id'),
    ('public.shifts', 'removed_at skill'),
    ('public.visits', 'arrival_at checked_in_at person_id ticket walk_in_name'),
    ('public.waitlist', 'kept_unit offered_until reservation_id') $$,
  'what may be left out'
);

-- Nothing is there twice
insert into public.communities (id, slug, name, kind) values ('00000000-0000-7000-a000-000000000001', 'un-groupe', 'Un groupe', 'practice');
insert into private.membership_events (community_id, person_id, action)
values ('00000000-0000-7000-a000-000000000001', tests.id_of('ada'), 'join');
insert into public.listings (id, owner_id, kind, title) values ('00000000-0000-7000-a000-000000000002', tests.id_of('ada'), 'loan', 'Perceuse');
insert into private.listing_events (listing_id, action) values ('00000000-0000-7000-a000-000000000002', 'publish');
insert into private.words (word, stem) values ('perceuse', 'perceus') on conflict do nothing;
insert into private.word_variants (variant, word) values ('perceus', 'perceuse') on conflict do nothing;
select throws_like(
  format('insert into private.%s overriding system value select * from private.%s', t, t), format('%%"%s_pkey"%%', t), 'not twice: ' || t
)
from unnest(array['membership_events', 'listing_events']) as t;
select throws_like(
  'insert into private.word_variants select * from private.word_variants', '%"word_variants_pkey"%', 'not twice: word_variants'
);

-- What invoker triggers and policies call for those who are there
select tests.act_as('ada');
select is(private.clean_text(' Ada '), 'Ada', 'a resident’s words are tidied');
select lives_ok('select * from public.next_free_days(array[]::uuid[])', 'a resident looks for free days');

select * from finish();
rollback;
