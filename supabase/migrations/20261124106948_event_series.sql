-- Series: what takes place again and again, as an iCalendar rule says; each time is an event of its own, written half a year ahead.
-- The promise kept here: "the second Saturday, from 14 h to 17 h" is 14 h to 17 h in Paris, whatever the clocks did meanwhile; and
-- an event that went its own way (moved, cancelled, changed) is left alone by its series.

create table public.event_series (
  id             uuid primary key, -- made by its organiser's device
  organiser_id   uuid not null references public.people (id),
  community_id   uuid references public.communities (id),
  rrule          text not null constraint event_series_rule_known check (
    rrule ~ '^FREQ=(WEEKLY|MONTHLY)(;INTERVAL=([1-9]|1[0-2]))?;BYDAY=(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)){0,6}(;(COUNT=[1-9][0-9]{0,2}|UNTIL=[0-9]{8}))?$'
    and rrule !~ 'WEEKLY.*BYDAY=[A-Z,]*-?[0-9]'
  ),
  exceptions     date[] not null default '{}' -- days on which it does not take place
                 constraint event_series_exceptions_few check (cardinality(exceptions) <= 100 and array_position(exceptions, null) is null),
  starts_on      date not null, -- from which weeks, months and times are counted
  from_time      time not null, -- in Paris
  until_time     time not null, -- earlier than it begins: the day after
  kind           public.event_kind not null,
  title          text not null,
  about          text not null default '',
  place_id       uuid references public.places (id) on delete set null,
  address        text not null default '',
  commune_code   text references public.communes (code),
  capacity       integer,
  shifts         jsonb not null default '[]' constraint event_series_shifts_small check (pg_column_size(shifts) <= 20000),
  published_at   timestamptz,
  ended_at       timestamptz, -- no more of it
  unrolled_until date not null, -- this day included
  created_at     timestamptz not null default now(),
  constraint event_series_lasts_a_while check (until_time <> from_time)
);
create index event_series_organiser_id_idx on public.event_series (organiser_id);
create index event_series_community_id_idx on public.event_series (community_id);
create index event_series_place_id_idx on public.event_series (place_id);
create index event_series_commune_code_idx on public.event_series (commune_code);

alter table public.events
  add constraint events_series_id_fkey foreign key (series_id) references public.event_series (id);
create index events_series_id_idx on public.events (series_id, starts_at);

-- Everybody reads how often it takes place, of a series of which they see an event; its words are those of its events.
alter table public.event_series enable row level security;
revoke all on public.event_series from anon, authenticated;
grant select (id, rrule, exceptions, starts_on, from_time, until_time, ended_at) on public.event_series to anon, authenticated;
alter table public.event_series
  alter column id set statistics 0, alter column organiser_id set statistics 0, alter column community_id set statistics 0,
  alter column exceptions set statistics 0, alter column starts_on set statistics 0, alter column from_time set statistics 0,
  alter column until_time set statistics 0, alter column title set statistics 0, alter column about set statistics 0,
  alter column place_id set statistics 0, alter column address set statistics 0, alter column commune_code set statistics 0,
  alter column shifts set statistics 0, alter column published_at set statistics 0, alter column ended_at set statistics 0,
  alter column unrolled_until set statistics 0, alter column created_at set statistics 0, alter column rrule set statistics 0;

create policy "visitors see how often it takes place" on public.event_series
  for select to anon
  using (id in (select e.series_id from public.events e));

create policy "residents see how often it takes place" on public.event_series
  for select to authenticated
  using (id in (select e.series_id from public.events e));

-- The days of a rule from its first on, in order, none after `upto`: RFC 5545, section 3.3.10, for what `event_series_rule_known`
-- lets in. Weeks begin on Monday. A first day that the rule does not name is not one of them.
create function private.occurrences(rrule text, starts_on date, upto date) returns setof date
language sql stable set search_path = ''
as $$
  with rule as (
    select rrule ~ 'WEEKLY' as is_weekly,
      coalesce(substring(rrule from 'INTERVAL=(\d+)')::integer, 1) as every,
      string_to_array(substring(rrule from 'BYDAY=([^;]+)'), ',') as days,
      substring(rrule from 'COUNT=(\d+)')::integer as times,
      to_date(substring(rrule from 'UNTIL=(\d{8})'), 'YYYYMMDD') as until
  ), day as (
    select d::date as day, (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from d)::integer] as name,
      (extract(day from d)::integer + 6) / 7 as nth,
      extract(month from d + interval '7 days') <> extract(month from d) as is_last,
      (date_trunc('week', d)::date - date_trunc('week', starts_on::timestamp)::date) / 7 as week,
      (extract(year from d) * 12 + extract(month from d) - extract(year from starts_on) * 12 - extract(month from starts_on))::integer as month
    from rule r, generate_series(starts_on::timestamp, least(upto, r.until)::timestamp, interval '1 day') as d
  ), meant as (
    select d.day, row_number() over (order by d.day) as n from day d, rule r
    where case when r.is_weekly then d.week % r.every = 0 else d.month % r.every = 0 end
      and (d.name = any (r.days) or d.nth || d.name = any (r.days) or d.is_last and '-1' || d.name = any (r.days))
  )
  select m.day from meant m, rule r where coalesce(m.n <= r.times, true) order by m.day
