-- Event writing: announcing an event, changing it, moving and cancelling it; whoever comes or helps is told.

-- The line a step leaves.
create function private.record_event_step(e public.events, what text, actor uuid) returns void
language sql volatile set search_path = ''
as $$
  insert into private.event_events (event_id, actor_id, action, state, starts_at, ends_at)
  values (e.id, actor, what, e.state, e.starts_at, e.ends_at)
$$;

-- Whoever has a seat, waits for one or holds a shift of an event.
create function private.people_of_event(event_id uuid) returns setof uuid
language sql stable set search_path = ''
as $$
  select a.person_id from public.attendances a
  where a.event_id = people_of_event.event_id and a.state in ('attending', 'waitlisted', 'checked_in')
  union
  select s.person_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
  where f.event_id = people_of_event.event_id and s.state = 'taken'
$$;

-- Tells those who come or help, but not whoever did it, nor whoever was `told` more already, that something happened to an event;
-- once per `again`.
create function private.tell_event(e public.events, says text, again text, told uuid[] default '{}') returns void
language sql volatile set search_path = ''
as $$
  select private.notify(p, 'event', says, 'event', e.id, says || ':' || e.id || ':' || again)
  from private.people_of_event(e.id) as p where p is distinct from (select auth.uid()) and p <> all (told)
$$;

-- Gives free seats to whoever has waited longest, then counts anew. Called with the event locked. Answers the event.
create function private.fill_seats(event_id uuid) returns public.events
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
  v_a public.attendances;
  v_taken integer;
begin
  select * into v_e from public.events e where e.id = fill_seats.event_id;
  v_taken := (
    select count(*) from public.attendances a where a.event_id = v_e.id and a.state in ('attending', 'checked_in')
  );
  if v_e.state in ('published', 'live') and v_e.ends_at > now() then
    for v_a in
      select * from public.attendances a where a.event_id = v_e.id and a.state = 'waitlisted'
      order by a.asked_at, a.id limit case when v_e.capacity is not null then greatest(v_e.capacity - v_taken, 0) end
    loop
      update public.attendances a set state = 'attending', changed_at = now() where a.id = v_a.id;
      insert into private.attendance_events (event_id, attendance_id, action) values (v_e.id, v_a.id, 'seat');
      perform private.notify(v_a.person_id, 'event', 'event_seat', 'event', v_e.id, 'event_seat:' || v_a.id);
    end loop;
  end if;
  update public.events e
  set attending = (select count(*) from public.attendances a where a.event_id = e.id and a.state in ('attending', 'checked_in')),
      waiting = (select count(*) from public.attendances a where a.event_id = e.id and a.state = 'waitlisted')
  where e.id = v_e.id returning * into v_e;
  return v_e;
end;
$$;

-- Whether the caller may know of a place: it is of no private community they are not in.
create function private.sees_place(place_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.places p left join public.communities c on c.id = p.held_by
    where p.id = sees_place.place_id and (c.id is null or c.visibility <> 'private' or c.id = any ((select private.my_communities())::uuid[]))
  )
$$;

-- Whether an event may be written so, by whoever is there. Called after it was. `was` is empty when it is new.
-- Refuses `not_a_member`, `wrong_state`, `starts_in_past`, `period_too_long`, `not_available` (a place hidden from the caller).
create function private.check_event(was public.events, e public.events) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if was.state in ('closed', 'cancelled') then
    perform private.refuse('wrong_state');
  elsif e.community_id is distinct from was.community_id then
    if was.published_at is not null then
      perform private.refuse('wrong_state'); -- who sees it, and who comes, relied on whose it is
    elsif e.community_id <> all ((select private.my_communities())::uuid[]) then
      perform private.refuse('not_a_member');
    end if;
  end if;
  if e.place_id is distinct from was.place_id and e.place_id is not null and not private.sees_place(e.place_id) then
    perform private.refuse('not_available');
  elsif e.starts_at is distinct from was.starts_at and e.starts_at <= now() then
    perform private.refuse('starts_in_past');
  elsif e.starts_at > now() + interval '2 years' then
    perform private.refuse('period_too_long');
  end if;
end;
$$;

