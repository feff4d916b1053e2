-- Listing areas: from the exact point, which stays private, to the one stable blurred point everyone may see.
-- The promise kept here: at least 300 m off, on the same side of the commune's border, and never drawn twice.

-- Drawn once per database. Without it, the offset of an address could be computed by anyone who can read this file.
create table private.secrets (
  name  text primary key,
  value text not null
);
alter table private.secrets enable row level security;
revoke all on private.secrets from anon, authenticated;
insert into private.secrets (name, value)
values ('blur', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- Metres east and north of the middle of the territory: flat enough for distances within it.
create function private.plane(lat double precision, lon double precision) returns point
language sql immutable strict parallel safe set search_path = ''
as $$ select point((lon + 1.68) * 74245.3, (lat - 48.11) * 111195.1) $$;

-- Whether a point of the plane is surely inside a commune.
create function private.surely_inside(commune text, spot point) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce((
    select spot <-> private.plane(c.lat, c.lon)
      < r.sector_meters[1 + (floor((degrees(atan2(v.dy, v.dx))::numeric + 360) / 15)::integer % 24)]
    from public.communes c
    join private.commune_reach r on r.commune_code = c.code,
    lateral (select spot[0] - (private.plane(c.lat, c.lon))[0] as dx, spot[1] - (private.plane(c.lat, c.lon))[1] as dy) as v
    where c.code = commune
  ), false)
$$;

-- The blurred point of an exact one: its 500 m square, shifted by an amount drawn from owner and address.
-- The owner takes part in the draw so that nobody can try addresses of others and compare.
create function private.blurred(commune text, exact point, owner uuid, address text) returns point
language plpgsql stable set search_path = ''
as $$
declare
  v_square point := point(floor(exact[0] / 500) * 500 + 250, floor(exact[1] / 500) * 500 + 250);
  v_centre point := (select private.plane(c.lat, c.lon) from public.communes c where c.code = commune);
  v_seed text := (select s.value from private.secrets s where s.name = 'blur') || owner::text
    || lower(regexp_replace(extensions.unaccent(coalesce(address, '')), '[^A-Za-z0-9]+', ' ', 'g')) || v_square::text;
  v_draw bytea;
  v_spot point;
begin
  if exact is null or v_centre is null then
    return v_centre;
  end if;
  for i in 1..60 loop
    v_draw := sha256(convert_to(v_seed || i::text, 'UTF8'));
    v_spot := point(
      v_square[0] + (get_byte(v_draw, 0) * 256 + get_byte(v_draw, 1)) / 65535.0 * 1000 - 500,
      v_square[1] + (get_byte(v_draw, 2) * 256 + get_byte(v_draw, 3)) / 65535.0 * 1000 - 500
    );
    if (v_spot <-> exact) >= 300 and private.surely_inside(commune, v_spot) then
      return v_spot;
    end if;
  end loop;
  -- In a corner of the commune, or in a very small one: towards the centre until it is surely inside.
  for i in 3..19 loop
    v_spot := exact + (v_centre - exact) * point(i / 20.0, 0);
    if (v_spot <-> exact) >= 300 and private.surely_inside(commune, v_spot) then
      return v_spot;
    end if;
  end loop;
  return v_centre;
end;
$$;

-- Where a listing really is: its own place, else its owner's details when they live in its commune.
create function private.listing_place(listing uuid) returns table (address text, lat double precision, lon double precision)
language sql stable security definer set search_path = ''
as $$
  select
    case when p.listing_id is not null then p.address else d.address end,
    case when p.listing_id is not null then p.lat else d.lat end,
    case when p.listing_id is not null then p.lon else d.lon end
  from public.listings l
  left join private.listing_places p on p.listing_id = l.id
  left join private.person_details d on d.person_id = l.owner_id
  where l.id = listing
$$;

-- The area to show in a commune. Details too far from it to be there are left out: its centre is shown instead.
create function private.area_of(commune text, owner uuid, at_address text, at_lat double precision, at_lon double precision)
returns table (lat double precision, lon double precision)
language sql stable set search_path = ''
as $$
  select 48.11 + b.spot[1] / 111195.1, -1.68 + b.spot[0] / 74245.3
  from public.communes c,
  lateral (select private.plane(at_lat, at_lon) as exact) as e,
  lateral (
    select private.blurred(
      c.code, case when (e.exact <-> private.plane(c.lat, c.lon)) <= 15000 then e.exact end, owner, at_address
    ) as spot
  ) as b
  where c.code = commune
$$;

create function private.set_listing_area() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_place record;
begin
  select coalesce(p.address, d.address) as address, coalesce(p.lat, d.lat) as lat, coalesce(p.lon, d.lon) as lon into v_place
  from (select 1) as one
  left join private.listing_places p on p.listing_id = new.id
  left join private.person_details d on d.person_id = new.owner_id and p.listing_id is null;
  new.area_lat := null;
  new.area_lon := null;
  select a.lat, a.lon into new.area_lat, new.area_lon
  from private.area_of(new.commune_code, new.owner_id, v_place.address, v_place.lat, v_place.lon) a;
  return new;
end;
$$;
-- Named to run after `check_listing`, which fills in the commune.
create trigger set_listing_area before insert or update of commune_code, area_lat, area_lon, owner_id on public.listings
  for each row execute function private.set_listing_area();

-- When the owner moves, what is kept at their home moves along.
create function private.follow_person_details() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.listings l set area_lat = null
  where l.owner_id = new.person_id
    and not exists (select from private.listing_places p where p.listing_id = l.id);
  return null;
end;
$$;
create trigger follow_person_details after update of address, lat, lon on private.person_details
  for each row when (row(new.address, new.lat, new.lon) is distinct from row(old.address, old.lat, old.lon))
  execute function private.follow_person_details();

-- Says where a listing really is; all nulls puts it back at its owner's. Only the blurred point is ever shown.
-- Refuses `sign_in_first`, `not_found`, `not_allowed`, `invalid_value` (half a point, or not near its commune), `too_long`.
create function public.place_listing(listing_id uuid, address text, lat double precision, lon double precision) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_listing public.listings;
  v_address text := nullif(private.clean_text(place_listing.address), '');
  v_spot point := private.plane(place_listing.lat, place_listing.lon);
begin
  select * into v_listing from public.listings l where l.id = place_listing.listing_id for no key update;
  if v_listing.owner_id is distinct from v_me then
    perform private.refuse(
      case when private.listing_visible_to(place_listing.listing_id, v_me) then 'not_allowed' else 'not_found' end
    );
  elsif char_length(v_address) > 300 then
    perform private.refuse('too_long');
  elsif (place_listing.lat is null) <> (place_listing.lon is null)
    or not coalesce(place_listing.lat between -90 and 90 and place_listing.lon between -180 and 180, true)
    or exists (
      select from public.communes c
      where c.code = v_listing.commune_code and (v_spot <-> private.plane(c.lat, c.lon)) > 15000
    )
  then
    perform private.refuse('invalid_value');
  end if;

  if v_address is null and place_listing.lat is null then
    delete from private.listing_places p where p.listing_id = v_listing.id;
  else
    insert into private.listing_places (listing_id, address, lat, lon)
    values (v_listing.id, v_address, place_listing.lat, place_listing.lon)
    on conflict (listing_id) do update set address = excluded.address, lat = excluded.lat, lon = excluded.lon;
  end if;
  update public.listings l set area_lat = null where l.id = v_listing.id;
end;
$$;
grant execute on function public.place_listing(uuid, text, double precision, double precision) to authenticated;
