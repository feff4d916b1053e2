-- Details: what a person may read and change about themselves alone, the facts others may know, and blocking.

-- The caller's own address, phone, exact point and notification choices, as one object.
create function public.my_details() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  return (
    select d.choices || jsonb_build_object('address', d.address, 'phone', d.phone, 'lat', d.lat, 'lon', d.lon)
    from (select v_me as id) as me
    left join private.person_details d on d.person_id = me.id
  );
end;
$$;

-- Changes the keys given and keeps the others; null empties. Every other key is a notification choice: true, false or a short text.
-- Answers like `my_details()`. Refuses `sign_in_first`, `invalid_value`, `too_long`.
create function public.save_my_details(details jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_now private.person_details;
  v_choices jsonb;
begin
  if details is null or jsonb_typeof(details) <> 'object' or pg_column_size(details) > 4000 then
    perform private.refuse('invalid_value');
  end if;
  v_choices := details - array['address', 'phone', 'lat', 'lon'];
  if exists (
    select from jsonb_each(details) e
    where case
      when e.key in ('address', 'phone') then jsonb_typeof(e.value) not in ('string', 'null')
      when e.key in ('lat', 'lon') then jsonb_typeof(e.value) not in ('number', 'null')
      else e.key !~ '^[a-z][a-z_]{0,39}$'
        or not (jsonb_typeof(e.value) in ('boolean', 'null') or (jsonb_typeof(e.value) = 'string' and char_length(e.value #>> '{}') <= 40))
    end
  ) then
    perform private.refuse('invalid_value');
  elsif char_length(details ->> 'address') > 300 then
    perform private.refuse('too_long');
  end if;

  insert into private.person_details (person_id) values (v_me) on conflict do nothing;
  select * into v_now from private.person_details d where d.person_id = v_me for update;
  v_now.choices := jsonb_strip_nulls(v_now.choices || v_choices);
  if (select count(*) from jsonb_object_keys(v_now.choices)) > 20 then
    perform private.refuse('invalid_value');
  end if;
  update private.person_details d
  set address = case when details ? 'address' then nullif(private.clean_text(details ->> 'address'), '') else v_now.address end,
      phone = case when details ? 'phone' then nullif(btrim(details ->> 'phone'), '') else v_now.phone end,
      lat = case when details ? 'lat' then (details ->> 'lat')::double precision else v_now.lat end,
      lon = case when details ? 'lon' then (details ->> 'lon')::double precision else v_now.lon end,
      choices = v_now.choices
  where d.person_id = v_me;
  return public.my_details();
exception
  when check_violation or numeric_value_out_of_range or foreign_key_violation then
    perform private.refuse('invalid_value');
end;
$$;

-- Facts, never stars: what a neighbour's past exchanges were like. The reservations chapter fills them in.
-- Refuses `sign_in_first`, `not_found` (also: blocked either way).
create function public.person_facts(person_id uuid)
returns table (exchanges_done integer, on_time_returns integer, no_shows integer, median_answer_minutes integer)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.is_blocked(private.me(), person_facts.person_id)
    or not exists (select from public.people p where p.id = person_facts.person_id)
  then
    perform private.refuse('not_found');
  end if;
  return query select 0, 0, 0, null::integer;
end;
$$;

-- Afterwards neither reaches the other, anywhere. Repeating it changes nothing; unknown people answer the same.
-- Refuses `sign_in_first`, `invalid_value` (oneself), `quota_reached`.
create function public.block_person(person_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  if block_person.person_id is null or block_person.person_id = v_me then
    perform private.refuse('invalid_value');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  if (select count(*) from private.blocks b where b.blocker_id = v_me and b.blocked_id <> block_person.person_id) >= 500 then
    perform private.refuse('quota_reached');
  end if;
  insert into private.blocks (blocker_id, blocked_id)
  select v_me, p.id from public.people p where p.id = block_person.person_id
  on conflict do nothing;
end;
$$;

create function public.unblock_person(person_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from private.blocks b where b.blocker_id = private.me() and b.blocked_id = unblock_person.person_id;
end;
$$;

-- Whom the caller blocked, to be able to change their mind. The other side is never told.
create function public.my_blocks() returns table (person_id uuid, display_name text, blocked_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
begin
  return query
    select b.blocked_id, p.display_name, b.blocked_at
    from private.blocks b join public.people p on p.id = b.blocked_id
    where b.blocker_id = v_me
    order by b.blocked_at desc;
end;
$$;

grant execute on function
  public.my_details(), public.save_my_details(jsonb), public.person_facts(uuid),
  public.block_person(uuid), public.unblock_person(uuid), public.my_blocks()
  to authenticated;
