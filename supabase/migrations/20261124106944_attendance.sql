-- Attendance: a seat at an event or a place in line for one, and who came; a shift taken, left, or changed for another.

-- Says that one comes: `attending`, or `waitlisted` in the order of asking when it is full. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `not_available` (also: hidden from you, a draft, or no such event), `wrong_state` (over,
-- closed or cancelled), `already_done`, `full` (500 wait), `quota_reached` (50 to come), `too_fast`, `id_reused`, `not_allowed`.
create function public.attend_event(id uuid, event_id uuid) returns public.attendances
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'attend_event', 'event_id', attend_event.event_id);
  v_seen jsonb := private.replayed(attend_event.id, v_content);
  v_e public.events;
  v_a public.attendances;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.attendances, v_seen);
  elsif exists (select from public.attendances a where a.id = attend_event.id) then
    perform private.refuse('not_allowed');
  end if;
  -- One act at a time per person, then per event: quotas, seats and the line are counted by nobody else meanwhile.
  perform from public.people p where p.id = v_me for no key update;
  select * into v_e from public.events e where e.id = attend_event.event_id for no key update;
  if not private.event_visible_to(attend_event.event_id, v_me) then
    perform private.refuse('not_available');
  elsif v_e.state not in ('published', 'live') or v_e.ends_at <= now() then
    perform private.refuse('wrong_state');
  elsif exists (select from public.attendances a where a.event_id = v_e.id and a.person_id = v_me and a.state <> 'cancelled') then
    perform private.refuse('already_done');
  elsif v_e.waiting >= 500 then
    perform private.refuse('full');
  elsif (
    select count(*) from public.attendances a join public.events o on o.id = a.event_id
    where a.person_id = v_me and a.state in ('attending', 'waitlisted') and o.ends_at > now() and o.state in ('published', 'live')
  ) >= 50 then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.attendances a where a.person_id = v_me and a.asked_at > now() - interval '1 day') >= 100 then
    perform private.refuse('too_fast');
  end if;
  insert into public.attendances (id, event_id, person_id, state)
  values (
    attend_event.id, v_e.id, v_me,
    (case when v_e.attending < v_e.capacity or v_e.capacity is null then 'attending' else 'waitlisted' end)::public.attendance_state
  ) returning * into v_a;
  insert into private.attendance_events (event_id, attendance_id, actor_id, action)
  values (v_e.id, v_a.id, v_me, case v_a.state when 'attending' then 'attend' else 'wait' end);
  perform private.fill_seats(v_e.id);
  perform private.keep_receipt(v_a.id, v_content, to_jsonb(v_a));
  return v_a;
end;
$$;

