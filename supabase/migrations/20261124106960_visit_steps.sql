-- Visit steps: booking beforehand, walking in, numbers, coming in and leaving; and a step taken back.
-- What tablets did while apart comes together: the same step said twice is said once.

-- The session somebody helps at, locked when numbers or seats change hands. Refuses `not_allowed` (also: no such event, or no repair
-- session), `wrong_state` (a draft, or cancelled), `answer_too_late` (over for a month: names are gone).
create function private.session_i_help(event uuid, hold boolean) returns public.events
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
begin
  if not private.is_volunteer(event) then
    perform private.refuse('not_allowed');
  elsif hold then
    perform from public.events e where e.id = event for no key update;
  end if;
  select * into v_e from public.events e where e.id = event;
  if v_e.kind <> 'repair_session' then
    perform private.refuse('not_allowed');
  elsif v_e.state in ('draft', 'cancelled') then
    perform private.refuse('wrong_state');
  elsif v_e.ends_at < now() - interval '30 days' then
    perform private.refuse('answer_too_late');
  end if;
  return v_e;
end;
$$;

-- A number nobody has: `wanted`, when the caller reserved it and it is free; else the next. Called with the event locked.
create function private.next_ticket(event uuid, wanted integer) returns integer
language sql stable set search_path = ''
as $$
  select case
    when exists (
      select from private.ticket_blocks b
      where b.event_id = event and b.person_id = (select auth.uid()) and wanted >= b.from_ticket and wanted < b.until_ticket
    ) and not exists (select from public.visits v where v.event_id = event and v.ticket = wanted) then wanted
    else 1 + greatest(
      (select max(v.ticket) from public.visits v where v.event_id = event),
      (select max(b.until_ticket) - 1 from private.ticket_blocks b where b.event_id = event),
      0
    )
  end
$$;

-- Reserves numbers for a device that may lose its network: `[from_ticket, until_ticket)`, given by nobody else. Safe to repeat.
-- Refuses `sign_in_first`, `not_allowed`, `wrong_state`, `answer_too_late`, `invalid_value` (1 to 50), `quota_reached` (50 blocks), `id_reused`.
create function public.reserve_tickets(event_id uuid, op_id uuid, how_many integer) returns table (from_ticket integer, until_ticket integer)
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'reserve_tickets', 'event_id', reserve_tickets.event_id, 'how_many', how_many);
  v_first integer;
begin
  if private.replayed(reserve_tickets.op_id, v_content) is null then
    perform private.session_i_help(reserve_tickets.event_id, true);
    if how_many is null or how_many not between 1 and 50 then
      perform private.refuse('invalid_value');
    elsif (
      select count(*) from private.ticket_blocks b where b.event_id = reserve_tickets.event_id and b.person_id = v_me
    ) >= 50 then
      perform private.refuse('quota_reached');
    end if;
    v_first := private.next_ticket(reserve_tickets.event_id, null);
    insert into private.ticket_blocks (id, event_id, person_id, from_ticket, until_ticket)
    values (reserve_tickets.op_id, reserve_tickets.event_id, v_me, v_first, v_first + how_many);
    perform private.keep_receipt(reserve_tickets.op_id, v_content);
  end if;
  return query select b.from_ticket, b.until_ticket from private.ticket_blocks b where b.id = reserve_tickets.op_id;
end;
$$;

create function private.new_page_token() returns text
language sql volatile set search_path = ''
as $$
  select translate(rtrim(encode(substr(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 1, 16), 'base64'), '='), '+/', '-_')
$$;

