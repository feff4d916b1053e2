-- Events: what people do together, when and where, who comes, and who lends a hand.
-- The promises kept here: what a private community holds is seen by its active members alone, and no seat and no shift is given twice.

create type public.event_kind as enum ('repair_session', 'disco_soup', 'swap', 'workshop', 'gardening', 'meeting', 'other');
create type public.event_state as enum ('draft', 'published', 'live', 'closed', 'cancelled');
create type public.attendance_state as enum ('attending', 'waitlisted', 'checked_in', 'left', 'cancelled');
create type public.signup_state as enum ('taken', 'left');

create table public.events (
  id            uuid primary key, -- made by its organiser's device
  slug          text not null constraint events_slug_unique unique
                constraint events_slug_plain check (slug ~ '^[a-z0-9-]{2,80}$'),
  kind          public.event_kind not null,
  title         text not null constraint events_title_length check (char_length(title) between 3 and 100),
  about         text not null default '' constraint events_about_too_long check (char_length(about) <= 4000),
  organiser_id  uuid not null references public.people (id),
  community_id  uuid references public.communities (id), -- whose organisers and moderators may do all its organiser may
  place_id      uuid references public.places (id) on delete set null,
  address       text not null default '' constraint events_address_too_long check (char_length(address) <= 300), -- as announced: public
  commune_code  text references public.communes (code),
  starts_at     timestamptz not null constraint events_starts_at_real check (isfinite(starts_at)),
  ends_at       timestamptz not null,
  capacity      integer constraint events_capacity_bounded check (capacity between 1 and 5000), -- null: whoever comes
  state         public.event_state not null default 'draft',
  cancel_note   text not null default '' constraint events_cancel_note_too_long check (char_length(cancel_note) <= 500),
  series_id     uuid,
  occurrence_on date, -- the day its series meant, whatever day it was moved to
  detached      boolean not null default false, -- changed by itself: the series leaves it alone
  sequence      integer not null default 0 constraint events_sequence_grows check (sequence >= 0), -- of iCalendar
  attending     integer not null default 0 constraint events_attending_counted check (attending >= 0), -- checked in or to come
  waiting       integer not null default 0 constraint events_waiting_counted check (waiting >= 0),
  created_at    timestamptz not null default now(),
  published_at  timestamptz,
  changed_at    timestamptz not null default now(), -- of what a calendar shows
  constraint events_lasts_a_while check (ends_at > starts_at and ends_at <= starts_at + interval '14 days'),
  constraint events_shown_once_published check (published_at is not null or state in ('draft', 'cancelled')),
  constraint events_never_too_many check (attending <= capacity),
  constraint events_once_per_day_of_series unique (series_id, occurrence_on),
  constraint events_day_of_a_series check (occurrence_on is null or series_id is not null)
);
create index events_starts_at_idx on public.events (starts_at) where published_at is not null;
create index events_ends_at_idx on public.events (ends_at) where state in ('published', 'live');
create index events_organiser_id_idx on public.events (organiser_id, starts_at);
create index events_community_id_idx on public.events (community_id, starts_at);
create index events_place_id_idx on public.events (place_id, starts_at);
create index events_commune_code_idx on public.events (commune_code);

create table public.attendances (
  id         uuid primary key, -- made by the device
  event_id   uuid not null references public.events (id),
  person_id  uuid not null references public.people (id),
  state      public.attendance_state not null,
  asked_at   timestamptz not null default clock_timestamp(), -- in the order of the waiting list
  changed_at timestamptz not null default now()
);
create unique index attendances_once_per_person on public.attendances (event_id, person_id) where state <> 'cancelled';
create index attendances_event_id_idx on public.attendances (event_id, state, asked_at);
create index attendances_person_id_idx on public.attendances (person_id, state);

create table public.shifts (
  id         uuid primary key, -- made by the organiser's device
  event_id   uuid not null references public.events (id),
  role       text not null constraint shifts_role_known check (role in
               ('welcome', 'triage', 'repair', 'coffee', 'setup', 'kitchen', 'stand', 'host', 'other')),
  skill      text constraint shifts_skill_known check (skill in
               ('electric', 'sewing', 'bike', 'computer', 'wood', 'toys', 'garden', 'cooking')),
  needed     smallint not null constraint shifts_needed_bounded check (needed between 1 and 50),
  note       text not null default '' constraint shifts_note_too_long check (char_length(note) <= 200),
  position   smallint not null default 0 constraint shifts_position_bounded check (position between 0 and 99),
  taken      smallint not null default 0,
  removed_at timestamptz, -- no longer asked for
  constraint shifts_never_more_than_needed check (taken between 0 and needed)
);
create index shifts_event_id_idx on public.shifts (event_id);

