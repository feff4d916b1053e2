begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(9);

-- How many rows the planner promises whoever is there: what `Prefer: count=planned` answers.
create function tests.planned(question text) returns integer
language plpgsql volatile as $$
declare
  v_plan json;
begin
  execute 'explain (format json) ' || question into v_plan;
  return v_plan #>> '{0,Plan,Plan Rows}';
end;
$$;
grant execute on function tests.planned(text) to anon, authenticated;

-- Of columns that policies hide the rows of, what is remembered: nothing that names, dates or quotes somebody.
select results_eq(
  $$ select (c.relname || ': ' || string_agg(a.attname::text, ' ' order by a.attname)) collate "default"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attstattarget is distinct from 0
       and c.relname not in ('communes', 'categories', 'place_kinds')
     group by c.relname order by c.relname::text collate "C" $$,
  array[
    'appointment_events: action appointment_id id',
    'appointments: moment state',
    'attendances: state',
    'communities: created_at id join_policy kind visibility',
    'condition_photos: height position width',
    'condition_reports: moment reservation_id',
    'conversations: epoch',
    'event_series: capacity kind',
    'events: arrivals_per_slot attending capacity detached kind sequence state waiting',
    'gift_events: action gift_id id state',
    'gift_requests: pickup_agreed state unit',
    'handover_windows: automatic from_time id person_id place_id until_time weekday',
    'listing_communities: community_id listing_id',
    'listing_photos: blurhash height listing_id position width',
    'listings: area_lat area_lon category_slug choice_rule choose_by commune_code condition created_at expires_at held_by id instant kind lead_hours listed_for_all max_days min_days outcome owner_id published_at slot_minutes spoken_for status units updated_at',
    'memberships: community_id role state',
    'messages: conversation_id kind',
    'participants: conversation_id',
    'people: commune_code id joined_at languages left_at',
    'place_keepers: place_id state',
    'place_proposals: id place_id state',
    'place_reports: id place_id state',
    'place_watches: place_id',
    'places: accepts commune_code held_by id kind position_is_approximate pt refuses source source_date source_licence state status wheelchair',
    'product_categories: icon id label_en label_fr powered skill usual_minutes value weight_grams',
    'repair_items: awaits_part claimed_also goes_to minutes mistaken position priority product_category_id repair_barrier repair_status state weight_grams year_of_manufacture',
    'reservation_events: action id reservation_id state',
    'reservations: category_slug kind state unit',
    'shift_offers: state',
    'shift_signups: state',
    'shifts: needed position role skill taken',
    'visits: state walk_in',
    'waitlist: state'
  ],
  'what the planner remembers'
);

-- Ada is everywhere, Bo hardly; whoever is not with them cannot tell.
select tests.lend(n, 'closed', now() - n * interval '3 days', now() - n * interval '3 days' + interval '1 day') from generate_series(20, 59) as n;
alter table public.messages disable trigger user;
insert into public.messages (id, conversation_id, author_id, body)
select tests.id(1000 + n), tests.id(20), tests.id_of(case when n % 50 = 0 then 'bo' else 'ada' end), 'Mot ' || n from generate_series(1, 400) as n;
alter table public.messages enable trigger user;
set constraints all immediate;
analyze public.messages;
analyze public.reservations;
analyze public.participants;
analyze public.people;

select tests.act_as('cy');
prepare as_for_nobody(text, text) as
  select tests.planned(format($1, tests.id_of($2))) = tests.planned(format($1, gen_random_uuid()));
select results_eq(format('execute as_for_nobody(%L, %L)', question, who), 'values (true)', format('%s: %s', who, question))
from (values
  ('select from public.messages where author_id = %L', 'ada'),
  ('select from public.messages where author_id <> %L', 'ada'),
  ('select from public.reservations where owner_id = %L', 'ada'),
  ('select from public.reservations where borrower_id = %L', 'bo'),
  ('select from public.participants where person_id = %L', 'bo')
) as asked (question, who);
select is(
  tests.planned($$ select from public.messages where body < 'Mot 2' $$), tests.planned($$ select from public.messages where body < 'Mot 9' $$),
  'nor between which words a message lies'
);
select is(
  tests.planned($$ select from public.messages where sent_at < now() - interval '1 year' $$), tests.planned($$ select from public.messages where sent_at < now() + interval '1 year' $$),
  'nor when it was said'
);
select tests.act_as_visitor();
select is(
  tests.planned($$ select from public.people where display_name < 'B' $$), tests.planned($$ select from public.people where display_name < 'Z' $$),
  'nor a visitor, what residents are called'
);

select * from finish();
rollback;
