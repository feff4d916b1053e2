-- Places: the repair cafés, free shelves, workshops and gardens of the territory, who keeps each, and what only its people may know.
-- The promise kept here: whatever is shown says where it comes from; an access code is in no table the API can reach; the place of a
-- private community is seen by its members alone.

create table public.place_kinds (
  slug       text primary key constraint place_kinds_slug_plain check (slug ~ '^[a-z0-9-]{2,60}$'),
  label_fr   text not null,
  label_en   text not null,
  icon       text not null,
  family     text not null constraint place_kinds_family_known check (family in (
    'repair', 'reuse', 'free', 'lend', 'move', 'make', 'garden', 'food', 'sort', 'economy'
  )),
  osm_tags   text[] not null, -- `key=value`, joined by ' + ' when all are needed: what OpenStreetMap calls it
  usually_takes text[] not null, -- categories that such places usually take; each place says what it takes itself
  has_state  boolean not null, -- people pass by and say what state it is in: a shelf, a box, a composter
  position   smallint not null constraint place_kinds_position_positive check (position > 0)
);

create type public.place_state as enum ('fine', 'full', 'empty', 'dirty', 'closed');

create table public.places (
  id             uuid primary key, -- made by the device
  slug           text not null constraint places_slug_unique unique constraint places_slug_plain check (slug ~ '^[a-z0-9-]{2,100}$'),
  name           text not null constraint places_name_length check (char_length(name) between 2 and 120),
  kind           text not null references public.place_kinds (slug),
  about          text not null default '' constraint places_about_too_long check (char_length(about) <= 2000),
  address        text not null default '' constraint places_address_too_long check (char_length(address) <= 300),
  lat            double precision constraint places_lat_on_earth check (lat between -90 and 90), -- public: this is where one goes
  lon            double precision constraint places_lon_on_earth check (lon between -180 and 180),
  position_is_approximate boolean not null default false, -- the middle of a neighbourhood, for want of better
  commune_code   text references public.communes (code),
  opening_hours  text not null default '' constraint places_hours_too_long check (char_length(opening_hours) <= 500), -- OSM's opening_hours
  website        text not null default '' constraint places_website_plain check (website ~ '^(https?://[^\s"<>\\]+)?$')
                 constraint places_website_too_long check (char_length(website) <= 300),
  accepts        text[] not null default '{}' constraint places_accepts_few check (cardinality(accepts) <= 120), -- categories
  refuses        text[] not null default '{}' constraint places_refuses_few check (cardinality(refuses) <= 120),
  accepts_note   text not null default '' constraint places_accepts_note_too_long check (char_length(accepts_note) <= 500),
  access_notes   text not null default '' constraint places_access_notes_too_long check (char_length(access_notes) <= 500),
  wheelchair     text constraint places_wheelchair_known check (wheelchair in ('yes', 'limited', 'no')), -- null: nobody said
  held_by        uuid references public.communities (id) on delete set null, -- the collective that runs it
  source         text not null default 'passerelle' constraint places_source_plain check (source ~ '^[a-z0-9-]{2,40}$'),
  source_id      text not null constraint places_source_id_length check (char_length(source_id) between 1 and 200),
  source_url     text not null default '' constraint places_source_url_too_long check (char_length(source_url) <= 500),
  source_licence text not null default '' constraint places_source_licence_too_long check (char_length(source_licence) <= 200),
  source_date    text not null default '' constraint places_source_date_too_long check (char_length(source_date) <= 40), -- as the source says it
  status         text not null default 'to-verify' constraint places_status_known check (status in ('open', 'to-verify', 'closed')),
  state          public.place_state, -- what was last said of it; null when nothing was
  state_at       timestamptz, -- when that was seen
  state_since    timestamptz, -- since when it has been so
  called_at      timestamptz, -- when its people were called to empty it, this time
  pt             point generated always as (private.plane(lat, lon)) stored,
  created_by     uuid references public.people (id) on delete set null,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  constraint places_source_unique unique (source, source_id),
  constraint places_point_whole check ((lat is null) = (lon is null)),
  constraint places_state_dated check (num_nonnulls(state, state_at, state_since) in (0, 3))
);
create index places_kind_idx on public.places (kind);
create index places_commune_code_idx on public.places (commune_code);
create index places_held_by_idx on public.places (held_by);
create index places_created_by_idx on public.places (created_by);
create index places_pt_idx on public.places using gist (pt);

