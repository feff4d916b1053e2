-- Listings: what neighbours lend, give, offer, share or look for; the photos and the hours that go with it.
-- The promise kept here: a listing is seen by those it is for, its owner alone writes it, and its state moves through a function.

create type public.listing_kind as enum ('loan', 'gift', 'service', 'space', 'wanted');
create type public.listing_condition as enum ('new', 'good', 'worn', 'to_repair');
create type public.gift_rule as enum ('first_come', 'owner_picks', 'draw');
create type public.listing_status as enum ('draft', 'published', 'paused', 'closed');

create table public.listings (
  id             uuid primary key, -- made by the owner's device
  owner_id       uuid not null default auth.uid() references public.people (id) on delete cascade,
  held_by        uuid, -- a community, or a place once there are places: whoever the owner acts for
  kind           public.listing_kind not null,
  title          text not null constraint listings_title_too_short check (char_length(title) >= 3)
                 constraint listings_title_too_long check (char_length(title) <= 80),
  description    text not null default '' constraint listings_description_too_long check (char_length(description) <= 4000),
  category_slug  text references public.categories (slug),
  condition      public.listing_condition,
  units          smallint not null default 1 constraint listings_units_bounded check (units between 1 and 50),
  instant        boolean not null default false,
  min_days       smallint not null default 1 constraint listings_min_days_bounded check (min_days between 1 and 365),
  max_days       smallint not null default 14 constraint listings_max_days_bounded check (max_days between 1 and 365),
  lead_hours     smallint not null default 0 constraint listings_lead_hours_bounded check (lead_hours between 0 and 720),
  slot_minutes   smallint -- asked for by slots of this length within the owner's hours; null: by days
                 constraint listings_slot_minutes_bounded check (slot_minutes between 15 and 720)
                 constraint listings_slot_minutes_of_kind check (slot_minutes is null or kind in ('service', 'space')),
  deposit_note   text not null default '' constraint listings_deposit_note_too_long check (char_length(deposit_note) <= 200),
  choice_rule    public.gift_rule not null default 'first_come', -- of a gift: who is given it
  choose_by      timestamptz constraint listings_choose_by_real check (isfinite(choose_by)), -- until when one asks for it, unless first come
  spoken_for     boolean not null default false, -- kept by trigger: a gift of which every unit has somebody
  commune_code   text references public.communes (code),
  area_lat       double precision, -- the blurred point: all anyone learns of where it is
  area_lon       double precision,
  status         public.listing_status not null default 'draft',
  outcome        text constraint listings_outcome_known check (outcome in ('found_someone', 'found_elsewhere', 'no_longer', 'expired')),
  out_of_order_since timestamptz, -- all of it: nobody can ask for it meanwhile
  checked_on     date, -- the day on which a repair session found that it works: said by the session alone
  broken_units   smallint[] not null default '{}' constraint listings_broken_units_bounded check (cardinality(broken_units) <= 50),
  listed_for_all boolean not null default true, -- kept by trigger: restricted to no community, held by no private one
  published_at   timestamptz,
  expires_at     timestamptz not null default now() + interval '90 days',
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  constraint listings_days_ordered check (min_days <= max_days),
  constraint listings_area_whole check ((area_lat is null) = (area_lon is null)),
  constraint listings_published_complete check (
    status in ('draft', 'closed')
    or (category_slug is not null and commune_code is not null and area_lat is not null and published_at is not null)
  )
);
create index listings_owner_id_idx on public.listings (owner_id, status);
create index listings_held_by_idx on public.listings (held_by) where held_by is not null;
create index listings_category_slug_idx on public.listings (category_slug);
create index listings_commune_code_idx on public.listings (commune_code);
create index listings_broken_idx on public.listings (id) where broken_units <> '{}';
create index listings_expires_at_idx on public.listings (expires_at) where status = 'published';

-- The communities that alone may see a listing; none means everyone.
-- A community cannot be deleted from under a listing: the listing would suddenly be for everyone.
create table public.listing_communities (
  listing_id   uuid not null references public.listings (id) on delete cascade,
  community_id uuid not null references public.communities (id) on delete restrict,
  primary key (listing_id, community_id)
);
create index listing_communities_community_id_idx on public.listing_communities (community_id);