$$;

-- When a series begins and ends on a day of it.
create function private.hours_on(day date, from_time time, until_time time, out starts_at timestamptz, out ends_at timestamptz)
language sql stable set search_path = ''
as $$
  select (day + from_time) at time zone private.zone(),
    (day + until_time + case when until_time < from_time then interval '1 day' else interval '0' end) at time zone private.zone()
$$;

-- How far ahead a series is written.
create function private.series_horizon() returns date
language sql stable set search_path = ''
as $$ select private.today() + 183 $$;

-- Writes the events of a series that are to come and are not there yet, with the hands they need. Called with it locked.
-- Answers how many.
create function private.unroll_series(series uuid) returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_s public.event_series;
  v_e public.events;
  v_count integer := 0;
begin
  update public.event_series s set unrolled_until = private.series_horizon() where s.id = series returning * into v_s;
  if v_s.ended_at is not null then
    return 0;
  end if;
  for v_e in
    insert into public.events
      (id, kind, title, about, organiser_id, community_id, place_id, address, commune_code, starts_at, ends_at, capacity, state, published_at,
        series_id, occurrence_on)
    select gen_random_uuid(), v_s.kind, v_s.title, v_s.about, v_s.organiser_id, v_s.community_id, v_s.place_id, v_s.address, v_s.commune_code,
      h.starts_at, h.ends_at, v_s.capacity, (case when v_s.published_at is null then 'draft' else 'published' end)::public.event_state,
      case when v_s.published_at is not null then now() end, v_s.id, o.day
    from private.occurrences(v_s.rrule, v_s.starts_on, private.series_horizon()) as o (day),
      private.hours_on(o.day, v_s.from_time, v_s.until_time) as h
    where h.starts_at > now() and o.day <> all (v_s.exceptions)
    order by o.day
    on conflict on constraint events_once_per_day_of_series do nothing
    returning *
  loop
    perform private.write_shifts(v_e.id, (
      select coalesce(jsonb_agg(f.one || jsonb_build_object('id', gen_random_uuid()) order by f.place), '[]')
      from jsonb_array_elements(v_s.shifts) with ordinality as f (one, place)
    ));
    perform private.record_event_step(v_e, 'create', null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- What an event asks of volunteers, as a series keeps it.
create function private.shifts_of(event_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('role', f.role, 'skill', f.skill, 'needed', f.needed, 'note', f.note) order by f.position, f.id), '[]')
  from public.shifts f where f.event_id = shifts_of.event_id and f.removed_at is null
$$;

-- Makes an event the first of a series, of which the others are written at once; they are announced when it is. `id` is the series'.
-- Safe to repeat. Answers how often it takes place.
-- Refuses `sign_in_first`, `invalid_value` (no such rule; or one that does not name the event's own day), `not_allowed` (also: no such
-- event), `wrong_state` (over, cancelled, or of a series already), `period_too_long` (longer than a day), `quota_reached` (10 run
-- already), `id_reused`.
create function public.repeat_event(id uuid, event_id uuid, rrule text) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'repeat_event', 'event_id', repeat_event.event_id, 'rrule', repeat_event.rrule);
  v_day date;
  v_e public.events;
