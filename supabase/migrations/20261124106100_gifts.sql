-- Gifts: who asked for a thing that is given away, who was chosen for it, and how it went.
-- The promise kept here: a unit has one recipient at most, and who asked is known to its giver alone.

create type public.gift_state as enum ('asked', 'chosen', 'collected', 'not_chosen', 'withdrawn', 'no_show');

create table public.gift_requests (
  id              uuid primary key, -- made by the asker's device
  listing_id      uuid references public.listings (id) on delete set null, -- gone with its owner's account; the rest is history
  owner_id        uuid not null references public.people (id),
  person_id       uuid not null references public.people (id),
  note            text constraint gift_requests_note_too_long check (char_length(note) <= 1000),
  state           public.gift_state not null default 'asked',
  unit            smallint constraint gift_requests_unit_bounded check (unit between 1 and 50),
  -- The number under which one takes part in a draw: it tells its asker apart, and tells nobody else who or when.
  -- Made from the id, which the asker's device chose before anybody could know the seed.
  ticket          text not null generated always as (left(encode(sha256(decode(replace(id::text, '-', ''), 'hex')), 'hex'), 16)) stored,
  answer          text constraint gift_requests_answer_too_long check (char_length(answer) <= 1000), -- a word from the giver
  declined_at     timestamptz, -- the giver said no: not to be chosen instead of somebody who did not come
  chosen_at       timestamptz,
  pickup_at       timestamptz constraint gift_requests_pickup_real check (isfinite(pickup_at)),
  pickup_by       uuid references public.people (id), -- who proposed it
  pickup_agreed   boolean not null default false,
  given_at        timestamptz, -- when the giver said it was handed over
  received_at     timestamptz, -- when the recipient said so
  asked_at        timestamptz not null default clock_timestamp(), -- in the order of the line
  constraint gift_requests_not_to_oneself check (owner_id <> person_id),
  constraint gift_requests_recipient_has_unit check ((state in ('chosen', 'collected')) = (unit is not null)),
  constraint gift_requests_pickup_whole check ((pickup_at is null) = (pickup_by is null) and not (pickup_agreed and pickup_at is null)),
  constraint gift_requests_pickup_while_chosen check (pickup_at is null or state in ('chosen', 'collected', 'no_show'))
);
comment on column public.gift_requests.ticket is 'First 16 hexadecimal digits of the SHA-256 of the 16 bytes of the id.';

create unique index gift_requests_one_recipient on public.gift_requests (listing_id, unit) where state in ('chosen', 'collected');
create unique index gift_requests_once_per_person on public.gift_requests (listing_id, person_id) where state <> 'withdrawn';
create index gift_requests_listing_id_idx on public.gift_requests (listing_id, state);
create index gift_requests_owner_id_idx on public.gift_requests (owner_id, state);
create index gift_requests_person_id_idx on public.gift_requests (person_id, state);
create index gift_requests_pickup_by_idx on public.gift_requests (pickup_by);
create index gift_requests_chosen_at_idx on public.gift_requests (chosen_at) where state = 'chosen';

-- Append-only: the last `state` is the request's.
create table public.gift_events (
  id       bigint generated always as identity primary key,
  gift_id  uuid not null references public.gift_requests (id) on delete cascade,
  actor_id uuid references public.people (id), -- null: time, or the rule
  action   text not null constraint gift_events_action_known check (action in (
    'ask', 'choose', 'pass_over', 'decline', 'release', 'appoint', 'agree', 'collect', 'withdraw', 'report_no_show', 'lapse', 'close'
  )),
  state    public.gift_state not null,
  at       timestamptz not null default now()
);
create index gift_events_gift_id_idx on public.gift_events (gift_id, id);
create index gift_events_actor_id_idx on public.gift_events (actor_id);

