-- Waiting list: asking to be told when a period frees up; a freed slot is kept for one person at a time, in order, 24 hours each.
-- Everything that gives or takes a place holds the listing's row: one after the other, so nobody is passed over.

-- The part of a period that is still to come.
create function private.rest_of(period tstzrange) returns tstzrange
language sql stable strict set search_path = ''
as $$ select period * tstzrange(now(), null) $$;

-- Whether a place could still be taken up: its days are not over, can be asked for as the listing stands, by somebody who sees it.
-- Days that began may be taken up until the end of the next; hours that began are gone.
create function private.can_be_taken_up(w public.waitlist, l public.listings) returns boolean
language sql stable set search_path = ''
as $$
  select upper(w.during) > now()
    and lower(w.during) >= now() - case
      when upper(w.during) = private.midnight(private.day_of(upper(w.during))) then interval '1 day' else interval '0'
    end
    and (l.lead_hours = 0 or lower(w.during) >= now() + make_interval(hours => l.lead_hours))
    and private.listing_visible_to(w.listing_id, w.person_id)
$$;

-- What is over makes room, then what is free is kept for whoever asked first. Who lets an offer go by waits behind the others
-- and is out the second time; so does who was waited for in vain elsewhere. Answers how many offers were made.
-- Called with the listing locked.
create function private.offer_slots(listing uuid) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_listing public.listings;
  v_place public.waitlist;
  v_unit smallint;
  v_offers integer := 0;
begin
  select * into v_listing from public.listings l where l.id = listing;
  -- What was kept for days that are over, asked for and not answered, keeps nothing any more.
  update public.waitlist w set kept_unit = null
  where w.listing_id = listing and w.state = 'taken' and w.kept_unit is not null and upper(w.during) <= now();
  for v_place in
    select * from public.waitlist w where w.listing_id = listing and w.state in ('waiting', 'offered') for update
  loop
    if not private.can_be_taken_up(v_place, v_listing) then
      update public.waitlist w set state = 'lapsed', offered_until = null, kept_unit = null where w.id = v_place.id;
    elsif v_place.offered_until <= now() then
      update public.waitlist w
      set state = case when w.goes_last then 'lapsed' else 'waiting' end::public.waitlist_state,
          goes_last = true, offered_until = null, kept_unit = null
      where w.id = v_place.id;
    end if;
  end loop;

  for v_place in
    select * from public.waitlist w
    where w.listing_id = listing and w.state = 'waiting' order by w.goes_last, w.created_at, w.id
  loop
    v_unit := private.free_unit(listing, private.rest_of(v_place.during), null, null, v_place.person_id);
    if v_unit is not null then
      update public.waitlist w
      set state = 'offered', kept_unit = v_unit, offered_until = least(now() + interval '24 hours', upper(w.during))
      where w.id = v_place.id returning * into v_place;
      perform private.notify(
        v_place.person_id, 'waitlist', 'slot_offered', 'waitlist', v_place.id,
        'slot_offered ' || v_place.id || ' ' || extract(epoch from v_place.offered_until)
      );
      v_offers := v_offers + 1;
    end if;
  end loop;
  return v_offers;
end;
$$;

-- The same for every listing that somebody waits for; those where something is going on have their turn with it, or the next minute.
create function private.offer_freed_slots() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_listing uuid;
  v_offers integer := 0;
begin
  for v_listing in
    select l.id from public.listings l
    where l.id in (select w.listing_id from public.waitlist w where w.state in ('waiting', 'offered'))
    order by l.id for no key update skip locked
  loop
    v_offers := v_offers + private.offer_slots(v_listing);
  end loop;
  return v_offers;
end;
$$;

-- What somebody frees is offered in the same transaction; what time frees, `offer_freed_slots` offers right after.
-- A request that was an offer taken up kept its slot until now.
create function private.offer_what_frees_up() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.waitlist w set kept_unit = null where w.reservation_id = new.id and w.kept_unit is not null and new.state <> 'requested';
  -- Steps hold the listing. What does not leaves the offering to whoever has it now, or to the next minute.
  perform from public.listings l
  where l.id = new.listing_id and (select auth.uid()) is not null for no key update skip locked;
  if found then
    perform private.offer_slots(new.listing_id);
  end if;
  return null;
end;
$$;
create trigger offer_what_frees_up after update of state, during on public.reservations
  for each row when (
    (old.state = 'requested' and new.state <> 'requested')
    or (old.state in ('accepted', 'handed_over')
      and (new.state not in ('accepted', 'handed_over') or not new.during @> old.during))
  )
  execute function private.offer_what_frees_up();

-- Who did not come, as the other says, waits behind everyone else.
create function private.put_last_who_did_not_come() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.waitlist w set goes_last = true
  from public.reservations r
  where r.id = new.reservation_id and r.borrower_id <> new.actor_id
    and w.person_id = r.borrower_id and w.state in ('waiting', 'offered');
  return null;
end;
$$;
create trigger put_last_who_did_not_come after insert on public.reservation_events
  for each row when (new.action = 'report_no_show') execute function private.put_last_who_did_not_come();

-- Whether somebody did not come to fetch a thing in the last six months, as its owner says.
create function private.did_not_come(person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.reservations r join public.reservation_events e on e.reservation_id = r.id
    where r.borrower_id = person and r.state = 'no_show'
      and e.action = 'report_no_show' and e.actor_id <> person and e.at > now() - interval '6 months'
  )
