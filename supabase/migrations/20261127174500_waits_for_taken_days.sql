-- The waiting list is for days that are taken: joining it on free ones kept them from everybody for a day, and nobody had asked.

-- Whether somebody else had some of a period and gave it back within the last week, by any step: who asked to wait for it then, on
-- a device without network, is heard only now. The device's word for when it was said is not asked for: anybody could say so.
-- Who gave it back themselves asks like everybody.
create function private.was_given_back(listing uuid, period tstzrange, person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.reservations r
    join public.reservation_events had on had.reservation_id = r.id and had.state in ('accepted', 'handed_over')
    join public.reservation_events gave on gave.reservation_id = r.id and gave.id > had.id
      and (gave.action = 'shorten' or gave.state not in ('accepted', 'handed_over'))
    where r.listing_id = listing and r.borrower_id <> person
      and gave.at > now() - interval '7 days'
      and tstzrange(lower(r.during), coalesce(had.ends_at, upper(r.during))) && period
  )
$$;

-- Joins; offered at once when the days were given back meanwhile. Safe to repeat.
-- Refuses like `request_reservation`, `already_done` when already waiting for some of these days, or when some are kept until the
-- owner has answered what one asked for, and `wrong_state` when the days are simply free: they are there to be asked for.
create or replace function public.join_waitlist(id uuid, listing_id uuid, starts_at timestamptz, ends_at timestamptz) returns public.waitlist
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
  elsif private.free_unit(v_listing.id, v_during, null, null, v_me) is not null
    and not private.was_given_back(v_listing.id, v_during, v_me)
  then
    perform private.refuse('wrong_state');
  end if;
  insert into public.waitlist (id, listing_id, person_id, during, goes_last)
  values (join_waitlist.id, v_listing.id, v_me, v_during, private.did_not_come(v_me));
  perform private.offer_slots(v_listing.id);
  select * into v_place from public.waitlist w where w.id = join_waitlist.id;
  perform private.keep_receipt(v_place.id, v_content, to_jsonb(v_place));
  return v_place;
end;
$$;
