-- Broken things: said by the owner at any time, or by whoever has it now. Its calendar closes until it is mended.
-- The promise kept here: whoever counted on it is told once, and what is still broken on the day keeps nobody waiting.

create table public.breakdowns (
  id             uuid primary key, -- made by the device
  listing_id     uuid not null references public.listings (id) on delete cascade,
  unit           smallint constraint breakdowns_unit_bounded check (unit between 1 and 50), -- null: all of it
  reported_by    uuid not null references public.people (id),
  reservation_id uuid references public.reservations (id) on delete set null, -- whoever reported it had it then
  note           text not null default '' constraint breakdowns_note_too_long check (char_length(note) <= 1000),
  told           uuid[] not null default '{}', -- exchanges that were told, to be told again when it is mended
  broke_at       timestamptz not null default now(),
  mended_at      timestamptz
);
create index breakdowns_listing_id_idx on public.breakdowns (listing_id, broke_at);
create index breakdowns_reported_by_idx on public.breakdowns (reported_by);
create index breakdowns_reservation_id_idx on public.breakdowns (reservation_id);

-- What its owner would like mended at a repair session.
create table public.repair_wishes (
  listing_id       uuid primary key references public.listings (id) on delete cascade,
  person_id        uuid not null references public.people (id) on delete cascade,
  problem          text not null constraint repair_wishes_problem_there check (problem <> '')
                   constraint repair_wishes_problem_too_long check (char_length(problem) <= 1000),
  condition_before public.listing_condition,
  created_at       timestamptz not null default now()
);
create index repair_wishes_person_id_idx on public.repair_wishes (person_id);

insert into private.reservation_steps (action, actor, from_state, to_state) values ('cancel', 'time', 'accepted', 'cancelled');

create function private.is_out_of_order(listing uuid) returns boolean
language sql stable set search_path = ''
as $$ select exists (select from public.listings l where l.id = listing and l.out_of_order_since is not null) $$;

-- Those who count on a thing: exchanges asked for or agreed, and not over.
create function private.counting_on(listing uuid) returns setof public.reservations
language sql volatile set search_path = ''
as $$
  select r.* from public.reservations r
  where r.listing_id = listing and r.state in ('requested', 'accepted') and upper(r.during) > now()
  order by r.id for update
$$;

-- Says that something broke: all of it, or the one unit somebody has of several. Safe to repeat.
-- Refuses `sign_in_first`, `too_long`, `not_found` (also: hidden from you), `not_allowed` (neither yours nor in your hands),
-- `not_available` (one blocked the other), `wrong_state` (a draft, or closed), `already_done`, `invalid_value` (not lent), `id_reused`.
create function public.declare_broken(id uuid, listing_id uuid, note text default '') returns public.breakdowns
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := coalesce(private.clean_text(declare_broken.note), '');
  v_content jsonb := jsonb_build_object('is', 'declare_broken', 'listing_id', declare_broken.listing_id, 'note', v_note);
  v_seen jsonb := private.replayed(declare_broken.id, v_content);
  v_listing public.listings;
  v_held public.reservations;
  v_unit smallint;
  v_all smallint[];
  v_r public.reservations;
  v_breakdown public.breakdowns;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.breakdowns, v_seen);
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  elsif exists (select from public.breakdowns b where b.id = declare_broken.id) then
    perform private.refuse('not_allowed');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select * into v_listing from public.listings l where l.id = declare_broken.listing_id for no key update;
  select * into v_held from public.reservations r
  where r.listing_id = v_listing.id and r.borrower_id = v_me and r.state = 'handed_over' order by r.id limit 1 for update;
  if v_listing.owner_id is distinct from v_me and v_held.id is null then
    perform private.refuse(case when private.listing_visible_to(declare_broken.listing_id, v_me) then 'not_allowed' else 'not_found' end);
  elsif private.is_blocked(v_listing.owner_id, v_me) then
    perform private.refuse('not_available');
  elsif v_listing.kind not in ('loan', 'space', 'service') then
    perform private.refuse('invalid_value');
  elsif v_held.id is null and v_listing.status not in ('published', 'paused') then
    perform private.refuse('wrong_state');
  end if;
  v_unit := case when v_held.id is not null and v_listing.units > 1 then v_held.unit end;
  v_all := case
    when v_unit is null then array(select n::smallint from generate_series(1, v_listing.units) as n)
    else array(select distinct u from unnest(v_listing.broken_units || v_unit) as u order by u)
  end;
  if v_listing.broken_units @> v_all then
    perform private.refuse('already_done');
  end if;

  update public.listings l
  set broken_units = v_all, out_of_order_since = case when cardinality(v_all) >= l.units then now() end
  where l.id = v_listing.id returning * into v_listing;
  insert into public.breakdowns (id, listing_id, unit, reported_by, reservation_id, note)
  values (declare_broken.id, v_listing.id, v_unit, v_me, v_held.id, v_note) returning * into v_breakdown;
  insert into private.listing_events (listing_id, actor_id, action) values (v_listing.id, v_me, 'break');

  for v_r in select * from private.counting_on(v_listing.id) loop
    if private.free_unit(v_listing.id, v_r.during, v_r.unit, v_r.id, v_r.borrower_id) is null then
      v_breakdown.told := v_breakdown.told || v_r.id;
      -- Who has it now is nobody else's business.
      perform private.say(v_r.conversation_id, case when v_me = v_listing.owner_id then v_me end, 'system', 'thing_broken');
      perform private.notify(v_r.borrower_id, 'exchange', 'thing_broken', 'reservation', v_r.id, 'broken ' || v_breakdown.id || ' ' || v_r.id);
    else
      update public.reservations r set unit = private.free_unit(v_listing.id, v_r.during, v_r.unit, v_r.id, v_r.borrower_id) where r.id = v_r.id;
    end if;
  end loop;
  update public.breakdowns b set told = v_breakdown.told where b.id = v_breakdown.id;
  if v_held.id is not null then
    -- Told before the words that go with it: those are told with it.
    perform private.notify(v_listing.owner_id, 'exchange', 'thing_broke', 'reservation', v_held.id, 'broke ' || v_breakdown.id);
    perform private.say(v_held.conversation_id, v_me, 'system', 'thing_broken');
    if v_note <> '' then
      perform private.say(v_held.conversation_id, v_me, 'text', v_note);
    end if;
  end if;
  -- A slot offered meanwhile is none: whoever waits keeps their place.
  update public.waitlist w set state = 'waiting', offered_until = null, kept_unit = null
  where w.listing_id = v_listing.id and w.state = 'offered' and w.kept_unit = any (v_listing.broken_units);
  perform private.offer_slots(v_listing.id);
  perform private.keep_receipt(v_breakdown.id, v_content, to_jsonb(v_breakdown) - 'told');
  return jsonb_populate_record(null::public.breakdowns, to_jsonb(v_breakdown) - 'told');