$$;

-- The unit kept for somebody that a period asks for; null when none is.
create function private.unit_kept_for(person uuid, listing uuid, period tstzrange) returns smallint
language sql stable set search_path = ''
as $$
  select w.kept_unit from public.waitlist w
  where w.person_id = person and w.listing_id = listing and w.state = 'offered' and w.during && period
  order by w.created_at limit 1
$$;

-- A request ends the wait for the days it asks for: taken up when they were offered, and then kept until the owner has answered.
create function private.end_wait(r public.reservations) returns void
language sql volatile set search_path = ''
as $$
  update public.waitlist w
  set state = 'taken', offered_until = null, reservation_id = r.id
  where w.person_id = r.borrower_id and w.listing_id = r.listing_id
    and (
      (w.state = 'offered' and w.during && r.during)
      or (w.state = 'waiting' and private.rest_of(w.during) <@ r.during)
    )
$$;

-- Whether somebody else waits for the days that staying until `ends_at` would add.
create function private.is_waited_for(r public.reservations, ends_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.waitlist w
    where w.listing_id = r.listing_id and w.state in ('waiting', 'offered') and w.person_id <> r.borrower_id
      and w.during && tstzrange(upper(r.during), ends_at)
  )
$$;

-- Joins; offered at once when the days are free after all. Safe to repeat.
-- Refuses like `request_reservation`, and `already_done` when already waiting for some of these days, or when some are kept
-- until the owner has answered what one asked for.
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
  select * into v_listing from public.listings l where l.id = join_waitlist.listing_id for no key update;
  if v_listing.owner_id = v_me then
    perform private.refuse('own_listing');
  elsif not private.can_be_asked_for(join_waitlist.listing_id) then
    perform private.refuse('not_available');
  end if;
  v_during := private.wanted_period(v_listing, starts_at, ends_at);
  if exists (
    select from public.waitlist w
    where w.person_id = v_me and w.listing_id = v_listing.id and w.during && v_during
      and (w.state in ('waiting', 'offered') or w.kept_unit is not null)
  ) then
    perform private.refuse('already_done');
  elsif private.must_return_first(v_me)
    or (select count(*) from public.waitlist w where w.person_id = v_me and w.state in ('waiting', 'offered')) >= 20
  then
    perform private.refuse('quota_reached');
  end if;
  insert into public.waitlist (id, listing_id, person_id, during, goes_last)
  values (join_waitlist.id, v_listing.id, v_me, v_during, private.did_not_come(v_me));
  perform private.offer_slots(v_listing.id);
  select * into v_place from public.waitlist w where w.id = join_waitlist.id;
  perform private.keep_receipt(v_place.id, v_content, to_jsonb(v_place));
  return v_place;
end;
$$;

-- Leaves, and what was offered goes to the next at once; leaving again changes nothing.
-- Refuses `sign_in_first`, `not_found` (also: someone else's), `wrong_state` once taken or lapsed.
create function public.leave_waitlist(id uuid) returns public.waitlist
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_place public.waitlist;
begin
  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l
  where l.id = (select w.listing_id from public.waitlist w where w.id = leave_waitlist.id and w.person_id = v_me) for no key update;
  select * into v_place from public.waitlist w where w.id = leave_waitlist.id and w.person_id = v_me for update;
  if not found then
    perform private.refuse('not_found');
  elsif v_place.state not in ('waiting', 'offered', 'left') then
    perform private.refuse('wrong_state');
  elsif v_place.state <> 'left' then
    update public.waitlist w set state = 'left', offered_until = null, kept_unit = null
    where w.id = v_place.id returning * into v_place;
    perform private.offer_slots(v_place.listing_id);
  end if;
  return v_place;
end;
$$;

-- What somebody who waits is told: how many are before them for some of the same days, when what is away then is due back, and
-- from when as many days are free otherwise. Never who. Nothing once the wait is over.
-- Refuses `sign_in_first`, `not_found` (also: someone else's).
create function public.waitlist_standing(id uuid) returns table (ahead integer, due_back timestamptz, next_free timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_place public.waitlist;
begin
  select * into v_place from public.waitlist w where w.id = waitlist_standing.id and w.person_id = v_me;
  if not found then
    perform private.refuse('not_found');
  elsif v_place.state not in ('waiting', 'offered') then
    return;
  end if;
  return query select
    (
      select count(*)::integer from public.waitlist w
      where w.listing_id = v_place.listing_id and w.state in ('waiting', 'offered') and w.during && v_place.during
        and (w.goes_last, w.created_at, w.id) < (v_place.goes_last, v_place.created_at, v_place.id)
    ),
    (
      select min(upper(r.during)) from public.reservations r
      where r.listing_id = v_place.listing_id and r.state in ('accepted', 'handed_over') and r.during && v_place.during
    ),
    (
      select f.starts_at
      from public.next_free_periods(v_place.listing_id, least(private.days_in(v_place.during), 365), 1) as f
    );
end;
$$;

grant execute on function
  public.join_waitlist(uuid, uuid, timestamptz, timestamptz), public.leave_waitlist(uuid), public.waitlist_standing(uuid)
  to authenticated;
comment on function public.waitlist_standing is '@nullable due_back, next_free';