create table public.shift_signups (
  id         uuid primary key, -- made by the volunteer's device
  shift_id   uuid not null references public.shifts (id),
  person_id  uuid not null references public.people (id),
  state      public.signup_state not null default 'taken',
  taken_at   timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default now()
);
create unique index shift_signups_once_per_person on public.shift_signups (shift_id, person_id) where state = 'taken';
create index shift_signups_shift_id_idx on public.shift_signups (shift_id, state);
create index shift_signups_person_id_idx on public.shift_signups (person_id, state);

-- Which step leads where. Whatever is not here is refused.
create table private.event_steps (
  action     text not null,
  from_state public.event_state not null,
  to_state   public.event_state not null,
  primary key (action, from_state)
);
insert into private.event_steps (action, from_state, to_state) values
  ('publish', 'draft', 'published'),
  ('open', 'published', 'live'),
  ('close', 'published', 'closed'),
  ('close', 'live', 'closed'),
  ('reopen', 'closed', 'live'),
  ('cancel', 'draft', 'cancelled'),
  ('cancel', 'published', 'cancelled'),
  ('cancel', 'live', 'cancelled');

-- Append-only: the last `state` is the event's. With the hours it had after that step.
create table private.event_events (
  id        bigint generated always as identity primary key,
  event_id  uuid not null references public.events (id),
  actor_id  uuid references public.people (id), -- null: time, or the series
  action    text not null constraint event_events_action_known check (action in
              ('create', 'change', 'move', 'publish', 'open', 'close', 'reopen', 'cancel')),
  state     public.event_state not null,
  starts_at timestamptz not null,
  ends_at   timestamptz not null,
  at        timestamptz not null default now()
);
create index event_events_event_id_idx on private.event_events (event_id, id);
create index event_events_actor_id_idx on private.event_events (actor_id);

-- Append-only: who came, who waited, who lent a hand, step by step.
create table private.attendance_events (
  id            bigint generated always as identity primary key,
  event_id      uuid not null references public.events (id),
  attendance_id uuid references public.attendances (id),
  signup_id     uuid references public.shift_signups (id),
  actor_id      uuid references public.people (id), -- null: time, or the waiting list
  action        text not null constraint attendance_events_action_known check (action in
                  ('attend', 'wait', 'seat', 'leave', 'check_in', 'undo_check_in', 'check_out', 'take_shift', 'leave_shift')),
  at            timestamptz not null default now(),
  constraint attendance_events_about_one check (num_nonnulls(attendance_id, signup_id) = 1)
);
create index attendance_events_event_id_idx on private.attendance_events (event_id, id);
create index attendance_events_attendance_id_idx on private.attendance_events (attendance_id);
create index attendance_events_signup_id_idx on private.attendance_events (signup_id);
create index attendance_events_actor_id_idx on private.attendance_events (actor_id);

-- What is written stays written.
create function private.keep_event_history() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  perform private.refuse('not_allowed');
  return null;
end;
$$;
create trigger keep_event_events before update or delete on private.event_events
  for each row execute function private.keep_event_history();
create trigger keep_attendance_events before update or delete on private.attendance_events
  for each row execute function private.keep_event_history();

-- A title as an address: letters without accents, digits and dashes, 60 at most.
create function private.slug_of(title text) returns text
language sql stable strict set search_path = ''
as $$
  select coalesce(nullif(btrim(left(regexp_replace(lower(extensions.unaccent(title)), '[^a-z0-9]+', '-', 'g'), 60), '-'), ''), 'rendez-vous')
$$;

-- Before an event is written: tidy words, and an address of its own. It follows the title until others may know it; its end comes
-- from the id, so that two events of one name never meet, and none says that another is there.
create function private.tidy_event() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  new.title := btrim(replace(private.clean_text(new.title), chr(10), ' '));
  new.about := private.clean_text(new.about);
  new.address := btrim(replace(private.clean_text(new.address), chr(10), ' '));
  new.cancel_note := private.clean_text(new.cancel_note);
  if new.slug is null or new.published_at is null then
    new.slug := private.slug_of(new.title) || '-' || left(encode(sha256(decode(replace(new.id::text, '-', ''), 'hex')), 'hex'), 6);
  end if;
  return new;
end;
$$;
create trigger tidy_event before insert or update of title, about, address, cancel_note on public.events
  for each row execute function private.tidy_event();

-- Whether somebody may know of an event: it is announced, of no private community they are not in, and not of somebody blocked.
-- What a community holds is its own, not its organiser's alone: a block between two persons closes no door of it.
create function private.event_visible_to(event_id uuid, person uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select e.published_at is not null and case
      when e.community_id is null then person is null or not private.is_blocked(e.organiser_id, person)
      else (select c.visibility <> 'private' from public.communities c where c.id = e.community_id)
        or exists (
          select from public.memberships m where m.community_id = e.community_id and m.person_id = person and m.state = 'active'
        )
    end
    from public.events e where e.id = event_visible_to.event_id
  ), false)
$$;

