-- Place reports: what somebody saw of a place as they passed by: fine, full, empty, dirty, closed. With an account or without.
-- The promise kept here: each report counts once; whoever has an eye on the place is told once per change; where a report came from
-- is kept for a day, disguised, to slow down who sends too many, and nobody reads it.

create table public.place_reports (
  id          uuid primary key, -- made by the device
  place_id    uuid not null references public.places (id) on delete cascade,
  state       public.place_state not null,
  note        text not null default '' constraint place_reports_note_too_long check (char_length(note) <= 500),
  photo_path  text constraint place_reports_photo_unique unique,
  reporter_id uuid references public.people (id) on delete set null, -- null: without an account, or left since
  at          timestamptz not null, -- when it was seen
  told_at     timestamptz not null default now(), -- when it arrived
  removed_at  timestamptz, -- when its keeper took it away: nobody sees it any more, and for a week it can be put back
  constraint place_reports_photo_is_its_own check (photo_path ~ ('^' || place_id || '/' || id || '(-[a-z0-9]{1,64})?\.webp$'))
);
create index place_reports_place_id_idx on public.place_reports (place_id, at desc);
create index place_reports_reporter_id_idx on public.place_reports (reporter_id, told_at);

create table private.place_report_origins (
  report_id uuid primary key references public.place_reports (id) on delete cascade,
  origin    bytea not null,
  told_at   timestamptz not null default now()
);
create index place_report_origins_origin_idx on private.place_report_origins (origin, told_at);
create index place_report_origins_told_at_idx on private.place_report_origins (told_at);

