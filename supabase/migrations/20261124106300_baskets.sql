-- Baskets: several things of one owner, or several units of one thing, asked for together and handed over one by one.
-- Each line is a reservation of its own; the first bears the basket's id, and so does the one conversation about all of them.

-- What a basket asks for. Refuses `invalid_value`: no list, none or more than 50, no ids.
create function private.lines_in(lines jsonb) returns table (place bigint, id uuid, listing_id uuid)
language plpgsql immutable set search_path = ''
as $$
#variable_conflict use_column
begin
  if jsonb_typeof(lines) is distinct from 'array' or jsonb_array_length(lines) not between 1 and 50 then
    perform private.refuse('invalid_value');
  end if;
  return query
    select e.place, (e.line ->> 'id')::uuid, (e.line ->> 'listing_id')::uuid
    from jsonb_array_elements(lines) with ordinality as e (line, place);
exception
  when data_exception then
    perform private.refuse('invalid_value');
end;
$$;

-- Asks for every line or for none: `lines` is [{"id", "listing_id"}, …], up to 50, the first with the basket's own id.
-- Safe to repeat. Answers the lines. Refuses like `request_reservation`; `invalid_value` also for the same id twice or things of
-- several owners; `dates_taken` when fewer units are free than the lines ask for.
create function public.request_basket(id uuid, lines jsonb, starts_at timestamptz, ends_at timestamptz, note text default null)
returns setof public.reservations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := nullif(private.clean_text(request_basket.note), '');
  v_content jsonb := jsonb_build_object(
    'is', 'request_basket', 'lines', request_basket.lines, 'note', v_note,
    'starts_at', extract(epoch from starts_at)::text, 'ends_at', extract(epoch from ends_at)::text
  );
  v_ids uuid[];
  v_things uuid[];
  v_line record;
  v_listing public.listings;
  v_owner uuid;
begin
  if private.replayed(request_basket.id, v_content) is not null then
    return query select r.* from public.reservations r where r.basket_id = request_basket.id order by r.id;
    return;
  end if;
  select array_agg(l.id order by l.place), array_agg(l.listing_id order by l.place) into v_ids, v_things
  from private.lines_in(request_basket.lines) as l;
  if v_ids[1] is distinct from request_basket.id or array_position(v_ids, null) is not null
    or (select count(distinct one) from unnest(v_ids) as one) < cardinality(v_ids)
  then
    perform private.refuse('invalid_value');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  elsif exists (select from public.reservations r where r.id = any (v_ids))
    or exists (select from public.conversations c where c.id = any (v_ids))
  then
    perform private.refuse('not_allowed');
  end if;

  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l where l.id = any (v_things) order by l.id for no key update;
  for v_line in
    select thing as listing_id, count(*) as units from unnest(v_things) as thing group by thing
  loop
    select * into v_listing from public.listings l where l.id = v_line.listing_id;
    if v_listing.owner_id = v_me then
      perform private.refuse('own_listing');
    elsif not private.can_be_asked_for(v_line.listing_id) then
      perform private.refuse('not_available');
    elsif v_owner is not null and v_listing.owner_id <> v_owner then
      perform private.refuse('invalid_value');
    elsif private.free_units(v_listing.id, private.wanted_period(v_listing, starts_at, ends_at), v_me) < v_line.units then
      perform private.refuse('dates_taken');
    end if;
    v_owner := v_listing.owner_id;
  end loop;

  for v_line in select * from private.lines_in(request_basket.lines) as l order by l.place loop
    select * into v_listing from public.listings l where l.id = v_line.listing_id;
    perform private.ask_for(
      v_line.id, v_listing, v_me, starts_at, ends_at, case when v_line.place = 1 then v_note end, request_basket.id
    );
  end loop;
  perform private.keep_receipt(request_basket.id, v_content, 'true');
  return query select r.* from public.reservations r where r.basket_id = request_basket.id order by r.id;
end;
$$;

-- One step of every line that can take it: all of these, or none. Line by line, `advance_reservation` does. A code is said for each
-- thing, so the borrower takes them one by one. A note is told once.
-- Refuses like `advance_reservation`; `wrong_state` when no line can take the step.
create function public.advance_basket(id uuid, action text, note text default null, op_id uuid default null)
returns setof public.reservations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_basket.action;
  v_note text := nullif(private.clean_text(advance_basket.note), '');
  v_content jsonb := jsonb_build_object('is', 'advance_basket', 'id', advance_basket.id, 'action', v_action, 'note', v_note);
  v_by_whom text;
  v_first public.reservations;
  v_r public.reservations;
  v_steps integer := 0;
begin
  if private.replayed(advance_basket.op_id, v_content) is not null then
    return query select r.* from public.reservations r where r.basket_id = advance_basket.id order by r.id;
    return;
  elsif not exists (select from private.reservation_steps s where s.action = v_action and s.actor <> 'time') then
    perform private.refuse('invalid_value');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  end if;
  select * into v_first from public.reservations r where r.id = advance_basket.id and r.basket_id = r.id;
  v_by_whom := case v_me when v_first.owner_id then 'owner' when v_first.borrower_id then 'borrower' end;
  if not exists (select from private.reservation_steps s where s.action = v_action and s.actor = v_by_whom)
    or (v_action = 'hand_over' and v_by_whom = 'borrower')
  then
    perform private.refuse('not_allowed');
  end if;

  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l
  where l.id in (select r.listing_id from public.reservations r where r.basket_id = advance_basket.id) order by l.id for no key update;
  perform from public.reservations r where r.basket_id = advance_basket.id order by r.id for update;
  if private.is_blocked(v_first.owner_id, v_first.borrower_id) and (v_action in ('accept', 'hand_over') or v_note is not null) then
    perform private.refuse('not_available');
  end if;
  for v_r in
    select r.* from public.reservations r
    where r.basket_id = advance_basket.id
      and exists (
        select from private.reservation_steps s where s.action = v_action and s.actor = v_by_whom and s.from_state = r.state
      )
    order by r.id
  loop
    perform private.take_step(v_r, v_action, v_by_whom, v_me, v_note);
    v_steps := v_steps + 1;
  end loop;
  if v_steps = 0 then
    perform private.refuse('wrong_state');
  elsif v_note is not null then
    perform private.say(v_first.conversation_id, v_me, 'text', v_note);
  end if;
  perform private.keep_receipt(advance_basket.op_id, v_content, 'true');
  return query select r.* from public.reservations r where r.basket_id = advance_basket.id order by r.id;
end;
$$;

grant execute on function
  public.request_basket(uuid, jsonb, timestamptz, timestamptz, text), public.advance_basket(uuid, text, text, uuid)
  to authenticated;
