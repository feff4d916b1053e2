-- Repair steps: a thing goes through the queue, onto a table and out again; how it ended, in the standard's terms, and where it goes.

-- What may be said along with each step; what is left out stays, null takes it away.
create function private.details_of(what text) returns text[]
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when what = 'undo' then array['undoes']
    when what = 'discard' then '{}'
    else array['product_category_id', 'partner_product_category', 'brand', 'year_of_manufacture', 'problem', 'parts', 'priority', 'at_table'] || case
      when what = 'edit' then array['repair_status', 'repair_barrier', 'weight_grams', 'minutes', 'notes', 'awaits_part', 'photo_path']
      when what in ('done', 'needs_part') then array['repair_status', 'repair_barrier', 'weight_grams', 'minutes', 'notes', 'awaits_part']
      when what = 'claim' then array['also']
      when what = 'pass_on' then array['also', 'to']
      when what = 'return' then array['goes_to', 'goes_to_event_id', 'goes_to_place_id', 'goes_to_listing_id']
      else '{}'
    end
  end
$$;

-- What becomes of a thing by a step that leads to `next`, along with what is said. Refuses `invalid_value`, `not_available` (nobody of
-- the session to pass it on to; a session, place or listing that is not there, or not the caller's).
create function private.thing_after(i public.repair_items, next public.repair_state, what text, said jsonb, actor uuid) returns public.repair_items
language plpgsql stable set search_path = ''
as $$
declare
  v_was public.repair_state := i.state;
begin
  select * into i from jsonb_populate_record(i, said - array['also', 'to']);
  if what = 'pass_on' and said ->> 'to' is null then
    next := 'queued';
  end if;
  i.state := next;
  case
    when next = 'queued' and what in ('queue', 'release', 'pass_on') then
      i.queued_at := coalesce(i.queued_at, now());
      i.claimed_by := null; i.claimed_also := false; i.claimed_at := null; i.called_at := null;
      if v_was in ('done', 'returned') then
        i.repair_status := null; i.repair_barrier := null; i.done_at := null; i.awaits_part := false; i.mistaken := false;
        i.goes_to := null; i.goes_to_event_id := null; i.goes_to_place_id := null; i.goes_to_listing_id := null;
      end if;
    when what in ('claim', 'pass_on') then
      i.claimed_by := case what when 'claim' then actor else (said ->> 'to')::uuid end;
      i.claimed_also := coalesce((said ->> 'also')::boolean, false);
      i.claimed_at := now();
      i.called_at := null;
      if not exists (select from private.helpers_of(i.event_id) as h where h = i.claimed_by) then
        perform private.refuse('not_available');
      end if;
    when what = 'call' then
      i.called_at := now();
    when what in ('done', 'needs_part') then
      if what = 'needs_part' then
        i.awaits_part := true;
        i.repair_status := coalesce(i.repair_status, 2);
      end if;
      i.done_at := now();
      i.claimed_also := false;
    when what = 'discard' then
      i.mistaken := true;
    when what = 'return' then
      i.goes_to := coalesce(i.goes_to, 'home');
      if i.goes_to = 'next_session' and i.goes_to_event_id is null then
        i.goes_to_event_id := private.next_session(i.event_id, (select v.person_id from public.visits v where v.id = i.visit_id));
      elsif i.goes_to = 'listing' and i.goes_to_listing_id is null and i.repair_status is distinct from 1 then
        perform private.refuse('wrong_state'); -- nobody lends what does not work
      end if;
      if i.goes_to_event_id is not null and (i.goes_to_event_id = i.event_id or not exists (
          select from public.events e where e.id = i.goes_to_event_id and e.kind = 'repair_session' and e.state in ('published', 'live')
        ) or not private.event_visible_to(i.goes_to_event_id, actor))
        or i.goes_to_listing_id is not null and not exists (select from public.listings l where l.id = i.goes_to_listing_id and l.owner_id = actor)
        or i.goes_to_place_id is not null and not exists (select from public.places p where p.id = i.goes_to_place_id)
      then
        perform private.refuse('not_available');
      end if;
    else
  end case;
  return i;
end;
$$;

-- Tells whoever booked that it is their turn, or that their thing is ready; at the door it is said aloud.
create function private.tell_visitor(i public.repair_items, v public.visits, what text, op uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  if v.person_id is null or v.state <> 'checked_in' then
    return;
  elsif i.state = 'claimed' and what in ('claim', 'call', 'pass_on') then
    perform private.notify(v.person_id, 'event', 'repair_called', 'event', i.event_id, 'repair_called:' || op);
  elsif i.state = 'done' and what in ('done', 'needs_part') then
    perform private.notify(v.person_id, 'event', 'repair_finished', 'event', i.event_id, 'repair_finished:' || op);
  end if;
end;
$$;

-- One step of a thing, by those who help its session; before they come, a visitor may `edit` or `discard` their own.
-- `queue`, `claim` (`also`: beside another), `call` (`at_table`), `release` (back to the queue), `pass_on` (`to` a helper; to the queue
-- without), `needs_part` (repairable, once a part is found), `done` (`repair_status` 0 to 3, `repair_barrier` 1 to 6 with 3 alone,
-- `weight_grams`, `minutes`, `notes`), `return` (`goes_to`: home, next_session, place, listing, with its id; without, the session is the
-- next there is, and the listing a draft that is written for it, once it was fixed), `discard` (entered by mistake), `edit`, `prioritise` (`priority` 0 to 2), `undo` of `undoes`, the `op_id` of whichever device, or of the caller's last step.
-- What a thing is may be said along with any; the photograph of a fault by its visitor alone. A thing that is queued already stays so. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_allowed` (also: no such thing), `already_done` (claimed by the caller;
-- undone before), `not_available` (somebody else has claimed it; nowhere to go), `quota_reached` (the repairer has another in hand),
-- `wrong_state` (also: whoever brought it is not in the hall; something later stands on what is undone), `not_found` (no such act to
-- undo), `answer_too_late`, `id_reused`.
create function public.advance_repair(id uuid, action text, details jsonb, op_id uuid) returns public.repair_items
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_repair.action;
  v_said jsonb := coalesce(details, '{}');
  v_content jsonb := jsonb_build_object('is', 'advance_repair', 'id', advance_repair.id, 'action', v_action, 'details', v_said);
  v_seen jsonb := private.replayed(advance_repair.op_id, v_content);
  v_helps boolean;
  v_v public.visits;
  v_i public.repair_items;
  v_step private.repair_steps;
  v_was private.repair_events;
  v_undone uuid;
  v_broken text;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.repair_items, v_seen);
  elsif jsonb_typeof(v_said) <> 'object' or v_said - private.details_of(v_action) <> '{}'
    or coalesce(v_action <> 'undo' and not exists (select from private.repair_steps s where s.action = v_action), true)
    or v_action = 'done' and coalesce(v_said ->> 'repair_status', '') = ''
    or v_action = 'prioritise' and coalesce(v_said ->> 'priority', '') = ''
  then
    perform private.refuse('invalid_value');
  end if;
  select v.* into v_v from public.visits v join public.repair_items i on i.visit_id = v.id where i.id = advance_repair.id for no key update of v;
  v_helps := private.is_volunteer(v_v.event_id);
  if v_helps then
    perform private.session_i_help(v_v.event_id, false);
    if v_said ? 'photo_path' then
      perform private.refuse('invalid_value'); -- the visitor's own
    end if;
  elsif v_v.person_id is distinct from v_me or v_action not in ('edit', 'discard') then
    perform private.refuse('not_allowed');
  elsif v_v.state not in ('booked', 'waitlisted') then
    perform private.refuse('wrong_state');
  elsif v_said - private.words_of_visitors() <> '{}' then
    perform private.refuse('invalid_value');
  elsif v_said ->> 'photo_path' not like v_me || '/' || v_v.event_id || '/%' then
    perform private.refuse('not_allowed');
  end if;
  select * into v_i from public.repair_items i where i.id = advance_repair.id for update;

  if v_action = 'undo' then
    v_was := private.last_repair_event(v_i.id);
    v_undone := (v_said ->> 'undoes')::uuid;
    if v_undone is null and (v_was.id is null or v_was.actor_id is distinct from v_me) then
      perform private.refuse('wrong_state');
    elsif v_undone is not null and v_was.op_id is distinct from v_undone then
      perform private.refuse(case
        when exists (
          select from private.repair_events o join private.repair_events u on u.undoes = o.id where o.item_id = v_i.id and o.op_id = v_undone
        ) then 'already_done'
        when exists (select from private.repair_events o where o.item_id = v_i.id and o.op_id = v_undone) then 'wrong_state'
        else 'not_found'
      end);
    end if;
    v_i := private.undo_repair(v_i, v_was, v_v, v_me, advance_repair.op_id);
  elsif not (v_action = 'queue' and v_i.state = 'queued') then
    select * into v_step from private.repair_steps s where s.action = v_action and s.from_state = v_i.state;
    if v_action = 'claim' and v_i.state = 'claimed' then
      perform private.refuse(case v_i.claimed_by when v_me then 'already_done' else 'not_available' end);
    elsif v_step.action is null then
      perform private.refuse(case
        when v_i.state <> 'claimed' and exists (select from private.repair_steps s where s.action = v_action and s.to_state = v_i.state) then 'already_done'
        else 'wrong_state'
      end);
    elsif v_step.in_hall and v_v.state <> 'checked_in' or v_action in ('done', 'needs_part') and v_v.state not in ('checked_in', 'left') then
      perform private.refuse('wrong_state');
    end if;
    v_i := private.thing_after(v_i, v_step.to_state, v_action, v_said, v_me);
    if v_action = 'return' and v_i.goes_to = 'listing' and v_i.goes_to_listing_id is null then
      v_i.goes_to_listing_id := private.draft_listing(v_i, v_v, v_me);
    end if;
    v_i := private.write_item(v_i);
    perform private.record_repair(v_i, v_action, v_me, advance_repair.op_id);
    perform private.tell_visitor(v_i, v_v, v_action, advance_repair.op_id);
  end if;
  perform private.keep_receipt(advance_repair.op_id, v_content, to_jsonb(v_i));
  return v_i;
exception
  when data_exception or check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;
grant execute on function public.advance_repair(uuid, text, jsonb, uuid) to authenticated;