-- Gives a visit the page its ticket leads to, unless it has one. Refuses `invalid_value` (no token, or another visit's).
create function private.open_page(visit uuid, said text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into private.visit_pages (visit_id, token) values (visit, coalesce(said, private.new_page_token()))
  on conflict (visit_id) do nothing;
exception
  when check_violation or unique_violation then
    perform private.refuse('invalid_value');
end;
$$;

-- What a step changes of a thing: all that an undo puts back.
create function private.item_as_it_is(i public.repair_items) returns jsonb
language sql stable set search_path = ''
as $$
  select to_jsonb(i) - array['id', 'visit_id', 'event_id', 'position', 'continues_id', 'listing_id', 'photo_path', 'changed_at']
$$;

create function private.record_repair(i public.repair_items, what text, actor uuid, op uuid, back_to bigint default null) returns void
language sql volatile set search_path = ''
as $$
  insert into private.repair_events (item_id, actor_id, op_id, action, state, became, undoes)
  values (i.id, actor, op, what, i.state, private.item_as_it_is(i), back_to)
$$;

create function private.record_visit(v public.visits, what text, actor uuid, op uuid, back_to bigint default null) returns void
language sql volatile set search_path = ''
as $$
  insert into private.visit_events (visit_id, actor_id, op_id, action, state, undoes) values (v.id, actor, op, what, v.state, back_to)
$$;

-- Writes what became of a thing. Refuses `quota_reached`: its repairer has another in hand and did not say that this comes beside it.
create function private.write_item(i public.repair_items) returns public.repair_items
language plpgsql volatile set search_path = ''
as $$
begin
  update public.repair_items o
  set product_category_id = i.product_category_id,
      partner_product_category = btrim(replace(private.clean_text(i.partner_product_category), chr(10), ' ')),
      brand = btrim(replace(private.clean_text(i.brand), chr(10), ' ')), year_of_manufacture = i.year_of_manufacture,
      problem = private.clean_text(i.problem), photo_path = i.photo_path, parts = private.clean_text(i.parts), awaits_part = i.awaits_part,
      state = i.state, priority = i.priority, queued_at = i.queued_at, claimed_by = i.claimed_by, claimed_also = i.claimed_also,
      claimed_at = i.claimed_at, called_at = i.called_at, at_table = btrim(replace(private.clean_text(i.at_table), chr(10), ' ')),
      repair_status = i.repair_status, repair_barrier = i.repair_barrier, weight_grams = i.weight_grams, minutes = i.minutes,
      notes = private.clean_text(i.notes), done_at = i.done_at, goes_to = i.goes_to, goes_to_event_id = i.goes_to_event_id,
      goes_to_place_id = i.goes_to_place_id, goes_to_listing_id = i.goes_to_listing_id, mistaken = i.mistaken, changed_at = now()
  where o.id = i.id returning * into i;
  return i;
exception
  when unique_violation then
    perform private.refuse('quota_reached');
end;
$$;

-- Writes down what somebody brings, in the queue at once when they are in the hall. `known` names what the caller may say of it.
-- Refuses `invalid_value`, `too_long`, `not_allowed` (an id that is taken, somebody else's photograph, listing or earlier thing).
create function private.add_items(v public.visits, items jsonb, known text[], op uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_me uuid := (select auth.uid());
  v_said jsonb;
  v_i public.repair_items;
  v_position integer := (select count(*) from public.repair_items i where i.visit_id = v.id);
  v_broken text;
begin
  for v_said in select jsonb_array_elements(items) loop
    if jsonb_typeof(v_said) <> 'object' or v_said - known <> '{}' or coalesce(jsonb_typeof(v_said -> 'id'), '') <> 'string' then
      perform private.refuse('invalid_value');
    end if;
    v_i := jsonb_populate_record(null::public.repair_items, jsonb_strip_nulls(v_said) - 'ticket');
    if exists (select from public.repair_items i where i.id = v_i.id)
      or v_i.photo_path is not null and v_i.photo_path not like v_me || '/' || v.event_id || '/%'
      or v_i.listing_id is not null and not exists (
        select from public.listings l where l.id = v_i.listing_id and l.owner_id = v_me and l.status <> 'closed'
      )
      or v_i.continues_id is not null and not exists (
        select from public.repair_items o join public.visits w on w.id = o.visit_id
        where o.id = v_i.continues_id and w.person_id = v_me and o.goes_to = 'next_session'
      )
    then
      perform private.refuse('not_allowed');
    end if;
    insert into public.repair_items
      (id, visit_id, event_id, position, product_category_id, year_of_manufacture, photo_path, continues_id, listing_id, priority, state, queued_at)
    values (
      v_i.id, v.id, v.event_id, v_position, v_i.product_category_id, v_i.year_of_manufacture, v_i.photo_path, v_i.continues_id, v_i.listing_id,
      coalesce(v_i.priority, 0),
      (case when v.state = 'checked_in' then 'queued' else 'registered' end)::public.repair_state, case when v.state = 'checked_in' then now() end
    );
    select * into v_i from jsonb_populate_record(
      (select i from public.repair_items i where i.id = v_i.id), jsonb_strip_nulls(v_said) - array['id', 'ticket', 'photo_path', 'continues_id', 'listing_id']
    );
    v_i := private.write_item(v_i);
    perform private.record_repair(v_i, 'register', v_me, op);
    v_position := v_position + 1;
  end loop;
exception
  when data_exception or check_violation or not_null_violation or foreign_key_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- What a visitor says of their thing beforehand; what helpers say of it besides.
create function private.words_of_visitors() returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array['id', 'product_category_id', 'partner_product_category', 'brand', 'year_of_manufacture', 'problem', 'photo_path', 'continues_id', 'listing_id'] $$;

create function private.words_of_helpers() returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array['id', 'product_category_id', 'partner_product_category', 'brand', 'year_of_manufacture', 'problem', 'priority', 'parts', 'ticket'] $$;

-- The number asked for along with what is brought: the first of them.
create function private.ticket_in(items jsonb) returns integer
language plpgsql immutable set search_path = ''
as $$
begin
  return (select (o.value ->> 'ticket')::integer from jsonb_array_elements(items) with ordinality as o where o.value ->> 'ticket' is not null order by o.ordinality limit 1);
exception
  when data_exception then
    perform private.refuse('invalid_value');
end;
$$;

-- How many may still book. Null: whoever comes.
create function private.seats_left(e public.events) returns integer
language sql stable set search_path = ''
as $$
  select e.capacity - count(*)::integer from public.visits v where v.event_id = e.id and v.state in ('booked', 'checked_in', 'left')
$$;

-- Gives seats that came free to whoever waited longest, and tells them. Called with the event locked. Answers how many.
create function private.seat_visits(event uuid) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
  v_v public.visits;
  v_count integer := 0;
begin
  select * into v_e from public.events e where e.id = event;
  if v_e.state not in ('published', 'live') or v_e.ends_at <= now() then
    return 0;
  end if;
  for v_v in
    select * from public.visits v where v.event_id = event and v.state = 'waitlisted' order by v.asked_at, v.id
    limit greatest(private.seats_left(v_e), 0) for update
  loop
    update public.visits v set state = 'booked', changed_at = now() where v.id = v_v.id returning * into v_v;
    perform private.record_visit(v_v, 'seat', null, null);
    perform private.notify(v_v.person_id, 'event', 'visit_seated', 'event', event, 'visit_seated:' || v_v.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Books for a repair session: when one comes, and what one brings, one to five things (`id`, `product_category_id`,
-- `partner_product_category`, `brand`, `year_of_manufacture`, `problem`, `photo_path` stored before, `listing_id` of a thing of one's own,
-- `continues_id` of the same thing at an earlier session that sent it on).
-- `waitlisted` when it is full. `token` opens the visit's page: 22 characters of base64url, made here when it is left out. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_available` (also: hidden from you, a draft, cancelled, or no repair session),
-- `answer_too_late` (over), `outside_windows` (not within the session), `starts_in_past`, `already_done`, `full` (500 wait),
-- `quota_reached` (10 to come), `too_fast`, `id_reused`, `not_allowed`.
create function public.book_visit(id uuid, event_id uuid, arrival_at timestamptz, items jsonb, token text default null) returns public.visits
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_at timestamptz := book_visit.arrival_at;
  v_content jsonb := jsonb_build_object(
    'is', 'book_visit', 'event_id', book_visit.event_id, 'arrival_at', extract(epoch from v_at)::text, 'items', items, 'token', token
  );
  v_seen jsonb := private.replayed(book_visit.id, v_content);
  v_e public.events;
  v_v public.visits;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.visits, v_seen);
  elsif exists (select from public.visits v where v.id = book_visit.id) then
    perform private.refuse('not_allowed');
  elsif v_at is null or not isfinite(v_at) or coalesce(jsonb_typeof(items), '') <> 'array' or jsonb_array_length(items) not between 1 and 5 then
    perform private.refuse('invalid_value');
  end if;
  -- One act at a time per person, then per event: quotas, seats and the line are counted by nobody else meanwhile.
  perform from public.people p where p.id = v_me for no key update;
  select * into v_e from public.events e where e.id = book_visit.event_id for no key update;
  if not private.event_visible_to(book_visit.event_id, v_me) or v_e.kind <> 'repair_session' or v_e.state in ('draft', 'cancelled') then
    perform private.refuse('not_available');
  elsif v_e.state = 'closed' or v_e.ends_at <= now() then
    perform private.refuse('answer_too_late');
  elsif v_at < v_e.starts_at or v_at >= v_e.ends_at then
    perform private.refuse('outside_windows');
  elsif v_at < now() - interval '15 minutes' then
    perform private.refuse('starts_in_past');
  elsif exists (
    select from public.visits v where v.event_id = v_e.id and v.person_id = v_me and v.state not in ('cancelled', 'no_show')
  ) then
    perform private.refuse('already_done');
  elsif (select count(*) from public.visits v where v.event_id = v_e.id and v.state = 'waitlisted') >= 500 then
    perform private.refuse('full');
  elsif (
    select count(*) from public.visits v join public.events o on o.id = v.event_id
    where v.person_id = v_me and v.state in ('booked', 'waitlisted') and o.ends_at > now() and o.state in ('published', 'live')
  ) >= 10 then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.visits v where v.person_id = v_me and v.asked_at > now() - interval '1 day') >= 30 then
    perform private.refuse('too_fast');
  end if;
  insert into public.visits (id, event_id, person_id, arrival_at, state)
  values (
    book_visit.id, v_e.id, v_me, v_at,
    (case when coalesce(private.seats_left(v_e) > 0, true) then 'booked' else 'waitlisted' end)::public.visit_state
  ) returning * into v_v;
  perform private.record_visit(v_v, 'book', v_me, v_v.id);
  perform private.open_page(v_v.id, token);
  perform private.add_items(v_v, items, private.words_of_visitors(), v_v.id);
  perform private.keep_receipt(v_v.id, v_content, to_jsonb(v_v));
  return v_v;
end;
$$;

-- When somebody who said `said` comes to a session whose hours were changed: then, while that is within it; else as long after its
-- beginning as before, at the latest in its last half hour.
create function private.arrival_after(said timestamptz, was public.events, e public.events) returns timestamptz
language sql immutable set search_path = ''
as $$
  select case
    when said >= e.starts_at and said < e.ends_at then said
    else e.starts_at + least(
      greatest(said - was.starts_at, interval '0'),
      interval '30 minutes' * floor(extract(epoch from e.ends_at - e.starts_at - interval '1 microsecond') / 1800)
    )
  end
$$;

-- Lets the hours at which people said they come follow a session that was moved, and tells those whose hour is another now. Called
-- with the event locked. Answers whom it told.
create function private.move_arrivals(was public.events, e public.events) returns uuid[]
language plpgsql volatile set search_path = ''
as $$
declare
  v_v public.visits;
  v_told uuid[] := '{}';
begin
  for v_v in
    update public.visits v set arrival_at = private.arrival_after(v.arrival_at, was, e), changed_at = now()
    where v.event_id = e.id and v.state in ('booked', 'waitlisted') and v.arrival_at <> private.arrival_after(v.arrival_at, was, e)
    returning *
  loop
    if v_v.person_id is distinct from (select auth.uid()) then
      perform private.notify(v_v.person_id, 'event', 'visit_moved', 'event', e.id, concat_ws(':', 'visit_moved', v_v.id, e.sequence));
    end if;
    v_told := v_told || v_v.person_id;
  end loop;
  return v_told;
end;
$$;

-- Writes down somebody at the door: a first name and what they bring, up to ten things (`id`, `product_category_id`,
-- `partner_product_category`, `brand`, `year_of_manufacture`, `problem`, `priority`, `parts`, `ticket`). They are in the queue at once, under
-- the `ticket` that this device reserved when it is free, or else the next. `token` as in `book_visit`. Safe to repeat; the first name is
-- answered for as long as it is kept.
-- Refuses `sign_in_first`, `not_allowed` (also: no such event, or an id that is taken), `wrong_state`, `answer_too_late`, `invalid_value`,
-- `too_long`, `full` (2000 visits), `id_reused`.
create function public.register_walk_in(id uuid, event_id uuid, name text, items jsonb, token text default null) returns public.visits
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_name text := btrim(replace(private.clean_text(name), chr(10), ' '));
  v_content jsonb := jsonb_build_object('is', 'register_walk_in', 'event_id', register_walk_in.event_id, 'name', v_name, 'items', items, 'token', token);
  v_seen jsonb := private.replayed(register_walk_in.id, v_content);
  v_e public.events;
  v_v public.visits;
begin
  if v_seen is not null then
    v_v := jsonb_populate_record(null::public.visits, v_seen);
    v_v.walk_in_name := (select v.walk_in_name from public.visits v where v.id = v_v.id);
    return v_v;
  end if;
  v_e := private.session_i_help(register_walk_in.event_id, true);
  if exists (select from public.visits v where v.id = register_walk_in.id) then
    perform private.refuse('not_allowed');
  elsif char_length(v_name) > 60 then
    perform private.refuse('too_long');
  elsif coalesce(v_name, '') = '' or coalesce(jsonb_typeof(items), '') <> 'array' or jsonb_array_length(items) > 10 then
    perform private.refuse('invalid_value');
  elsif (select count(*) from public.visits v where v.event_id = v_e.id) >= 2000 then
    perform private.refuse('full');
  end if;
  insert into public.visits (id, event_id, walk_in, walk_in_name, state, ticket, checked_in_at)
  values (register_walk_in.id, v_e.id, true, v_name, 'checked_in', private.next_ticket(v_e.id, private.ticket_in(items)), now()) returning * into v_v;
  perform private.record_visit(v_v, 'walk_in', v_me, v_v.id);
  perform private.open_page(v_v.id, token);
  perform private.add_items(v_v, items, private.words_of_helpers(), v_v.id);
  perform private.keep_receipt(v_v.id, v_content, to_jsonb(v_v) - 'walk_in_name');
  return v_v;
end;
$$;

-- Adds what somebody brings besides: by the visitor before they come (five in all), by helpers until they leave (twenty). Safe to repeat.
-- Refuses `sign_in_first`, `not_allowed` (also: no such visit), `wrong_state`, `answer_too_late`, `invalid_value`, `too_long`, `full`, `id_reused`.
create function public.bring_items(visit_id uuid, items jsonb, op_id uuid) returns public.visits
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'bring_items', 'visit_id', bring_items.visit_id, 'items', items);
  v_seen jsonb := private.replayed(bring_items.op_id, v_content);
  v_mine boolean;
  v_v public.visits;
begin
  select * into v_v from public.visits v where v.id = bring_items.visit_id for no key update;
  if v_seen is not null then
    return v_v;
  end if;
  v_mine := coalesce(v_v.person_id = v_me, false);
  if not private.is_volunteer(v_v.event_id) and v_mine then
    if v_v.state not in ('booked', 'waitlisted') or exists (select from public.events e where e.id = v_v.event_id and e.state not in ('published', 'live')) then
      perform private.refuse('wrong_state');
    end if;
  else
    v_mine := false;
    perform private.session_i_help(v_v.event_id, false);
    if v_v.state not in ('booked', 'waitlisted', 'checked_in') then
      perform private.refuse('wrong_state');
    end if;
  end if;
  if coalesce(jsonb_typeof(items), '') <> 'array' or jsonb_array_length(items) not between 1 and 10 then
    perform private.refuse('invalid_value');
  elsif (select count(*) from public.repair_items i where i.visit_id = v_v.id) + jsonb_array_length(items) > (case when v_mine then 5 else 20 end) then
    perform private.refuse('full');
  end if;
  perform private.add_items(v_v, items, case when v_mine then private.words_of_visitors() else private.words_of_helpers() end, bring_items.op_id);
  perform private.keep_receipt(bring_items.op_id, v_content);
  return v_v;
end;
$$;

-- The last step of a visit, or of a thing, that was not taken back.
create function private.last_visit_event(visit uuid, but bigint default null) returns private.visit_events
language sql stable set search_path = ''
as $$
  select e from private.visit_events e
  where e.visit_id = visit and e.undoes is null and e.id is distinct from but
    and not exists (select from private.visit_events u where u.undoes = e.id)
  order by e.id desc limit 1
$$;

create function private.last_repair_event(item uuid, but bigint default null) returns private.repair_events
language sql stable set search_path = ''
as $$
  select e from private.repair_events e
  where e.item_id = item and e.undoes is null and e.id is distinct from but
    and not exists (select from private.repair_events u where u.undoes = e.id)
  order by e.id desc limit 1
$$;

-- Puts a thing back as it was before the step `was`, its last. Called with the visit and the thing locked.
-- Refuses `wrong_state` (whoever brought it is not in the hall), `quota_reached` (its repairer has another in hand).
create function private.undo_repair(i public.repair_items, was private.repair_events, v public.visits, actor uuid, op uuid) returns public.repair_items
language plpgsql volatile set search_path = ''
as $$
declare
  v_before private.repair_events := private.last_repair_event(i.id, was.id);
begin
  if v_before.id is null then
    -- It was entered: it counts no more, unless the visit goes with it.
    i.state := 'returned';
    i.mistaken := v.state <> 'cancelled';
  else
    select * into i from jsonb_populate_record(i, v_before.became);
    if not exists (select from public.listings l where l.id = i.goes_to_listing_id) then
      i.goes_to_listing_id := null; -- thrown away meanwhile
    end if;
    if i.state in ('queued', 'claimed') and v.state <> 'checked_in' then
      perform private.refuse('wrong_state');
    end if;
  end if;
  i := private.write_item(i);
  perform private.record_repair(i, 'undo', actor, op, was.id);
  return i;
end;
$$;

-- Takes a visit's last step back, and what came with it. Called with the event and the visit locked.
-- Refuses `not_found` (no such act), `already_done` (taken back), `wrong_state` (something stands on it), `full` (the seat is given).
create function private.undo_visit(v public.visits, e public.events, undone uuid, actor uuid, op uuid) returns public.visits
language plpgsql volatile set search_path = ''
as $$
declare
  v_was private.visit_events := private.last_visit_event(v.id);
  v_before private.visit_events := private.last_visit_event(v.id, v_was.id);
  v_i public.repair_items;
  v_step private.repair_events;
begin
  if undone is null then
    if v_was.actor_id is distinct from actor then
      perform private.refuse('wrong_state');
    end if;
  elsif v_was.op_id is distinct from undone then
    perform private.refuse(case
      when exists (
        select from private.visit_events o join private.visit_events u on u.undoes = o.id where o.visit_id = v.id and o.op_id = undone
      ) then 'already_done'
      when exists (select from private.visit_events o where o.visit_id = v.id and o.op_id = undone) then 'wrong_state'
      else 'not_found'
    end);
  end if;
  update public.visits o
  set state = coalesce(v_before.state, 'cancelled'),
      checked_in_at = case when coalesce(v_before.state in ('checked_in', 'left'), false) then o.checked_in_at end, changed_at = now()
  where o.id = v.id returning * into v;
  if v.state = 'booked' and private.seats_left(e) < 0 then
    perform private.refuse('full');
  end if;
  for v_i in select * from public.repair_items i where i.visit_id = v.id order by i.id for update loop
    v_step := private.last_repair_event(v_i.id);
    if v_step.op_id = v_was.op_id then
      perform private.undo_repair(v_i, v_step, v, actor, op);
    elsif v.state <> 'checked_in' and v_was.state = 'checked_in' and v_i.state in ('claimed', 'done')
      or exists (
        select from private.repair_events s
        where s.item_id = v_i.id and s.op_id = v_was.op_id and not exists (select from private.repair_events u where u.undoes = s.id)
      )
    then
      perform private.refuse('wrong_state');
    end if;
  end loop;
  perform private.record_visit(v, 'undo', actor, op, v_was.id);
  return v;
end;
$$;

-- One step of a visit. By helpers: `check_in` (its things are queued, under `details.ticket` when this device reserved it; `details.token`
-- opens its page), `leave`, `no_show`, `cancel`, and `undo` of `details.undoes`, the `op_id` of whichever device, or of the caller's last
-- step. By the visitor: `cancel`, and `undo` of that. A step that somebody else has taken meanwhile changes nothing. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `not_allowed` (also: no such visit), `wrong_state` (also: something later stands on what is
-- undone, or one of its things is on a table), `answer_too_late`, `already_done` (undone before), `not_found` (no such act), `full`, `id_reused`.
create function public.advance_visit(id uuid, action text, op_id uuid, details jsonb default '{}') returns public.visits
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_visit.action;
  v_said jsonb := jsonb_strip_nulls(coalesce(details, '{}'));
  v_content jsonb := jsonb_build_object('is', 'advance_visit', 'id', advance_visit.id, 'action', v_action, 'details', v_said);
  v_seen jsonb := private.replayed(advance_visit.op_id, v_content);
  v_e public.events;
  v_v public.visits;
  v_next public.visit_state;
  v_i public.repair_items;
begin
  if v_seen is not null then
    v_v := jsonb_populate_record(null::public.visits, v_seen);
    v_v.walk_in_name := (select v.walk_in_name from public.visits v where v.id = v_v.id);
    return v_v;
  elsif jsonb_typeof(v_said) <> 'object'
    or v_said - (case v_action when 'check_in' then array['ticket', 'token'] when 'undo' then array['undoes'] else '{}' end) <> '{}'
    or coalesce(v_action <> 'undo' and not exists (select from private.visit_steps s where s.action = v_action), true)
  then
    perform private.refuse('invalid_value');
  end if;
  select v.event_id into v_e.id from public.visits v where v.id = advance_visit.id;
  if private.is_volunteer(v_e.id) then
    v_e := private.session_i_help(v_e.id, true);
  elsif exists (select from public.visits v where v.id = advance_visit.id and v.person_id = v_me) and v_action in ('cancel', 'undo') then
    select * into v_e from public.events e where e.id = v_e.id for no key update;
  else
    perform private.refuse('not_allowed');
  end if;
  select * into v_v from public.visits v where v.id = advance_visit.id for no key update;
  if not private.is_volunteer(v_e.id) and (
    v_e.ends_at <= now() or case v_action
      when 'cancel' then v_v.state not in ('booked', 'waitlisted', 'cancelled')
      else (private.last_visit_event(v_v.id)).action <> 'cancel' or (private.last_visit_event(v_v.id)).actor_id is distinct from v_me
    end
  ) then
    perform private.refuse('wrong_state');
  end if;

  if v_action = 'undo' then
    v_v := private.undo_visit(v_v, v_e, (v_said ->> 'undoes')::uuid, v_me, advance_visit.op_id);
  else
    select s.to_state into v_next from private.visit_steps s where s.action = v_action and s.from_state = v_v.state;
    if v_next is null and not exists (select from private.visit_steps s where s.action = v_action and s.to_state = v_v.state) then
      perform private.refuse('wrong_state');
    elsif v_next is not null then
      if v_next <> 'checked_in' and exists (
        select from public.repair_items i where i.visit_id = v_v.id and (i.state = 'claimed' or v_next = 'cancelled' and i.state = 'done')
      ) then
        perform private.refuse('wrong_state');
      end if;
      update public.visits v
      set state = v_next, changed_at = now(),
          ticket = case v_action when 'check_in' then coalesce(v.ticket, private.next_ticket(v.event_id, (v_said ->> 'ticket')::integer)) else v.ticket end,
          checked_in_at = case v_action when 'check_in' then coalesce(v.checked_in_at, now()) else v.checked_in_at end
      where v.id = v_v.id returning * into v_v;
      perform private.record_visit(v_v, v_action, v_me, advance_visit.op_id);
      if v_action = 'check_in' then
        perform private.open_page(v_v.id, v_said ->> 'token');
        for v_i in select * from public.repair_items i where i.visit_id = v_v.id and i.state = 'registered' order by i.position, i.id for update loop
          v_i.state := 'queued';
          v_i.queued_at := now();
          v_i := private.write_item(v_i);
          perform private.record_repair(v_i, 'queue', v_me, advance_visit.op_id);
        end loop;
      end if;
    end if;
  end if;
  perform private.seat_visits(v_e.id);
  perform private.keep_receipt(advance_visit.op_id, v_content, to_jsonb(v_v) - 'walk_in_name');
  return v_v;
exception
  when data_exception then
    perform private.refuse('invalid_value');
  when unique_violation then
    perform private.refuse('already_done'); -- booked again meanwhile
end;
$$;

grant execute on function
  public.reserve_tickets(uuid, uuid, integer), public.book_visit(uuid, uuid, timestamptz, jsonb, text),
  public.register_walk_in(uuid, uuid, text, jsonb, text), public.bring_items(uuid, jsonb, uuid), public.advance_visit(uuid, text, uuid, jsonb)
  to authenticated;
