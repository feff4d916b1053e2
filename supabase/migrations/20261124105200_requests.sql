-- Requests: how a resident asks for a thing, and when a rule set beforehand says yes at once.

-- The line a step leaves, and the system message that tells both.
create function private.record_step(r public.reservations, what text, actor uuid, said text default null) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into public.reservation_events (reservation_id, actor_id, action, state, note)
  values (r.id, actor, what, r.state, private.mask_contacts(said));
  perform private.say(
    r.conversation_id, actor, 'system', 'reservation_' || case when what like 'extension\_%' then what else r.state::text end
  );
end;
$$;

-- The period meant by a start and an end, as the listing allows it. Whole days that begin today begin now.
-- Refuses `invalid_value`, `starts_in_past` (also: sooner than the owner needs), `period_too_long`, `period_too_short`.
create function private.wanted_period(l public.listings, starts_at timestamptz, ends_at timestamptz) returns tstzrange
language plpgsql stable set search_path = ''
as $$
declare
  v_from timestamptz := greatest(starts_at, now());
  v_days integer;
begin
  if starts_at is null or ends_at is null or not isfinite(starts_at) or not isfinite(ends_at)
    or ends_at <= starts_at or starts_at > now() + interval '1 year'
  then
    perform private.refuse('invalid_value');
  end if;
  -- Five minutes for the way here and for clocks that are a little slow.
  if starts_at < now() - interval '5 minutes'
    and not (starts_at = private.midnight(private.today()) and ends_at = private.midnight(private.day_of(ends_at)))
  then
    perform private.refuse('starts_in_past');
  elsif ends_at <= now() or (l.lead_hours > 0 and v_from < now() + make_interval(hours => l.lead_hours)) then
    perform private.refuse('starts_in_past');
  end if;
  v_days := private.days_in(tstzrange(v_from, ends_at));
  if v_days > l.max_days then
    perform private.refuse('period_too_long');
  elsif v_days < l.min_days then
    perform private.refuse('period_too_short');
  end if;
  return tstzrange(v_from, ends_at);
end;
$$;

-- Whether the owner said beforehand that they are there, and agree, both when a period begins and when it ends.
-- A whole day is inside when it has such a window that is not over.
create function private.in_automatic_windows(owner uuid, period tstzrange, by_day boolean) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (
    select from (values
      (lower(period) at time zone private.zone(), false),
      (case when by_day then upper(period) - interval '1 microsecond' else upper(period) end at time zone private.zone(), true)
    ) as meeting (moment, is_return)
    where not exists (
      select from public.handover_windows w
      where w.person_id = owner and w.automatic and w.weekday = extract(isodow from meeting.moment)
        and case
          when not by_day then meeting.moment::time between w.from_time and w.until_time
          else meeting.is_return or w.until_time > meeting.moment::time
        end
    )
  )
$$;

-- Makes a request an acceptance: keeps the preferred unit or another free one, and shows contact details written before.
create function private.accept_request(r public.reservations, actor uuid, said text) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_unit smallint := private.free_unit(r.listing_id, r.during, r.unit);
begin
  if v_unit is null then
    perform private.refuse('dates_taken');
  end if;
  update public.reservations set state = 'accepted', unit = v_unit where id = r.id returning * into r;
  perform private.record_step(r, 'accept', actor, said);
  perform private.lift_masks(r);
  return r;
exception
  when exclusion_violation then
    perform private.refuse('dates_taken');
end;
$$;

-- Asks for [starts_at, ends_at). Safe to repeat. Answers the reservation, already accepted when a rule says so.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `own_listing`, `not_available` (also: hidden from you, or no such listing),
-- `starts_in_past`, `period_too_long`, `period_too_short`, `already_done` (asked before, for every unit there is), `quota_reached`,
-- `too_fast`, `dates_taken`, `id_reused`, `not_allowed`.
create function public.request_reservation(
  id uuid, listing_id uuid, starts_at timestamptz, ends_at timestamptz, note text default null
) returns public.reservations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := nullif(private.clean_text(request_reservation.note), '');
  v_content jsonb := jsonb_build_object(
    'is', 'request_reservation', 'listing_id', request_reservation.listing_id, 'note', v_note,
    'starts_at', extract(epoch from starts_at)::text, 'ends_at', extract(epoch from ends_at)::text
  );
  v_seen jsonb := private.replayed(request_reservation.id, v_content);
  v_listing public.listings;
  v_during tstzrange;
  v_r public.reservations;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.reservations, v_seen);
  elsif exists (select from public.reservations r where r.id = request_reservation.id)
    or exists (select from public.conversations c where c.id = request_reservation.id)
  then
    perform private.refuse('not_allowed');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  end if;

  -- One request at a time per person, then per listing: quotas and units are counted by nobody else meanwhile.
  perform from public.people p where p.id = v_me for no key update;
  select * into v_listing from public.listings l where l.id = request_reservation.listing_id for no key update;
  if v_listing.owner_id = v_me then
    perform private.refuse('own_listing');
  elsif not private.can_be_asked_for(request_reservation.listing_id) then
    perform private.refuse('not_available');
  end if;
  v_during := private.wanted_period(v_listing, starts_at, ends_at);
  -- Two tabs, or an answer lost on the way: the same days of the same thing are not asked for twice. Today begins now, whenever that is.
  if (
    select count(*) from public.reservations r
    where r.borrower_id = v_me and r.listing_id = v_listing.id and r.state in ('requested', 'accepted')
      and upper(r.during) = upper(v_during)
      and (lower(r.during) = lower(v_during) or lower(r.during) <= now() and lower(v_during) = now())
  ) >= v_listing.units then
    perform private.refuse('already_done');
  elsif (select count(*) from public.reservations r where r.borrower_id = v_me and r.state = 'requested') >= 20 then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.reservations r where r.borrower_id = v_me and r.created_at > now() - interval '1 day') >= 60 then
    perform private.refuse('too_fast');
  elsif private.free_units(v_listing.id, v_during, v_me) = 0 then
    perform private.refuse('dates_taken');
  end if;

  insert into public.reservations (id, listing_id, kind, category_slug, unit, owner_id, borrower_id, during, respond_by, note)
  values (
    request_reservation.id, v_listing.id, v_listing.kind, v_listing.category_slug, private.free_unit(v_listing.id, v_during),
    v_listing.owner_id, v_me, v_during, least(now() + interval '24 hours', upper(v_during)), private.mask_contacts(v_note)
  ) returning * into v_r;
  perform private.open_exchange(v_r);
  perform private.record_step(v_r, 'request', v_me);
  if v_note is not null then
    perform private.say(v_r.conversation_id, v_me, 'text', v_note);
  end if;
  update public.waitlist w set state = 'taken', offered_until = null
  where w.person_id = v_me and w.listing_id = v_listing.id and w.state in ('waiting', 'offered') and w.during && v_during;

  if v_listing.instant or private.in_automatic_windows(
    v_listing.owner_id, v_during,
    starts_at = private.midnight(private.day_of(starts_at)) and ends_at = private.midnight(private.day_of(ends_at))
  ) then
    v_r := private.accept_request(v_r, null, null);
  end if;
  perform private.keep_receipt(v_r.id, v_content, to_jsonb(v_r));
  return v_r;
end;
$$;
grant execute on function public.request_reservation(uuid, uuid, timestamptz, timestamptz, text) to authenticated;
