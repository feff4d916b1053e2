-- Waiting list: asking to be told when a period frees up; a freed slot is kept for one person at a time, in order, 24 hours each.

-- Safe to repeat. Refuses like `request_reservation`, and `already_done` when already waiting for some of these days.
create function public.join_waitlist(id uuid, listing_id uuid, starts_at timestamptz, ends_at timestamptz) returns public.waitlist
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', 'join_waitlist', 'listing_id', join_waitlist.listing_id,
    'starts_at', extract(epoch from starts_at)::text, 'ends_at', extract(epoch from ends_at)::text
  );
  v_seen jsonb := private.replayed(join_waitlist.id, v_content);
  v_listing public.listings;
  v_during tstzrange;
  v_place public.waitlist;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.waitlist, v_seen);
  elsif exists (select from public.waitlist w where w.id = join_waitlist.id) then
    perform private.refuse('not_allowed');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select * into v_listing from public.listings l where l.id = join_waitlist.listing_id;
  if v_listing.owner_id = v_me then
    perform private.refuse('own_listing');
  elsif not private.can_be_asked_for(join_waitlist.listing_id) then
    perform private.refuse('not_available');
  end if;
  v_during := private.wanted_period(v_listing, starts_at, ends_at);
  if exists (
    select from public.waitlist w
    where w.person_id = v_me and w.listing_id = v_listing.id and w.state in ('waiting', 'offered') and w.during && v_during
  ) then
    perform private.refuse('already_done');
  elsif (select count(*) from public.waitlist w where w.person_id = v_me and w.state in ('waiting', 'offered')) >= 20 then
    perform private.refuse('quota_reached');
  end if;
  insert into public.waitlist (id, listing_id, person_id, during) values (join_waitlist.id, v_listing.id, v_me, v_during)
  returning * into v_place;
  perform private.keep_receipt(v_place.id, v_content, to_jsonb(v_place));
  return v_place;
end;
$$;

-- Leaves; leaving again changes nothing. Refuses `sign_in_first`, `not_found` (also: someone else's), `wrong_state` once taken or lapsed.
create function public.leave_waitlist(id uuid) returns public.waitlist
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_place public.waitlist;
begin
  select * into v_place from public.waitlist w where w.id = leave_waitlist.id and w.person_id = v_me for update;
  if not found then
    perform private.refuse('not_found');
  elsif v_place.state not in ('waiting', 'offered', 'left') then
    perform private.refuse('wrong_state');
  end if;
  update public.waitlist w set state = 'left', offered_until = null
  where w.id = v_place.id and w.state <> 'left' returning * into v_place;
  if not found then
    select * into v_place from public.waitlist w where w.id = leave_waitlist.id;
  end if;
  return v_place;
end;
$$;

-- What is over makes room, then what is free is offered to whoever asked first. Answers how many offers were made.
create function private.offer_freed_slots() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_place public.waitlist;
  v_offers integer := 0;
begin
  for v_place in
    select * from public.waitlist w
    where w.state in ('waiting', 'offered') order by w.created_at, w.id for update skip locked
  loop
    if v_place.offered_until <= now() or upper(v_place.during) <= now()
      or lower(v_place.during) < now() - interval '1 day'
      or not private.listing_visible_to(v_place.listing_id, v_place.person_id)
    then
      update public.waitlist w set state = 'lapsed', offered_until = null where w.id = v_place.id;
    end if;
  end loop;

  for v_place in
    select * from public.waitlist w where w.state = 'waiting' order by w.created_at, w.id for update skip locked
  loop
    if private.free_units(v_place.listing_id, v_place.during, v_place.person_id) > 0 then
      update public.waitlist w
      set state = 'offered', offered_until = least(now() + interval '24 hours', upper(w.during))
      where w.id = v_place.id;
      v_offers := v_offers + 1;
    end if;
  end loop;
  return v_offers;
end;
$$;

grant execute on function public.join_waitlist(uuid, uuid, timestamptz, timestamptz), public.leave_waitlist(uuid) to authenticated;
