-- Appointments: when, and in a few words where, two people meet to hand a thing over and to bring it back.
-- The promise kept here: both read the same time, whoever proposed it, and a calendar that read it once learns what becomes of it.

create type public.appointment_state as enum ('open', 'agreed', 'cancelled');

create table public.appointments (
  id                 uuid primary key default gen_random_uuid(), -- what calendars call it, for ever
  reservation_id     uuid not null references public.reservations (id) on delete cascade,
  conversation_id    uuid not null, -- where its steps are told
  owner_id           uuid not null references public.people (id),
  guest_id           uuid not null references public.people (id),
  moment             public.handover_moment not null,
  state              public.appointment_state not null default 'open', -- open: nothing was agreed yet
  starts_at          timestamptz, -- what was agreed, also once it is cancelled
  ends_at            timestamptz,
  place              text not null default '' constraint appointments_place_too_long check (char_length(place) <= 200),
  sequence           integer not null default 0, -- of RFC 5545: raised each time what was agreed changes or falls through
  proposed_by        uuid references public.people (id), -- whoever waits for the other's word
  proposed_starts_at timestamptz,
  proposed_ends_at   timestamptz,
  proposed_place     text not null default '' constraint appointments_proposed_place_too_long check (char_length(proposed_place) <= 200),
  changed_at         timestamptz not null default now(),
  constraint appointments_one_each unique (reservation_id, moment),
  constraint appointments_time_once_agreed check ((state = 'open') = (starts_at is null) and (starts_at is null) = (ends_at is null)),
  constraint appointments_ordered check (ends_at > starts_at),
  constraint appointments_proposal_whole check (num_nulls(proposed_by, proposed_starts_at, proposed_ends_at) in (0, 3)),
  constraint appointments_proposal_ordered check (proposed_ends_at > proposed_starts_at),
  constraint appointments_proposal_of_party check (proposed_by in (owner_id, guest_id))
);
create index appointments_owner_id_idx on public.appointments (owner_id, starts_at);
create index appointments_guest_id_idx on public.appointments (guest_id, starts_at);
create index appointments_proposed_by_idx on public.appointments (proposed_by);
create index appointments_starts_at_idx on public.appointments (starts_at) where state = 'agreed';

-- Append-only: how each came to stand as it does. Times, and no words.
create table public.appointment_events (
  id             bigint generated always as identity primary key,
  appointment_id uuid not null references public.appointments (id) on delete cascade,
  actor_id       uuid references public.people (id), -- null: time, or hours the owner said beforehand
  action         text not null constraint appointment_events_action_known check (action in ('propose', 'agree', 'decline', 'cancel')),
  sequence       integer not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  at             timestamptz not null default now()
);
create index appointment_events_appointment_id_idx on public.appointment_events (appointment_id, id);
create index appointment_events_actor_id_idx on public.appointment_events (actor_id);

create function private.keep_appointment_events() returns trigger
language plpgsql volatile set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' or exists (select from public.appointments a where a.id = old.appointment_id) then
    perform private.refuse('not_allowed');
  end if;
  return old;
end;
$$;
create trigger keep_appointment_events before update or delete on public.appointment_events
  for each row execute function private.keep_appointment_events();

-- An event; and, unless `told` says that both learn it otherwise, a line in the conversation and word for the other one.
create function private.record_appointment(
  a public.appointments, what text, actor uuid, starts_at timestamptz, ends_at timestamptz, told boolean default true
) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_says text := 'appointment_' || case what when 'propose' then 'proposed' when 'agree' then 'agreed'
    when 'decline' then 'declined' else 'cancelled' end;
  v_event bigint;
