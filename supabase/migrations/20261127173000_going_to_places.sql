-- Going to a place: where a thing that does not go home is taken in, chosen in the hall among the places near by that take such things,
-- also where there is no network; its visitor is told which.

-- Places of the directory that take some of what is brought to a session, the nearest sixty within fifteen kilometres of it, and those
-- that something of it goes to already; which categories each takes, as the directory's search has it. Of private communities none.
create function private.outlets_of(event uuid) returns table (
  id uuid, slug text, name text, address text, opening_hours text, distance_meters integer, takes smallint[]
)
language sql stable set search_path = ''
as $$
  with here as (
    select coalesce(p.pt, private.plane(c.lat, c.lon)) as pt
    from public.events e left join public.places p on p.id = e.place_id
    left join public.communes c on c.code = coalesce(e.commune_code, p.commune_code)
    where e.id = event
  ), asked as (
    select c.id, private.category_and_above(c.category_slug) as slugs from public.product_categories c where c.category_slug is not null
  ), gone as (
    select i.goes_to_place_id as id from public.repair_items i where i.event_id = event and i.goes_to_place_id is not null
  ), near as (
    -- The nearest alone: what each takes is a question of forty answers, and a directory has thousands.
    select p.id from here h, public.places p join public.place_kinds k on k.slug = p.kind
    where p.status <> 'closed' and p.pt <-> h.pt <= 15000 and (p.accepts <> '{}' or k.usually_takes <> '{}')
    order by p.pt <-> h.pt, p.id limit 150
  ), found as (
    select p.id, p.slug, p.name, p.address, p.opening_hours, ceil(p.pt <-> h.pt)::integer as distance_meters,
      array(select a.id from asked a where private.takes(p.accepts, p.refuses, k.usually_takes, a.slugs) > 0 order by a.id) as takes
    from here h, public.places p
    join public.place_kinds k on k.slug = p.kind
    left join public.communities c on c.id = p.held_by
    where coalesce(c.visibility <> 'private', true) and p.id in (select g.id from gone g union all select n.id from near n)
  )
  select f.* from found f where f.takes <> '{}' or f.id in (select g.id from gone g)
  order by f.id in (select g.id from gone g) desc, f.distance_meters nulls last, f.id limit 60
$$;

-- The pack of the chapter before, with `places`: where a thing may go.
alter function public.session_pack(uuid) set schema private;
revoke execute on function private.session_pack(uuid) from authenticated;
create function public.session_pack(event_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select private.session_pack(session_pack.event_id) || jsonb_build_object('places', coalesce((
    select jsonb_agg(to_jsonb(o) order by o.distance_meters nulls last, o.id) from private.outlets_of(session_pack.event_id) o
  ), '[]'))
$$;

-- Where the things of a visit go that go to a place, for whoever holds its ticket and needs no account: what each is, in its owner's
-- words or its category's, and which place. Nothing for a token that leads nowhere, nor of a place that is not for everybody.
create function public.visit_places(token text) returns table (
  thing text, label_fr text, label_en text, place_slug text, place_name text, place_address text, opening_hours text
)
language sql stable security definer set search_path = ''
as $$
  select i.partner_product_category, coalesce(g.label_fr, ''), coalesce(g.label_en, ''), p.slug, p.name, p.address, p.opening_hours
  from private.visit_pages v
  join public.repair_items i on i.visit_id = v.visit_id and not i.mistaken
  join public.places p on p.id = i.goes_to_place_id
  left join public.communities c on c.id = p.held_by
  left join public.product_categories g on g.id = i.product_category_id
  where v.token = visit_places.token and coalesce(c.visibility <> 'private', true)
  order by i.position, i.id
$$;
grant execute on function public.session_pack(uuid) to authenticated;
grant execute on function public.visit_places(text) to anon, authenticated;

-- Puts a thing back as it was before the step `was`, its last; a listing or a place that was thrown away meanwhile is not gone to.
-- Called with the visit and the thing locked.
-- Refuses `wrong_state` (whoever brought it is not in the hall), `quota_reached` (its repairer has another in hand).
create or replace function private.undo_repair(i public.repair_items, was private.repair_events, v public.visits, actor uuid, op uuid) returns public.repair_items
language plpgsql volatile set search_path = ''
as $$
declare
  v_before private.repair_events := private.last_repair_event(i.id, was.id);
begin
  if v_before.id is null then
    -- It was entered: it counts no more, unless the visit goes with it.
    i.state := 'returned';
    i.mistaken := v.state <> 'cancelled';
  else
    select * into i from jsonb_populate_record(i, v_before.became);
    if not exists (select from public.listings l where l.id = i.goes_to_listing_id) then
      i.goes_to_listing_id := null; -- thrown away meanwhile
    end if;
    if not exists (select from public.places p where p.id = i.goes_to_place_id) then
      i.goes_to_place_id := null;
    end if;
    if i.state in ('queued', 'claimed') and v.state <> 'checked_in' then
      perform private.refuse('wrong_state');
    end if;
  end if;
  i := private.write_item(i);
  perform private.record_repair(i, 'undo', actor, op, was.id);
  return i;
end;
$$;
