-- Shift offers: a volunteer proposes their shift to another, in exchange for that other's or not, or to whoever would have it.
-- The promises kept here: it stays theirs until somebody has said yes, and then changes hands in one act, never above what is needed.

create type public.shift_offer_state as enum ('open', 'accepted', 'declined', 'withdrawn', 'lapsed');

create table public.shift_offers (
  id          uuid primary key, -- made by the giver's device
  event_id    uuid not null references public.events (id),
  shift_id    uuid not null references public.shifts (id),
  signup_id   uuid not null references public.shift_signups (id), -- what is proposed
  from_id     uuid not null references public.people (id),
  to_id       uuid references public.people (id), -- null: whoever sees the event
  against_id  uuid references public.shift_signups (id), -- what is asked in exchange, of `to_id`
  state       public.shift_offer_state not null default 'open',
  answered_by uuid references public.people (id),
  made_at     timestamptz not null default clock_timestamp(),
  changed_at  timestamptz not null default now(),
  constraint shift_offers_between_two check (to_id <> from_id),
  constraint shift_offers_exchange_with_somebody check (against_id is null or to_id is not null),
  constraint shift_offers_answered_by_somebody check ((state in ('accepted', 'declined')) = (answered_by is not null))
);
create unique index shift_offers_once_per_signup on public.shift_offers (signup_id) where state = 'open';
create index shift_offers_event_id_idx on public.shift_offers (event_id, state);
create index shift_offers_shift_id_idx on public.shift_offers (shift_id);
create index shift_offers_signup_id_idx on public.shift_offers (signup_id);
create index shift_offers_from_id_idx on public.shift_offers (from_id, made_at);
create index shift_offers_to_id_idx on public.shift_offers (to_id);
create index shift_offers_against_id_idx on public.shift_offers (against_id);
create index shift_offers_answered_by_idx on public.shift_offers (answered_by);

-- Whether somebody may say yes to an offer: it is theirs to answer, they may know of its event, and no block stands between the two.
create function private.may_answer_offer(o public.shift_offers, person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select o.from_id <> person and coalesce(o.to_id, person) = person and not private.is_blocked(o.from_id, person)
    and (private.event_visible_to(o.event_id, person) or person in (select private.helpers_of(o.event_id)))
$$;

-- Proposes a shift that one holds: to `to_id`, who helps at the same event, in exchange for `against_id`, a shift of theirs, or for
-- nothing; without `to_id`, to whoever sees the event. `id` is the offer's, `signup_id` what is proposed. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (an exchange with nobody), `not_found` (also: somebody else's), `wrong_state` (left, or it is
-- over, closed or cancelled), `already_done` (it is proposed), `not_available` (nobody who helps, or they hold the same shift, or one
-- holds what is asked in exchange), `too_fast` (30 a day), `id_reused`, `not_allowed`.
create function public.offer_shift(id uuid, signup_id uuid, to_id uuid default null, against_id uuid default null) returns public.shift_offers
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', 'offer_shift', 'signup_id', offer_shift.signup_id, 'to_id', offer_shift.to_id, 'against_id', offer_shift.against_id
  );
  v_seen jsonb := private.replayed(offer_shift.id, v_content);
  v_e public.events;
  v_s public.shift_signups;
  v_o public.shift_offers;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.shift_offers, v_seen);
  elsif exists (select from public.shift_offers o where o.id = offer_shift.id) then
    perform private.refuse('not_allowed');
  elsif offer_shift.to_id is null and offer_shift.against_id is not null then
    perform private.refuse('invalid_value');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select e.* into v_e from public.events e where e.id = (
    select f.event_id from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where s.id = offer_shift.signup_id and s.person_id = v_me
  ) for no key update;
  if not found then
    perform private.refuse('not_found');
  end if;
  select * into v_s from public.shift_signups s where s.id = offer_shift.signup_id for update;
  if v_s.state <> 'taken' or v_e.state in ('closed', 'cancelled') or v_e.ends_at <= now() then
    perform private.refuse('wrong_state');
  elsif exists (select from public.shift_offers o where o.signup_id = v_s.id and o.state = 'open') then
    perform private.refuse('already_done');
  elsif offer_shift.to_id is not null and (
    offer_shift.to_id = v_me or offer_shift.to_id not in (select private.helpers_of(v_e.id)) or private.is_blocked(v_me, offer_shift.to_id)
    or exists (select from public.shift_signups s where s.shift_id = v_s.shift_id and s.person_id = offer_shift.to_id and s.state = 'taken')
  ) or offer_shift.against_id is not null and not exists (
    select from public.shift_signups s join public.shifts f on f.id = s.shift_id
    where s.id = offer_shift.against_id and s.person_id = offer_shift.to_id and s.state = 'taken' and f.event_id = v_e.id
      and not exists (select from public.shift_signups o where o.shift_id = f.id and o.person_id = v_me and o.state = 'taken')
  ) then
    perform private.refuse('not_available');
  elsif (select count(*) from public.shift_offers o where o.from_id = v_me and o.made_at > now() - interval '1 day') >= 30 then
    perform private.refuse('too_fast');
  end if;
  insert into public.shift_offers (id, event_id, shift_id, signup_id, from_id, to_id, against_id)
  values (offer_shift.id, v_e.id, v_s.shift_id, v_s.id, v_me, offer_shift.to_id, offer_shift.against_id) returning * into v_o;
  perform private.keep_receipt(v_o.id, v_content, to_jsonb(v_o));
  return v_o;
