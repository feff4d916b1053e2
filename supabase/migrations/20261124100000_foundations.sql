-- Foundations: the schemas, what nobody may do unless a later chapter says so, and the few rules every chapter leans on.
-- Holds no table of the product; only the receipts that let a device repeat itself safely.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- Never exposed by the API: policies and functions reach into it, residents cannot.
create schema private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;
grant usage on schema public, extensions to anon, authenticated, service_role;
revoke create on schema public from public;

-- Nothing is granted by being created. PostgreSQL lets everyone execute a new function, older hosted projects grant the rest.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- What the planner remembers of a column, it tells whoever asks how many rows to expect (`Prefer: count=planned`), hidden rows
-- included: how often somebody writes, between which two texts a message lies. Where policies hide rows, the chapters keep
-- no statistics of words, of people, nor of when; each statement leaves out what it finds its rows by.

-- Says no, by a token the app turns into a sentence (src/lib/errors/refusal.ts).
create function private.refuse(token text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  raise exception using errcode = 'P0001', message = token;
end;
$$;

-- The signed-in person. Functions call it first.
create function private.me() returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  if (select auth.uid()) is null then
    perform private.refuse('sign_in_first');
  end if;
  return (select auth.uid());
end;
$$;

-- Whose midnight a day ends at.
create function private.zone() returns text
language sql immutable parallel safe set search_path = ''
as $$ select 'Europe/Paris' $$;

create function private.today() returns date
language sql stable parallel safe set search_path = ''
as $$ select (now() at time zone private.zone())::date $$;

create function private.day_of(instant timestamptz) returns date
language sql stable strict parallel safe set search_path = ''
as $$ select (instant at time zone private.zone())::date $$;

-- The instant a day begins.
create function private.midnight(day date) returns timestamptz
language sql stable strict parallel safe set search_path = ''
as $$ select day::timestamp at time zone private.zone() $$;

-- Text as people see it: composed accents, no control or direction-changing characters, no towers of marks, no outer blanks.
create function private.clean_text(dirty text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select btrim(
    regexp_replace(
      regexp_replace(
        normalize(dirty, nfc),
        '[\u0001-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'
      ),
      '([\u0300-\u036F]{2})[\u0300-\u036F]+', '\1', 'g'
    ),
    E' \t\n\u00A0'
  )
$$;
grant execute on function private.clean_text(text) to authenticated;

-- What each repeatable act answered, so that the same id sent again changes nothing.
create table private.op_receipts (
  op_id     uuid primary key,
  person_id uuid not null, -- no foreign key: the receipt must outlive nothing and cascade nowhere; jobs forget it by age
  content   bytea not null,
  result    jsonb,
  kept_at   timestamptz not null default now()
);
create index op_receipts_person_id_idx on private.op_receipts (person_id, kept_at);
create index op_receipts_kept_at_idx on private.op_receipts (kept_at);
alter table private.op_receipts enable row level security;
revoke all on private.op_receipts from public, anon, authenticated;

create function private.content_hash(content jsonb) returns bytea
language sql immutable parallel safe set search_path = ''
as $$ select sha256(convert_to(coalesce(content, 'null')::text, 'UTF8')) $$;

-- Null when this act is new; what it answered the first time when it is a repeat (JSON null if it answered nothing).
-- Two deliveries at once wait for each other here. Refuses `invalid_value`, `not_allowed`, `id_reused`.
create function private.replayed(act_id uuid, act_content jsonb) returns jsonb
language plpgsql volatile set search_path = ''
as $$
declare
  v_receipt private.op_receipts;
begin
  if act_id is null then
    perform private.refuse('invalid_value');
  end if;
  perform pg_advisory_xact_lock(hashtextextended(act_id::text, 0));
  select * into v_receipt from private.op_receipts r where r.op_id = act_id;
  if not found then
    return null;
  elsif v_receipt.person_id is distinct from (select auth.uid()) then
    perform private.refuse('not_allowed');
  elsif v_receipt.content <> private.content_hash(act_content) then
    perform private.refuse('id_reused');
  end if;
  return coalesce(v_receipt.result, 'null'::jsonb);
end;
$$;

-- Refuses `too_fast` past 1000 a day, so that what one person leaves here is bounded: the device keeps the act and sends
-- it later. Acts that arrive together may pass by a few: a lock would make everything one does wait in line.
create function private.keep_receipt(act_id uuid, act_content jsonb, act_result jsonb default null) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  if exists (
    select from private.op_receipts r
    where r.person_id = (select auth.uid()) and r.kept_at > now() - interval '1 day'
    offset 999
  ) then
    perform private.refuse('too_fast');
  end if;
  insert into private.op_receipts (op_id, person_id, content, result)
  values (act_id, (select auth.uid()), private.content_hash(act_content), act_result);
end;
$$;

-- What stands in the receipt of an act that was taken back before it was done.
create function private.withdrawn() returns jsonb
language sql immutable parallel safe set search_path = ''
as $$ select '{"is": "withdrawn"}'::jsonb $$;

-- Whether the caller's act of this id was done: who lost the answer asks before giving it up. Refuses `sign_in_first`.
create function public.has_landed(op_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from private.op_receipts r
    where r.op_id = has_landed.op_id and r.person_id = private.me()
      and r.content <> private.content_hash(private.withdrawn())
  )
$$;
grant execute on function public.has_landed(uuid) to authenticated;

-- The columns named by an object of changes, as SQL. Refuses `invalid_value` when it names none, or one that is not among `known`.
create function private.columns_in(changes jsonb, known text[]) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if changes is null or jsonb_typeof(changes) <> 'object' or changes = '{}' or changes - known <> '{}' then
    perform private.refuse('invalid_value');
  end if;
  return (select string_agg(format('%I', k), ', ' order by k) from jsonb_object_keys(changes) as k);
end;
$$;

-- Says no to what broke a constraint; which one stays behind the door.
create function private.refuse_breach(named text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform private.refuse(case when named like '%\_too\_long' then 'too_long' else 'invalid_value' end);
end;
$$;
