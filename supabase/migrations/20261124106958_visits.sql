-- Visits: who comes to a repair session, booked beforehand or at the door, and each thing they bring.
-- The promises kept here: only people in the hall are queued, one hand at most is on a thing, nothing is ever deleted, and whoever
-- helps learns a first name at most.

create type public.visit_state as enum ('booked', 'waitlisted', 'checked_in', 'left', 'no_show', 'cancelled');
create type public.repair_state as enum ('registered', 'queued', 'claimed', 'done', 'returned');

create table public.visits (
  id            uuid primary key, -- made by the device
  event_id      uuid not null references public.events (id),
  person_id     uuid references public.people (id), -- who booked; null at the door, and once forgotten
  walk_in       boolean not null default false,
  walk_in_name  text constraint visits_walk_in_name_length check (char_length(walk_in_name) between 1 and 60), -- null once forgotten
  arrival_at    timestamptz, -- when they said they come
  state         public.visit_state not null,
  ticket        integer constraint visits_ticket_bounded check (ticket between 1 and 99999), -- the number in their hand, from the door on
  checked_in_at timestamptz,
  asked_at      timestamptz not null default clock_timestamp(), -- in the order of the waiting list
  changed_at    timestamptz not null default now(),
  constraint visits_ticket_once unique (event_id, ticket),
  constraint visits_of_one_event unique (id, event_id),
  constraint visits_one_somebody check (case when walk_in then person_id is null else walk_in_name is null end),
  constraint visits_numbered_in_the_hall check (state not in ('checked_in', 'left') or num_nonnulls(ticket, checked_in_at) = 2),
  constraint visits_booked_for_an_hour check (walk_in or arrival_at is not null)
);
create unique index visits_booked_once on public.visits (event_id, person_id) where state not in ('cancelled', 'no_show');
create index visits_event_id_idx on public.visits (event_id, state);
create index visits_person_id_idx on public.visits (person_id, state);

