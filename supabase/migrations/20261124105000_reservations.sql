-- Reservations: who has a thing, which unit of it, from when until when.
-- The promise kept here: a unit is never in two homes at once, and every step leaves a line that nobody can change.

create type public.reservation_state as enum (
  'requested', 'accepted', 'handed_over', 'returned', 'closed',
  'declined', 'expired', 'cancelled', 'no_show', 'lost'
);
create type public.waitlist_state as enum ('waiting', 'offered', 'taken', 'lapsed', 'left');
create type public.handover_moment as enum ('hand_over', 'return');

create table public.reservations (
  id              uuid primary key, -- made by the borrower's device
  listing_id      uuid references public.listings (id) on delete set null, -- gone with its owner's account; the rest is history
  kind            public.listing_kind not null,
  category_slug   text references public.categories (slug),
  unit            smallint not null constraint reservations_unit_bounded check (unit between 1 and 50),
  owner_id        uuid not null references public.people (id),
  borrower_id     uuid not null references public.people (id),
  during          tstzrange not null constraint reservations_during_bounded check (
    not isempty(during) and lower_inc(during) and not upper_inc(during)
    and isfinite(lower(during)) and isfinite(upper(during))
  ),
  extension_until timestamptz, -- asked for by the borrower, not answered yet
  state           public.reservation_state not null default 'requested',
  respond_by      timestamptz not null,
  handover_at     timestamptz, -- when it was handed over
  return_at       timestamptz, -- when it was taken back
  overdue_excused_at timestamptz, -- when the owner last said that being late is all right
  note            text constraint reservations_note_too_long check (char_length(note) <= 1000),
  basket_id       uuid references public.reservations (id), -- the first of what was asked for together, itself included
  conversation_id uuid not null generated always as (coalesce(basket_id, id)) stored, -- the id of the first, so a device knows it offline
  created_at      timestamptz not null default now(),

  constraint reservations_not_with_oneself check (owner_id <> borrower_id),
  constraint reservations_extension_while_running check (extension_until is null or state in ('accepted', 'handed_over')),
  constraint reservations_unit_free
    exclude using gist (listing_id with =, unit with =, during with &&) where (state in ('accepted', 'handed_over'))
);
comment on column public.reservations.during is 'Half-open [from, until). By day: Paris midnights, or the instant of the request when it starts today.';

-- Somebody who is late keeps the thing past their period: it still cannot be handed to the next.
create unique index reservations_one_holder on public.reservations (listing_id, unit) where state = 'handed_over';
create index reservations_listing_id_idx on public.reservations (listing_id, state);
create index reservations_owner_id_idx on public.reservations (owner_id, state);
create index reservations_borrower_id_idx on public.reservations (borrower_id, state);
create index reservations_basket_id_idx on public.reservations (basket_id);
create index reservations_category_slug_idx on public.reservations (category_slug);
create index reservations_respond_by_idx on public.reservations (respond_by) where state = 'requested';

-- Append-only: the last `state` is the reservation's.
create table public.reservation_events (
  id             bigint generated always as identity primary key,
  reservation_id uuid not null references public.reservations (id) on delete cascade,
  actor_id       uuid references public.people (id), -- null: time, or a rule the owner set beforehand
  action         text not null constraint reservation_events_action_known check (action in (
    'request', 'accept', 'decline', 'cancel', 'expire', 'hand_over', 'take_back', 'close', 'report_no_show', 'report_lost',
    'extension_asked', 'extension_accepted', 'extension_declined', 'shorten',
    'excuse_overdue', 'found', 'settle_loss', 'undo_no_show'
  )),
  state          public.reservation_state not null,
  ends_at        timestamptz, -- until when it was agreed, or asked for, as of this step
  note           text constraint reservation_events_note_too_long check (char_length(note) <= 1000),
  at             timestamptz not null default now()
);
create index reservation_events_reservation_id_idx on public.reservation_events (reservation_id, id);
create index reservation_events_actor_id_idx on public.reservation_events (actor_id);

-- Which step leads where, and whose it is; `both`: by an agreement of the two. Whatever is not here is refused.
create table private.reservation_steps (
  action     text not null,
  actor      text not null constraint reservation_steps_actor_known check (actor in ('owner', 'borrower', 'time', 'both')),
  from_state public.reservation_state not null,
  to_state   public.reservation_state not null,
  primary key (action, actor, from_state)
);
insert into private.reservation_steps (action, actor, from_state, to_state) values
  ('accept', 'owner', 'requested', 'accepted'),
  ('decline', 'owner', 'requested', 'declined'),
  ('cancel', 'owner', 'requested', 'cancelled'),
  ('cancel', 'owner', 'accepted', 'cancelled'),
  ('cancel', 'borrower', 'requested', 'cancelled'),
  ('cancel', 'borrower', 'accepted', 'cancelled'),
  ('hand_over', 'owner', 'accepted', 'handed_over'),
  ('hand_over', 'borrower', 'accepted', 'handed_over'),
  ('take_back', 'owner', 'handed_over', 'returned'),
  ('close', 'owner', 'returned', 'closed'),
  ('close', 'borrower', 'returned', 'closed'),
  ('report_no_show', 'owner', 'accepted', 'no_show'),
  ('report_no_show', 'borrower', 'accepted', 'no_show'),
  ('report_lost', 'owner', 'handed_over', 'lost'),
  ('expire', 'time', 'requested', 'expired');

