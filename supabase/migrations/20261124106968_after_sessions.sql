-- After sessions: who came is forgotten, what was repaired is kept.

-- Thirty days after a session: first names at the door, what tickets led to, and photographs of faults. A year after it: who had booked.
-- Answers of how many visits something was forgotten.
create function private.forget_visitors() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from private.visit_pages p using public.visits v join public.events e on e.id = v.event_id
  where v.id = p.visit_id and e.ends_at < now() - interval '30 days';
  insert into private.files_to_erase (bucket_id, name)
  select o.bucket_id, o.name from storage.objects o join public.events e on e.id = private.session_of_photo(o.name)
  where o.bucket_id = 'fault-photos' and e.ends_at < now() - interval '30 days' on conflict do nothing;
  update public.repair_items i set photo_path = null from public.events e
  where e.id = i.event_id and e.ends_at < now() - interval '30 days' and i.photo_path is not null;
  with forgotten as (
    update public.visits v
    set walk_in_name = null, person_id = case when e.ends_at >= now() - interval '1 year' then v.person_id end
    from public.events e
    where e.id = v.event_id and (
      v.walk_in_name is not null and e.ends_at < now() - interval '30 days'
      or v.person_id is not null and e.ends_at < now() - interval '1 year'
    )
    returning v.id
  )
  select count(*) into v_count from forgotten;
  return v_count;
end;
$$;

-- What time brings to sessions: seats that a larger room makes free; a thing that was fixed needs repair no more; a next session for
-- what goes to one. Answers how many.
create function private.settle_sessions() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_event uuid;
  v_listing uuid;
  v_count integer := 0;
begin
  for v_event in
    select e.id from public.events e
    where e.state in ('published', 'live') and e.ends_at > now() and exists (
      select from public.visits v where v.event_id = e.id and v.state = 'waitlisted'
    ) order by e.id for no key update skip locked
  loop
    v_count := v_count + private.seat_visits(v_event);
  end loop;
  for v_listing in
    select l.id from public.repair_items i
    join public.events e on e.id = i.event_id
    join public.listings l on l.id = i.listing_id
    join public.repair_wishes w on w.listing_id = l.id and w.created_at < e.ends_at
    where i.repair_status = 1 and not i.mistaken and e.ends_at < now() order by l.id for no key update of l skip locked
  loop
    perform private.forget_repair_wish(v_listing);
    v_count := v_count + 1;
  end loop;
  return v_count + private.send_on();
end;
$$;

-- What becomes of somebody's visits when their account goes: what was booked is cancelled, their words go, what was repaired stays.
create function private.leave_visits(person uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_v public.visits;
  v_i public.repair_items;
begin
  perform from public.events e where e.id in (select v.event_id from public.visits v where v.person_id = person) order by e.id for no key update;
  for v_v in select * from public.visits v where v.person_id = person order by v.id for update loop
    if v_v.state in ('booked', 'waitlisted') then
      update public.visits v set state = 'cancelled', changed_at = now() where v.id = v_v.id returning * into v_v;
      perform private.record_visit(v_v, 'cancel', person, null);
      perform private.seat_visits(v_v.event_id);
    end if;
    update public.repair_items i set problem = '', parts = '', partner_product_category = '', notes = '', photo_path = null where i.visit_id = v_v.id;
    update private.repair_events e set became = e.became || private.no_words()
    where e.item_id in (select i.id from public.repair_items i where i.visit_id = v_v.id);
    update private.op_receipts o set result = o.result || private.no_words() where o.result ->> 'visit_id' = v_v.id::text;
    delete from private.visit_pages p where p.visit_id = v_v.id;
    update public.visits v set person_id = null where v.id = v_v.id;
  end loop;
  -- What they had in hand goes back to the queue.
  for v_i in select * from public.repair_items i where i.claimed_by = person and i.state = 'claimed' order by i.id for update loop
    v_i := private.write_item(private.thing_after(v_i, 'queued', 'release', '{}', person));
    perform private.record_repair(v_i, 'release', person, null);
  end loop;
end;
$$;
