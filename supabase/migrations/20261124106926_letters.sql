-- Letters: the e-mails that tell of what was not read in the app. What is written here is who is to be told of what; the words, and
-- the address, are put together when a letter leaves, so that what was read meanwhile is left out.
-- The promise kept here: each event goes into one letter at most, and each letter leaves once.

create table private.letters (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references public.people (id) on delete cascade,
  channel    text not null default 'mail' constraint letters_channel_known check (channel in ('mail')), -- web push joins here
  kind       text not null constraint letters_kind_known check (kind in ('exchange', 'now', 'daily')),
  topics     text[] not null constraint letters_topics_some check (cardinality(topics) between 1 and 20),
  written_on date not null default private.today(),
  due_at     timestamptz not null default now(),
  attempts   smallint not null default 0 constraint letters_attempts_counted check (attempts between 0 and 8),
  outcome    text constraint letters_outcome_known check (outcome in ('sent', 'dropped', 'given_up')),
  token_hash bytea constraint letters_token_one_letter unique, -- of the link that stops letters like this one
  settled_at timestamptz,
  constraint letters_settled_when_over check ((outcome is null) = (settled_at is null))
);
create index letters_due_at_idx on private.letters (due_at, id) where outcome is null;
create index letters_person_id_idx on private.letters (person_id, written_on);
create unique index letters_one_digest_a_day on private.letters (person_id, channel, written_on) where kind = 'daily';

create table private.letter_items (
  notification_id uuid not null references public.notifications (id) on delete cascade,
  channel         text not null default 'mail' constraint letter_items_channel_known check (channel in ('mail')),
  letter_id       uuid not null references private.letters (id) on delete cascade,
  primary key (notification_id, channel)
);
create index letter_items_letter_id_idx on private.letter_items (letter_id);

alter table private.letters enable row level security;
alter table private.letter_items enable row level security;
revoke all on private.letters, private.letter_items from anon, authenticated;