create table public.repair_items (
  id                       uuid primary key, -- made by the device
  visit_id                 uuid not null,
  event_id                 uuid not null, -- its visit's
  position                 smallint not null default 0,
  product_category_id      smallint references public.product_categories (id), -- null: nobody has sorted it yet
  partner_product_category text not null default '' constraint repair_items_name_too_long check (char_length(partner_product_category) <= 100),
  brand                    text not null default '' constraint repair_items_brand_too_long check (char_length(brand) <= 60),
  year_of_manufacture      smallint constraint repair_items_year_bounded check (year_of_manufacture between 1850 and 2100),
  problem                  text not null default '' constraint repair_items_problem_too_long check (char_length(problem) <= 1000),
  photo_path               text constraint repair_items_photo_plain check (photo_path ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[A-Za-z0-9_-]{1,80}\.webp$')
                           constraint repair_items_photo_not_small check (photo_path !~ '-small\.webp$'),
  continues_id             uuid references public.repair_items (id), -- the same thing at an earlier session, which sent it on
  listing_id               uuid references public.listings (id) on delete set null, -- the owner's own, which they would like mended
  parts                    text not null default '' constraint repair_items_parts_too_long check (char_length(parts) <= 300), -- to bring, or missing
  awaits_part              boolean not null default false,
  state                    public.repair_state not null default 'registered',
  priority                 smallint not null default 0 constraint repair_items_priority_bounded check (priority between 0 and 2),
  queued_at                timestamptz,
  claimed_by               uuid references public.people (id), -- who has it, or had it last
  claimed_also             boolean not null default false, -- beside another thing
  claimed_at               timestamptz,
  called_at                timestamptz,
  at_table                 text not null default '' constraint repair_items_table_too_long check (char_length(at_table) <= 20),
  repair_status            smallint constraint repair_items_status_known check (repair_status between 0 and 3), -- of the standard
  repair_barrier           smallint constraint repair_items_barrier_known check (repair_barrier between 1 and 6),
  weight_grams             integer constraint repair_items_weight_bounded check (weight_grams between 1 and 500000),
  minutes                  smallint constraint repair_items_minutes_bounded check (minutes between 0 and 600),
  notes                    text not null default '' constraint repair_items_notes_too_long check (char_length(notes) <= 2000), -- what was learned
  done_at                  timestamptz,
  goes_to                  text constraint repair_items_goes_somewhere check (goes_to in ('home', 'next_session', 'place', 'listing')),
  goes_to_event_id         uuid references public.events (id),
  goes_to_place_id         uuid references public.places (id) on delete set null,
  goes_to_listing_id       uuid references public.listings (id) on delete set null,
  mistaken                 boolean not null default false, -- entered by mistake: counts nowhere
  changed_at               timestamptz not null default now(),
  constraint repair_items_of_a_visit foreign key (visit_id, event_id) references public.visits (id, event_id),
  constraint repair_items_barrier_ends_life check (repair_barrier is null or coalesce(repair_status = 3, false)),
  constraint repair_items_held_by_somebody check (state <> 'claimed' or num_nonnulls(claimed_by, claimed_at) = 2),
  constraint repair_items_ends_somehow check (
    case state when 'done' then num_nonnulls(repair_status, done_at) = 2 when 'returned' then true else repair_status is null end
  ),
  constraint repair_items_queued_since check (state <> 'queued' or queued_at is not null),
  constraint repair_items_goes_once_over check ((goes_to is null or state = 'returned') and (
    num_nonnulls(goes_to_event_id, goes_to_place_id, goes_to_listing_id) = 0
    or num_nonnulls(goes_to_event_id, goes_to_place_id, goes_to_listing_id) = 1 and coalesce(goes_to = case
      when goes_to_event_id is not null then 'next_session' when goes_to_place_id is not null then 'place' else 'listing' end, false)
  ))
);
-- One thing per repairer, unless they say that they have another beside it.
create unique index repair_items_one_in_hand on public.repair_items (event_id, claimed_by) where state = 'claimed' and not claimed_also;
create index repair_items_visit_id_idx on public.repair_items (visit_id, event_id);
create index repair_items_event_id_idx on public.repair_items (event_id, state);
create index repair_items_claimed_by_idx on public.repair_items (claimed_by);
create index repair_items_product_category_id_idx on public.repair_items (product_category_id);
create index repair_items_listing_id_idx on public.repair_items (listing_id);
create index repair_items_goes_to_event_id_idx on public.repair_items (goes_to_event_id);
create index repair_items_goes_to_place_id_idx on public.repair_items (goes_to_place_id);
create index repair_items_goes_to_listing_id_idx on public.repair_items (goes_to_listing_id);
create index repair_items_continues_id_idx on public.repair_items (continues_id);
create index repair_items_photo_path_idx on public.repair_items (photo_path);

-- Numbers of an event that one device gives while it has no network.
create table private.ticket_blocks (
  id           uuid primary key, -- of the act that reserved it
  event_id     uuid not null references public.events (id),
  person_id    uuid not null references public.people (id),
  from_ticket  integer not null constraint ticket_blocks_from_positive check (from_ticket > 0),
  until_ticket integer not null,
  reserved_at  timestamptz not null default now(),
  constraint ticket_blocks_hold_some check (until_ticket between from_ticket + 1 and from_ticket + 50),
  constraint ticket_blocks_apart exclude using gist (event_id with =, int4range(from_ticket, until_ticket) with &&)
);
create index ticket_blocks_event_id_idx on private.ticket_blocks (event_id, person_id);
create index ticket_blocks_person_id_idx on private.ticket_blocks (person_id);

-- What opens a visitor's page: on their ticket, as a QR code. Made by the device that gives the number, or here.
create table private.visit_pages (
  visit_id uuid primary key references public.visits (id),
  token    text not null constraint visit_pages_token_once unique constraint visit_pages_token_plain check (token ~ '^[A-Za-z0-9_-]{22}$')
);

-- Append-only. An `undo` names the act it takes back; what is left folds to the state.
create table private.visit_events (
  id       bigint generated always as identity primary key,
  visit_id uuid not null references public.visits (id),
  actor_id uuid references public.people (id), -- null: the waiting list, or time
  op_id    uuid, -- the act it came with, on whatever device
  action   text not null constraint visit_events_action_known check (action in (
             'book', 'walk_in', 'seat', 'check_in', 'leave', 'no_show', 'cancel', 'undo')),
  state    public.visit_state not null,
  undoes   bigint constraint visit_events_undone_once unique references private.visit_events (id),
  at       timestamptz not null default now(),
  constraint visit_events_undo_something check ((action = 'undo') = (undoes is not null))
);
create index visit_events_visit_id_idx on private.visit_events (visit_id, id);
create index visit_events_actor_id_idx on private.visit_events (actor_id);

-- Append-only, with the thing as it was after that step: an undo puts it back as it was before.
create table private.repair_events (
  id       bigint generated always as identity primary key,
  item_id  uuid not null references public.repair_items (id),
  actor_id uuid references public.people (id),
  op_id    uuid,
  action   text not null constraint repair_events_action_known check (action in (
             'register', 'queue', 'claim', 'call', 'release', 'pass_on', 'needs_part', 'done', 'return', 'discard', 'edit', 'prioritise', 'undo')),
  state    public.repair_state not null,
  became   jsonb not null,
  undoes   bigint constraint repair_events_undone_once unique references private.repair_events (id),
  at       timestamptz not null default now(),
  constraint repair_events_undo_something check ((action = 'undo') = (undoes is not null))
);
create index repair_events_item_id_idx on private.repair_events (item_id, id);
create index repair_events_actor_id_idx on private.repair_events (actor_id);

-- Which step leads where. Whatever is not here is refused.
create table private.visit_steps (
  action     text not null,
  from_state public.visit_state not null,
  to_state   public.visit_state not null,
  primary key (action, from_state)
);
insert into private.visit_steps (action, from_state, to_state) values
  ('check_in', 'booked', 'checked_in'),
  ('check_in', 'waitlisted', 'checked_in'),
  ('check_in', 'no_show', 'checked_in'), -- late
  ('check_in', 'cancelled', 'checked_in'), -- came all the same
  ('check_in', 'left', 'checked_in'), -- came back
  ('leave', 'checked_in', 'left'),
  ('cancel', 'checked_in', 'cancelled'), -- written down twice
  ('no_show', 'booked', 'no_show'),
  ('no_show', 'waitlisted', 'no_show'),
  ('cancel', 'booked', 'cancelled'),
  ('cancel', 'waitlisted', 'cancelled');

create table private.repair_steps (
  action     text not null,
  from_state public.repair_state not null,
  to_state   public.repair_state not null,
  in_hall    boolean not null, -- whoever brought it is there
  primary key (action, from_state)
);
insert into private.repair_steps (action, from_state, to_state, in_hall) values
  ('queue', 'registered', 'queued', true),
  ('queue', 'done', 'queued', true), -- the part was found
  ('queue', 'returned', 'queued', true),
  ('claim', 'queued', 'claimed', true),
  ('call', 'claimed', 'claimed', false),
  ('release', 'claimed', 'queued', false),
  ('pass_on', 'queued', 'claimed', true),
  ('pass_on', 'claimed', 'claimed', false),
  ('needs_part', 'queued', 'done', false),
  ('needs_part', 'claimed', 'done', false),
  ('done', 'registered', 'done', false), -- entered from paper
  ('done', 'queued', 'done', false),
  ('done', 'claimed', 'done', false),
  ('return', 'registered', 'returned', false),
  ('return', 'queued', 'returned', false),
  ('return', 'done', 'returned', false),
  ('discard', 'registered', 'returned', false),
  ('discard', 'queued', 'returned', false),
  ('prioritise', 'registered', 'registered', false),
  ('prioritise', 'queued', 'queued', false),
  ('edit', 'registered', 'registered', false),
  ('edit', 'queued', 'queued', false),
  ('edit', 'claimed', 'claimed', false),
  ('edit', 'done', 'done', false),
  ('edit', 'returned', 'returned', false);

-- What is written stays written; only words go, with whoever wrote them.
create function private.keep_visit_history() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'repair_events' then
    if to_jsonb(new) - 'became' = to_jsonb(old) - 'became'
      and new.became = old.became || private.no_words()
    then
      return new;
    end if;
  end if;
  perform private.refuse('not_allowed');
  return null;
end;
$$;
create trigger keep_visit_events before update or delete on private.visit_events
  for each row execute function private.keep_visit_history();
create trigger keep_repair_events before update or delete on private.repair_events
  for each row execute function private.keep_visit_history();

-- Visits and things stay: functions move them, and no one takes them away.
create function private.keep_visits() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  perform private.refuse('not_allowed');
  return null;
end;
$$;
create trigger keep_visits before delete on public.visits for each row execute function private.keep_visits();
create trigger keep_repair_items before delete on public.repair_items for each row execute function private.keep_visits();

-- What somebody wrote about a thing, taken out.
create function private.no_words() returns jsonb
language sql immutable parallel safe set search_path = ''
as $$ select '{"problem": "", "notes": "", "parts": "", "partner_product_category": ""}'::jsonb $$;

-- The caller's own visits. Evaluated once per query, as `(select private.my_visits())`.
create function private.my_visits() returns uuid[]
language sql stable security definer set search_path = ''
as $$ select coalesce(array_agg(v.id), '{}') from public.visits v where v.person_id = (select auth.uid()) $$;

-- Who runs or helps an event, whether or not they are there.
create function private.helpers_of(event_id uuid) returns setof uuid
language sql stable set search_path = ''
as $$
  select e.organiser_id from public.events e where e.id = helpers_of.event_id
  union
  select m.person_id from public.memberships m join public.events e on e.community_id = m.community_id
  where e.id = helpers_of.event_id and m.state = 'active' and m.role in ('moderator', 'organiser')
  union
  select s.person_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
  where f.event_id = helpers_of.event_id and s.state = 'taken'
$$;

-- Those who booked are told what becomes of their session, like whoever else comes.
create or replace function private.people_of_event(event_id uuid) returns setof uuid
language sql stable set search_path = ''
as $$
  select a.person_id from public.attendances a
  where a.event_id = people_of_event.event_id and a.state in ('attending', 'waitlisted', 'checked_in')
  union
  select s.person_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
  where f.event_id = people_of_event.event_id and s.state = 'taken'
  union
  select v.person_id from public.visits v
  where v.event_id = people_of_event.event_id and v.person_id is not null and v.state in ('booked', 'waitlisted', 'checked_in')
$$;

-- Who may do what: helpers and visitors read, functions write.
alter table public.visits enable row level security;
alter table public.repair_items enable row level security;
alter table private.ticket_blocks enable row level security;
alter table private.visit_pages enable row level security;
alter table private.visit_events enable row level security;
alter table private.repair_events enable row level security;
alter table private.visit_steps enable row level security;
alter table private.repair_steps enable row level security;
revoke all on public.visits, public.repair_items from anon, authenticated;
revoke all on private.ticket_blocks, private.visit_pages, private.visit_events, private.repair_events, private.visit_steps, private.repair_steps
  from anon, authenticated;
grant select on public.visits, public.repair_items to authenticated;
grant execute on function private.my_visits() to authenticated;
alter table public.visits
  alter column id set statistics 0, alter column event_id set statistics 0, alter column person_id set statistics 0,
  alter column walk_in_name set statistics 0, alter column arrival_at set statistics 0, alter column ticket set statistics 0,
  alter column checked_in_at set statistics 0, alter column asked_at set statistics 0, alter column changed_at set statistics 0;
alter table public.repair_items
  alter column id set statistics 0, alter column visit_id set statistics 0, alter column event_id set statistics 0,
  alter column partner_product_category set statistics 0, alter column brand set statistics 0, alter column problem set statistics 0,
  alter column photo_path set statistics 0, alter column continues_id set statistics 0, alter column listing_id set statistics 0, alter column parts set statistics 0,
  alter column queued_at set statistics 0, alter column claimed_by set statistics 0, alter column claimed_at set statistics 0,
  alter column called_at set statistics 0, alter column at_table set statistics 0, alter column notes set statistics 0,
  alter column done_at set statistics 0, alter column goes_to_event_id set statistics 0, alter column goes_to_place_id set statistics 0,
  alter column goes_to_listing_id set statistics 0, alter column changed_at set statistics 0;

create policy "people see their own visits; helpers who comes" on public.visits
  for select to authenticated
  using (
    person_id = (select auth.uid())
    or (
      event_id = any ((select private.events_i_help())::uuid[])
      and (person_id is null or person_id <> all ((select private.hidden_from_me())::uuid[]))
    )
  );

create policy "people see their own things; helpers what there is to repair" on public.repair_items
  for select to authenticated
  using (
    visit_id = any ((select private.my_visits())::uuid[])
    or event_id = any ((select private.events_i_help())::uuid[])
  );