begin
  if private.replayed(repeat_event.id, v_content) is not null then
    return repeat_event.id;
  elsif exists (select from public.event_series s where s.id = repeat_event.id) or not private.is_organiser(repeat_event.event_id) then
    perform private.refuse('not_allowed');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select * into v_e from public.events e where e.id = repeat_event.event_id for no key update;
  v_day := private.day_of(v_e.starts_at);
  if v_e.series_id is not null or v_e.state not in ('draft', 'published') or v_e.starts_at <= now() then
    perform private.refuse('wrong_state');
  elsif v_e.ends_at >= v_e.starts_at + interval '1 day' then
    perform private.refuse('period_too_long');
  elsif (select count(*) from public.event_series s where s.organiser_id = v_me and s.ended_at is null) >= 10 then
    perform private.refuse('quota_reached');
  end if;
  insert into public.event_series
    (id, organiser_id, community_id, rrule, starts_on, from_time, until_time, kind, title, about, place_id, address, commune_code,
      capacity, shifts, published_at, unrolled_until)
  values (
    repeat_event.id, v_e.organiser_id, v_e.community_id, repeat_event.rrule, v_day,
    (v_e.starts_at at time zone private.zone())::time, (v_e.ends_at at time zone private.zone())::time, v_e.kind, v_e.title, v_e.about,
    v_e.place_id, v_e.address, v_e.commune_code, v_e.capacity, private.shifts_of(v_e.id), v_e.published_at, v_day
  );
  if not exists (select from private.occurrences(repeat_event.rrule, v_day, v_day) as o (day) where o.day = v_day) then
    perform private.refuse('invalid_value');
  end if;
  update public.events e set series_id = repeat_event.id, occurrence_on = v_day where e.id = v_e.id;
  perform private.unroll_series(repeat_event.id);
  perform private.keep_receipt(repeat_event.id, v_content, to_jsonb(repeat_event.id));
  return repeat_event.id;
exception
  when data_exception or check_violation or not_null_violation then
    perform private.refuse('invalid_value');
end;
$$;

-- Whether the caller runs a series: as for its events.
create function private.runs_series(series uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.event_series s
    left join public.communities c on c.id = s.community_id
    left join public.memberships m on m.community_id = s.community_id and m.person_id = (select auth.uid()) and m.state = 'active'
    where s.id = series and (
      s.organiser_id = (select auth.uid()) and (c.id is null or c.visibility <> 'private' or m.person_id is not null)
      or m.role in ('moderator', 'organiser')
    )
  )
$$;

-- Gives an event to come the words and hours of its series again, or takes it away when the rule no longer names its day.
-- Called with it locked.
create function private.follow_series(e public.events, s public.event_series, still_meant boolean, hands_too boolean) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_was public.events := e;
begin
  if not still_meant then
    update public.events o set occurrence_on = null, detached = true where o.id = e.id returning * into e;
    perform private.take_event_step(e, 'cancel', null);
    return;
  end if;
  update public.events o
  set kind = s.kind, title = s.title, about = s.about, place_id = s.place_id, address = s.address, commune_code = s.commune_code,
    capacity = s.capacity, (starts_at, ends_at) = (select h.starts_at, h.ends_at from private.hours_on(o.occurrence_on, s.from_time, s.until_time) as h)
  where o.id = e.id returning * into e;
  if (v_was.kind, v_was.title, v_was.about, v_was.place_id, v_was.address, v_was.commune_code, v_was.capacity, v_was.starts_at, v_was.ends_at)
    is distinct from (e.kind, e.title, e.about, e.place_id, e.address, e.commune_code, e.capacity, e.starts_at, e.ends_at)
  then
    e := private.settle_event_change(v_was, e, null);
  end if;
  if hands_too and not exists (
    select from public.shift_signups u join public.shifts f on f.id = u.shift_id where f.event_id = e.id and u.state = 'taken'
  ) then
    perform private.drop_shift(f.id) from unnest(private.write_shifts(e.id, (
      select coalesce(jsonb_agg(g.one || jsonb_build_object('id', gen_random_uuid()) order by g.place), '[]')
      from jsonb_array_elements(s.shifts) with ordinality as g (one, place)
    ))) as f (id);
  end if;
end;
$$;

-- Changes a series and, with it, every event of it that is to come and did not go its own way; whoever comes is told. Keys: `kind`,
-- `title`, `about`, `place_id`, `address`, `commune_code`, `capacity`, `from_time`, `until_time`, `rrule`, `exceptions`, `shifts`
-- (`[{role, skill, needed, note}]`, where nobody lent a hand yet). With another rule, weeks and times are counted from tomorrow.
-- Safe to repeat. Answers how many events are to come.
-- Refuses `sign_in_first`, `not_allowed` (also: no such series), `invalid_value`, `too_long`, `wrong_state` (it was ended),
-- `not_available` (fewer seats than people who come to one; or no such place), `id_reused`.
create function public.save_series(id uuid, changes jsonb, op_id uuid) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_series', 'id', save_series.id, 'changes', changes);
  v_seen jsonb := private.replayed(save_series.op_id, v_content);
  v_columns text;
  v_s public.event_series;
  v_days date[];
  v_e public.events;
  v_left integer;
  v_broken text;