-- Writes the columns given, of a new draft or of the event there is: `kind`, `title`, `about`, `community_id`, `place_id`, `address`,
-- `commune_code`, `starts_at`, `ends_at`, `capacity`. Answers it as it was then. Whoever comes to an announced event is told when its
-- hours or its place change; one of a series then goes its own way.
-- Refuses `sign_in_first`, `not_allowed` (also: somebody else's id), `invalid_value`, `too_long`, `not_a_member`, `wrong_state` (over,
-- cancelled; or another community, once announced), `starts_in_past`, `period_too_long` (two years away), `not_available` (fewer seats
-- than people who come; or no such place), `quota_reached` (50 to come), `id_reused`.
create function public.save_event(id uuid, changes jsonb, op_id uuid) returns public.events
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_event', 'id', save_event.id, 'changes', changes);
  v_seen jsonb := private.replayed(save_event.op_id, v_content);
  v_columns text;
  v_was public.events;
  v_e public.events;
  v_broken text;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.events, v_seen);
  elsif save_event.id is null then
    perform private.refuse('invalid_value');
  end if;
  v_columns := private.columns_in(changes, array[
    'kind', 'title', 'about', 'community_id', 'place_id', 'address', 'commune_code', 'starts_at', 'ends_at', 'capacity'
  ]);
  perform from public.people p where p.id = v_me for no key update;
  select * into v_was from public.events e where e.id = save_event.id for no key update;
  if not found then
    if (
      select count(*) from public.events e
      where e.organiser_id = v_me and e.ends_at > now() and e.state in ('draft', 'published', 'live') and e.series_id is null
    ) >= 50 then
      perform private.refuse('quota_reached');
    end if;
    execute format(
      'insert into public.events (id, organiser_id, %1$s) select $1, $2, %1$s from jsonb_populate_record(null::public.events, $3) returning *',
      v_columns
    ) into v_e using save_event.id, v_me, changes;
    perform private.check_event(v_was, v_e);
    perform private.record_event_step(v_e, 'create', v_me);
  elsif not private.is_organiser(save_event.id) then
    perform private.refuse('not_allowed');
  else
    execute format(
      'update public.events e set (%1$s) = (select %1$s from jsonb_populate_record(null::public.events, $2)) where e.id = $1 returning e.*',
      v_columns
    ) into v_e using save_event.id, changes;
    perform private.check_event(v_was, v_e);
    v_e := private.settle_event_change(v_was, v_e, v_me);
  end if;
  perform private.keep_receipt(save_event.op_id, v_content, to_jsonb(v_e));
  return v_e;
exception
  when unique_violation then
    perform private.refuse('id_reused'); -- the act bears an id that is taken
  when data_exception or check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    if v_broken in ('events_never_too_many', 'events_place_id_fkey') then
      perform private.refuse('not_available');
    elsif v_broken = 'events_community_id_fkey' then
      perform private.refuse('not_a_member'); -- as for one that is closed to the caller
    end if;
    perform private.refuse_breach(v_broken);
end;
$$;

-- What a change brings with it, once written: its place in calendars, the line it leaves, who is told, who gets a seat.
create function private.settle_event_change(was public.events, e public.events, actor uuid) returns public.events
language plpgsql volatile set search_path = ''
as $$
declare
  v_moved boolean := (was.starts_at, was.ends_at) is distinct from (e.starts_at, e.ends_at);
  v_elsewhere boolean := (was.place_id, was.address, was.commune_code) is distinct from (e.place_id, e.address, e.commune_code);
  v_shown boolean := v_moved or v_elsewhere or (was.title, was.about) is distinct from (e.title, e.about);
  v_told uuid[] := '{}';
begin
  if v_shown and e.published_at is not null then
    update public.events o set sequence = o.sequence + 1, changed_at = now() where o.id = e.id;
  end if;
  update public.events o set detached = true where o.id = e.id and o.series_id is not null and actor is not null;
  e := private.fill_seats(e.id);
  perform private.record_event_step(e, case when v_moved then 'move' else 'change' end, actor);
  if v_moved then
    v_told := private.move_arrivals(was, e);
  end if;
  if e.published_at is not null and v_moved then
    perform private.tell_event(e, 'event_moved', e.sequence::text, v_told);
  elsif e.published_at is not null and v_elsewhere then
    perform private.tell_event(e, 'event_elsewhere', e.sequence::text);
  end if;
  return e;
end;
$$;

-- Moves an event one step of private.event_steps. Called with it locked. Refuses `wrong_state`, `already_done`, `starts_in_past`.
create function private.take_event_step(e public.events, what text, actor uuid, said text default '') returns public.events
language plpgsql volatile set search_path = ''
as $$
declare
  v_next public.event_state;
begin
  select s.to_state into v_next from private.event_steps s where s.action = what and s.from_state = e.state;
  if v_next is null then
    perform private.refuse(case
      when exists (select from private.event_steps s where s.action = what and s.to_state = e.state) then 'already_done' else 'wrong_state'
    end);
  elsif what = 'publish' and e.ends_at <= now() then
    perform private.refuse('starts_in_past');
  elsif what = 'open' and e.starts_at > now() + interval '12 hours' then
    perform private.refuse('wrong_state'); -- the day has not come
  end if;
  update public.events o
  set state = v_next,
      published_at = case when what = 'publish' then now() else o.published_at end,
      cancel_note = case when what = 'cancel' then said else o.cancel_note end,
      sequence = o.sequence + case when what = 'cancel' and o.published_at is not null then 1 else 0 end,
      changed_at = case when what in ('publish', 'cancel') then now() else o.changed_at end
  where o.id = e.id returning * into e;
  perform private.record_event_step(e, what, actor);
  if what = 'cancel' and e.published_at is not null and e.ends_at > now() then
    perform private.tell_event(e, 'event_cancelled', e.sequence::text);
  end if;
  return e;
end;
$$;