-- When somebody wants to be told of a topic by e-mail: `now`, `daily` or `never`. Where another waits for them, or a place is kept,
-- always now; conversations, events and places one looks after now, the rest once a day, unless they chose otherwise (`mail_<topic>` among their choices).
create function private.mail_choice(choices jsonb, topic text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when topic in ('exchange', 'gift', 'waitlist') then 'now'
    when choices ->> ('mail_' || topic) in ('now', 'daily', 'never') then choices ->> ('mail_' || topic)
    when topic in ('message', 'place', 'event') then 'now'
    else 'daily'
  end
$$;

-- Puts what is still unread into letters: after ten minutes, what is to be told now; from 18 h, one letter a day for the rest.
-- At night nobody is written to. Answers how many letters were written.
create function private.write_letters() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_letters integer;
begin
  if private.is_quiet(now()) then
    return 0;
  end if;
  with untold as (
    select n.id, n.person_id, n.topic, case
        when n.topic in ('exchange', 'gift', 'waitlist') then 'exchange'
        else private.mail_choice(coalesce(d.choices, '{}'), n.topic)
      end as kind
    from public.notifications n
    join auth.users u on u.id = n.person_id and u.email_confirmed_at is not null and u.email <> ''
    left join private.person_details d on d.person_id = n.person_id
    where n.read_at is null and n.created_at between now() - interval '3 days' and now() - interval '10 minutes'
      and not exists (select from private.letter_items i where i.notification_id = n.id and i.channel = 'mail')
  ), due as (
    select u.* from untold u
    where u.kind in ('exchange', 'now') or u.kind = 'daily' and now() >= private.moment(private.today(), '18:00')
      and not exists (
        select from private.letters l
        where l.person_id = u.person_id and l.channel = 'mail' and l.kind = 'daily' and l.written_on = private.today()
      )
  ), written as (
    insert into private.letters (person_id, kind, topics)
    select d.person_id, d.kind, array_agg(distinct d.topic) from due d group by d.person_id, d.kind
    returning id, person_id, kind
  ), filled as (
    insert into private.letter_items (notification_id, letter_id)
    select d.id, w.id from due d join written w on w.person_id = d.person_id and w.kind = d.kind
  )
  select count(*) into v_letters from written;
  return v_letters;
end;
$$;

-- What something that is no listing is called; its table is a later chapter's.
create function private.subject_name(subject_kind text, subject uuid) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return case subject_kind
    when 'place' then (select p.name from public.places p where p.id = subject)
    when 'event' then (select e.title from public.events e where e.id = subject)
  end;
end;
$$;

-- What somebody is told of in a letter: the thing, the other person, the dates, as they are now.
create function private.letter_lines(letter uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object(
    'topic', n.topic, 'says', n.about ->> 'says', 'kind', n.about ->> 'kind', 'id', n.about ->> 'id',
    'title', coalesce(l.title, private.subject_name(n.about ->> 'kind', (n.about ->> 'id')::uuid)), 'other', o.display_name, 'is_owner', r.owner_id = n.person_id,
    'starts_at', lower(r.during), 'ends_at', upper(r.during), 'respond_by', r.respond_by,
    'extension_until', r.extension_until, 'offered_until', w.offered_until
  ) order by n.created_at, n.id)
  from private.letter_items i
  join public.notifications n on n.id = i.notification_id and n.read_at is null
  left join public.reservations r on r.id = (n.about ->> 'id')::uuid and n.about ->> 'kind' in ('conversation', 'reservation')
  left join public.conversations c on c.id = (n.about ->> 'id')::uuid and n.about ->> 'kind' = 'conversation'
  left join public.waitlist w on w.id = (n.about ->> 'id')::uuid and n.about ->> 'kind' = 'waitlist'
  left join public.listings l on l.id = coalesce(
    r.listing_id, c.listing_id, w.listing_id, case when n.about ->> 'kind' = 'listing' then (n.about ->> 'id')::uuid end
  )
  left join public.people o on o.left_at is null and o.id = case
    when r.owner_id = n.person_id then r.borrower_id
    when r.borrower_id = n.person_id then r.owner_id
    else (select p.person_id from public.participants p where p.conversation_id = c.id and p.person_id <> n.person_id limit 1)
  end
  where i.letter_id = letter and (o.id is null or not private.is_blocked(n.person_id, o.id))
$$;

-- The next letter to send, with whom to and all it tells; null when there is none. It stays locked until the caller's transaction
-- ends, so that two who send never take the same one, and one who is killed leaves it as it was. Settles what has nothing to tell any more.
create function private.next_letter() returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_letter private.letters;
  v_lines jsonb;
  v_to jsonb;
  v_token text;
begin
  loop
    select * into v_letter from private.letters l
    where l.outcome is null and l.due_at <= now() order by l.due_at, l.id for update skip locked limit 1;
    if not found then
      return null;
    end if;
    v_lines := private.letter_lines(v_letter.id);
    v_to := (
      select jsonb_build_object('to', u.email, 'name', p.display_name, 'language', coalesce(p.languages[1], 'fr'))
      from auth.users u join public.people p on p.id = u.id where u.id = v_letter.person_id
    );
    if v_lines is null or v_to is null or v_letter.written_on < private.today() - 3 then
      update private.letters l set outcome = 'dropped', settled_at = now() where l.id = v_letter.id;
      continue;
    end if;
    if v_letter.kind <> 'exchange' then
      v_token := encode(extensions.gen_random_bytes(16), 'hex');
      update private.letters l set token_hash = sha256(convert_to(v_token, 'UTF8')) where l.id = v_letter.id;
    end if;
    return v_to || jsonb_build_object('id', v_letter.id, 'kind', v_letter.kind, 'token', v_token, 'lines', v_lines);
  end loop;
end;
$$;

-- Notes whether a letter left. What did not is tried again after 2, 4, 8… minutes, eight times in all.
create function private.settle_letter(id uuid, has_left boolean) returns void
language sql volatile security definer set search_path = ''
as $$
  update private.letters l
  set attempts = l.attempts + 1,
      outcome = case when has_left then 'sent' when l.attempts >= 7 then 'given_up' end,
      settled_at = case when has_left or l.attempts >= 7 then now() end,
      due_at = now() + interval '1 minute' * 2 ^ (l.attempts + 1)
  where l.id = settle_letter.id and l.outcome is null
$$;
grant execute on function private.next_letter(), private.settle_letter(uuid, boolean) to service_role;

-- Stops e-mails like the one whose link this is, for its reader; the others go on. Whether the link was known. Safe to repeat.
create function public.unsubscribe(token text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_letter private.letters;
begin
  if token is null or token !~ '^[0-9a-f]{32}$' then
    return false;
  end if;
  select * into v_letter from private.letters l where l.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then
    return false;
  end if;
  update private.person_details d
  set choices = d.choices || (select jsonb_object_agg('mail_' || topic, 'never') from unnest(v_letter.topics) as topic)
  where d.person_id = v_letter.person_id;
  return true;
end;
$$;
grant execute on function public.unsubscribe(text) to anon, authenticated;

-- Links in old mails go on working for a year.
create function private.forget_letters() returns void
language sql volatile set search_path = ''
as $$ delete from private.letters l where l.written_on < private.today() - 365 $$;
