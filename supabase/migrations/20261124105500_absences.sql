-- Absences: days on which somebody hands nothing over, whatever their hours of the week say.
-- Others learn the days alone, never a reason: "nobody meets you on these days" is not "the house is empty".

create table public.absences (
  id         uuid primary key, -- made by the device
  person_id  uuid not null default auth.uid() references public.people (id) on delete cascade,
  from_day   date not null constraint absences_from_real check (isfinite(from_day)),
  until_day  date not null, -- this day included
  constraint absences_ordered check (until_day between from_day and from_day + 366)
);
create index absences_person_id_idx on public.absences (person_id, until_day);

-- Makes `absences` the whole of the caller's: `[{id, from_day, until_day}]`, twenty at most. Those that are over are forgotten.
-- Refuses `sign_in_first`, `quota_reached` past 20, `not_allowed` (an id of somebody else's), `invalid_value`, `id_reused`.
create function public.save_absences(absences jsonb, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_absences', 'absences', absences);
  v_given public.absences[];
begin
  if private.replayed(save_absences.op_id, v_content) is not null then
    return;
  elsif absences is null or jsonb_typeof(absences) <> 'array' then
    perform private.refuse('invalid_value');
  elsif jsonb_array_length(absences) > 20 then
    perform private.refuse('quota_reached');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  v_given := array(select a from jsonb_populate_recordset(null::public.absences, absences) as a);
  if exists (select from public.absences a join unnest(v_given) g on g.id = a.id where a.person_id <> v_me) then
    perform private.refuse('not_allowed');
  end if;
  delete from public.absences a where a.person_id = v_me;
  insert into public.absences (id, person_id, from_day, until_day)
  select g.id, v_me, g.from_day, g.until_day from unnest(v_given) g where g.until_day >= private.today() or g.until_day is null;
  perform private.keep_receipt(save_absences.op_id, v_content);
exception
  when data_exception or check_violation or not_null_violation or unique_violation then
    perform private.refuse('invalid_value');
end;
$$;
grant execute on function public.save_absences(jsonb, uuid) to authenticated;

-- The instant the clocks of Paris show a time on a day. What the spring change skips is an hour later; what the autumn change
-- shows twice is the second time.
create function private.moment(day date, shown time) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$ select (day + shown) at time zone private.zone() $$;

-- Whether somebody said they hand nothing over on a day.
create function private.is_absent(person uuid, day date) returns boolean
language sql stable set search_path = ''
as $$
  select exists (select from public.absences a where a.person_id = person and day between a.from_day and a.until_day)
$$;

-- Whether the owner said beforehand that they are there, and agree, both when a period begins and when it ends.
-- A whole day is inside when it has such a window that is not over; a day of absence has none.
create function private.in_automatic_windows(owner uuid, period tstzrange, by_day boolean) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (
    select from (values
      (lower(period) at time zone private.zone(), false),
      (case when by_day then upper(period) - interval '1 microsecond' else upper(period) end at time zone private.zone(), true)
    ) as meeting (moment, is_return)
    where private.is_absent(owner, meeting.moment::date)
      or not exists (
        select from public.handover_windows w
        where w.person_id = owner and w.automatic and w.weekday = extract(isodow from meeting.moment)
          and case
            when not by_day then meeting.moment::time between w.from_time and w.until_time
            else meeting.is_return or w.until_time > meeting.moment::time
          end
      )
  )
$$;

-- Whether the owner's hours of a day hold a meeting from one time to another, marked automatic or not.
create function private.in_windows(owner uuid, starts_at timestamptz, ends_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select not private.is_absent(owner, private.day_of(starts_at)) and exists (
    select from public.handover_windows w
    where w.person_id = owner and w.weekday = extract(isodow from private.day_of(starts_at))
      and private.moment(private.day_of(starts_at), w.from_time) <= starts_at
      and private.moment(private.day_of(starts_at), w.until_time) >= ends_at
  )
$$;

alter table public.absences enable row level security;
revoke all on public.absences from anon, authenticated;
grant select on public.absences to authenticated;
alter table public.absences
  alter column id set statistics 0, alter column person_id set statistics 0, alter column from_day set statistics 0,
  alter column until_day set statistics 0;

create policy "residents see when neighbours do not meet" on public.absences
  for select to authenticated
  using (person_id <> all ((select private.hidden_from_me())::uuid[]));
