-- Place watches: who has an eye on a place, week after week. A week begins on Monday, in the territory.
-- The promise kept here: a week has one person at most, whoever is quickest.

create table public.place_watches (
  place_id  uuid not null references public.places (id) on delete cascade,
  week      date not null constraint place_watches_week_begins_on_monday check (extract(isodow from week) = 1),
  person_id uuid not null references public.people (id) on delete cascade,
  taken_at  timestamptz not null default now(),
  primary key (place_id, week)
);
create index place_watches_person_id_idx on public.place_watches (person_id, week);

-- The Monday of the week that is.
create function private.this_week() returns date
language sql stable parallel safe set search_path = ''
as $$ select date_trunc('week', private.today())::date $$;

-- Who has an eye on a place this week; nobody when that is null.
create function private.on_watch(place uuid) returns uuid
language sql stable set search_path = ''
as $$ select w.person_id from public.place_watches w where w.place_id = place and w.week = private.this_week() $$;

-- Puts the caller on watch for the week that begins on `week`: this one, or one of the twelve that follow. Safe to repeat.
-- Refuses `sign_in_first`, `not_found`, `invalid_value` (not such a Monday), `full` (somebody else has it), `quota_reached` (more
-- than twenty weeks to come), `id_reused`, `not_allowed` (somebody else's act).
create function public.take_watch(place_id uuid, week date, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'take_watch', 'place_id', take_watch.place_id, 'week', take_watch.week);
  v_taken uuid;
begin
  if private.replayed(take_watch.op_id, v_content) is not null then
    return;
  elsif take_watch.week is null or extract(isodow from take_watch.week) <> 1
    or take_watch.week not between private.this_week() and private.this_week() + 84
  then
    perform private.refuse('invalid_value');
  elsif not private.sees_place(v_me, take_watch.place_id) then
    perform private.refuse('not_found');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  if (select count(*) from public.place_watches w where w.person_id = v_me and w.week >= private.this_week()) >= 20 then
    perform private.refuse('quota_reached');
  end if;
  insert into public.place_watches (place_id, week, person_id) values (take_watch.place_id, take_watch.week, v_me)
  on conflict (place_id, week) do update set taken_at = place_watches.taken_at
  returning person_id into v_taken;
  if v_taken <> v_me then
    perform private.refuse('full');
  end if;
  perform private.keep_receipt(take_watch.op_id, v_content);
end;
$$;

-- Gives a week back; one that is not the caller's stays as it is. Safe to repeat.
-- Refuses `sign_in_first`, `id_reused`, `not_allowed` (somebody else's act).
create function public.leave_watch(place_id uuid, week date, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'leave_watch', 'place_id', leave_watch.place_id, 'week', leave_watch.week);
begin
  if private.replayed(leave_watch.op_id, v_content) is not null then
    return;
  end if;
  delete from public.place_watches w
  where w.place_id = leave_watch.place_id and w.week = leave_watch.week and w.person_id = v_me;
  perform private.keep_receipt(leave_watch.op_id, v_content);
end;
$$;
grant execute on function public.take_watch(uuid, date, uuid), public.leave_watch(uuid, date, uuid) to authenticated;

-- Who may do what: everyone sees which weeks are taken; residents, by whom.
alter table public.place_watches enable row level security;
revoke all on public.place_watches from anon, authenticated;
grant select (place_id, week) on public.place_watches to anon;
grant select on public.place_watches to authenticated;
alter table public.place_watches
  alter column person_id set statistics 0, alter column week set statistics 0, alter column taken_at set statistics 0;

create policy "everyone sees the rota of a place they see" on public.place_watches
  for select to anon, authenticated
  using (exists (select from public.places p where p.id = place_id));
