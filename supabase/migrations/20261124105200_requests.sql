-- Requests: how a resident asks for a thing, and when a rule set beforehand says yes at once.

-- The line a step leaves, and the system message that tells both: once for a step that several things of a basket take together.
create function private.record_step(r public.reservations, what text, actor uuid, said text default null) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_token text := 'reservation_' || case
    when what like 'extension\_%' or what in ('shorten', 'excuse_overdue', 'found', 'settle_loss', 'undo_no_show') then what
    else r.state::text
  end;
begin
  insert into public.reservation_events (reservation_id, actor_id, action, state, ends_at, note)
  values (r.id, actor, what, r.state, coalesce(r.extension_until, upper(r.during)), private.mask_contacts(said));
  if r.basket_id is null or not exists (
    select from public.messages m
    where m.conversation_id = r.conversation_id and m.kind = 'system' and m.body = v_token
      and m.author_id is not distinct from actor and m.sent_at >= now()
  ) then
    perform private.say(r.conversation_id, actor, 'system', v_token);
  end if;
end;
$$;

-- The period meant by a start and an end, as the listing allows it. Whole days that begin today begin now.
-- Refuses `invalid_value`, `starts_in_past` (also: sooner than the owner needs), `period_too_long`, `period_too_short`,
-- `outside_windows` (of a listing by slots: not one of them).
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
  elsif l.slot_minutes is not null then
    return private.wanted_slot(l, starts_at, ends_at);
  end if;
  return tstzrange(v_from, ends_at);
end;
$$;

-- Makes a request an acceptance: keeps the preferred unit or another free one, and shows contact details written before.
create function private.accept_request(r public.reservations, actor uuid, said text) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_unit smallint := private.free_unit(r.listing_id, r.during, r.unit, null, r.borrower_id);
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

-- Whether somebody has a loan of an owner who lends each neighbour one thing at a time (`one_at_a_time` among their choices),
-- or has asked for one. Counted with the borrower's row locked: of two requests sent at once the second is refused.
create function private.has_one_already(l public.listings, borrower uuid) returns boolean
language sql stable set search_path = ''
as $$
  select l.kind = 'loan' and exists (
    select from private.person_details d where d.person_id = l.owner_id and d.choices @> '{"one_at_a_time": true}'
  ) and exists (
    select from public.reservations r
    where r.borrower_id = borrower and r.owner_id = l.owner_id and r.kind = 'loan'
      and (r.state in ('accepted', 'handed_over') or (r.state = 'requested' and r.respond_by > now()))
  )
$$;

-- Asks for one thing, with the locks of `request_reservation` held; alone, or as part of a basket. Refusals are its own.
create function private.ask_for(
  id uuid, l public.listings, borrower uuid, starts_at timestamptz, ends_at timestamptz, note text, basket uuid
) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_during tstzrange := private.wanted_period(l, starts_at, ends_at);
  v_r public.reservations;
begin
  -- Two tabs, or an answer lost on the way: the same days of the same thing are not asked for twice. Today begins now, whenever that is.
  if (
    select count(*) from public.reservations r
    where r.borrower_id = borrower and r.listing_id = l.id and r.state in ('requested', 'accepted')
      and upper(r.during) = upper(v_during)
      and (lower(r.during) = lower(v_during) or lower(r.during) <= now() and lower(v_during) = now())
  ) >= l.units then
    perform private.refuse('already_done');
  elsif (
    select count(distinct r.conversation_id) from public.reservations r
    where r.borrower_id = borrower and r.state = 'requested' and (basket is null or r.basket_id is distinct from basket)
  ) >= 20 or private.has_one_already(l, borrower) or private.must_return_first(borrower) then
    perform private.refuse('quota_reached');
  elsif (
    select count(distinct r.conversation_id) from public.reservations r
    where r.borrower_id = borrower and r.created_at > now() - interval '1 day' and (basket is null or r.basket_id is distinct from basket)
  ) >= 60 then
    perform private.refuse('too_fast');
  elsif private.free_units(l.id, v_during, borrower) = 0 then
    perform private.refuse('dates_taken');
  end if;

  insert into public.reservations (id, listing_id, kind, category_slug, unit, owner_id, borrower_id, during, respond_by, note, basket_id)
  values (
    ask_for.id, l.id, l.kind, l.category_slug,
    private.free_unit(l.id, v_during, private.unit_kept_for(borrower, l.id, v_during), null, borrower),
    l.owner_id, borrower, v_during, private.respond_by(now(), v_during), private.mask_contacts(note), basket
  ) returning * into v_r;
  if v_r.conversation_id = v_r.id then
    perform private.open_exchange(v_r);
  end if;
  perform private.record_step(v_r, 'request', borrower);
  if note is not null then
    perform private.say(v_r.conversation_id, borrower, 'text', note);
  end if;
  perform private.end_wait(v_r);

  if l.instant or private.in_automatic_windows(
    l.owner_id, v_during,
    starts_at = private.midnight(private.day_of(starts_at)) and ends_at = private.midnight(private.day_of(ends_at))
  ) then
    v_r := private.accept_request(v_r, null, null);
  end if;
  return v_r;
end;
$$;

-- Asks for [starts_at, ends_at). Safe to repeat. Answers the reservation, already accepted when a rule says so.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `own_listing`, `not_available` (also: hidden from you, or no such listing),
-- `starts_in_past`, `period_too_long`, `period_too_short`, `outside_windows`, `already_done` (asked before, for every unit there is),
-- `quota_reached` (also: something is to be brought back first), `too_fast`, `dates_taken`, `id_reused`, `not_allowed`.
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
  v_r := private.ask_for(request_reservation.id, v_listing, v_me, starts_at, ends_at, v_note, null);
  perform private.keep_receipt(v_r.id, v_content, to_jsonb(v_r));
  return v_r;
end;
$$;
grant execute on function public.request_reservation(uuid, uuid, timestamptz, timestamptz, text) to authenticated;