create table public.listing_photos (
  listing_id uuid not null references public.listings (id) on delete cascade,
  position   smallint not null constraint listing_photos_at_most_eight check (position between 0 and 7),
  path       text not null constraint listing_photos_path_unique unique
             constraint listing_photos_path_plain check (path ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[A-Za-z0-9_-]{1,80}\.webp$')
             constraint listing_photos_path_of_listing check (split_part(path, '/', 2) = listing_id::text),
  width      smallint not null constraint listing_photos_width_bounded check (width between 1 and 1600),
  height     smallint not null constraint listing_photos_height_bounded check (height between 1 and 1600),
  blurhash   text constraint listing_photos_blurhash_too_long check (char_length(blurhash) <= 100),
  primary key (listing_id, position)
);

-- When a person is usually there to hand things over. Times are of the clock on the wall in `private.zone()`.
create table public.handover_windows (
  id         uuid primary key, -- made by the device
  person_id  uuid default auth.uid() references public.people (id) on delete cascade,
  place_id   uuid, -- instead of the person, once there are places
  weekday    smallint not null constraint handover_windows_weekday_iso check (weekday between 1 and 7),
  from_time  time not null,
  until_time time not null,
  note       text not null default '' constraint handover_windows_note_too_long check (char_length(note) <= 200),
  automatic  boolean not null default false, -- a request inside it is accepted at once
  constraint handover_windows_ordered check (from_time < until_time),
  constraint handover_windows_of_one check (num_nonnulls(person_id, place_id) = 1)
);
create index handover_windows_person_id_idx on public.handover_windows (person_id);
create index handover_windows_place_id_idx on public.handover_windows (place_id) where place_id is not null;

-- Append-only: folds to `listings.status`.
create table private.listing_events (
  id         bigint generated always as identity primary key,
  listing_id uuid not null references public.listings (id) on delete cascade,
  actor_id   uuid,
  action     text not null,
  at         timestamptz not null default now()
);
create index listing_events_listing_id_idx on private.listing_events (listing_id, id);

-- Where a listing really is, when it is not at its owner's.
create table private.listing_places (
  listing_id uuid primary key references public.listings (id) on delete cascade,
  address    text constraint listing_places_address_too_long check (char_length(address) <= 300),
  lat        double precision constraint listing_places_lat_on_earth check (lat between -90 and 90),
  lon        double precision constraint listing_places_lon_on_earth check (lon between -180 and 180),
  constraint listing_places_point_whole check ((lat is null) = (lon is null))
);

-- Listings shown to the caller by what they belong to or take part in rather than by being for everyone. One call per query.
create function private.listings_shared_with_me() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select l.id from public.listings l
  where not l.listed_for_all and l.status = 'published' and l.expires_at > now()
    and l.owner_id <> all ((select private.hidden_from_me())::uuid[])
    and l.id in (
      select c.listing_id from public.listing_communities c
      where c.community_id = any ((select private.my_communities())::uuid[])
      union
      select h.id from public.listings h
      where h.held_by = any ((select private.my_communities())::uuid[])
        and not exists (select from public.listing_communities c where c.listing_id = h.id)
    )
$$;

-- Whether a person may see a listing as a visitor of it: the very rule of the policies below, for functions that act for someone.
-- A null person is a visitor without an account. An owner always sees their own.
create function private.listing_visible_to(listing uuid, person uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.listings l
    where l.id = listing and (
      l.owner_id = person
      or (
        l.status = 'published' and l.expires_at > now() and not private.is_blocked(l.owner_id, person)
        and (
          l.listed_for_all
          or exists (
            select from public.memberships m
            where m.person_id = person and m.state = 'active' and (
              exists (select from public.listing_communities c where c.listing_id = l.id and c.community_id = m.community_id)
              or (
                l.held_by = m.community_id
                and not exists (select from public.listing_communities c where c.listing_id = l.id)
              )
            )
          )
        )
      )
    )
  )
$$;

-- Who may do what. Columns left out cannot be forged: status, owner, area and dates are the database's.
alter table public.listings enable row level security;
alter table public.listing_communities enable row level security;
alter table public.listing_photos enable row level security;
alter table public.handover_windows enable row level security;
alter table private.listing_events enable row level security;
alter table private.listing_places enable row level security;
revoke all on public.listings, public.listing_communities, public.listing_photos, public.handover_windows
  from anon, authenticated;
revoke all on private.listing_events, private.listing_places from anon, authenticated;

grant select on public.listings, public.listing_photos to anon, authenticated;
grant select on public.listing_communities, public.handover_windows to authenticated;
grant insert (
  id, held_by, kind, title, description, category_slug, condition, units, instant, min_days, max_days, lead_hours,
  slot_minutes, deposit_note, choice_rule, choose_by, commune_code
) on public.listings to authenticated;
grant update (
  held_by, kind, title, description, category_slug, condition, units, instant, min_days, max_days, lead_hours,
  slot_minutes, deposit_note, choice_rule, choose_by, commune_code, outcome
) on public.listings to authenticated;
grant delete on public.listings to authenticated;
grant insert (listing_id, community_id), delete on public.listing_communities to authenticated;
grant insert (listing_id, position, path, width, height, blurhash), update (position, blurhash), delete
  on public.listing_photos to authenticated;
grant insert (id, weekday, from_time, until_time, note, automatic), update (weekday, from_time, until_time, note, automatic), delete
  on public.handover_windows to authenticated;
grant execute on function private.listings_shared_with_me() to authenticated;
alter table public.listings
  alter column title set statistics 0, alter column description set statistics 0,
  alter column deposit_note set statistics 0, alter column out_of_order_since set statistics 0, alter column checked_on set statistics 0,
  alter column broken_units set statistics 0;
alter table public.listing_photos
  alter column path set statistics 0;
alter table public.handover_windows
  alter column note set statistics 0;

create policy "visitors see what is published for everyone" on public.listings
  for select to anon
  using (status = 'published' and listed_for_all and expires_at > now());

create policy "residents see what is for them, and their own" on public.listings
  for select to authenticated
  using (
    owner_id = (select auth.uid())
    or (
      status = 'published' and listed_for_all and expires_at > now()
      and owner_id <> all ((select private.hidden_from_me())::uuid[])
    )
    or id in (select private.listings_shared_with_me())
  );

create policy "people write their own listings" on public.listings
  for insert to authenticated
  with check (owner_id = (select auth.uid()));

create policy "owners edit their listings" on public.listings
  for update to authenticated
  using (owner_id = (select auth.uid()))
  with check (owner_id = (select auth.uid()));

create policy "owners throw away their drafts" on public.listings
  for delete to authenticated
  using (owner_id = (select auth.uid()) and status = 'draft');

create policy "owners and members see who a listing is for" on public.listing_communities
  for select to authenticated
  using (
    listing_id in (select l.id from public.listings l where l.owner_id = (select auth.uid()))
    or (
      community_id = any ((select private.my_communities())::uuid[])
      and listing_id in (select private.listings_shared_with_me())
    )
  );

create policy "owners open a listing to communities they are in" on public.listing_communities
  for insert to authenticated
  with check (
    community_id = any ((select private.my_communities())::uuid[])
    and listing_id in (select l.id from public.listings l where l.owner_id = (select auth.uid()))
  );

create policy "owners close a listing to communities" on public.listing_communities
  for delete to authenticated
  using (listing_id in (select l.id from public.listings l where l.owner_id = (select auth.uid())));

create policy "visitors see photos of what they see" on public.listing_photos
  for select to anon
  using (exists (select from public.listings l where l.id = listing_id));

create policy "residents see photos of what they see" on public.listing_photos
  for select to authenticated
  using (exists (select from public.listings l where l.id = listing_id));

create policy "owners add their photos" on public.listing_photos
  for insert to authenticated
  with check (
    split_part(path, '/', 1) = (select auth.uid())::text
    and exists (select from public.listings l where l.id = listing_id and l.owner_id = (select auth.uid()))
  );

create policy "owners reorder their photos" on public.listing_photos
  for update to authenticated
  using (exists (select from public.listings l where l.id = listing_id and l.owner_id = (select auth.uid())))
  with check (exists (select from public.listings l where l.id = listing_id and l.owner_id = (select auth.uid())));

create policy "owners remove their photos" on public.listing_photos
  for delete to authenticated
  using (exists (select from public.listings l where l.id = listing_id and l.owner_id = (select auth.uid())));

create policy "residents see when neighbours are there" on public.handover_windows
  for select to authenticated
  using (person_id is null or person_id <> all ((select private.hidden_from_me())::uuid[]));

create policy "people say when they are there" on public.handover_windows
  for insert to authenticated
  with check (person_id = (select auth.uid()));

create policy "people change when they are there" on public.handover_windows
  for update to authenticated
  using (person_id = (select auth.uid()))
  with check (person_id = (select auth.uid()));

create policy "people remove when they are there" on public.handover_windows
  for delete to authenticated
  using (person_id = (select auth.uid()));

-- A visitor learns the name of those who publish for everyone, and nothing else of anyone.
create policy "visitors see who published" on public.people
  for select to anon
  using (exists (select from public.listings l where l.owner_id = people.id));