-- Gives a seat, or a place in line, back: whoever waited longest is seated. `id` is the attendance's. Safe to repeat: it is of that
-- attendance alone, so that what arrives late undoes no later one.
-- Refuses `sign_in_first`, `not_found` (also: somebody else's), `wrong_state` (one is there, or it is over).
create function public.leave_event(id uuid) returns public.attendances
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_a public.attendances;
begin
  perform from public.people p where p.id = v_me for no key update;
  perform from public.events e
  where e.id = (select a.event_id from public.attendances a where a.id = leave_event.id and a.person_id = v_me) for no key update;
  select * into v_a from public.attendances a where a.id = leave_event.id and a.person_id = v_me for update;
  if not found then
    perform private.refuse('not_found');
  elsif v_a.state in ('checked_in', 'left') then
    perform private.refuse('wrong_state');
  elsif v_a.state <> 'cancelled' then
    update public.attendances a set state = 'cancelled', changed_at = now() where a.id = v_a.id returning * into v_a;
    insert into private.attendance_events (event_id, attendance_id, actor_id, action) values (v_a.event_id, v_a.id, v_me, 'leave');
    perform private.fill_seats(v_a.event_id);
  end if;
  return v_a;
end;
$$;

-- One step at the door, by those who run or help an event that is under way: `check_in` of somebody who comes (or waits, while there is
-- room), `undo_check_in`, `check_out`. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `not_allowed` (also: no such attendance), `wrong_state`, `already_done`,
-- `full`, `id_reused`.
create function public.advance_attendance(id uuid, action text, op_id uuid) returns public.attendances
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_attendance.action;
  v_content jsonb := jsonb_build_object('is', 'advance_attendance', 'id', advance_attendance.id, 'action', v_action);
  v_seen jsonb := private.replayed(advance_attendance.op_id, v_content);
  v_next public.attendance_state;
  v_e public.events;
  v_a public.attendances;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.attendances, v_seen);
  elsif coalesce(v_action not in ('check_in', 'undo_check_in', 'check_out'), true) then
    perform private.refuse('invalid_value');
  end if;
  select a.event_id into v_e.id from public.attendances a where a.id = advance_attendance.id;
  if not private.is_volunteer(v_e.id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_e from public.events e where e.id = v_e.id for no key update;
  select * into v_a from public.attendances a where a.id = advance_attendance.id for update;
  v_next := case v_action when 'check_in' then 'checked_in' when 'check_out' then 'left' else 'attending' end;
  if v_e.state <> 'live' then
    perform private.refuse('wrong_state');
  elsif v_a.state = v_next then
    perform private.refuse('already_done');
  elsif v_action = 'check_in' and v_a.state = 'cancelled' or v_action <> 'check_in' and v_a.state <> 'checked_in' then
    perform private.refuse('wrong_state');
  elsif v_action = 'check_in' and v_a.state in ('waitlisted', 'left') and v_e.attending >= v_e.capacity then
    perform private.refuse('full');
  end if;
  update public.attendances a set state = v_next, changed_at = now() where a.id = v_a.id returning * into v_a;
  insert into private.attendance_events (event_id, attendance_id, actor_id, action) values (v_e.id, v_a.id, v_me, v_action);
  perform private.fill_seats(v_e.id);
  perform private.keep_receipt(advance_attendance.op_id, v_content, to_jsonb(v_a));
  return v_a;
end;
$$;

-- Puts a person in a shift. Called with the person and the event locked. Refuses like `take_shift`.
create function private.hold_shift(signup uuid, shift uuid, person uuid) returns public.shift_signups
language plpgsql volatile set search_path = ''
as $$
declare
  v_f public.shifts;
  v_e public.events;
  v_s public.shift_signups;
begin
  select * into v_f from public.shifts f where f.id = shift for no key update;
  select * into v_e from public.events e where e.id = v_f.event_id;
  if v_f.removed_at is not null or not (private.event_visible_to(v_f.event_id, person) or private.is_organiser(v_f.event_id)) then
    perform private.refuse('not_available');
  elsif v_e.state in ('closed', 'cancelled') or v_e.ends_at <= now() then
    perform private.refuse('wrong_state');
  elsif exists (select from public.shift_signups s where s.shift_id = shift and s.person_id = person and s.state = 'taken') then
    perform private.refuse('already_done');
  elsif v_f.taken >= v_f.needed then
    perform private.refuse('full');
  elsif (
    select count(*) from public.shift_signups s join public.shifts f on f.id = s.shift_id join public.events e on e.id = f.event_id
    where s.person_id = person and s.state = 'taken' and e.ends_at > now() and e.state in ('draft', 'published', 'live')
  ) >= 50 then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.shift_signups s where s.person_id = person and s.taken_at > now() - interval '1 day') >= 100 then
    perform private.refuse('too_fast');
  end if;
  insert into public.shift_signups (id, shift_id, person_id) values (signup, shift, person) returning * into v_s;
  insert into private.attendance_events (event_id, signup_id, actor_id, action) values (v_e.id, v_s.id, person, 'take_shift');
  update public.shifts f set taken = f.taken + 1 where f.id = shift;
  return v_s;
end;
$$;

-- Lets go of a shift. Called with the event locked; the organiser is told while there is time to find somebody else.
create function private.let_go_of_shift(s public.shift_signups, actor uuid) returns public.shift_signups
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
begin
  select e.* into v_e from public.events e join public.shifts f on f.event_id = e.id where f.id = s.shift_id;
  update public.shift_signups o set state = 'left', changed_at = now() where o.id = s.id returning * into s;
  insert into private.attendance_events (event_id, signup_id, actor_id, action) values (v_e.id, s.id, actor, 'leave_shift');
  update public.shifts f set taken = f.taken - 1 where f.id = s.shift_id;
  if v_e.organiser_id <> s.person_id and v_e.ends_at > now() and v_e.state in ('published', 'live') then
    perform private.notify(v_e.organiser_id, 'event', 'shift_left', 'event', v_e.id, 'shift_left:' || s.id);
  end if;
  return s;
end;
$$;

-- Takes a shift: never more people than it needs. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `not_available` (also: hidden from you, or no such shift), `wrong_state` (over, closed or
-- cancelled), `already_done`, `full`, `quota_reached` (50 to come), `too_fast`, `id_reused`, `not_allowed`.
create function public.take_shift(id uuid, shift_id uuid) returns public.shift_signups
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'take_shift', 'shift_id', take_shift.shift_id);
  v_seen jsonb := private.replayed(take_shift.id, v_content);
  v_s public.shift_signups;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.shift_signups, v_seen);
  elsif exists (select from public.shift_signups s where s.id = take_shift.id) then
    perform private.refuse('not_allowed');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  perform from public.events e
  where e.id = (select f.event_id from public.shifts f where f.id = take_shift.shift_id) for no key update;
  v_s := private.hold_shift(take_shift.id, take_shift.shift_id, v_me);
  perform private.keep_receipt(v_s.id, v_content, to_jsonb(v_s));
  return v_s;
end;
$$;

