-- Similar listings: what else of the kind is free on the days that came to nothing.

-- Up to six other listings that the caller can ask for on the days of a request of theirs: the same category, within ten kilometres,
-- the most alike first. None once the days are over. Shaped like `search_listings`.
-- Refuses `sign_in_first`, `not_allowed` (also: not one's own request, or no such reservation).
create function public.similar_listings(reservation_id uuid)
returns table (
  id uuid, kind public.listing_kind, title text, category_slug text, photo_path text, commune_code text,
  area_lat double precision, area_lon double precision, distance_meters integer, owner_id uuid, owner_name text,
  published_at timestamptz, cursor text
)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_r public.reservations;
  v_listing public.listings;
  v_during tstzrange;
begin
  select * into v_r from public.reservations r where r.id = similar_listings.reservation_id;
  if v_r.borrower_id is distinct from v_me then
    perform private.refuse('not_allowed');
  end if;
  v_during := tstzrange(greatest(lower(v_r.during), now()), greatest(upper(v_r.during), now()));
  if isempty(v_during) or v_r.category_slug is null then
    return;
  end if;
  select * into v_listing from public.listings l where l.id = v_r.listing_id;
  return query
    select s.* from public.search_listings(
      kinds => array[v_r.kind::text], category => v_r.category_slug,
      near_lat => v_listing.area_lat, near_lon => v_listing.area_lon,
      within_meters => case when v_listing.area_lat is not null then 10000 end,
      free_from => lower(v_during), free_until => upper(v_during), page_size => 40
    ) s
    join public.listings l on l.id = s.id
    where s.id is distinct from v_r.listing_id and s.owner_id <> v_me
      and private.days_in(v_during) between l.min_days and l.max_days
      and lower(v_during) >= now() + make_interval(hours => l.lead_hours)
      and private.free_units(s.id, v_during, v_me) > 0
    order by extensions.similarity(s.title, coalesce(v_listing.title, '')) desc, s.distance_meters, s.id
    limit 6;
end;
$$;
grant execute on function public.similar_listings(uuid) to authenticated;
comment on function public.similar_listings is '@nullable photo_path, distance_meters';
