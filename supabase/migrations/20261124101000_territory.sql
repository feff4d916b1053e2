-- Territory: communes, categories, and the communities people belong to.
-- The promise kept here: a private community is seen by its active members alone, and a community always has an active organiser.

create table public.communes (
  code       text primary key constraint communes_code_insee check (code ~ '^[0-9AB]{5}$'),
  name       text not null,
  slug       text not null constraint communes_slug_unique unique,
  population integer not null constraint communes_population_positive check (population > 0),
  postcodes  text[] not null,
  lat        double precision not null constraint communes_lat_on_earth check (lat between -90 and 90),
  lon        double precision not null constraint communes_lon_on_earth check (lon between -180 and 180)
);

create table public.categories (
  slug        text primary key constraint categories_slug_plain check (slug ~ '^[a-z0-9-]{2,60}$'),
  parent_slug text references public.categories (slug),
  label_fr    text not null,
  label_en    text not null,
  icon        text not null,
  position    smallint not null constraint categories_position_positive check (position > 0)
);
create index categories_parent_slug_idx on public.categories (parent_slug);

-- How far a commune surely stretches around its centre; keeps a blurred point on the right side of the border.
create table private.commune_reach (
  commune_code  text primary key references public.communes (code) on delete cascade,
  sector_meters integer[] not null constraint commune_reach_has_24_sectors check (cardinality(sector_meters) = 24)
);

create type public.community_kind as enum
  ('territory', 'commune', 'neighbourhood', 'campus', 'business_zone', 'organisation', 'practice');
create type public.community_visibility as enum ('public', 'listed', 'private');
create type public.join_policy as enum ('open', 'email_domain', 'approval', 'invite');
create type public.membership_role as enum ('member', 'referent', 'moderator', 'organiser');
create type public.membership_state as enum ('applied', 'invited', 'active', 'left', 'excluded');

create table public.communities (
  id          uuid primary key default gen_random_uuid(),
  slug        text not null constraint communities_slug_unique unique
              constraint communities_slug_plain check (slug ~ '^[a-z0-9-]{2,60}$'),
  name        text not null constraint communities_name_length check (char_length(name) between 2 and 80),
  about       text not null default '' constraint communities_about_too_long check (char_length(about) <= 2000),
  kind        public.community_kind not null,
  visibility  public.community_visibility not null default 'listed',
  join_policy public.join_policy not null default 'approval',
  created_at  timestamptz not null default now()
);

-- The person's foreign key is added with the people chapter.
create table public.memberships (
  community_id uuid not null references public.communities (id) on delete cascade,
  person_id    uuid not null,
  role         public.membership_role not null default 'member',
  state        public.membership_state not null,
  since        timestamptz not null default now(),
  primary key (community_id, person_id)
);
create index memberships_person_id_idx on public.memberships (person_id, state);

-- Whose e-mail addresses open the door of a community joined by domain.
create table private.community_domains (
  community_id uuid not null references public.communities (id) on delete cascade,
  domain       text not null constraint community_domains_plain check (domain ~ '^[a-z0-9.-]{3,100}$'),
  primary key (community_id, domain)
);

-- Append-only: folds to the current membership. What an applicant wrote stays here, out of the API.
create table private.membership_events (
  id           bigint generated always as identity primary key,
  community_id uuid not null references public.communities (id) on delete cascade,
  person_id    uuid not null,
  actor_id     uuid,
  action       text not null,
  answer       text constraint membership_events_answer_too_long check (char_length(answer) <= 1000),
  at           timestamptz not null default now()
);
create index membership_events_person_id_idx on private.membership_events (person_id);
create index membership_events_community_id_idx on private.membership_events (community_id, id);

-- Communities the caller is an active member of. Evaluated once per query, as `(select private.my_communities())`.
create function private.my_communities() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(m.community_id), '{}')
  from public.memberships m where m.person_id = (select auth.uid()) and m.state = 'active'
$$;

-- Communities the caller lets people into.
create function private.communities_i_run() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(m.community_id), '{}')
  from public.memberships m
  where m.person_id = (select auth.uid()) and m.state = 'active' and m.role in ('moderator', 'organiser')
$$;

-- The last active organiser cannot go while other active members remain; nobody is left in a house without a key.
create function private.keep_an_organiser() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if exists (select from public.memberships m where m.community_id = old.community_id and m.state = 'active')
    and not exists (
      select from public.memberships m
      where m.community_id = old.community_id and m.state = 'active' and m.role = 'organiser'
    )
  then
    perform private.refuse('wrong_state');
  end if;
  return null;
end;
$$;

create constraint trigger keep_an_organiser after update or delete on public.memberships
  deferrable initially deferred for each row execute function private.keep_an_organiser();

-- Who may do what: everyone reads the territory, members read their communities, functions do the rest.
alter table public.communes enable row level security;
alter table public.categories enable row level security;
alter table public.communities enable row level security;
alter table public.memberships enable row level security;
alter table private.commune_reach enable row level security;
alter table private.community_domains enable row level security;
alter table private.membership_events enable row level security;
revoke all on public.communes, public.categories, public.communities, public.memberships from anon, authenticated;
revoke all on private.commune_reach, private.community_domains, private.membership_events from anon, authenticated;

grant select on public.communes, public.categories, public.communities to anon, authenticated;
grant select on public.memberships to authenticated;
grant execute on function private.my_communities(), private.communities_i_run() to authenticated;
alter table public.communities
  alter column slug set statistics 0, alter column name set statistics 0, alter column about set statistics 0;
alter table public.memberships
  alter column person_id set statistics 0, alter column since set statistics 0;

create policy "everyone reads communes" on public.communes for select to anon, authenticated using (true);
create policy "everyone reads categories" on public.categories for select to anon, authenticated using (true);

create policy "visitors see communities that are not private" on public.communities
  for select to anon using (visibility <> 'private');

create policy "residents see communities that are not private, and their own" on public.communities
  for select to authenticated
  using (visibility <> 'private' or id = any ((select private.my_communities())::uuid[]));