-- Who looks after a place: those who asked to, and those who do.
create table public.place_keepers (
  place_id  uuid not null references public.places (id) on delete cascade,
  person_id uuid not null references public.people (id) on delete cascade,
  state     text not null constraint place_keepers_state_known check (state in ('asked', 'keeping', 'refused', 'left')),
  note      text not null default '' constraint place_keepers_note_too_long check (char_length(note) <= 500), -- while it is asked
  since     timestamptz not null default now(),
  primary key (place_id, person_id)
);
create index place_keepers_person_id_idx on public.place_keepers (person_id, state);

-- The code of a lock, for those who look after the place or belong to its collective (`place_secret`).
create table private.place_secrets (
  place_id    uuid primary key references public.places (id) on delete cascade,
  access_code text not null constraint place_secrets_access_code_length check (char_length(access_code) between 1 and 60)
);

-- Texts are tidy, categories exist, a page knows when it changed.
create function private.tidy_place() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  new.name := btrim(replace(private.clean_text(new.name), chr(10), ' '));
  new.about := private.clean_text(new.about);
  new.address := btrim(replace(private.clean_text(new.address), chr(10), ' '));
  new.opening_hours := btrim(replace(private.clean_text(new.opening_hours), chr(10), ' '));
  new.accepts_note := private.clean_text(new.accepts_note);
  new.access_notes := private.clean_text(new.access_notes);
  if exists (
    select from unnest(new.accepts || new.refuses) as named
    where named is null or not exists (select from public.categories c where c.slug = named)
  ) then
    perform private.refuse('invalid_value');
  end if;
  new.updated_at := now();
  return new;
end;
$$;
create trigger tidy_place before insert or update of name, about, address, opening_hours, accepts_note, access_notes, accepts, refuses
  on public.places for each row execute function private.tidy_place();

-- Whether the caller looks after the whole directory: who moderates or organises a community of the territory.
create function private.tends_places() returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.memberships m join public.communities c on c.id = m.community_id
    where m.person_id = (select auth.uid()) and m.state = 'active' and m.role in ('moderator', 'organiser') and c.kind = 'territory'
  )
$$;

-- Places the caller looks after, by themselves or for the collective that runs them. As `(select private.places_i_keep())`.
create function private.places_i_keep() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(kept.place_id), '{}') from (
    select k.place_id from public.place_keepers k where k.person_id = (select auth.uid()) and k.state = 'keeping'
    union
    select p.id from public.places p join public.memberships m on m.community_id = p.held_by
    where m.person_id = (select auth.uid()) and m.state = 'active' and m.role <> 'member'
  ) as kept
$$;

-- Whether the caller keeps this place: by themselves, or as referent, moderator or organiser of the collective that runs it.
create function private.keeps_place(place_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.place_keepers k
    where k.place_id = keeps_place.place_id and k.person_id = (select auth.uid()) and k.state = 'keeping'
  ) or exists (
    select from public.places p join public.memberships m on m.community_id = p.held_by
    where p.id = keeps_place.place_id and m.person_id = (select auth.uid()) and m.state = 'active' and m.role <> 'member'
  )
$$;

-- Whether a person, or a visitor (null), sees a place: as the policy below says, for functions that act as nobody.
create function private.sees_place(person uuid, place uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.places p left join public.communities c on c.id = p.held_by
    where p.id = place and (
      p.held_by is null or c.visibility <> 'private'
      or exists (
        select from public.memberships m where m.community_id = c.id and m.person_id = person and m.state = 'active'
      )
    )
  )
$$;

-- Who may do what: everyone reads the directory, functions write.
alter table public.place_kinds enable row level security;
alter table public.places enable row level security;
alter table public.place_keepers enable row level security;
alter table private.place_secrets enable row level security;
revoke all on public.place_kinds, public.places, public.place_keepers from anon, authenticated;
revoke all on private.place_secrets from anon, authenticated;
grant select on public.place_kinds to anon, authenticated;
grant select (
  id, slug, name, kind, about, address, lat, lon, position_is_approximate, commune_code, opening_hours, website, accepts, refuses,
  accepts_note, access_notes, wheelchair, held_by, source, source_id, source_url, source_licence, source_date, status, state, state_at, state_since, called_at,
  created_at, updated_at
) on public.places to anon, authenticated;
grant select on public.place_keepers to authenticated;
grant execute on function private.tends_places(), private.places_i_keep() to authenticated;
alter table public.places
  alter column slug set statistics 0, alter column name set statistics 0, alter column about set statistics 0,
  alter column address set statistics 0, alter column lat set statistics 0, alter column lon set statistics 0,
  alter column opening_hours set statistics 0, alter column website set statistics 0, alter column accepts_note set statistics 0,
  alter column access_notes set statistics 0, alter column source_id set statistics 0, alter column source_url set statistics 0,
  alter column state_at set statistics 0, alter column state_since set statistics 0, alter column called_at set statistics 0,
  alter column created_by set statistics 0, alter column created_at set statistics 0, alter column updated_at set statistics 0;
