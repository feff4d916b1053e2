-- Reservation steps: from the answer to the return, and staying longer.

-- From when someone who is waited for has not come: the start, or the end of the first day when it is counted in days.
create function private.no_show_from(period tstzrange) returns timestamptz
language sql stable strict set search_path = ''
as $$
  select case
    when upper(period) = private.midnight(private.day_of(upper(period))) then private.midnight(private.day_of(lower(period)) + 1)
    else lower(period)
  end
$$;

-- Says yes or no to staying longer. The dates are looked at again: they may have gone since it was asked.
create function private.answer_extension(r public.reservations, agreed boolean, actor uuid, said text) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_during tstzrange := tstzrange(lower(r.during), r.extension_until);
  v_unit smallint := private.free_unit(r.listing_id, v_during, r.unit, r.id, r.borrower_id);
begin
  if agreed and r.extension_until <= now() then
    perform private.refuse('answer_too_late');
  elsif agreed and (
    v_unit is null or (r.state = 'handed_over' and v_unit <> r.unit) or private.is_waited_for(r, r.extension_until)
  ) then
    perform private.refuse('dates_taken');
  end if;
  update public.reservations
  set extension_until = null,
      during = case when agreed then v_during else r.during end,
      unit = case when agreed then v_unit else r.unit end
  where id = r.id returning * into r;
  perform private.record_step(r, case when agreed then 'extension_accepted' else 'extension_declined' end, actor, said);
  return r;
exception
  when exclusion_violation then
    perform private.refuse('dates_taken');
end;
$$;

-- Ends it sooner; a longer stay that was asked for is not asked for any more.
create function private.shorten(r public.reservations, l public.listings, ends_at timestamptz, actor uuid) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
begin
  if ends_at <= lower(r.during) then
    perform private.refuse('invalid_value');
  elsif r.state = 'accepted' and private.days_in(tstzrange(lower(r.during), ends_at)) < l.min_days then
    perform private.refuse('period_too_short');
  end if;
  update public.reservations
  set during = tstzrange(lower(r.during), ends_at), extension_until = null
  where id = r.id returning * into r;
  perform private.record_step(r, 'shorten', actor);
  return r;
end;
$$;

-- Moves a reservation one step of private.reservation_steps; what that step asks for besides is checked here.
create function private.take_step(r public.reservations, what text, by_whom text, actor uuid, said text) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_next public.reservation_state;
  v_during tstzrange := r.during;
  v_unit smallint := r.unit;
begin
  select s.to_state into v_next from private.reservation_steps s
  where s.action = what and s.actor = by_whom and s.from_state = r.state;
  if v_next is null then
    perform private.refuse(case
      when exists (select from private.reservation_steps s where s.action = what and s.to_state = r.state) then 'already_done'
      else 'wrong_state'
    end);
  elsif what in ('accept', 'decline') and now() >= least(r.respond_by, upper(r.during)) then
    perform private.refuse('answer_too_late');
  elsif what = 'report_no_show' and now() < private.no_show_from(r.during) then
    perform private.refuse('wrong_state');
  elsif what = 'hand_over' and by_whom = 'borrower' then
    perform private.check_handover_code(r.id, said);
    said := null;
  elsif what = 'excuse_overdue' then
    perform private.check_excuse(r, said);
  elsif what = 'undo_no_show' then
    perform private.check_undone_no_show(r, actor);
  end if;

  if what = 'accept' then
    return private.accept_request(r, actor, said);
  elsif what = 'hand_over' then
    -- Handed over early, it is away from now on; not brought back by someone else, it cannot be handed over.
    v_during := tstzrange(least(lower(r.during), now()), upper(r.during));
    v_unit := private.free_unit(
      r.listing_id, tstzrange(lower(v_during), greatest(upper(v_during), now() + interval '1 second')), r.unit, r.id,
      r.borrower_id
    );
    if v_unit is null then
      perform private.refuse('dates_taken');
    end if;
  end if;

  update public.reservations
  set state = v_next, during = v_during, unit = v_unit,
      extension_until = case when v_next in ('accepted', 'handed_over') then extension_until end,
      handover_at = case when what = 'hand_over' then now() else handover_at end,
      return_at = case when what in ('take_back', 'found') then now() else return_at end,
      overdue_excused_at = case when what = 'excuse_overdue' then now() else overdue_excused_at end
  where id = r.id returning * into r;
  delete from private.handover_codes c where c.reservation_id = r.id;
  perform private.record_step(r, what, actor, said);
  return r;
exception
  when exclusion_violation or unique_violation then
    perform private.refuse('dates_taken');
end;
$$;

