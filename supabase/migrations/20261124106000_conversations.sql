-- Conversations: who talks with whom, about which listing or reservation.
-- The promise kept here: only the people in a conversation know that it is there.

create type public.message_kind as enum ('text', 'system');

create table public.conversations (
  id              uuid primary key, -- the reservation's own id when it is about one
  listing_id      uuid references public.listings (id) on delete set null,
  reservation_id  uuid constraint conversations_one_per_reservation unique references public.reservations (id) on delete cascade,
  opened_by       uuid not null references public.people (id),
  epoch           integer not null default 1 constraint conversations_epoch_positive check (epoch > 0), -- part of the realtime topic
  last_message_at timestamptz,
  created_at      timestamptz not null default now(),
  constraint conversations_about_one_thing check (num_nonnulls(listing_id, reservation_id) <= 1),
  constraint conversations_bear_their_reservations_id check (reservation_id = id)
);
create unique index conversations_one_per_listing_and_person on public.conversations (listing_id, opened_by);
create index conversations_opened_by_idx on public.conversations (opened_by, created_at);

create table public.participants (
  conversation_id uuid not null references public.conversations (id) on delete cascade,
  person_id       uuid not null references public.people (id) on delete cascade,
  read_until      timestamptz not null default '-infinity',
  primary key (conversation_id, person_id)
);
create index participants_person_id_idx on public.participants (person_id);

create table public.messages (
  id              uuid primary key, -- made by the author's device
  conversation_id uuid not null references public.conversations (id) on delete cascade,
  author_id       uuid default auth.uid() references public.people (id), -- null: said by time
  kind            public.message_kind not null default 'text',
  body            text not null constraint messages_body_length check (char_length(body) between 1 and 4000),
  sent_at         timestamptz not null default clock_timestamp(), -- by the server, strictly growing within a conversation
  constraint messages_text_has_author check (kind = 'system' or author_id is not null),
  constraint messages_in_one_order unique (conversation_id, sent_at)
);
create index messages_author_id_idx on public.messages (author_id, sent_at);

-- What was written where contact details were masked, until an acceptance puts it back.
create table private.masked_bodies (
  message_id uuid primary key references public.messages (id) on delete cascade deferrable initially deferred,
  body       text not null constraint masked_bodies_length check (char_length(body) <= 4000)
);

-- Conversations the caller is in. Evaluated once per query, as `(select private.my_conversations())`.
create function private.my_conversations() returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(p.conversation_id), '{}') from public.participants p where p.person_id = (select auth.uid())
$$;

-- The conversation of a reservation, opened with the request.
create function private.open_exchange(r public.reservations) returns void
language sql volatile set search_path = ''
as $$
  insert into public.conversations (id, reservation_id, opened_by) values (r.id, r.id, r.borrower_id);
  insert into public.participants (conversation_id, person_id) values (r.id, r.owner_id), (r.id, r.borrower_id);
$$;

-- The conversation meant by an id: its own, or the one a device made for a conversation that was there already.
create function private.conversation_meant(said uuid, person uuid) returns uuid
language sql stable set search_path = ''
as $$
  select coalesce(
    (select c.id from public.conversations c where c.id = said),
    (select (r.result ->> 'id')::uuid from private.op_receipts r where r.op_id = said and r.person_id = person and r.result ? 'opened_by')
  )
$$;