begin
  if v_seen is not null then
    return v_seen::text::integer;
  end if;
  v_columns := private.columns_in(changes, array[
    'kind', 'title', 'about', 'place_id', 'address', 'commune_code', 'capacity', 'from_time', 'until_time', 'rrule', 'exceptions', 'shifts'
  ]);
  if not private.runs_series(save_series.id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_s from public.event_series s where s.id = save_series.id for no key update;
  if v_s.ended_at is not null then
    perform private.refuse('wrong_state');
  end if;
  execute format(
    'update public.event_series s set (%1$s) = (select %1$s from jsonb_populate_record(null::public.event_series, $2)) where s.id = $1 returning s.*',
    v_columns
  ) into v_s using save_series.id, changes;
  if v_s.place_id is not null and changes ? 'place_id' and not private.sees_place(v_s.place_id) then
    perform private.refuse('not_available');
  elsif changes ? 'rrule' then
    update public.event_series s set starts_on = private.today() + 1 where s.id = save_series.id returning * into v_s;
  end if;
  v_days := array(select o.day from private.occurrences(v_s.rrule, v_s.starts_on, private.series_horizon() + 400) as o (day));
  for v_e in
    select e.* from public.events e
    where e.series_id = v_s.id and not e.detached and e.starts_at > now() and e.state in ('draft', 'published')
    order by e.id for no key update
  loop
    perform private.follow_series(v_e, v_s, v_e.occurrence_on = any (v_days) and v_e.occurrence_on <> all (v_s.exceptions), changes ? 'shifts');
  end loop;
  perform private.unroll_series(v_s.id);
  v_left := (
    select count(*) from public.events e where e.series_id = v_s.id and e.starts_at > now() and e.state in ('draft', 'published')
  );
  perform private.keep_receipt(save_series.op_id, v_content, to_jsonb(v_left));
  return v_left;
exception
  when data_exception or check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    if v_broken in ('events_never_too_many', 'event_series_place_id_fkey') then
      perform private.refuse('not_available');
    end if;
    perform private.refuse_breach(v_broken);
end;
$$;

-- One step of a series: `publish` announces every event of it that is to come, and those that will be; `cancel` ends it: each event to
-- come is cancelled, with a word. Safe to repeat. Answers how many events it was done to.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `too_long`, `not_allowed` (also: no such series), `wrong_state` (it was
-- ended), `already_done`, `id_reused`.
create function public.advance_series(id uuid, action text, op_id uuid, word text default null) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_series.action;
  v_word text := coalesce(private.clean_text(advance_series.word), '');
  v_content jsonb := jsonb_build_object('is', 'advance_series', 'id', advance_series.id, 'action', v_action, 'word', v_word);
  v_seen jsonb := private.replayed(advance_series.op_id, v_content);
  v_s public.event_series;
  v_e public.events;
  v_count integer := 0;
begin
  if v_seen is not null then
    return v_seen::text::integer;
  elsif coalesce(v_action not in ('publish', 'cancel'), true) then
    perform private.refuse('invalid_value');
  elsif char_length(v_word) > 500 then
    perform private.refuse('too_long');
  elsif not private.runs_series(advance_series.id) then
    perform private.refuse('not_allowed');
  end if;
  select * into v_s from public.event_series s where s.id = advance_series.id for no key update;
  if (case v_action when 'publish' then v_s.published_at else v_s.ended_at end) is not null then
    perform private.refuse('already_done');
  elsif v_s.ended_at is not null then
    perform private.refuse('wrong_state');
  end if;
  update public.event_series s
  set published_at = case v_action when 'publish' then now() else s.published_at end, ended_at = case v_action when 'cancel' then now() end
  where s.id = v_s.id;
  for v_e in
    select e.* from public.events e
    where e.series_id = v_s.id and e.starts_at > now()
      and exists (select from private.event_steps t where t.action = v_action and t.from_state = e.state)
    order by e.id for no key update
  loop
    perform private.take_event_step(v_e, v_action, v_me, v_word);
    v_count := v_count + 1;
  end loop;
  perform private.keep_receipt(advance_series.op_id, v_content, to_jsonb(v_count));
  return v_count;
end;
$$;

grant execute on function
  public.repeat_event(uuid, uuid, text), public.save_series(uuid, jsonb, uuid), public.advance_series(uuid, text, uuid, text)
  to authenticated;