-- One step: `accept`, `decline` (also of a longer stay), `hand_over`, `take_back`, `report_lost`, `found`, `excuse_overdue` (with a
-- note: why) by the owner; `hand_over` by the borrower with the owner's code as `note`; `cancel`, `close`, `report_no_show` by
-- either; `undo_no_show` by whoever reported it, within the hour. Any other note is told to the other.
-- Refuses `sign_in_first`, `invalid_value` (unknown action, wrong code), `too_long`, `not_allowed` (also: no such reservation),
-- `not_available` (one blocked the other, or it is out of order), `wrong_state`, `already_done`, `answer_too_late`, `dates_taken`, `too_fast`, `id_reused`.
create function public.advance_reservation(id uuid, action text, note text default null, op_id uuid default null)
returns public.reservations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_reservation.action;
  v_note text := nullif(private.clean_text(advance_reservation.note), '');
  v_content jsonb := jsonb_build_object(
    'is', 'advance_reservation', 'id', advance_reservation.id, 'action', v_action, 'note', v_note
  );
  v_seen jsonb := private.replayed(advance_reservation.op_id, v_content);
  v_by_whom text;
  v_r public.reservations;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.reservations, v_seen);
  elsif not exists (select from private.reservation_steps s where s.action = v_action and s.actor <> 'time') then
    perform private.refuse('invalid_value');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  end if;

  select * into v_r from public.reservations r where r.id = advance_reservation.id;
  v_by_whom := case v_me when v_r.owner_id then 'owner' when v_r.borrower_id then 'borrower' end;
  if not exists (select from private.reservation_steps s where s.action = v_action and s.actor = v_by_whom) then
    perform private.refuse('not_allowed');
  end if;

  -- Person, listing, reservation: everyone takes these locks in this order.
  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l where l.id = v_r.listing_id for no key update;
  select * into v_r from public.reservations r where r.id = advance_reservation.id for update;

  -- Ending what is under way stays possible after a block; agreeing to more, or a word, does not.
  if private.is_blocked(v_r.owner_id, v_r.borrower_id)
    and (v_action in ('accept', 'hand_over', 'undo_no_show') or v_note is not null)
  then
    perform private.refuse('not_available');
  elsif v_action in ('accept', 'hand_over') and private.is_out_of_order(v_r.listing_id) then
    perform private.refuse('not_available');
  elsif v_action in ('accept', 'decline') and v_r.extension_until is not null then
    v_r := private.answer_extension(v_r, v_action = 'accept', v_me, v_note);
  else
    v_r := private.take_step(v_r, v_action, v_by_whom, v_me, v_note);
  end if;
  if v_note is not null and not (v_action = 'hand_over' and v_by_whom = 'borrower') then
    perform private.say(v_r.conversation_id, v_me, 'text', v_note);
  end if;
  perform private.keep_receipt(advance_reservation.op_id, v_content, to_jsonb(v_r));
  return v_r;
end;
$$;

-- Asks to keep it until `ends_at`; the owner answers with `accept` or `decline`, or at once when the listing is instant.
-- An earlier end is simply told: nobody is held to keep a thing, and the days after are free at once. What was agreed before
-- stands in the events. `dates_taken` also when somebody waits for the days asked for.
-- Refuses `sign_in_first`, `not_allowed` (also: no such reservation), `invalid_value`, `wrong_state`, `already_done`,
-- `not_available`, `starts_in_past`, `period_too_long`, `period_too_short`, `dates_taken`, `id_reused`.
create function public.extend_reservation(id uuid, ends_at timestamptz, op_id uuid) returns public.reservations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', 'extend_reservation', 'id', extend_reservation.id, 'ends_at', extract(epoch from ends_at)::text
  );
  v_seen jsonb := private.replayed(extend_reservation.op_id, v_content);
  v_listing public.listings;
  v_unit smallint;
  v_r public.reservations;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.reservations, v_seen);
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select l.* into v_listing from public.listings l
  where l.id = (select r.listing_id from public.reservations r where r.id = extend_reservation.id) for no key update;
  select * into v_r from public.reservations r where r.id = extend_reservation.id for update;

  if v_r.borrower_id is distinct from v_me then
    perform private.refuse('not_allowed');
  elsif v_r.state not in ('accepted', 'handed_over') then
    perform private.refuse('wrong_state');
  elsif v_listing.id is null or private.is_blocked(v_r.owner_id, v_me) then
    perform private.refuse('not_available');
  elsif ends_at is null or not isfinite(ends_at) or ends_at = upper(v_r.during) then
    perform private.refuse('invalid_value');
  elsif ends_at <= now() then
    perform private.refuse('starts_in_past');
  elsif ends_at < upper(v_r.during) then
    v_r := private.shorten(v_r, v_listing, ends_at, v_me);
    perform private.keep_receipt(extend_reservation.op_id, v_content, to_jsonb(v_r));
    return v_r;
  elsif private.days_in(tstzrange(lower(v_r.during), ends_at)) > v_listing.max_days then
    perform private.refuse('period_too_long');
  elsif v_r.extension_until = ends_at then
    perform private.refuse('already_done');
  end if;
  v_unit := private.free_unit(v_listing.id, tstzrange(lower(v_r.during), ends_at), v_r.unit, v_r.id, v_me);
  if v_unit is null or (v_r.state = 'handed_over' and v_unit <> v_r.unit) or private.is_waited_for(v_r, ends_at) then
    perform private.refuse('dates_taken');
  end if;

  update public.reservations r set extension_until = ends_at where r.id = v_r.id returning * into v_r;
  perform private.record_step(v_r, 'extension_asked', v_me);
  if v_listing.instant then
    v_r := private.answer_extension(v_r, true, null, null);
  end if;
  perform private.keep_receipt(extend_reservation.op_id, v_content, to_jsonb(v_r));
  return v_r;
end;
$$;

grant execute on function
  public.advance_reservation(uuid, text, text, uuid), public.extend_reservation(uuid, timestamptz, uuid)
  to authenticated;
