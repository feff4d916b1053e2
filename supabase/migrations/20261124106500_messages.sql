-- Messages: one order for both, no faster than a person writes, and no contact details before an acceptance.

-- Hides telephone numbers and e-mail addresses. Dates written with strokes or dots stay.
create function private.mask_contacts(body text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select regexp_replace(
    regexp_replace(
      regexp_replace(
        body,
        '[[:alnum:]._%+-]+\s*(@|\((at|arobase)\)|\[(at|arobase)\]|\marobase\M)\s*[[:alnum:]-]+(\s?(\.|\((dot|point)\)|\[(dot|point)\]|\mpoint\M)\s?[[:alnum:]-]{2,})+',
        '•••', 'gi'
      ),
      '(\+|\m00)[\s.()_-]*\d([\s.()/_-]*\d){7,13}', '•••', 'g'
    ),
    '\m0([\s._-]*)[1-9]([\s.,_-]*\d){8}\M|\m0[1-9](/\d\d){4}\M', '•••', 'g'
  )
$$;

-- Whether the two people of a conversation have come to an agreement about what it is about.
create function private.contacts_shown(c public.conversations) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.reservations r
    where (r.id = c.reservation_id or r.basket_id = c.id or (r.listing_id = c.listing_id and r.borrower_id = c.opened_by))
      and r.state in ('accepted', 'handed_over', 'returned', 'closed', 'no_show', 'lost')
  ) or exists (
    select from public.gift_requests g
    where (g.id = c.gift_id or (g.listing_id = c.listing_id and g.person_id = c.opened_by))
      and g.state in ('chosen', 'collected', 'no_show')
  )
$$;

-- Puts back what was masked, once a reservation is accepted.
create function private.lift_masks(r public.reservations) returns void
language sql volatile set search_path = ''
as $$
  with lifted as (
    delete from private.masked_bodies b
    using public.messages m, public.conversations c
    where m.id = b.message_id and c.id = m.conversation_id
      and (c.id = r.conversation_id or (c.listing_id = r.listing_id and c.opened_by = r.borrower_id))
    returning b.message_id, b.body
  )
  update public.messages m set body = lifted.body from lifted where m.id = lifted.message_id
$$;

-- What functions say in a conversation: a system line by its token, or somebody's words.
create function private.say(conversation uuid, author uuid, said_as public.message_kind, body text) returns void
language sql volatile set search_path = ''
as $$
  insert into public.messages (id, conversation_id, author_id, kind, body)
  values (gen_random_uuid(), conversation, author, said_as, body)
$$;

-- Before a message is written. Runs before `on conflict`: one sent twice stops here, whatever became of the conversation since.
-- Refuses `invalid_value`, `too_long`, `not_found` (also: not in it, or one blocked the other), `not_allowed`, `id_reused`, `too_fast`.
create function private.check_message() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_before public.messages;
  v_conversation public.conversations;
  v_said text;
begin
  if new.kind = 'text' then
    new.body := private.clean_text(new.body);
    new.conversation_id := coalesce(private.conversation_meant(new.conversation_id, new.author_id), new.conversation_id);
    v_said := new.body;
    perform from public.people p where p.id = new.author_id for no key update;
    select * into v_before from public.messages m where m.id = new.id;
    if found then
      if v_before.author_id is distinct from new.author_id then
        perform private.refuse('not_allowed');
      elsif v_before.conversation_id <> new.conversation_id
        or new.body <> coalesce((select b.body from private.masked_bodies b where b.message_id = new.id), v_before.body)
      then
        perform private.refuse('id_reused');
      end if;
      return null;
    elsif exists (select from private.op_receipts r where r.op_id = new.id) then
      perform private.refuse('id_reused'); -- also: withdrawn before it came
    elsif coalesce(new.body, '') = '' or new.id is null then
      perform private.refuse('invalid_value');
    elsif char_length(new.body) > 4000 then
      perform private.refuse('too_long');
    elsif not exists (
      select from public.participants p where p.conversation_id = new.conversation_id and p.person_id = new.author_id
    ) or exists (
      select from public.participants p
      where p.conversation_id = new.conversation_id and private.is_blocked(p.person_id, new.author_id)
    ) then
      perform private.refuse('not_found');
    elsif (
      select count(*) from public.messages m
      where m.author_id = new.author_id and m.kind = 'text' and m.sent_at > clock_timestamp() - interval '1 minute'
    ) >= 30 then
      perform private.refuse('too_fast');
    end if;
  end if;

  -- Holding the conversation until the end makes the order of arrival the order everyone sees.
  select * into v_conversation from public.conversations c where c.id = new.conversation_id for no key update;
  if (select auth.uid()) is not null then
    new.sent_at := clock_timestamp();
  end if;
  new.sent_at := greatest(new.sent_at, v_conversation.last_message_at + interval '1 microsecond');
  update public.conversations c set last_message_at = new.sent_at where c.id = v_conversation.id;

  if new.kind = 'text' and not private.contacts_shown(v_conversation) then
    new.body := private.mask_contacts(new.body);
    if new.body <> v_said then
      insert into private.masked_bodies (message_id, body) values (new.id, v_said);
    end if;
  end if;
  return new;
end;
$$;
create trigger check_message before insert on public.messages
  for each row execute function private.check_message();

-- Takes back an act, a message included, that may be on its way: from now on it is refused `id_reused` whenever it comes.
-- Answers false when it had been done already, and stays; safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `not_allowed` (somebody else's act).
create function public.withdraw(op_id uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  -- The locks that the act itself takes, in its order: one of the two comes first.
  perform pg_advisory_xact_lock(hashtextextended(withdraw.op_id::text, 0));
  perform from public.people p where p.id = v_me for no key update;
  if exists (select from public.messages m where m.id = withdraw.op_id and m.author_id = v_me)
    or public.has_landed(withdraw.op_id)
  then
    return false;
  elsif exists (select from public.messages m where m.id = withdraw.op_id) then
    perform private.refuse('not_allowed');
  elsif private.replayed(withdraw.op_id, private.withdrawn()) is null then
    perform private.keep_receipt(withdraw.op_id, private.withdrawn());
  end if;
  return true;
end;
$$;
grant execute on function public.withdraw(uuid) to authenticated;
