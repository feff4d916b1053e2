-- Hand-over: where the other party is, while there is something to hand over, and the code said at the door.

-- Name, address, phone and point of the other party, as one row, from acceptance to return. The owner's are those of the listing.
-- Refuses `sign_in_first`, `not_allowed` (also: before, after, blocked, or no such reservation).
create function public.handover_details(reservation_id uuid)
returns table (name text, address text, phone text, lat double precision, lon double precision)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_r public.reservations;
begin
  select * into v_r from public.reservations r where r.id = handover_details.reservation_id;
  if not coalesce(v_me in (v_r.owner_id, v_r.borrower_id) and v_r.state in ('accepted', 'handed_over'), false)
    or private.is_blocked(v_r.owner_id, v_r.borrower_id)
  then
    perform private.refuse('not_allowed');
  elsif v_me = v_r.borrower_id then
    select p.display_name, l.address, d.phone, l.lat, l.lon
    into name, address, phone, lat, lon
    from public.people p
    left join private.person_details d on d.person_id = p.id
    left join private.listing_place(v_r.listing_id) l on true
    where p.id = v_r.owner_id;
  else
    select p.display_name, d.address, d.phone, d.lat, d.lon
    into name, address, phone, lat, lon
    from public.people p left join private.person_details d on d.person_id = p.id
    where p.id = v_r.borrower_id;
  end if;
  return next;
end;
$$;

-- A refusal rolls back what it did, so a wrong try could not be counted in a table. What a sequence holds is never rolled back:
-- beside each code stands one, worth (second of the last wrong try) * 8 + (wrong tries so far).
create function private.tries_of(reservation uuid) returns text
language sql immutable strict set search_path = ''
as $$ select format('private.%I', 'tries_' || replace(reservation::text, '-', '')) $$;

create function private.keep_tries_beside_code() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    execute 'create sequence ' || private.tries_of(new.reservation_id) || ' minvalue 0';
  else
    execute 'drop sequence if exists ' || private.tries_of(old.reservation_id);
  end if;
  return null;
end;
$$;
create trigger keep_tries_beside_code after insert or delete on private.handover_codes
  for each row execute function private.keep_tries_beside_code();

-- Called with the reservation locked. Refuses `invalid_value`, and `too_fast` for 15 minutes after the fifth wrong try.
create function private.check_handover_code(reservation uuid, said text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_code text := (select c.code from private.handover_codes c where c.reservation_id = reservation);
  v_now bigint := extract(epoch from clock_timestamp())::bigint;
  v_kept bigint;
  v_tries bigint;
begin
  if v_code is null then
    perform private.refuse('invalid_value');
  end if;
  execute 'select last_value from ' || private.tries_of(reservation) into v_kept;
  v_tries := case when v_now - v_kept / 8 < 900 then v_kept % 8 else 0 end;
  if v_tries >= 5 then
    perform private.refuse('too_fast');
  elsif regexp_replace(coalesce(said, ''), '\s', '', 'g') <> v_code then
    perform setval(private.tries_of(reservation)::regclass, v_now * 8 + v_tries + 1);
    perform private.refuse('invalid_value');
  end if;
end;
$$;

-- The code the owner says at the door, made when first looked at.
-- Refuses `sign_in_first`, `not_allowed` (also: not yours, not accepted, or already handed over).
create function public.handover_code(reservation_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_r public.reservations;
begin
  select * into v_r from public.reservations r where r.id = handover_code.reservation_id for update;
  if not coalesce(v_r.owner_id = v_me and v_r.state = 'accepted', false) or private.is_blocked(v_r.owner_id, v_r.borrower_id) then
    perform private.refuse('not_allowed');
  end if;
  insert into private.handover_codes (reservation_id, code)
  values (v_r.id, lpad((('x' || left(replace(gen_random_uuid()::text, '-', ''), 8))::bit(32)::bigint % 10000)::text, 4, '0'))
  on conflict (reservation_id) do nothing;
  return (select c.code from private.handover_codes c where c.reservation_id = v_r.id);
end;
$$;

grant execute on function
  public.handover_details(uuid), public.handover_code(uuid)
  to authenticated;
comment on function public.handover_details is '@nullable address, phone, lat, lon';
