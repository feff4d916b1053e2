-- Realtime: tells devices that something changed, never what. They read the row themselves, under the policies.
-- Private topics `person:<uid>` and `conversation:<id>:<epoch>`; event `changed`; payload {table, id} and nothing else.

-- Whether the caller may listen to a topic. An epoch that is over, or a block, closes a conversation's topic.
create function private.may_listen_to(topic text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    topic = 'person:' || (select auth.uid())::text
    or exists (
      select from public.participants mine
      join public.conversations c on c.id = mine.conversation_id
      where mine.person_id = (select auth.uid())
        and c.id = case when topic ~ '^conversation:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9]+$'
          then split_part(topic, ':', 2)::uuid end
        and topic = 'conversation:' || c.id || ':' || c.epoch
        and not exists (
          select from public.participants other
          where other.conversation_id = c.id and private.is_blocked(other.person_id, mine.person_id)
        )
    ),
    false
  )
$$;
grant execute on function private.may_listen_to(text) to authenticated;

create policy "people listen to themselves and to their conversations" on realtime.messages
  for select to authenticated
  using (extension = 'broadcast' and (select private.may_listen_to((select realtime.topic()))));

-- Says that a row changed to one person, unless whoever changed it and they have blocked each other.
create function private.tell_person(person uuid, about_table text, about_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if person is not null and not private.is_blocked(person, (select auth.uid())) then
    perform realtime.send(jsonb_build_object('table', about_table, 'id', about_id), 'changed', 'person:' || person, true);
  end if;
end;
$$;

create function private.tell_conversation(conversation uuid, about_table text, about_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_epoch integer := (select c.epoch from public.conversations c where c.id = conversation);
begin
  perform realtime.send(
    jsonb_build_object('table', about_table, 'id', about_id), 'changed', 'conversation:' || conversation || ':' || v_epoch, true
  );
end;
$$;

create function private.tell_about_message() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_conversation(new.conversation_id, 'messages', new.id);
  if tg_op = 'INSERT' then
    perform private.tell_person(p.person_id, 'messages', new.id)
    from public.participants p where p.conversation_id = new.conversation_id;
  end if;
  return null;
end;
$$;
create trigger tell_about_message after insert or update of body on public.messages
  for each row execute function private.tell_about_message();

-- How far the other has read.
create function private.tell_about_reading() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_conversation(new.conversation_id, 'participants', new.conversation_id);
  perform private.tell_person(new.person_id, 'participants', new.conversation_id);
  return null;
end;
$$;
create trigger tell_about_reading after update of read_until on public.participants
  for each row when (new.read_until is distinct from old.read_until)
  execute function private.tell_about_reading();

create function private.tell_about_reservation() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.owner_id, 'reservations', new.id);
  perform private.tell_person(new.borrower_id, 'reservations', new.id);
  return null;
end;
$$;
create trigger tell_about_reservation after insert or update of state, during, extension_until on public.reservations
  for each row execute function private.tell_about_reservation();

create function private.tell_about_waitlist() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.person_id, 'waitlist', new.id);
  return null;
end;
$$;
create trigger tell_about_waitlist after insert or update of state on public.waitlist
  for each row execute function private.tell_about_waitlist();

create function private.tell_about_notification() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.person_id, 'notifications', new.id);
  return null;
end;
$$;
create trigger tell_about_notification after insert or update of read_at on public.notifications
  for each row execute function private.tell_about_notification();

create function private.tell_about_offer() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.owner_id, 'offers', new.id);
  perform private.tell_person(new.seeker_id, 'offers', new.id);
  return null;
end;
$$;
create trigger tell_about_offer after insert or update of state on public.offers
  for each row execute function private.tell_about_offer();

-- Seats, lines and shifts are told to whoever has them; what became of an event to those who run or help it.
create function private.tell_about_attendance() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.person_id, tg_table_name, new.id);
  return null;
end;
$$;
create trigger tell_about_attendance after insert or update of state on public.attendances
  for each row execute function private.tell_about_attendance();
create trigger tell_about_signup after insert or update of state on public.shift_signups
  for each row execute function private.tell_about_attendance();

create function private.tell_about_event() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(p, 'events', new.id)
  from (select new.organiser_id union select private.people_of_event(new.id)) as told (p);
  return null;
end;
$$;
create trigger tell_about_event after update of state, starts_at, ends_at, place_id, address on public.events
  for each row when (
    (new.state, new.starts_at, new.ends_at, new.place_id, new.address)
    is distinct from (old.state, old.starts_at, old.ends_at, old.place_id, old.address)
  ) execute function private.tell_about_event();

-- A block changes the address of every conversation the two share: who already listens hears nothing more.
create function private.close_topics_between() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.conversations c set epoch = c.epoch + 1
  where c.id in (
    select one.conversation_id from public.participants one
    join public.participants other on other.conversation_id = one.conversation_id
    where one.person_id = new.blocker_id and other.person_id = new.blocked_id
  );
  return null;
end;
$$;
create trigger close_topics_between after insert on private.blocks
  for each row execute function private.close_topics_between();
