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
-- Answers like `my_details()`, also when `op_id` was heard before: no receipt holds an address.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `id_reused`.
create function public.save_my_details(details jsonb, op_id uuid default null) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_my_details', 'details', details);
  v_now private.person_details;
  v_choices jsonb;
begin
  if save_my_details.op_id is not null and private.replayed(save_my_details.op_id, v_content) is not null then
    return public.my_details();
  elsif details is null or jsonb_typeof(details) <> 'object' or pg_column_size(details) > 4000 then
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
  if save_my_details.op_id is not null then
    perform private.keep_receipt(save_my_details.op_id, v_content);
  end if;
  return public.my_details();
exception
  when check_violation or numeric_value_out_of_range or foreign_key_violation then
    perform private.refuse('invalid_value');
end;
$$;

-- Changes how others see the caller: `display_name`, `about`, `avatar_path`, `languages`, `commune_code`; what is not given stays.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `not_allowed`, `id_reused`.
create function public.save_profile(changes jsonb, op_id uuid) returns public.people
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_profile', 'changes', changes);
  v_seen jsonb := private.replayed(save_profile.op_id, v_content);
  v_columns text;
  v_person public.people;
  v_broken text;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.people, v_seen);
  end if;
  v_columns := private.columns_in(changes, array['display_name', 'about', 'avatar_path', 'languages', 'commune_code']);
  execute format(
    'update public.people p set (%1$s) = (select %1$s from jsonb_populate_record(null::public.people, $2)) where p.id = $1 returning p.*',
    v_columns
  ) into v_person using v_me, changes;
  perform private.keep_receipt(save_profile.op_id, v_content, to_jsonb(v_person));
  return v_person;
exception
  when data_exception or check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
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
-- With `op_id`, a late arrival does not undo that one has thought again.
-- Refuses `sign_in_first`, `invalid_value` (oneself), `quota_reached`, `id_reused`.
create function public.block_person(person_id uuid, op_id uuid default null) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'block_person', 'person_id', block_person.person_id);
begin
  if block_person.op_id is not null and private.replayed(block_person.op_id, v_content) is not null then
    return;
  elsif block_person.person_id is null or block_person.person_id = v_me then
    perform private.refuse('invalid_value');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  if (select count(*) from private.blocks b where b.blocker_id = v_me and b.blocked_id <> block_person.person_id) >= 500 then
    perform private.refuse('quota_reached');
  end if;
  insert into private.blocks (blocker_id, blocked_id)
  select v_me, p.id from public.people p where p.id = block_person.person_id
  on conflict do nothing;
  if block_person.op_id is not null then
    perform private.keep_receipt(block_person.op_id, v_content);
  end if;
end;
$$;

create function public.unblock_person(person_id uuid, op_id uuid default null) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'unblock_person', 'person_id', unblock_person.person_id);
begin
  if unblock_person.op_id is not null then
    if private.replayed(unblock_person.op_id, v_content) is not null then
      return;
    end if;
    perform private.keep_receipt(unblock_person.op_id, v_content);
  end if;
  delete from private.blocks b where b.blocker_id = v_me and b.blocked_id = unblock_person.person_id;
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
  public.my_details(), public.save_my_details(jsonb, uuid), public.save_profile(jsonb, uuid), public.person_facts(uuid),
  public.block_person(uuid, uuid), public.unblock_person(uuid, uuid), public.my_blocks()
  to authenticated;