-- Gives a shift back. `id` is the signup's. Safe to repeat: it is of that signup alone.
-- Refuses `sign_in_first`, `not_found` (also: somebody else's), `wrong_state` (it is over).
create function public.leave_shift(id uuid) returns public.shift_signups
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_e public.events;
  v_s public.shift_signups;
begin
  perform from public.people p where p.id = v_me for no key update;
  select e.* into v_e from public.events e where e.id = (
    select f.event_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where s.id = leave_shift.id and s.person_id = v_me
  ) for no key update;
  if not found then
    perform private.refuse('not_found');
  end if;
  select * into v_s from public.shift_signups s where s.id = leave_shift.id for update;
  if v_s.state = 'left' then
    return v_s;
  elsif v_e.state = 'closed' then
    perform private.refuse('wrong_state');
  end if;
  return private.let_go_of_shift(v_s, v_me);
end;
$$;

-- Changes a shift for another of the same event, in one act: when the other is full, one keeps the first. `id` is the new signup's,
-- `instead_of` the one it replaces. Safe to repeat.
-- Refuses like `take_shift`; `not_found` when what it replaces is not the caller's; `wrong_state` when that was left, or is of another event.
create function public.swap_shift(id uuid, shift_id uuid, instead_of uuid) returns public.shift_signups
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'swap_shift', 'shift_id', swap_shift.shift_id, 'instead_of', swap_shift.instead_of);
  v_seen jsonb := private.replayed(swap_shift.id, v_content);
  v_event uuid := (
    select f.event_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where s.id = swap_shift.instead_of and s.person_id = v_me
  );
  v_was public.shift_signups;
  v_s public.shift_signups;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.shift_signups, v_seen);
  elsif exists (select from public.shift_signups s where s.id = swap_shift.id) then
    perform private.refuse('not_allowed');
  elsif v_event is null then
    perform private.refuse('not_found');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  perform from public.events e where e.id = v_event for no key update;
  select * into v_was from public.shift_signups s where s.id = swap_shift.instead_of for update;
  if v_was.state <> 'taken'
    or not exists (select from public.shifts f where f.id = swap_shift.shift_id and f.event_id = v_event)
  then
    perform private.refuse('wrong_state');
  end if;
  v_s := private.hold_shift(swap_shift.id, swap_shift.shift_id, v_me);
  update public.shift_signups s set state = 'left', changed_at = now() where s.id = v_was.id;
  update public.shifts f set taken = f.taken - 1 where f.id = v_was.shift_id;
  insert into private.attendance_events (event_id, signup_id, actor_id, action) values (v_event, v_was.id, v_me, 'leave_shift');
  perform private.keep_receipt(v_s.id, v_content, to_jsonb(v_s));
  return v_s;
end;
$$;

-- What a person who goes leaves behind: their seats and shifts are free again; what they alone called together does not take place.
-- What a community holds goes on while somebody runs it.
create function private.leave_events(person uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_e public.events;
  v_a public.attendances;
  v_s public.shift_signups;
begin
  for v_e in
    select e.* from public.events e
    where e.id in (
      select o.id from public.events o where o.organiser_id = person
      union
      select a.event_id from public.attendances a where a.person_id = person and a.state in ('attending', 'waitlisted')
      union
      select f.event_id from public.shift_signups s join public.shifts f on f.id = s.shift_id where s.person_id = person and s.state = 'taken'
    )
    order by e.id for no key update
  loop
    if v_e.organiser_id = person and v_e.state in ('draft', 'published', 'live') and not exists (
      select from public.memberships m
      where m.community_id = v_e.community_id and m.person_id <> person and m.state = 'active' and m.role in ('moderator', 'organiser')
    ) then
      perform private.take_event_step(v_e, 'cancel', null);
    end if;
    update public.events e set about = '', address = '', cancel_note = '' where e.id = v_e.id and e.organiser_id = person and e.community_id is null;
    for v_a in
      update public.attendances a set state = 'cancelled', changed_at = now()
      where a.event_id = v_e.id and a.person_id = person and a.state in ('attending', 'waitlisted') and v_e.ends_at > now() returning *
    loop
      insert into private.attendance_events (event_id, attendance_id, action) values (v_e.id, v_a.id, 'leave');
    end loop;
    for v_s in
      select s.* from public.shift_signups s join public.shifts f on f.id = s.shift_id
      where f.event_id = v_e.id and s.person_id = person and s.state = 'taken' and v_e.ends_at > now()
    loop
      perform private.let_go_of_shift(v_s, null);
    end loop;
    perform private.fill_seats(v_e.id);
  end loop;
end;
$$;

grant execute on function
  public.attend_event(uuid, uuid), public.leave_event(uuid), public.advance_attendance(uuid, text, uuid), public.take_shift(uuid, uuid),
  public.leave_shift(uuid), public.swap_shift(uuid, uuid, uuid)
  to authenticated;