-- One step of an event, by those who run it: `publish`; `open` from twelve hours before it begins, `close`, and `reopen` when it was
-- closed too early; `cancel`, with a word for those who would have come. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `too_long`, `not_allowed` (also: no such event), `wrong_state`,
-- `already_done`, `starts_in_past`, `id_reused`.
create function public.advance_event(id uuid, action text, op_id uuid, word text default null) returns public.events
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_event.action;
  v_word text := coalesce(private.clean_text(advance_event.word), '');
  v_content jsonb := jsonb_build_object('is', 'advance_event', 'id', advance_event.id, 'action', v_action, 'word', v_word);
  v_seen jsonb := private.replayed(advance_event.op_id, v_content);
  v_e public.events;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.events, v_seen);
  elsif not exists (select from private.event_steps s where s.action = v_action) then
    perform private.refuse('invalid_value');
  elsif char_length(v_word) > 500 then
    perform private.refuse('too_long');
  elsif not private.is_organiser(advance_event.id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_e from public.events e where e.id = advance_event.id for no key update;
  v_e := private.take_event_step(v_e, v_action, v_me, v_word);
  perform private.keep_receipt(advance_event.op_id, v_content, to_jsonb(v_e));
  return v_e;
end;
$$;

-- Makes `shifts` the hands an event asks for, in this order: `[{id, role, skill, needed, note}]`, thirty at most. One left out is no
-- longer asked for, and whoever held it is told. Safe to repeat. Answers them.
-- Refuses `sign_in_first`, `not_allowed` (also: no such event, an id of another), `wrong_state` (over or cancelled), `quota_reached` past
-- thirty, `not_available` (fewer hands than were lent), `invalid_value`, `too_long`, `id_reused`.
create function public.save_shifts(event_id uuid, shifts jsonb, op_id uuid) returns setof public.shifts
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_shifts', 'event_id', save_shifts.event_id, 'shifts', save_shifts.shifts);
  v_e public.events;
  v_gone uuid[];
  v_broken text;
begin
  if private.replayed(save_shifts.op_id, v_content) is not null then
    return query select f.* from public.shifts f where f.event_id = save_shifts.event_id and f.removed_at is null order by f.position, f.id;
    return;
  elsif save_shifts.shifts is null or jsonb_typeof(save_shifts.shifts) <> 'array' then
    perform private.refuse('invalid_value');
  elsif jsonb_array_length(save_shifts.shifts) > 30 then
    perform private.refuse('quota_reached');
  elsif not private.is_organiser(save_shifts.event_id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_e from public.events e where e.id = save_shifts.event_id for no key update;
  if v_e.state in ('closed', 'cancelled') then
    perform private.refuse('wrong_state');
  end if;
  v_gone := private.write_shifts(v_e.id, save_shifts.shifts);
  perform private.drop_shift(f.id) from unnest(v_gone) as f (id);
  perform private.keep_receipt(save_shifts.op_id, v_content);
  return query select f.* from public.shifts f where f.event_id = v_e.id and f.removed_at is null order by f.position, f.id;
exception
  when data_exception or check_violation or not_null_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    if v_broken = 'shifts_never_more_than_needed' then
      perform private.refuse('not_available');
    end if;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Writes an event's shifts and marks those left out. Answers the ids of these. Refuses `not_allowed`: an id of another event.
create function private.write_shifts(event_id uuid, given jsonb) returns uuid[]
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_column
declare
  v_ids uuid[];
begin
  v_ids := array(select g.id from jsonb_populate_recordset(null::public.shifts, given) as g);
  if exists (select from public.shifts f where f.id = any (v_ids) and f.event_id <> write_shifts.event_id) then
    perform private.refuse('not_allowed');
  end if;
  insert into public.shifts as f (id, event_id, role, skill, needed, note, position)
  select g.id, write_shifts.event_id, g.role, g.skill, g.needed,
    coalesce(btrim(replace(private.clean_text(g.note), chr(10), ' ')), ''), g.ordinality - 1
  from jsonb_populate_recordset(null::public.shifts, given) with ordinality as g
  on conflict (id) do update set
    role = excluded.role, skill = excluded.skill, needed = excluded.needed, note = excluded.note, position = excluded.position,
    removed_at = null;
  return array(
    select f.id from public.shifts f
    where f.event_id = write_shifts.event_id and f.removed_at is null and f.id <> all (v_ids)
  );
end;
$$;

-- A shift that is no longer asked for: whoever held it is told.
create function private.drop_shift(shift uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_event uuid;
  v_s public.shift_signups;
begin
  for v_s in
    update public.shift_signups s set state = 'left', changed_at = now() where s.shift_id = shift and s.state = 'taken' returning *
  loop
    select f.event_id into v_event from public.shifts f where f.id = shift;
    insert into private.attendance_events (event_id, signup_id, actor_id, action) values (v_event, v_s.id, (select auth.uid()), 'leave_shift');
    perform private.notify(v_s.person_id, 'event', 'shift_dropped', 'event', v_event, 'shift_dropped:' || v_s.id);
  end loop;
  update public.shifts f set taken = 0, removed_at = now() where f.id = shift;
end;
$$;

grant execute on function
  public.save_event(uuid, jsonb, uuid), public.advance_event(uuid, text, uuid, text), public.save_shifts(uuid, jsonb, uuid)
  to authenticated;
