-- People: who one's neighbours are, what each keeps to themselves, and who has blocked whom.
-- The promise kept here: addresses and phones are in no table the API can reach, and two people who blocked each other never meet.

-- No foreign key to auth.users: when an account goes, its row stays without a name, so that others keep their history.
create table public.people (
  id           uuid primary key,
  display_name text not null constraint people_display_name_length check (char_length(display_name) between 1 and 60),
  about        text not null default '' constraint people_about_too_long check (char_length(about) <= 1000),
  avatar_path  text constraint people_avatar_is_theirs check (avatar_path like id::text || '/%' and char_length(avatar_path) <= 200),
  languages    text[] not null default '{fr}' constraint people_languages_few check (cardinality(languages) between 0 and 10)
               constraint people_languages_are_codes check (array_to_string(languages, ',', '?') ~ '^([a-z]{2,3}(-[A-Za-z]{2,4})?(,|$))*$'),
  commune_code text references public.communes (code),
  joined_at    timestamptz not null default now(),
  left_at      timestamptz -- account deleted; shown as a former neighbour
);
create index people_commune_code_idx on public.people (commune_code);

alter table public.memberships
  add constraint memberships_person_id_fkey foreign key (person_id) references public.people (id) on delete cascade;
alter table private.membership_events
  add constraint membership_events_person_id_fkey foreign key (person_id) references public.people (id) on delete cascade;

create table private.person_details (
  person_id uuid primary key references public.people (id) on delete cascade,
  address   text constraint person_details_address_too_long check (char_length(address) <= 300),
  phone     text constraint person_details_phone_plain check (phone ~ '^\+?[0-9 .()-]{6,30}$'),
  lat       double precision constraint person_details_lat_on_earth check (lat between -90 and 90),
  lon       double precision constraint person_details_lon_on_earth check (lon between -180 and 180),
  choices   jsonb not null default '{}' constraint person_details_choices_small check (pg_column_size(choices) <= 2000),
  constraint person_details_point_whole check ((lat is null) = (lon is null))
);

create table private.blocks (
  blocker_id uuid not null references public.people (id) on delete cascade,
  blocked_id uuid not null references public.people (id) on delete cascade,
  blocked_at timestamptz not null default now(),
  primary key (blocker_id, blocked_id),
  constraint blocks_not_oneself check (blocker_id <> blocked_id)
);
create index blocks_blocked_id_idx on private.blocks (blocked_id);

create function private.is_blocked(one uuid, other uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from private.blocks b
    where (b.blocker_id = one and b.blocked_id = other) or (b.blocker_id = other and b.blocked_id = one)
  )
$$;

-- People the caller blocked or who blocked the caller. Evaluated once per query, as `(select private.hidden_from_me())`.
create function private.hidden_from_me() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(person_id), '{}') from (
    select b.blocked_id as person_id from private.blocks b where b.blocker_id = (select auth.uid())
    union
    select b.blocker_id from private.blocks b where b.blocked_id = (select auth.uid())
  ) as hidden
$$;

-- A row appears with the account, named as its owner asked when signing up.
create function private.welcome_person() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_asked jsonb := coalesce(new.raw_user_meta_data, '{}');
  v_name text := left(private.clean_text(replace(v_asked ->> 'display_name', chr(10), ' ')), 60);
begin
  insert into public.people (id, display_name, commune_code)
  values (
    new.id,
    coalesce(nullif(btrim(v_name), ''), 'Quelqu’un du quartier'),
    (select c.code from public.communes c where c.code = v_asked ->> 'commune_code')
  )
  on conflict (id) do nothing;
  insert into private.person_details (person_id) values (new.id) on conflict do nothing;
  return null;
end;
$$;
create trigger welcome_person after insert on auth.users
  for each row execute function private.welcome_person();

-- Erases what the account said about itself. What other chapters erase is added to `delete_my_account()`.
create function private.forget_person() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.person_details where person_id = old.id;
  delete from private.blocks where old.id in (blocker_id, blocked_id);
  -- A community they alone organised passes to its next most trusted, longest-standing member.
  update public.memberships m set role = 'organiser'
  from (
    select distinct on (o.community_id) o.community_id, o.person_id
    from public.memberships mine
    join public.memberships o on o.community_id = mine.community_id and o.state = 'active' and o.person_id <> old.id
    where mine.person_id = old.id and mine.state = 'active' and mine.role = 'organiser'
    order by o.community_id, o.role desc, o.since, o.person_id
  ) as heir
  where m.community_id = heir.community_id and m.person_id = heir.person_id and m.role <> 'organiser';
  delete from public.memberships where person_id = old.id;
  update public.people
  set display_name = '—', about = '', avatar_path = null, languages = '{}', commune_code = null, left_at = now()
  where id = old.id;
  return null;
end;
$$;
create trigger forget_person after delete on auth.users
  for each row execute function private.forget_person();

create function private.tidy_person() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  new.display_name := btrim(replace(private.clean_text(new.display_name), chr(10), ' '));
  new.about := private.clean_text(new.about);
  return new;
end;
$$;
create trigger tidy_person before insert or update on public.people
  for each row execute function private.tidy_person();

-- Who may do what. Visitors learn a name only when it stands on a public listing (policy in the listings chapter).
alter table public.people enable row level security;
alter table private.person_details enable row level security;
alter table private.blocks enable row level security;
revoke all on public.people from anon, authenticated;
revoke all on private.person_details, private.blocks from anon, authenticated;
grant select on public.people to authenticated;
grant select (id, display_name) on public.people to anon;
grant update (display_name, about, avatar_path, languages, commune_code) on public.people to authenticated;
grant execute on function private.hidden_from_me() to authenticated;
alter table public.people
  alter column display_name set statistics 0, alter column about set statistics 0,
  alter column avatar_path set statistics 0;

create policy "residents see residents they are not blocked with" on public.people
  for select to authenticated
  using (id <> all ((select private.hidden_from_me())::uuid[]));

create policy "people describe themselves" on public.people
  for update to authenticated
  using (id = (select auth.uid()))
  with check (id = (select auth.uid()));