end;
$$;

-- Says that all of it is in order again: the calendar opens, and whoever was told that it broke is told that too.
-- Refuses `sign_in_first`, `invalid_value`, `not_found`, `not_allowed`, `already_done` (nothing is broken), `id_reused`.
create function public.declare_mended(listing_id uuid, op_id uuid) returns public.listings
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'declare_mended', 'listing_id', declare_mended.listing_id);
  v_seen jsonb := private.replayed(declare_mended.op_id, v_content);
  v_listing public.listings;
  v_told uuid[];
  v_r public.reservations;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.listings, v_seen);
  end if;
  perform from public.people p where p.id = v_me for no key update;
  v_listing := private.own_listing(declare_mended.listing_id);
  if v_listing.broken_units = '{}' then
    perform private.refuse('already_done');
  end if;
  v_told := array(select t from public.breakdowns b, unnest(b.told) as t where b.listing_id = v_listing.id and b.mended_at is null);
  update public.breakdowns b set mended_at = now() where b.listing_id = v_listing.id and b.mended_at is null;
  perform private.forget_repair_wish(v_listing.id);
  update public.listings l set broken_units = '{}', out_of_order_since = null where l.id = v_listing.id returning * into v_listing;
  insert into private.listing_events (listing_id, actor_id, action) values (v_listing.id, v_me, 'mend');
  for v_r in select * from private.counting_on(v_listing.id) as c where c.id = any (v_told) loop
    perform private.say(v_r.conversation_id, v_me, 'system', 'thing_mended');
    perform private.notify(v_r.borrower_id, 'exchange', 'thing_mended', 'reservation', v_r.id, 'mended ' || op_id || ' ' || v_r.id);
  end loop;
  perform private.offer_slots(v_listing.id);
  perform private.keep_receipt(declare_mended.op_id, v_content, to_jsonb(v_listing));
  return v_listing;
end;
$$;