insert into private.secrets (name, value)
values ('origins', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- Where a request comes from, as whoever serves the API says it in `x-forwarded-for`: one address, or half of one where a household has
-- billions of them (IPv6). What is no address counts as one and the same.
create function private.caller_address() returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_address inet;
begin
  v_address := btrim(split_part(
    coalesce(nullif(current_setting('request.headers', true), '')::json ->> 'x-forwarded-for', ''), ',', 1
  ));
  return case
    when family(v_address) = 4 then host(v_address)
    else network(set_masklen(v_address, 64))::text
  end;
exception
  when invalid_text_representation then
    return '';
end;
$$;

-- The same, disguised: nobody finds the address again without the secret, which no API reaches.
create function private.caller_origin() returns bytea
language sql stable set search_path = ''
as $$
  select sha256(convert_to(
    (select s.value from private.secrets s where s.name = 'origins') || private.caller_address(), 'UTF8'
  ))
$$;

-- How long what was seen of a place is news.
create function private.state_stays_news() returns interval
language sql immutable parallel safe set search_path = ''
as $$ select interval '5 days' $$;

-- Tells whoever has an eye on a place this week that something happened; nobody on watch, whoever keeps it. Not who did it.
create function private.tell_place_people(place public.places, says text, once text) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
declare
  v_watcher uuid := private.on_watch(place.id);
begin
  if v_watcher is not null then
    if v_watcher is distinct from (select auth.uid()) then
      perform private.notify(v_watcher, 'place', says, 'place', place.id, once);
    end if;
    return;
  end if;
  perform private.notify(k.person_id, 'place', says, 'place', place.id, once)
  from (
    select k.person_id from public.place_keepers k where k.place_id = place.id and k.state = 'keeping'
    union
    select m.person_id from public.memberships m
    where m.community_id = place.held_by and m.state = 'active' and m.role <> 'member'
  ) as k
  where k.person_id is distinct from (select auth.uid());
end;
$$;

-- Refuses `too_fast` to whoever reports more than people do on foot: 10 a minute each, or from one address without an account; and
-- without one, 600 an hour all together, should somebody invent addresses.
create function private.slow_reports(me uuid, origin bytea) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform pg_advisory_xact_lock(hashtextextended('place_reports' || coalesce(me::text, encode(origin, 'hex')), 0));
  if me is not null and (
    select count(*) from public.place_reports r where r.reporter_id = me and r.told_at > now() - interval '1 minute'
  ) >= 10
    or me is null and (
      select count(*) from private.place_report_origins o where o.origin = origin and o.told_at > now() - interval '1 minute'
    ) >= 10
    or me is null and exists (
      select from private.place_report_origins o where o.told_at > now() - interval '1 hour' offset 599
    )
  then
    perform private.refuse('too_fast');
  end if;
end;
$$;

-- Notes what state a place is in, as seen `seen_seconds_ago` (a report waits on a device for want of network: a month at most). Also
-- without an account. A photograph is stored afterwards, under `photo_path` = `<place_id>/<id>.webp`. What is older than the last
-- news of the place changes nothing of its state. Safe to repeat.
-- Refuses `not_found`, `invalid_value`, `too_long`, `too_fast`, `quota_reached` (100 a day), `id_reused`, `not_allowed`.
create function public.report_place_state(
  id uuid, place_id uuid, state text, note text default null, photo_path text default null, seen_seconds_ago integer default 0
) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := (select auth.uid());
  v_note text := coalesce(private.clean_text(report_place_state.note), '');
  v_content jsonb := jsonb_build_object(
    'is', 'report_place_state', 'place_id', report_place_state.place_id, 'state', report_place_state.state, 'note', v_note,
    'photo_path', report_place_state.photo_path
  );
  v_at timestamptz := now() - make_interval(secs => least(greatest(coalesce(report_place_state.seen_seconds_ago, 0), 0), 2592000));
  v_origin bytea := case when v_me is null then private.caller_origin() end;
  v_place public.places;
  v_before public.place_reports;
  v_broken text;
begin
  if v_me is not null and private.replayed(report_place_state.id, v_content) is not null then
    return;
  elsif report_place_state.id is null or report_place_state.state is null
    or report_place_state.state not in ('fine', 'full', 'empty', 'dirty', 'closed')
  then
    perform private.refuse('invalid_value');
  elsif not private.sees_place(v_me, report_place_state.place_id) then
    perform private.refuse('not_found');
  end if;
  perform pg_advisory_xact_lock(hashtextextended(report_place_state.id::text, 0));
  select * into v_before from public.place_reports r where r.id = report_place_state.id;
  if found and (v_me is not null or v_before.reporter_id is not null) then
    perform private.refuse('not_allowed');
  elsif found and row(v_before.place_id, v_before.state::text, v_before.note, v_before.photo_path)
    is distinct from row(report_place_state.place_id, report_place_state.state, v_note, report_place_state.photo_path)
  then
    perform private.refuse('id_reused');
  elsif found then
    return;
  end if;
  perform private.slow_reports(v_me, v_origin);
  if v_me is not null and (
    select count(*) from public.place_reports r where r.reporter_id = v_me and r.told_at > now() - interval '1 day'
  ) >= 100 then
    perform private.refuse('quota_reached');
  end if;
  select * into v_place from public.places p where p.id = report_place_state.place_id for no key update;
  insert into public.place_reports (id, place_id, state, note, photo_path, reporter_id, at)
  values (
    report_place_state.id, v_place.id, report_place_state.state::public.place_state, v_note, report_place_state.photo_path, v_me, v_at
  );
  if v_me is null then
    insert into private.place_report_origins (report_id, origin) values (report_place_state.id, v_origin);
  else
    perform private.keep_receipt(report_place_state.id, v_content);
  end if;
  perform private.note_place_state(v_place, report_place_state.id, report_place_state.state::public.place_state, v_at);
exception
  when check_violation or not_null_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Takes a report into the state of its place, and tells of a change: another state, or the same after the last news went stale.
create function private.note_place_state(place public.places, report uuid, said public.place_state, seen_at timestamptz) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_changes boolean := place.state is distinct from said or seen_at >= place.state_at + private.state_stays_news();
begin
  if seen_at < place.state_at then
    return;
  end if;
  update public.places p set
    state = said, state_at = seen_at,
    state_since = case when v_changes then seen_at else p.state_since end,
    called_at = case when v_changes then null else p.called_at end
  where p.id = place.id;
  if v_changes and said <> 'fine' and seen_at > now() - private.state_stays_news() then
    perform private.tell_place_people(place, says => 'place_' || said::text, once => 'place_state:' || report);
  end if;
end;
$$;
grant execute on function public.report_place_state(uuid, uuid, text, text, text, integer) to anon, authenticated;

-- Calls the people of a place that has been full for two days to come and empty it: those on the rota eight weeks around, and its
-- keepers. Once each time. Answers how many places called.
create function private.call_for_pickups() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_place public.places;
  v_count integer := 0;
begin
  for v_place in
    select * from public.places p
    where p.state = 'full' and p.called_at is null and p.state_since <= now() - interval '2 days'
      and p.state_at > now() - private.state_stays_news()
    order by p.id for update skip locked limit 200
  loop
    perform private.notify(
      c.person_id, 'place', says => 'place_pickup_call', subject_kind => 'place', subject => v_place.id,
      once => 'place_pickup:' || v_place.id || ':' || v_place.state_since
    )
    from (
      select w.person_id from public.place_watches w
      where w.place_id = v_place.id and w.week between private.this_week() - 56 and private.this_week() + 56
      union
      select k.person_id from public.place_keepers k where k.place_id = v_place.id and k.state = 'keeping'
    ) as c;
    update public.places p set called_at = now() where p.id = v_place.id;
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Forgets where reports came from after a day, what its keeper took away after a week, what was photographed after two months, and
-- what was said of a place after a year.
create function private.forget_place_reports() returns void
language plpgsql volatile set search_path = ''
as $$
begin
  delete from private.place_report_origins o where o.told_at < now() - interval '1 day';
  with old as (
    update public.place_reports r set photo_path = null from public.place_reports was
    where was.id = r.id and r.photo_path is not null
      and (r.told_at < now() - interval '60 days' or r.removed_at < now() - interval '7 days')
    returning was.photo_path
  )
  insert into private.files_to_erase (bucket_id, name)
  select s.bucket_id, s.name from old o join storage.objects s on s.bucket_id = 'place-photos' and s.name = o.photo_path
  on conflict do nothing;
  delete from public.place_reports r where r.told_at < now() - interval '1 year' or r.removed_at < now() - interval '7 days';
end;
$$;

-- Who may do what: everyone sees what state a place is in and since when; residents, also in whose words.
alter table public.place_reports enable row level security;
alter table private.place_report_origins enable row level security;
revoke all on public.place_reports from anon, authenticated;
revoke all on private.place_report_origins from anon, authenticated;
grant select (id, place_id, state, at) on public.place_reports to anon;
grant select (id, place_id, state, note, photo_path, reporter_id, at) on public.place_reports to authenticated;
alter table public.place_reports
  alter column note set statistics 0, alter column photo_path set statistics 0, alter column reporter_id set statistics 0,
  alter column at set statistics 0, alter column told_at set statistics 0, alter column removed_at set statistics 0;

create policy "visitors see reports of places they see" on public.place_reports
  for select to anon
  using (removed_at is null and exists (select from public.places p where p.id = place_id));

create policy "residents see reports of places they see" on public.place_reports
  for select to authenticated
  using (
    removed_at is null
    and (reporter_id is null or reporter_id <> all ((select private.hidden_from_me())::uuid[]))
    and exists (select from public.places p where p.id = place_id)
  );