-- Whether the caller runs an event: they called it, or run the community it belongs to. Out of a private community, out of its events.
create function private.is_organiser(event_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.events e
    left join public.communities c on c.id = e.community_id
    left join public.memberships m on m.community_id = e.community_id and m.person_id = (select auth.uid()) and m.state = 'active'
    where e.id = is_organiser.event_id and (
      e.organiser_id = (select auth.uid()) and (c.id is null or c.visibility <> 'private' or m.person_id is not null)
      or m.role in ('moderator', 'organiser')
    )
  )
$$;

-- Whether the caller lends a hand at an event: runs it, or holds a shift of it.
create function private.is_volunteer(event_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select private.is_organiser(is_volunteer.event_id) or exists (
    select from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where f.event_id = is_volunteer.event_id and s.person_id = (select auth.uid()) and s.state = 'taken'
      and private.event_visible_to(f.event_id, s.person_id)
  )
$$;

-- Events the caller runs or lends a hand at. Evaluated once per query, as `(select private.events_i_help())`.
create function private.events_i_help() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(mine.id), '{}') from (
    select e.id from public.events e where e.organiser_id = (select auth.uid())
    union
    select e.id from public.events e where e.community_id = any ((select private.communities_i_run())::uuid[])
    union
    select f.event_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where s.person_id = (select auth.uid()) and s.state = 'taken'
  ) as mine
  where private.is_volunteer(mine.id)
$$;

-- Who may do what: everybody reads what is announced, functions write.
alter table public.events enable row level security;
alter table public.attendances enable row level security;
alter table public.shifts enable row level security;
alter table public.shift_signups enable row level security;
alter table private.event_steps enable row level security;
alter table private.event_events enable row level security;
alter table private.attendance_events enable row level security;
revoke all on public.events, public.attendances, public.shifts, public.shift_signups from anon, authenticated;
revoke all on private.event_steps, private.event_events, private.attendance_events from anon, authenticated;
grant select on public.events, public.shifts to authenticated;
grant select on public.attendances, public.shift_signups to authenticated;
grant select (
  id, slug, kind, title, about, community_id, place_id, address, commune_code, starts_at, ends_at, capacity, state, cancel_note,
  series_id, occurrence_on, sequence, attending, waiting, created_at, published_at, changed_at
) on public.events to anon;
grant select on public.shifts to anon;
grant execute on function private.events_i_help(), private.is_organiser(uuid), private.is_volunteer(uuid) to authenticated;
alter table public.events
  alter column id set statistics 0, alter column slug set statistics 0, alter column title set statistics 0,
  alter column about set statistics 0, alter column organiser_id set statistics 0, alter column community_id set statistics 0,
  alter column place_id set statistics 0, alter column address set statistics 0, alter column commune_code set statistics 0,
  alter column starts_at set statistics 0, alter column ends_at set statistics 0, alter column cancel_note set statistics 0,
  alter column series_id set statistics 0, alter column occurrence_on set statistics 0, alter column created_at set statistics 0,
  alter column published_at set statistics 0, alter column changed_at set statistics 0;
alter table public.attendances
  alter column id set statistics 0, alter column event_id set statistics 0, alter column person_id set statistics 0,
  alter column asked_at set statistics 0, alter column changed_at set statistics 0;
alter table public.shifts
  alter column id set statistics 0, alter column event_id set statistics 0, alter column note set statistics 0,
  alter column removed_at set statistics 0;
alter table public.shift_signups
  alter column id set statistics 0, alter column shift_id set statistics 0, alter column person_id set statistics 0,
  alter column taken_at set statistics 0, alter column changed_at set statistics 0;

-- The communities one may see are those their own policies show.
create policy "visitors see events that are announced" on public.events
  for select to anon
  using (published_at is not null and (community_id is null or community_id in (select c.id from public.communities c)));

create policy "residents see events that are announced, and those they run" on public.events
  for select to authenticated
  using (
    (community_id is null or community_id in (select c.id from public.communities c))
    and (
      organiser_id = (select auth.uid())
      or community_id = any ((select private.communities_i_run())::uuid[])
      or (published_at is not null and (community_id is not null or organiser_id <> all ((select private.hidden_from_me())::uuid[])))
    )
  );

create policy "visitors see which hands are needed" on public.shifts
  for select to anon
  using (removed_at is null and event_id in (select e.id from public.events e));

create policy "residents see which hands are needed" on public.shifts
  for select to authenticated
  using (removed_at is null and event_id in (select e.id from public.events e));

create policy "people see where they go; volunteers who comes" on public.attendances
  for select to authenticated
  using (
    person_id = (select auth.uid())
    or (event_id = any ((select private.events_i_help())::uuid[]) and person_id <> all ((select private.hidden_from_me())::uuid[]))
  );

create policy "people see the shifts they took; volunteers who helps" on public.shift_signups
  for select to authenticated
  using (
    person_id = (select auth.uid())
    or (
      shift_id in (select f.id from public.shifts f where f.event_id = any ((select private.events_i_help())::uuid[]))
      and person_id <> all ((select private.hidden_from_me())::uuid[])
    )
  );