-- The caller's conversation with the owner about a listing, opened if there is none yet. `id` keeps meaning the one answered:
-- what was written meanwhile, without network, finds its way there.
-- Refuses `sign_in_first`, `invalid_value`, `own_listing`, `not_available` (also: hidden from you, or no such listing),
-- `id_reused`, `not_allowed`, `quota_reached` (20 new ones a day).
create function public.open_conversation(id uuid, listing_id uuid) returns public.conversations
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'open_conversation', 'listing_id', open_conversation.listing_id);
  v_seen jsonb := private.replayed(open_conversation.id, v_content);
  v_owner uuid;
  v_conversation public.conversations;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.conversations, v_seen);
  elsif open_conversation.listing_id is null then
    perform private.refuse('invalid_value');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  select l.owner_id into v_owner from public.listings l where l.id = open_conversation.listing_id;
  if v_owner = v_me then
    perform private.refuse('own_listing');
  elsif not private.listing_visible_to(open_conversation.listing_id, v_me) then
    perform private.refuse('not_available');
  end if;

  select * into v_conversation from public.conversations c where c.id = open_conversation.id;
  if found and v_conversation.opened_by <> v_me then
    perform private.refuse('not_allowed');
  elsif found and v_conversation.listing_id is distinct from open_conversation.listing_id then
    perform private.refuse('id_reused');
  end if;
  select * into v_conversation from public.conversations c
  where c.listing_id = open_conversation.listing_id and c.opened_by = v_me;
  if found then
    perform private.keep_receipt(open_conversation.id, v_content, to_jsonb(v_conversation));
    return v_conversation;
  elsif (
    select count(*) from public.conversations c
    where c.opened_by = v_me and c.reservation_id is null and c.created_at > now() - interval '1 day'
  ) >= 20 then
    perform private.refuse('quota_reached');
  end if;

  insert into public.conversations (id, listing_id, opened_by) values (open_conversation.id, open_conversation.listing_id, v_me)
  returning * into v_conversation;
  insert into public.participants (conversation_id, person_id) values (v_conversation.id, v_owner), (v_conversation.id, v_me);
  perform private.keep_receipt(open_conversation.id, v_content, to_jsonb(v_conversation));
  return v_conversation;
end;
$$;

-- The conversation of the caller that an id means: another one than its own when two devices opened it. Null: none of theirs.
create function public.conversation_called(id uuid) returns uuid
language sql stable security definer set search_path = ''
as $$
  select p.conversation_id from public.participants p
  where p.person_id = private.me() and p.conversation_id = private.conversation_meant(conversation_called.id, private.me())
$$;

-- Notes how far the caller has read; never backwards, never past now. Refuses `sign_in_first`, `invalid_value`, `not_found` (also: not in it).
create function public.mark_read(conversation_id uuid, until timestamptz) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
begin
  if until is null then
    perform private.refuse('invalid_value');
  end if;
  update public.participants p set read_until = greatest(p.read_until, least(until, clock_timestamp()))
  where p.conversation_id = private.conversation_meant(mark_read.conversation_id, v_me) and p.person_id = v_me;
  if not found then
    perform private.refuse('not_found');
  end if;
end;
$$;

-- Who may do what. A message is an insert of (id, conversation_id, body); the rest is the database's.
alter table public.conversations enable row level security;
alter table public.participants enable row level security;
alter table public.messages enable row level security;
alter table private.masked_bodies enable row level security;
revoke all on public.conversations, public.participants, public.messages from anon, authenticated;
revoke all on private.masked_bodies from anon, authenticated;
grant select on public.conversations, public.participants, public.messages to authenticated;
grant insert (id, conversation_id, body) on public.messages to authenticated;
grant execute on function private.my_conversations() to authenticated;
alter table public.conversations
  alter column id set statistics 0, alter column listing_id set statistics 0,
  alter column reservation_id set statistics 0, alter column opened_by set statistics 0,
  alter column last_message_at set statistics 0, alter column created_at set statistics 0;
alter table public.participants
  alter column person_id set statistics 0, alter column read_until set statistics 0;
alter table public.messages
  alter column id set statistics 0, alter column author_id set statistics 0, alter column body set statistics 0,
  alter column sent_at set statistics 0;
grant execute on function
  public.open_conversation(uuid, uuid), public.conversation_called(uuid), public.mark_read(uuid, timestamptz)
  to authenticated;

create policy "people see the conversations they are in" on public.conversations
  for select to authenticated
  using (id = any ((select private.my_conversations())::uuid[]));

create policy "people see who is in their conversations" on public.participants
  for select to authenticated
  using (conversation_id = any ((select private.my_conversations())::uuid[]));

create policy "people read their conversations" on public.messages
  for select to authenticated
  using (conversation_id = any ((select private.my_conversations())::uuid[]));

create policy "people write in their conversations" on public.messages
  for insert to authenticated
  with check (
    author_id = (select auth.uid()) and kind = 'text'
    and conversation_id = any ((select private.my_conversations())::uuid[])
  );