-- Proposes one's thing to a repair session, and marks it "to repair"; said again, in other words.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_found`, `not_allowed`, `wrong_state` (closed), `id_reused`.
create function public.wish_repair(listing_id uuid, problem text, op_id uuid) returns public.repair_wishes
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_problem text := coalesce(private.clean_text(wish_repair.problem), '');
  v_content jsonb := jsonb_build_object('is', 'wish_repair', 'listing_id', wish_repair.listing_id, 'problem', v_problem);
  v_seen jsonb := private.replayed(wish_repair.op_id, v_content);
  v_listing public.listings;
  v_wish public.repair_wishes;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.repair_wishes, v_seen);
  elsif v_problem = '' then
    perform private.refuse('invalid_value');
  elsif char_length(v_problem) > 1000 then
    perform private.refuse('too_long');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  v_listing := private.own_listing(wish_repair.listing_id);
  if v_listing.status = 'closed' then
    perform private.refuse('wrong_state');
  elsif v_listing.kind not in ('loan', 'gift') then
    perform private.refuse('invalid_value');
  end if;
  insert into public.repair_wishes (listing_id, person_id, problem, condition_before)
  values (v_listing.id, v_me, v_problem, v_listing.condition)
  on conflict (listing_id) do update set problem = excluded.problem
  returning * into v_wish;
  update public.listings l set condition = 'to_repair' where l.id = v_listing.id;
  perform private.keep_receipt(wish_repair.op_id, v_content, to_jsonb(v_wish));
  return v_wish;
end;
$$;

-- Takes the wish away; the thing is in the condition it was in before, unless its owner has changed that since.
create function private.forget_repair_wish(listing uuid) returns void
language sql volatile set search_path = ''
as $$
  with gone as (
    delete from public.repair_wishes w where w.listing_id = listing returning w.condition_before
  )
  update public.listings l set condition = gone.condition_before from gone where l.id = listing and l.condition = 'to_repair'
$$;

-- Takes one's proposal back; when there is none, nothing changes. Refuses `sign_in_first`, `invalid_value`, `not_found`, `not_allowed`, `id_reused`.
create function public.drop_repair_wish(listing_id uuid, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'drop_repair_wish', 'listing_id', drop_repair_wish.listing_id);
begin
  if private.replayed(drop_repair_wish.op_id, v_content) is not null then
    return;
  end if;
  perform from public.people p where p.id = v_me for no key update;
  perform private.forget_repair_wish((private.own_listing(drop_repair_wish.listing_id)).id);
  perform private.keep_receipt(drop_repair_wish.op_id, v_content);
end;
$$;

-- What was agreed for a day that has come, of something that is broken still. Answers how many were cancelled.
create function private.cancel_what_is_broken() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_r public.reservations;
  v_person uuid;
  v_count integer := 0;
begin
  for v_r in
    select r.* from public.listings l join public.reservations r on r.listing_id = l.id
    where l.broken_units <> '{}' and r.state = 'accepted' and private.no_show_from(r.during) <= now()
      and private.free_unit(l.id, r.during, r.unit, r.id, r.borrower_id) is null
      and r.unit = any (l.broken_units)
    order by r.id for update of r skip locked limit 1000
  loop
    update public.reservations r set state = 'cancelled', extension_until = null where r.id = v_r.id returning * into v_r;
    delete from private.handover_codes c where c.reservation_id = v_r.id;
    perform private.say(v_r.conversation_id, null, 'system', 'thing_still_broken');
    perform private.record_step(v_r, 'cancel', null);
    foreach v_person in array array[v_r.owner_id, v_r.borrower_id] loop
      perform private.notify(v_person, 'exchange', 'thing_still_broken', 'reservation', v_r.id, 'still broken ' || v_r.id);
    end loop;
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

grant execute on function
  public.declare_broken(uuid, uuid, text), public.declare_mended(uuid, uuid),
  public.wish_repair(uuid, text, uuid), public.drop_repair_wish(uuid, uuid)
  to authenticated;

alter table public.breakdowns enable row level security;
alter table public.repair_wishes enable row level security;
revoke all on public.breakdowns, public.repair_wishes from anon, authenticated;
grant select (id, listing_id, unit, reported_by, reservation_id, note, broke_at, mended_at) on public.breakdowns to authenticated;
grant select on public.repair_wishes to authenticated;
alter table public.breakdowns
  alter column id set statistics 0, alter column listing_id set statistics 0, alter column unit set statistics 0,
  alter column reported_by set statistics 0, alter column reservation_id set statistics 0, alter column note set statistics 0,
  alter column told set statistics 0, alter column broke_at set statistics 0, alter column mended_at set statistics 0;
alter table public.repair_wishes
  alter column listing_id set statistics 0, alter column person_id set statistics 0, alter column problem set statistics 0,
  alter column condition_before set statistics 0, alter column created_at set statistics 0;

create policy "owners, and whoever said so, see what broke" on public.breakdowns
  for select to authenticated
  using (
    reported_by = (select auth.uid())
    or listing_id in (select l.id from public.listings l where l.owner_id = (select auth.uid()))
  );

create policy "owners see what they would like mended" on public.repair_wishes
  for select to authenticated
  using (person_id = (select auth.uid()));