-- Which step leads where, and whose it is. Whatever is not here is refused.
create table private.gift_steps (
  action     text not null,
  actor      text not null constraint gift_steps_actor_known check (actor in ('owner', 'person')),
  from_state public.gift_state not null,
  to_state   public.gift_state not null,
  primary key (action, actor, from_state)
);
insert into private.gift_steps (action, actor, from_state, to_state) values
  ('choose', 'owner', 'asked', 'chosen'),
  ('choose', 'owner', 'not_chosen', 'chosen'),
  ('decline', 'owner', 'asked', 'not_chosen'),
  ('release', 'owner', 'chosen', 'not_chosen'),
  ('report_no_show', 'owner', 'chosen', 'no_show'),
  ('agree', 'owner', 'chosen', 'chosen'),
  ('agree', 'person', 'chosen', 'chosen'),
  ('collect', 'owner', 'chosen', 'collected'),
  ('collect', 'person', 'chosen', 'collected'),
  ('withdraw', 'person', 'asked', 'withdrawn'),
  ('withdraw', 'person', 'chosen', 'withdrawn'),
  ('withdraw', 'person', 'not_chosen', 'withdrawn');

-- The draw of a gift. Its seed is made, and the hash of it shown, when asking opens; the seed itself is shown with the order.
create table private.gift_draws (
  listing_id uuid primary key references public.listings (id) on delete cascade,
  seed       text not null default encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')
             constraint gift_draws_seed_plain check (seed ~ '^[0-9a-f]{64}$'),
  opened_at  timestamptz not null default now(),
  drawn_at   timestamptz,
  tickets    text[], -- of those who took part, in the order drawn
  winners    smallint, -- how many of the first were chosen
  constraint gift_draws_whole check ((drawn_at is null) = (tickets is null) and (drawn_at is null) = (winners is null)),
  constraint gift_draws_winners_bounded check (winners between 0 and cardinality(tickets))
);

-- What is written stays written.
create function private.keep_gift_events() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' or exists (select from public.gift_requests g where g.id = old.gift_id) then
    perform private.refuse('not_allowed');
  end if;
  return old;
end;
$$;
create trigger keep_gift_events before update or delete on public.gift_events
  for each row execute function private.keep_gift_events();

-- A draw is held once.
create function private.keep_draw() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if old.drawn_at is not null or (new.listing_id, new.seed, new.opened_at) is distinct from (old.listing_id, old.seed, old.opened_at) then
    perform private.refuse('already_done');
  end if;
  return new;
end;
$$;
create trigger keep_draw before update on private.gift_draws for each row execute function private.keep_draw();

-- A giver and whoever was chosen talk: the conversation bears the request's id.
alter table public.conversations
  add column gift_id uuid constraint conversations_one_per_gift unique references public.gift_requests (id) on delete cascade,
  add constraint conversations_bear_their_gifts_id check (gift_id = id),
  drop constraint conversations_about_one_thing,
  add constraint conversations_about_one_thing check (num_nonnulls(listing_id, reservation_id, gift_id) <= 1),
  alter column gift_id set statistics 0;

-- Requests the caller made, and those for what they give: not those of people hidden from them, unless already chosen.
-- Evaluated once per query, as `(select private.my_gifts())`.
create function private.my_gifts() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(g.id), '{}') from public.gift_requests g
  where g.person_id = (select auth.uid())
    or (
      g.owner_id = (select auth.uid())
      and (g.chosen_at is not null or g.person_id <> all ((select private.hidden_from_me())::uuid[]))
    )
$$;

-- Who may do what: the two read, functions write.
alter table public.gift_requests enable row level security;
alter table public.gift_events enable row level security;
alter table private.gift_steps enable row level security;
alter table private.gift_draws enable row level security;
revoke all on public.gift_requests, public.gift_events from anon, authenticated;
revoke all on private.gift_steps, private.gift_draws from anon, authenticated;
grant select on public.gift_requests, public.gift_events to authenticated;
grant execute on function private.my_gifts() to authenticated;
alter table public.gift_requests
  alter column id set statistics 0, alter column listing_id set statistics 0, alter column owner_id set statistics 0,
  alter column person_id set statistics 0, alter column note set statistics 0, alter column ticket set statistics 0,
  alter column answer set statistics 0, alter column declined_at set statistics 0, alter column chosen_at set statistics 0,
  alter column pickup_at set statistics 0, alter column pickup_by set statistics 0, alter column given_at set statistics 0,
  alter column received_at set statistics 0, alter column asked_at set statistics 0;
alter table public.gift_events
  alter column actor_id set statistics 0, alter column at set statistics 0;

create policy "givers and askers see the requests that concern them" on public.gift_requests
  for select to authenticated
  using (id = any ((select private.my_gifts())::uuid[]));

create policy "givers and askers see each step" on public.gift_events
  for select to authenticated
  using (exists (select from public.gift_requests g where g.id = gift_id));
