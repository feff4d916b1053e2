-- Outcomes: where a thing goes after a session, and what is made of that: the next session is offered to whoever brought it, with what
-- was found; a thing that was fixed becomes a draft to lend, which says that it was checked.
-- The promise kept here: an outcome taken back takes along what nobody has acted on yet.

-- The session after another that somebody may come to: of its series before all, else of its community, its place or its organiser.
create function private.next_session(event uuid, person uuid) returns uuid
language sql stable set search_path = ''
as $$
  select o.id from public.events e
  join public.events o on o.id <> e.id and o.kind = 'repair_session' and o.state in ('published', 'live') and o.starts_at > greatest(e.starts_at, now())
    and (o.series_id = e.series_id or o.community_id = e.community_id or o.place_id = e.place_id or o.organiser_id = e.organiser_id)
  where e.id = event and private.event_visible_to(o.id, person)
  order by o.series_id = e.series_id desc nulls last, o.starts_at, o.id limit 1
$$;

-- What an earlier session found of a thing, for those who repair it now.
create function private.found_before(i public.repair_items) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('on', e.starts_at, 'repair_status', o.repair_status, 'notes', o.notes, 'parts', o.parts)
  from public.repair_items o join public.events e on e.id = o.event_id where o.id = i.continues_id
$$;

-- Writes the draft of a listing that lends a thing: its visitor's; of whoever came without an account, the helper's, for the session's
-- community when they act for it. Refuses `quota_reached`.
create function private.draft_listing(i public.repair_items, v public.visits, helper uuid) returns uuid
language plpgsql volatile set search_path = ''
as $$
declare
  v_c public.product_categories;
  v_id uuid;
begin
  select * into v_c from public.product_categories c where c.id = i.product_category_id;
  insert into public.listings (id, owner_id, held_by, kind, title, category_slug, condition, checked_on)
  values (
    gen_random_uuid(), coalesce(v.person_id, helper),
    case when v.person_id is null then (
      select e.community_id from public.events e
      join public.memberships m on m.community_id = e.community_id and m.person_id = helper and m.state = 'active' and m.role <> 'member'
      where e.id = i.event_id
    ) end,
    'loan', left(case when char_length(i.partner_product_category) >= 3 then i.partner_product_category else coalesce(v_c.label_fr, 'Objet réparé') end, 80),
    v_c.category_slug, 'good', private.day_of(i.done_at)
  ) returning id into v_id;
  if v.person_id is not null then
    perform private.notify(v.person_id, 'listing', 'listing_checked', 'listing', v_id, 'listing_checked:' || v_id);
  end if;
  return v_id;
end;
$$;

-- Takes back that a listing was checked, and the listing too while it is the draft that was written for that.
create function private.uncheck_listing(listing uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  delete from public.listings l
  where l.id = listing and l.status = 'draft' and l.checked_on is not null and l.updated_at = l.created_at
    and not exists (select from public.listing_photos f where f.listing_id = l.id);
  if found then
    delete from public.notifications n where n.once = 'listing_checked:' || listing and n.read_at is null;
    delete from private.op_receipts r where r.op_id = listing;
  else
    update public.listings l set checked_on = null where l.id = listing;
  end if;
end;
$$;

-- After a thing goes somewhere, or does not after all.
create function private.follow_outcome() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if new.goes_to_listing_id is distinct from old.goes_to_listing_id then
    perform private.uncheck_listing(old.goes_to_listing_id);
    update public.listings l set checked_on = private.day_of(new.done_at)
    where l.id = new.goes_to_listing_id and new.repair_status = 1 and l.checked_on is distinct from private.day_of(new.done_at);
  end if;
  if new.goes_to_event_id is distinct from old.goes_to_event_id then
    delete from public.notifications n where n.once = concat_ws(':', 'repair_again', new.id, old.goes_to_event_id) and n.read_at is null;
    perform private.notify(v.person_id, 'event', 'repair_again', 'event', new.goes_to_event_id, concat_ws(':', 'repair_again', new.id, new.goes_to_event_id))
    from public.visits v where v.id = new.visit_id and v.person_id is not null and new.goes_to_event_id is not null;
  end if;
  return null;
end;
$$;
create trigger follow_outcome after update of goes_to_event_id, goes_to_listing_id on public.repair_items
  for each row execute function private.follow_outcome();

-- Finds a next session for what went to one when there was none, or to one that was cancelled since: for half a year, and until it is
-- brought to one. Answers of how many.
create function private.send_on() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_i public.repair_items;
  v_next uuid;
  v_count integer := 0;
begin
  for v_i in
    select i.* from public.repair_items i join public.events e on e.id = i.event_id left join public.events n on n.id = i.goes_to_event_id
    where i.goes_to = 'next_session' and not i.mistaken and coalesce(n.state, 'cancelled') = 'cancelled' and e.ends_at > now() - interval '180 days'
      and not exists (select from public.repair_items o where o.continues_id = i.id)
    order by i.id for no key update of i skip locked
  loop
    v_next := private.next_session(v_i.event_id, (select v.person_id from public.visits v where v.id = v_i.visit_id));
    if v_next is not null then
      update public.repair_items i set goes_to_event_id = v_next, changed_at = now() where i.id = v_i.id;
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;