alter table public.place_keepers
  alter column person_id set statistics 0, alter column note set statistics 0, alter column since set statistics 0;

create policy "everyone reads kinds of places" on public.place_kinds for select to anon, authenticated using (true);

-- A community that is not seen hides its places: its own policy answers.
create policy "everyone sees places, but for those of private communities" on public.places
  for select to anon, authenticated
  using (held_by is null or exists (select from public.communities c where c.id = held_by));

create policy "residents see who keeps a place" on public.place_keepers
  for select to authenticated
  using (
    person_id = (select auth.uid())
    or (
      state = 'keeping' and person_id <> all ((select private.hidden_from_me())::uuid[])
      and exists (select from public.places p where p.id = place_id)
    )
    or (state = 'asked' and (place_id = any ((select private.places_i_keep())::uuid[]) or (select private.tends_places())))
  );

-- The 40 kinds. Labels: ours (CC0). Keys and values: OpenStreetMap wiki.
insert into public.place_kinds (slug, label_fr, label_en, icon, family, osm_tags, usually_takes, has_state, position) values
  ('repair-cafe', 'Repair café', 'Repair café', 'wrench', 'repair', array['repair=assisted_self_service'], '{}', false, 1),
  ('atelier-velo', 'Atelier vélo participatif', 'Community bike workshop', 'bike', 'repair', array['service:bicycle:diy=yes', 'amenity=bicycle_repair_station'], '{mobilite}', false, 2),
  ('station-reparation-velo', 'Borne de réparation vélo', 'Bike repair stand', 'bolt', 'repair', array['amenity=bicycle_repair_station'], '{}', false, 3),
  ('reparateur', 'Artisan réparateur', 'Repair shop', 'hammer', 'repair', array['shop=repair', 'craft=electronics_repair', 'shop=shoe_repair'], '{}', false, 4),
  ('couturier-retouche', 'Couture et retouches', 'Tailor & alterations', 'spool', 'repair', array['craft=tailor', 'shop=tailor', 'craft=dressmaker'], '{}', false, 5),
  ('cordonnerie', 'Cordonnerie', 'Shoe repair', 'footprints', 'repair', array['shop=shoe_repair', 'craft=shoemaker'], '{}', false, 6),
  ('recyclerie', 'Recyclerie / ressourcerie', 'Reuse centre', 'recycle', 'reuse', array['shop=second_hand', 'shop=charity'], '{maison,cuisine,jeux-culture,vetements,sport,enfance,numerique,image-son,bricolage,loisirs-creatifs}', false, 7),
  ('seconde-main', 'Boutique de seconde main', 'Second-hand shop', 'store', 'reuse', array['shop=second_hand', 'second_hand=only'], '{maison,cuisine,jeux-culture,vetements,sport}', false, 8),
  ('solidaire-friperie', 'Boutique solidaire et friperie', 'Charity shop', 'shirt', 'reuse', array['shop=charity', 'shop=clothes + second_hand=only'], '{vetements,linge-maison}', false, 9),
  ('materiautheque', 'Matériauthèque', 'Reclaimed materials store', 'blocks', 'reuse', array['shop=second_hand + second_hand:type=building_materials'], '{bricolage}', false, 10),
  ('donnerie', 'Donnerie / espace de gratuité', 'Free shop', 'gift', 'free', array['shop=free', 'amenity=freeshop', 'amenity=give_box'], '{jeux-culture,cuisine,vetements,enfance}', true, 11),
  ('boite-a-dons', 'Boîte à dons (give box)', 'Give box', 'gift', 'free', array['amenity=give_box'], '{jeux-culture,vaisselle-ustensiles}', true, 12),
  ('boite-a-livres', 'Boîte à livres', 'Public bookcase', 'book-open', 'free', array['amenity=public_bookcase'], '{livres}', true, 13),
  ('frigo-partage', 'Frigo solidaire', 'Community fridge', 'refrigerator', 'free', array['amenity=food_sharing'], '{}', true, 14),
  ('bibliotheque-objets', 'Bibliothèque d’objets', 'Library of things', 'library-big', 'lend', array['amenity=tool_library', 'amenity=library + library=things'], '{bricolage,cuisine,jardin}', false, 15),
  ('outiltheque', 'Outilthèque', 'Tool library', 'toolbox', 'lend', array['amenity=tool_library', 'shop=tool_hire'], '{}', false, 16),
  ('ludotheque', 'Ludothèque', 'Toy library', 'dices', 'lend', array['amenity=toy_library'], '{jeux-culture}', false, 17),
  ('bibliotheque', 'Bibliothèque / médiathèque', 'Library', 'library', 'lend', array['amenity=library'], '{}', false, 18),
  ('location-velo', 'Location de vélos et vélos en partage', 'Bike sharing', 'bike', 'move', array['amenity=bicycle_rental'], '{}', false, 19),
  ('autopartage', 'Station d’autopartage', 'Car sharing', 'car', 'move', array['amenity=car_sharing'], '{}', false, 20),
  ('aire-covoiturage', 'Aire de covoiturage', 'Carpool spot', 'car-front', 'move', array['amenity=car_pooling', 'highway=hitchhiking'], '{}', false, 21),
  ('fablab', 'Fablab / makerspace', 'Makerspace', 'printer-3d', 'make', array['leisure=hackerspace', 'amenity=workshop'], '{}', false, 22),
  ('tiers-lieu', 'Tiers-lieu', 'Third place', 'building-complex', 'make', array['amenity=community_centre', 'leisure=hackerspace'], '{}', false, 23),
  ('coworking', 'Espace de coworking', 'Coworking', 'building-2', 'make', array['office=coworking', 'amenity=coworking_space'], '{}', false, 24),
  ('salle-partagee', 'Salle ou local partagé', 'Shared room', 'presentation', 'make', array['amenity=community_centre'], '{}', false, 25),
  ('maison-quartier', 'Maison de quartier / centre social', 'Community centre', 'house-heart', 'make', array['amenity=community_centre', 'amenity=social_centre'], '{}', false, 26),
  ('maison-associations', 'Maison des associations', 'Association centre', 'users', 'make', array['office=association'], '{}', false, 27),
  ('epn', 'Espace numérique accompagné', 'Digital help point', 'laptop-minimal-check', 'make', array['amenity=internet_cafe', 'office=association + internet_access=yes'], '{}', false, 28),
  ('jardin-partage', 'Jardin partagé', 'Community garden', 'flower-2', 'garden', array['leisure=garden + garden:type=community'], '{}', false, 29),
  ('jardins-familiaux', 'Jardins familiaux', 'Allotments', 'sprout', 'garden', array['landuse=allotments'], '{}', false, 30),
  ('composteur', 'Composteur collectif', 'Community composting', 'leaf', 'garden', array['amenity=recycling + recycling:organic=yes', 'man_made=compost'], '{}', true, 31),
  ('grainotheque', 'Grainothèque', 'Seed library', 'wheat', 'garden', array['amenity=give_box + give_box:seeds=yes'], '{}', true, 32),
  ('amap', 'AMAP / groupement d’achat', 'CSA / food co-op', 'salad', 'food', array['office=association + amap=yes', 'shop=farm'], '{}', false, 33),
  ('epicerie-sociale', 'Épicerie sociale et solidaire', 'Social grocery', 'shopping-basket', 'food', array['social_facility=food_bank', 'shop=convenience + social_facility=*'], '{}', false, 34),
  ('supermarche-coop', 'Supermarché coopératif', 'Cooperative supermarket', 'store', 'food', array['shop=supermarket + membership=yes'], '{}', false, 35),
  ('cuisine-partagee', 'Cuisine collective', 'Shared kitchen', 'utensils-crossed', 'food', array['amenity=kitchen'], '{}', false, 36),
  ('dechetterie', 'Déchèterie', 'Recycling centre', 'warehouse', 'sort', array['amenity=recycling + recycling_type=centre'], '{maison,cuisine,jardin,bricolage,numerique,image-son,mobilite}', false, 37),
  ('point-apport', 'Point d’apport volontaire', 'Recycling container', 'box', 'sort', array['amenity=recycling + recycling_type=container'], '{}', true, 38),
  ('sel-accorderie', 'SEL / accorderie', 'Local exchange system', 'hand-coins', 'economy', array['office=association'], '{}', false, 39),
  ('monnaie-locale', 'Lieu acceptant la monnaie locale', 'Local currency', 'gem', 'economy', array['currency:GLC=yes', 'payment:local_currency=yes'], '{}', false, 40);