end;
$$;

-- Answers an offer: `accept` and `decline`, by whoever it is made to; `withdraw`, by whoever made it. Accepted, the shift is the caller's
-- under a signup that bears `op_id`, and what was asked in exchange the giver's. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `not_found` (also: hidden from you), `not_allowed` (the other's to say),
-- `already_done`, `not_available` (somebody else has it, or it was taken back), `wrong_state` (to withdraw what was answered; or the event
-- is over, closed or cancelled), `quota_reached`, `too_fast`, `id_reused`.
create function public.advance_shift_offer(id uuid, action text, op_id uuid) returns public.shift_offers
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_shift_offer.action;
  v_content jsonb := jsonb_build_object('is', 'advance_shift_offer', 'id', advance_shift_offer.id, 'action', v_action);
  v_seen jsonb := private.replayed(advance_shift_offer.op_id, v_content);
  v_next public.shift_offer_state;
  v_o public.shift_offers;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.shift_offers, v_seen);
  elsif coalesce(v_action not in ('accept', 'decline', 'withdraw'), true) then
    perform private.refuse('invalid_value');
  elsif exists (select from public.shift_signups s where s.id = advance_shift_offer.op_id) then
    perform private.refuse('not_allowed');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  perform from public.events e where e.id = (select o.event_id from public.shift_offers o where o.id = advance_shift_offer.id) for no key update;
  select * into v_o from public.shift_offers o where o.id = advance_shift_offer.id for update;
  if v_o.id is null or v_o.from_id <> v_me and not private.may_answer_offer(v_o, v_me) then
    perform private.refuse('not_found');
  elsif (v_action = 'withdraw') <> (v_o.from_id = v_me) or v_action = 'decline' and v_o.to_id is null then
    perform private.refuse('not_allowed');
  end if;
  v_next := case v_action when 'accept' then 'accepted' when 'decline' then 'declined' else 'withdrawn' end;
  if v_o.state = v_next and coalesce(v_o.answered_by = v_me, true) then
    perform private.refuse('already_done');
  elsif v_o.state <> 'open' then
    perform private.refuse(case v_action when 'withdraw' then 'wrong_state' else 'not_available' end);
  end if;
  update public.shift_offers o
  set state = v_next, answered_by = case when v_action <> 'withdraw' then v_me end, changed_at = now()
  where o.id = v_o.id returning * into v_o;
  if v_action = 'accept' then
    perform private.pass_shift(v_o, advance_shift_offer.op_id);
  end if;
  perform private.keep_receipt(advance_shift_offer.op_id, v_content, to_jsonb(v_o));
  return v_o;
end;
$$;