-- Asked for while everything is taken: whoever asked first is offered a freed slot first.
create table public.waitlist (
  id            uuid primary key, -- made by the device
  listing_id    uuid not null references public.listings (id) on delete cascade,
  person_id     uuid not null references public.people (id) on delete cascade,
  during        tstzrange not null constraint waitlist_during_bounded check (not isempty(during)),
  state         public.waitlist_state not null default 'waiting',
  offered_until timestamptz,
  goes_last     boolean not null default false, -- let an offer go by, or did not come to an exchange
  kept_unit     smallint, -- kept from others while it is offered and, once it is asked for, until the owner has answered
  reservation_id uuid references public.reservations (id) on delete set null, -- what was asked for when it was offered
  created_at    timestamptz not null default clock_timestamp(),
  constraint waitlist_offer_ends check ((state = 'offered') = (offered_until is not null)),
  constraint waitlist_offer_keeps_a_unit check (case state when 'offered' then kept_unit is not null when 'taken' then true else kept_unit is null end),
  constraint waitlist_slot_offered_to_one
    exclude using gist (listing_id with =, kept_unit with =, during with &&) where (kept_unit is not null)
);
create index waitlist_listing_id_idx on public.waitlist (listing_id, created_at) where state in ('waiting', 'offered');
create index waitlist_reservation_id_idx on public.waitlist (reservation_id);
create index waitlist_listing_id_fkey_idx on public.waitlist (listing_id);
create index waitlist_person_id_idx on public.waitlist (person_id, state);
create index waitlist_open_idx on public.waitlist (created_at, id) where state in ('waiting', 'offered');

-- What the two of them saw when the thing changed hands.
create table public.condition_reports (
  id             uuid primary key, -- made by the device
  reservation_id uuid not null references public.reservations (id) on delete cascade,
  author_id      uuid not null references public.people (id),
  moment         public.handover_moment not null,
  complete       boolean, -- null in these three: nobody looked
  clean          boolean,
  works          boolean,
  note           text not null default '' constraint condition_reports_note_length check (char_length(note) <= 2000),
  created_at     timestamptz not null default now()
);
create index condition_reports_reservation_id_idx on public.condition_reports (reservation_id);
create index condition_reports_author_id_idx on public.condition_reports (author_id);

-- Said by the owner at the door, typed by the borrower.
create table private.handover_codes (
  reservation_id uuid primary key references public.reservations (id) on delete cascade,
  code           text not null constraint handover_codes_four_digits check (code ~ '^[0-9]{4}$'),
  made_at        timestamptz not null default now()
);

-- What is written stays written; only the words of someone whose account is gone may be taken out.
create function private.keep_reservation_events() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from public.reservations r where r.id = old.reservation_id) then
      perform private.refuse('not_allowed');
    end if;
    return old;
  elsif new.note is not null or (to_jsonb(new) - 'note') <> (to_jsonb(old) - 'note') then
    perform private.refuse('not_allowed');
  end if;
  return new;
end;
$$;
create trigger keep_reservation_events before update or delete on public.reservation_events
  for each row execute function private.keep_reservation_events();

-- Reservations the caller is a party to. Evaluated once per query, as `(select private.my_reservations())`: so few ids lead
-- straight to their rows, whatever the planner knows of parties.
create function private.my_reservations() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(r.id), '{}') from public.reservations r
  where r.owner_id = (select auth.uid()) or r.borrower_id = (select auth.uid())
$$;

-- Who may do what: the two parties read, functions write.
alter table public.reservations enable row level security;
alter table public.reservation_events enable row level security;
alter table public.waitlist enable row level security;
alter table public.condition_reports enable row level security;
alter table private.reservation_steps enable row level security;
alter table private.handover_codes enable row level security;
revoke all on public.reservations, public.reservation_events, public.waitlist, public.condition_reports from anon, authenticated;
revoke all on private.reservation_steps, private.handover_codes from anon, authenticated;
grant select on public.reservations, public.reservation_events, public.waitlist, public.condition_reports to authenticated;
grant execute on function private.my_reservations() to authenticated;
alter table public.reservations
  alter column id set statistics 0, alter column listing_id set statistics 0, alter column owner_id set statistics 0,
  alter column borrower_id set statistics 0, alter column during set statistics 0,
  alter column extension_until set statistics 0, alter column respond_by set statistics 0,
  alter column handover_at set statistics 0, alter column return_at set statistics 0,
  alter column overdue_excused_at set statistics 0,
  alter column note set statistics 0, alter column basket_id set statistics 0, alter column conversation_id set statistics 0,
  alter column created_at set statistics 0;
alter table public.reservation_events
  alter column actor_id set statistics 0, alter column ends_at set statistics 0, alter column note set statistics 0,
  alter column at set statistics 0;
alter table public.waitlist
  alter column id set statistics 0, alter column listing_id set statistics 0, alter column person_id set statistics 0,
  alter column during set statistics 0, alter column offered_until set statistics 0,
  alter column goes_last set statistics 0, alter column kept_unit set statistics 0,
  alter column reservation_id set statistics 0, alter column created_at set statistics 0;
alter table public.condition_reports
  alter column id set statistics 0, alter column author_id set statistics 0, alter column complete set statistics 0,
  alter column clean set statistics 0, alter column works set statistics 0, alter column note set statistics 0,
  alter column created_at set statistics 0;

create policy "the two parties see their reservation" on public.reservations
  for select to authenticated
  using (id = any ((select private.my_reservations())::uuid[]));

create policy "the two parties see each step" on public.reservation_events
  for select to authenticated
  using (exists (select from public.reservations r where r.id = reservation_id));

create policy "people see where they wait" on public.waitlist
  for select to authenticated
  using (person_id = (select auth.uid()));

create policy "the two parties see the condition" on public.condition_reports
  for select to authenticated
  using (exists (select from public.reservations r where r.id = reservation_id));
