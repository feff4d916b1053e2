-- Exchange news: what one does in an exchange, the other is told; what time or a rule does, both.

create function private.tell_of_step() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_r public.reservations;
  v_says text := 'reservation_' || new.action;
begin
  select * into v_r from public.reservations r where r.id = new.reservation_id;
  if new.action = 'settle_loss' or new.action = 'cancel' and new.actor_id is null
    or new.action in ('request', 'accept') and exists (select from public.offers o where o.id = new.reservation_id)
  then
    return null; -- their own chapters tell what was settled, that time came while it was broken, and that an offer was accepted
  elsif new.action = 'request' then
    perform private.notify(v_r.owner_id, 'exchange', v_says, 'reservation', v_r.id, 'event ' || new.id);
    return null;
  elsif new.action = 'accept' and new.actor_id is null then
    -- A rule of theirs said yes at once: the owner has nothing to answer, only to know.
    delete from public.notifications n
    where n.person_id = v_r.owner_id and n.about = jsonb_build_object('says', 'reservation_request', 'kind', 'reservation', 'id', v_r.id);
    perform private.notify(v_r.owner_id, 'exchange', 'reservation_booked', 'reservation', v_r.id, 'event ' || new.id);
  end if;
  perform private.notify(person, 'exchange', v_says, 'reservation', v_r.id, 'event ' || new.id)
  from unnest(array[v_r.owner_id, v_r.borrower_id]) as person
  where person is distinct from new.actor_id;
  return null;
end;
$$;
create trigger tell_of_step after insert on public.reservation_events
  for each row execute function private.tell_of_step();

-- One line for all that is said in a conversation within ten minutes: read meanwhile, it is to be read again.
-- A word that comes with a step is told with the step.
create function private.tell_of_message() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person uuid;
  v_told public.notifications;
begin
  for v_person in
    select p.person_id from public.participants p where p.conversation_id = new.conversation_id and p.person_id <> new.author_id
  loop
    select * into v_told from public.notifications n
    where n.person_id = v_person and n.about ->> 'id' = new.conversation_id::text
      and (n.topic = 'message' and n.created_at > now() - interval '10 minutes' or n.topic = 'exchange' and n.created_at = now())
    order by n.created_at desc limit 1;
    if not found then
      perform private.notify(v_person, 'message', 'message_written', 'conversation', new.conversation_id, 'message ' || new.id);
    elsif v_told.read_at is not null then
      update public.notifications n set read_at = null where n.id = v_told.id;
    end if;
  end loop;
  return null;
end;
$$;
create trigger tell_of_message after insert on public.messages
  for each row when (new.kind = 'text') execute function private.tell_of_message();

-- Whoever has read a conversation has seen what it was about.
create function private.see_with_conversation() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.notifications n set read_at = now()
  where n.person_id = new.person_id and n.about ->> 'id' = new.conversation_id::text
    and n.read_at is null and n.created_at <= new.read_until;
  return null;
end;
$$;
create trigger see_with_conversation after update of read_until on public.participants
  for each row when (new.read_until > old.read_until) execute function private.see_with_conversation();