-- Puts whoever accepted in the giver's shift, and the giver in theirs when that was asked. Called with the event locked.
create function private.pass_shift(o public.shift_offers, signup uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_s public.shift_signups;
  v_asked uuid;
begin
  for v_s in
    update public.shift_signups s set state = 'left', changed_at = now()
    where s.id in (o.signup_id, o.against_id) and s.state = 'taken' returning *
  loop
    update public.shifts f set taken = f.taken - 1 where f.id = v_s.shift_id;
    insert into private.attendance_events (event_id, signup_id, actor_id, action) values (o.event_id, v_s.id, o.answered_by, 'leave_shift');
  end loop;
  perform private.hold_shift(signup, o.shift_id, o.answered_by);
  select s.shift_id into v_asked from public.shift_signups s where s.id = o.against_id;
  if found then
    perform private.hold_shift(gen_random_uuid(), v_asked, o.from_id);
  end if;
end;
$$;

-- An offer is worth what stands behind it: when either shift is left, or the one it was made to goes, it lapses.
create function private.lapse_shift_offers() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.shift_offers o set state = 'lapsed', changed_at = now()
  where o.state = 'open' and case tg_table_name
    when 'people' then o.to_id = new.id else o.signup_id = new.id or o.against_id = new.id
  end;
  return null;
end;
$$;
create trigger lapse_shift_offers after update of state on public.shift_signups
  for each row when (new.state = 'left') execute function private.lapse_shift_offers();
create trigger lapse_shift_offers after update of left_at on public.people
  for each row when (new.left_at is not null) execute function private.lapse_shift_offers();

-- Who is told: of an offer, whoever it is made to, or all who help there and could take it; of an answer, whoever made it, and of a
-- shift that changed hands whoever calls the event together. What nobody has read yet goes with what it announced.
create function private.tell_of_shift_offer() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_organiser uuid := (select e.organiser_id from public.events e where e.id = new.event_id);
begin
  perform private.tell_person(p, 'shift_offers', new.id) from unnest(array[new.from_id, new.to_id]) as p;
  if new.state = 'open' then
    perform private.notify(h, 'event', 'shift_offered', 'event', new.event_id, 'shift_offered:' || new.id)
    from private.helpers_of(new.event_id) as h
    where h <> new.from_id and h = coalesce(new.to_id, h) and not private.is_blocked(h, new.from_id) and not exists (
      select from public.shift_signups s where s.shift_id = new.shift_id and s.person_id = h and s.state = 'taken'
    );
    return null;
  end if;
  delete from public.notifications n where n.once = 'shift_offered:' || new.id and n.read_at is null;
  if new.state = 'accepted' then
    perform private.notify(new.from_id, 'event', 'shift_offer_accepted', 'event', new.event_id, 'shift_offer_accepted:' || new.id);
    if v_organiser not in (new.from_id, new.answered_by) then
      perform private.notify(v_organiser, 'event', 'shift_changed_hands', 'event', new.event_id, 'shift_changed_hands:' || new.id);
    end if;
  elsif new.state = 'declined' or new.state = 'lapsed' and exists (
    select from public.shift_signups s where s.id = new.signup_id and s.state = 'taken'
  ) then
    perform private.notify(new.from_id, 'event', 'shift_offer_declined', 'event', new.event_id, 'shift_offer_declined:' || new.id);
  end if;
  return null;
end;
$$;
create trigger tell_of_shift_offer after insert or update of state on public.shift_offers
  for each row execute function private.tell_of_shift_offer();

-- Who may do what: the two read it, and whoever sees the event what is open to all; functions write. Who makes one that is open to all
-- is told to nobody but those who help, by their shift.
alter table public.shift_offers enable row level security;
revoke all on public.shift_offers from anon, authenticated;
grant select (id, event_id, shift_id, signup_id, to_id, against_id, state, made_at, changed_at) on public.shift_offers to authenticated;
grant execute on function public.offer_shift(uuid, uuid, uuid, uuid), public.advance_shift_offer(uuid, text, uuid) to authenticated;
alter table public.shift_offers
  alter column id set statistics 0, alter column event_id set statistics 0, alter column shift_id set statistics 0,
  alter column signup_id set statistics 0, alter column from_id set statistics 0, alter column to_id set statistics 0,
  alter column against_id set statistics 0, alter column answered_by set statistics 0, alter column made_at set statistics 0,
  alter column changed_at set statistics 0;

create policy "the two see their offer; whoever sees the event what is open to all" on public.shift_offers
  for select to authenticated
  using (
    from_id = (select auth.uid())
    or to_id = (select auth.uid())
    or (
      to_id is null and state = 'open' and event_id in (select e.id from public.events e)
      and from_id <> all ((select private.hidden_from_me())::uuid[])
    )
  );

-- My data: what the chapters before hold of the caller, and the shifts they proposed or were proposed.
alter function public.export_my_data() set schema private;
revoke execute on function private.export_my_data() from authenticated;
create function public.export_my_data() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  return private.export_my_data() || jsonb_build_object('shift_offers', coalesce((
    select jsonb_agg(to_jsonb(o) order by o.made_at) from public.shift_offers o where v_me in (o.from_id, o.to_id, o.answered_by)
  ), '[]'));
end;
$$;
grant execute on function public.export_my_data() to authenticated;
