-- Notifications: what happened that concerns somebody, said once. Names an event and what it is about, never anybody's words.
-- The promise kept here: one event is told once, to nobody else, and never between two people who blocked each other.

create table public.notifications (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references public.people (id) on delete cascade,
  topic      text not null constraint notifications_topic_known check (topic in (
    'exchange', 'message', 'gift', 'waitlist', 'wanted', 'review', 'listing', 'repair', 'event', 'place'
  )),
  about      jsonb not null constraint notifications_about_plain check (
    coalesce(about ->> 'says' ~ '^[a-z][a-z_]{0,59}$', false)
    and coalesce(about ->> 'kind' in ('reservation', 'listing', 'gift', 'conversation', 'waitlist', 'review', 'wanted', 'event', 'place'), false)
    and coalesce(about ->> 'id' ~ '^[0-9a-f-]{36}$', false) and about - array['says', 'kind', 'id'] = '{}'
  ),
  once       text not null constraint notifications_once_bounded check (char_length(once) between 1 and 200), -- names the event
  created_at timestamptz not null default now(),
  read_at    timestamptz,
  constraint notifications_once_per_event unique (person_id, once)
);
create index notifications_person_id_idx on public.notifications (person_id, created_at desc);
create index notifications_created_at_idx on public.notifications (created_at);

-- Whom something is about, as far as blocking goes. The tables it names are later chapters'.
create function private.people_in(subject_kind text, subject uuid) returns uuid[]
language plpgsql stable set search_path = ''
as $$
begin
  return case subject_kind
    when 'reservation' then (select array[r.owner_id, r.borrower_id] from public.reservations r where r.id = subject)
    when 'conversation' then (select array_agg(p.person_id) from public.participants p where p.conversation_id = subject)
    when 'waitlist' then (
      select array[w.person_id, l.owner_id] from public.waitlist w join public.listings l on l.id = w.listing_id where w.id = subject
    )
    when 'gift' then (select array[g.owner_id, g.person_id] from public.gift_requests g where g.id = subject)
    when 'event' then (select array[e.organiser_id] from public.events e where e.id = subject and e.community_id is null)
    when 'review' then (select array[v.author_id, v.person_id] from public.reviews v where v.id = subject)
    else (select array[l.owner_id] from public.listings l where l.id = subject)
  end;
end;
$$;

-- Tells `person` once that `says` happened to a subject; the same `once` again changes nothing. The app turns `says` into a sentence.
-- Nothing is told to somebody who left, nor between two who blocked each other: whom the subject is about. What is one's own is told
-- whoever brought it about: days that a blocked holder gave back are offered to whoever waits for them.
create function private.notify(person uuid, topic text, says text, subject_kind text, subject uuid, once text) returns void
language plpgsql volatile set search_path = ''
as $$
#variable_conflict use_variable
begin
  if exists (select from public.people p where p.id = person and p.left_at is null)
    and not exists (
      select from unnest(private.people_in(subject_kind, subject)) as other where private.is_blocked(person, other)
    )
  then
    insert into public.notifications (person_id, topic, about, once)
    values (person, topic, jsonb_build_object('says', says, 'kind', subject_kind, 'id', subject), once)
    on conflict on constraint notifications_once_per_event do nothing;
  end if;
end;
$$;

-- Notes that the caller has seen these; others' and those long gone change nothing. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (none, or more than 200), `id_reused`, `not_allowed` (somebody else's act).
create function public.mark_notifications_read(ids uuid[], op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'mark_notifications_read', 'ids', ids);
begin
  if private.replayed(mark_notifications_read.op_id, v_content) is not null then
    return;
  elsif coalesce(cardinality(ids), 0) not between 1 and 200 or array_position(ids, null) is not null then
    perform private.refuse('invalid_value');
  end if;
  update public.notifications n set read_at = now()
  where n.id = any (ids) and n.person_id = v_me and n.read_at is null;
  perform private.keep_receipt(mark_notifications_read.op_id, v_content);
end;
$$;
grant execute on function public.mark_notifications_read(uuid[], uuid) to authenticated;

-- Forgets what was read a month ago, what nobody read for three, and all but the last 300 of anybody's.
create function private.forget_notifications() returns void
language sql volatile set search_path = ''
as $$
  delete from public.notifications n where n.created_at < now() - interval '90 days' or n.read_at < now() - interval '30 days';
  delete from public.notifications n
  where n.id in (
    select ranked.id from (
      select o.id, row_number() over (partition by o.person_id order by o.created_at desc, o.id) as place from public.notifications o
    ) as ranked where ranked.place > 300
  );
$$;

-- Who may do what: each reads their own, functions write.
alter table public.notifications enable row level security;
revoke all on public.notifications from anon, authenticated;
grant select (id, person_id, topic, about, created_at, read_at) on public.notifications to authenticated;
alter table public.notifications
  alter column id set statistics 0, alter column person_id set statistics 0, alter column topic set statistics 0,
  alter column about set statistics 0, alter column once set statistics 0, alter column created_at set statistics 0,
  alter column read_at set statistics 0;

create policy "people read what concerns them" on public.notifications
  for select to authenticated
  using (person_id = (select auth.uid()));