begin
  insert into public.appointment_events (appointment_id, actor_id, action, sequence, starts_at, ends_at)
  values (a.id, actor, what, a.sequence, record_appointment.starts_at, record_appointment.ends_at)
  returning id into v_event;
  if told then
    perform private.notify(
      case when actor = a.owner_id then a.guest_id else a.owner_id end, 'exchange', v_says, 'reservation', a.reservation_id,
      'appointment ' || v_event
    );
    perform private.say(a.conversation_id, actor, 'system', concat_ws(
      ' ', v_says, a.moment, to_char(record_appointment.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
      to_char(record_appointment.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')
    ));
  end if;
end;
$$;

-- What was proposed is agreed; `actor` is null when hours said so.
create function private.agree_on_appointment(a public.appointments, actor uuid) returns public.appointments
language plpgsql volatile set search_path = ''
as $$
begin
  update public.appointments
  set state = 'agreed', starts_at = a.proposed_starts_at, ends_at = a.proposed_ends_at, place = a.proposed_place,
      sequence = a.sequence + case when a.state = 'open' then 0 else 1 end,
      proposed_by = null, proposed_starts_at = null, proposed_ends_at = null, proposed_place = '', changed_at = now()
  where id = a.id returning * into a;
  perform private.record_appointment(a, 'agree', actor, a.starts_at, a.ends_at);
  return a;
end;
$$;

-- What was proposed is not any more; what was agreed before, if anything, stands.
create function private.drop_proposal(a public.appointments, actor uuid, told boolean default true) returns public.appointments
language plpgsql volatile set search_path = ''
as $$
declare
  v_before public.appointments := a;
begin
  update public.appointments
  set proposed_by = null, proposed_starts_at = null, proposed_ends_at = null, proposed_place = '', changed_at = now()
  where id = a.id returning * into a;
  perform private.record_appointment(a, 'decline', actor, v_before.proposed_starts_at, v_before.proposed_ends_at, told);
  return a;
end;
$$;

-- What was agreed falls through.
create function private.cancel_appointment(a public.appointments, actor uuid, told boolean default true) returns public.appointments
language plpgsql volatile set search_path = ''
as $$
begin
  update public.appointments set state = 'cancelled', sequence = a.sequence + 1, changed_at = now() where id = a.id returning * into a;
  perform private.record_appointment(a, 'cancel', actor, a.starts_at, a.ends_at, told);
  return a;
end;
$$;

-- Whether the owner's hours agree for them to what the other proposes: inside them, and as long ahead as the listing asks.
create function private.is_agreed_beforehand(a public.appointments) returns boolean
language sql stable set search_path = ''
as $$
  select a.proposed_by = a.guest_id and private.in_windows(a.owner_id, a.proposed_starts_at, a.proposed_ends_at)
    and a.proposed_starts_at >= now() + make_interval(hours => coalesce((
      select l.lead_hours from public.reservations r join public.listings l on l.id = r.listing_id where r.id = a.reservation_id
    ), 0))
$$;

-- The caller's reservation, held until the end of what is done with it. Refuses `not_allowed` (also: no such reservation).
create function private.own_reservation(reservation uuid) returns public.reservations
language plpgsql volatile set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_r public.reservations;
begin
  perform from public.people p where p.id = v_me for no key update;
  select * into v_r from public.reservations r where r.id = reservation for update;
  if not coalesce(v_me in (v_r.owner_id, v_r.borrower_id), false) then
    perform private.refuse('not_allowed');
  end if;
  return v_r;
end;
$$;

-- Proposes to meet between two times; `place` in a few words, or none. Proposing what the other proposed agrees to it; inside the
-- owner's hours, what the borrower proposes is agreed at once, or when the request is. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (also: not around that period), `too_long`, `not_allowed` (also: no such reservation),
-- `not_available` (one blocked the other), `wrong_state`, `already_done`, `starts_in_past`, `quota_reached` past 100 steps, `id_reused`.
create function public.propose_appointment(
  reservation_id uuid, moment text, starts_at timestamptz, ends_at timestamptz, place text, op_id uuid
) returns public.appointments
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_place text := private.mask_contacts(coalesce(btrim(replace(private.clean_text(propose_appointment.place), chr(10), ' ')), ''));
  v_content jsonb := jsonb_build_object(
    'is', 'propose_appointment', 'reservation_id', propose_appointment.reservation_id, 'moment', propose_appointment.moment,
    'starts_at', extract(epoch from propose_appointment.starts_at)::text,
    'ends_at', extract(epoch from propose_appointment.ends_at)::text, 'place', v_place
  );
  v_seen jsonb := private.replayed(propose_appointment.op_id, v_content); -- without words: nobody else's receipt quotes them
  v_from timestamptz := propose_appointment.starts_at;
  v_until timestamptz := propose_appointment.ends_at;
  v_r public.reservations;
  v_a public.appointments;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.appointments, v_seen);
  elsif coalesce(propose_appointment.moment, '') not in ('hand_over', 'return') or v_from is null or v_until is null
    or not isfinite(v_from) or not isfinite(v_until) or v_until <= v_from or v_until > v_from + interval '12 hours'
  then
    perform private.refuse('invalid_value');
  elsif char_length(v_place) > 200 then
    perform private.refuse('too_long');
  end if;
  v_r := private.own_reservation(propose_appointment.reservation_id);
  if v_r.state not in ('requested', 'accepted') and not (v_r.state = 'handed_over' and propose_appointment.moment = 'return') then
    perform private.refuse('wrong_state');
  elsif private.is_blocked(v_r.owner_id, v_r.borrower_id) then
    perform private.refuse('not_available');
  elsif v_until <= now() then
    perform private.refuse('starts_in_past');
  elsif (
    -- A little before it begins, and once it is overdue also after it ended: people find a time.
    case propose_appointment.moment
      when 'hand_over' then v_from < lower(v_r.during) - interval '2 days' or v_from >= upper(v_r.during)
      else v_until <= lower(v_r.during) or v_from > greatest(upper(v_r.during), now()) + interval '14 days'
    end
  ) then
    perform private.refuse('invalid_value');
  end if;

  insert into public.appointments (reservation_id, conversation_id, owner_id, guest_id, moment)
  values (v_r.id, v_r.conversation_id, v_r.owner_id, v_r.borrower_id, propose_appointment.moment::public.handover_moment)
  on conflict (reservation_id, moment) do nothing;
  select * into v_a from public.appointments a
  where a.reservation_id = v_r.id and a.moment = propose_appointment.moment::public.handover_moment for update;

  if (v_a.proposed_by = v_me and (v_a.proposed_starts_at, v_a.proposed_ends_at, v_a.proposed_place) = (v_from, v_until, v_place))
    or (v_a.state = 'agreed' and (v_a.starts_at, v_a.ends_at, v_a.place) = (v_from, v_until, v_place))
  then
    perform private.refuse('already_done');
  elsif (select count(*) from public.appointment_events e where e.appointment_id = v_a.id) >= 100 then
    perform private.refuse('quota_reached');
  elsif v_a.proposed_by <> v_me and (v_a.proposed_starts_at, v_a.proposed_ends_at) = (v_from, v_until) and v_place in ('', v_a.proposed_place) then
    v_a := private.agree_on_appointment(v_a, v_me);
  else
    update public.appointments a
    set proposed_by = v_me, proposed_starts_at = v_from, proposed_ends_at = v_until, proposed_place = v_place, changed_at = now()
    where a.id = v_a.id returning * into v_a;
    if v_r.state <> 'requested' and private.is_agreed_beforehand(v_a) then
      insert into public.appointment_events (appointment_id, actor_id, action, sequence, starts_at, ends_at)
      values (v_a.id, v_me, 'propose', v_a.sequence, v_from, v_until);
      v_a := private.agree_on_appointment(v_a, null);
    else
      perform private.record_appointment(v_a, 'propose', v_me, v_from, v_until);
    end if;
  end if;
  perform private.keep_receipt(propose_appointment.op_id, v_content, to_jsonb(v_a) - array['place', 'proposed_place']);
  return v_a;
end;
$$;

-- Answers what the other proposed with `accept` or `decline`; takes back one's own proposal with `decline`; gives up what was agreed
-- with `cancel`. `starts_at` is the time that was read: another one is there by now means `answer_too_late`. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `not_allowed` (also: no such reservation, or one's own proposal),
-- `wrong_state` (nothing to answer, or the time is over), `answer_too_late`, `not_available` (one blocked the other), `id_reused`.
create function public.answer_appointment(reservation_id uuid, moment text, action text, starts_at timestamptz, op_id uuid)
returns public.appointments
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := answer_appointment.action;
  v_content jsonb := jsonb_build_object(
    'is', 'answer_appointment', 'reservation_id', answer_appointment.reservation_id, 'moment', answer_appointment.moment,
    'action', v_action, 'starts_at', extract(epoch from answer_appointment.starts_at)::text
  );
  v_seen jsonb := private.replayed(answer_appointment.op_id, v_content);
  v_r public.reservations;
  v_a public.appointments;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.appointments, v_seen);
  elsif coalesce(v_action, '') not in ('accept', 'decline', 'cancel') then
    perform private.refuse('invalid_value');
  end if;
  v_r := private.own_reservation(answer_appointment.reservation_id);
  select * into v_a from public.appointments a
  where a.reservation_id = v_r.id and a.moment::text = answer_appointment.moment for update;
  if (case v_action when 'cancel' then v_a.state is distinct from 'agreed' or v_a.ends_at <= now() else v_a.proposed_by is null end) then
    perform private.refuse('wrong_state');
  elsif answer_appointment.starts_at is distinct from (case v_action when 'cancel' then v_a.starts_at else v_a.proposed_starts_at end) then
    perform private.refuse('answer_too_late');
  elsif v_action = 'accept' and v_a.proposed_by = v_me then
    perform private.refuse('not_allowed');
  elsif v_action = 'accept' and v_a.proposed_ends_at <= now() then
    perform private.refuse('answer_too_late');
  elsif v_action = 'accept' and private.is_blocked(v_r.owner_id, v_r.borrower_id) then
    perform private.refuse('not_available');
  end if;
  v_a := case v_action
    when 'accept' then private.agree_on_appointment(v_a, v_me)
    when 'decline' then private.drop_proposal(v_a, v_me)
    else private.cancel_appointment(v_a, v_me)
  end;
  perform private.keep_receipt(answer_appointment.op_id, v_content, to_jsonb(v_a) - array['place', 'proposed_place']);
  return v_a;
end;
$$;

-- A request that is agreed to brings along the times inside the owner's hours. What an exchange does not need any more falls through,
-- without a word of its own: the step that ended it was told.
create function private.follow_reservation() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_a public.appointments;
begin
  for v_a in select * from public.appointments a where a.reservation_id = new.id order by a.moment for update loop
    if new.state = 'accepted' then
      if private.is_agreed_beforehand(v_a) then
        perform private.agree_on_appointment(v_a, null);
      end if;
    elsif new.state <> 'handed_over' or v_a.moment = 'hand_over' then
      if v_a.proposed_by is not null then
        v_a := private.drop_proposal(v_a, null, false);
      end if;
      -- Handed over or brought back on the day itself, a little before or after the hour: that was the appointment.
      if v_a.state = 'agreed' and v_a.ends_at > now() and (
        new.state not in ('handed_over', 'returned', 'closed') or private.day_of(v_a.starts_at) > private.today()
      ) then
        perform private.cancel_appointment(v_a, null, false);
      end if;
    end if;
  end loop;
  return null;
end;
$$;
create trigger follow_reservation after update of state on public.reservations
  for each row when (new.state <> old.state) execute function private.follow_reservation();

grant execute on function
  public.propose_appointment(uuid, text, timestamptz, timestamptz, text, uuid),
  public.answer_appointment(uuid, text, text, timestamptz, uuid)
  to authenticated;

alter table public.appointments enable row level security;
alter table public.appointment_events enable row level security;
revoke all on public.appointments, public.appointment_events from anon, authenticated;
grant select on public.appointments, public.appointment_events to authenticated;
alter table public.appointments
  alter column id set statistics 0, alter column reservation_id set statistics 0, alter column conversation_id set statistics 0,
  alter column owner_id set statistics 0, alter column guest_id set statistics 0, alter column starts_at set statistics 0,
  alter column ends_at set statistics 0, alter column place set statistics 0, alter column sequence set statistics 0,
  alter column proposed_by set statistics 0, alter column proposed_starts_at set statistics 0,
  alter column proposed_ends_at set statistics 0, alter column proposed_place set statistics 0, alter column changed_at set statistics 0;
alter table public.appointment_events
  alter column actor_id set statistics 0, alter column sequence set statistics 0, alter column starts_at set statistics 0,
  alter column ends_at set statistics 0, alter column at set statistics 0;

create policy "the two see when they meet" on public.appointments
  for select to authenticated
  using (owner_id = (select auth.uid()) or guest_id = (select auth.uid()));

create policy "the two see how it came about" on public.appointment_events
  for select to authenticated
  using (exists (select from public.appointments a where a.id = appointment_id));
