-- Reviews: what the two of an exchange say of it afterwards, each without knowing what the other said. Never a score.
-- The promise kept here: before both have written, or the time for it is over, nobody learns what the other said, nor whether.

create table public.reviews (
  id             uuid primary key, -- made by the author's device
  reservation_id uuid references public.reservations (id) on delete cascade,
  gift_id        uuid references public.gift_requests (id) on delete cascade, -- instead, of something given
  exchange_id    uuid not null generated always as (coalesce(reservation_id, gift_id)) stored,
  author_id      uuid not null references public.people (id),
  person_id      uuid not null references public.people (id), -- whom it is about
  on_time        boolean, -- null: not said
  as_described   boolean,
  returned_well  boolean,
  body           text not null default '' constraint reviews_body_too_long check (char_length(body) <= 1000),
  shown_from     timestamptz not null, -- 14 days after the exchange; as soon as both have written
  announced      boolean not null default false, -- whether the one it is about was told that it is shown
  reply          text constraint reviews_reply_length check (char_length(reply) between 1 and 1000),
  replied_at     timestamptz,
  written_at     timestamptz not null default now(),
  constraint reviews_once_each unique (exchange_id, author_id),
  constraint reviews_of_one_exchange check (num_nonnulls(reservation_id, gift_id) = 1),
  constraint reviews_not_of_oneself check (author_id <> person_id),
  constraint reviews_say_something check (num_nonnulls(on_time, as_described, returned_well) > 0 or body <> ''),
  constraint reviews_reply_dated check ((reply is null) = (replied_at is null))
);
create index reviews_reservation_id_idx on public.reviews (reservation_id);
create index reviews_gift_id_idx on public.reviews (gift_id);
create index reviews_author_id_idx on public.reviews (author_id);
create index reviews_person_id_idx on public.reviews (person_id, shown_from);
create index reviews_to_announce_idx on public.reviews (shown_from) where not announced;

-- Whether somebody has been here long enough to say something of others: an account made for one review says nothing.
create function private.may_review(person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from public.people p where p.id = person and p.left_at is null and p.joined_at <= now() - interval '30 days'
  )
$$;

-- The two of a loan or a gift, and until when they may review it; null while it is not finished.
create function private.reviewable(exchange uuid) returns table (owner_id uuid, other_id uuid, until timestamptz, is_gift boolean)
language sql stable set search_path = ''
as $$
  select r.owner_id, r.borrower_id,
    case when r.state in ('returned', 'closed') then coalesce(r.return_at, upper(r.during)) + interval '14 days' end, false
  from public.reservations r where r.id = exchange
  union all
  select g.owner_id, g.person_id,
    case when g.state = 'collected' then greatest(g.given_at, g.received_at, g.chosen_at) + interval '14 days' end, true
  from public.gift_requests g where g.id = exchange
$$;

-- What the caller said of an exchange, as it stands.
create function private.my_review(exchange uuid) returns public.reviews
language sql stable set search_path = ''
as $$
  select v from public.reviews v where v.exchange_id = exchange and v.author_id = (select auth.uid())
$$;

-- Says of a finished exchange, a gift too, what the caller found; said again, with another id, it takes the place of what was said before.
-- `facts`: `on_time`, `as_described`, `returned_well`, each true or false, or left out. Safe to repeat: answers what stands.
-- Refuses `sign_in_first`, `invalid_value` (also: nothing said), `too_long`, `not_found` (also: not yours, or one blocked the
-- other), `wrong_state` (not finished), `not_allowed` (an account of less than 30 days; another person's id),
-- `answer_too_late` (after 14 days), `already_done` (shown), `id_reused`.
create function public.write_review(id uuid, reservation_id uuid, facts jsonb, body text default '') returns public.reviews
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_body text := coalesce(private.clean_text(write_review.body), '');
  v_facts jsonb := coalesce(write_review.facts, '{}');
  v_content jsonb := jsonb_build_object(
    'is', 'write_review', 'reservation_id', write_review.reservation_id, 'facts', v_facts, 'body', v_body
  );
  v_exchange record;
begin
  -- No receipt holds what was said: it goes with its author.
  if private.replayed(write_review.id, v_content) is not null then
    return private.my_review(write_review.reservation_id);
  elsif jsonb_typeof(v_facts) <> 'object' or v_facts - array['on_time', 'as_described', 'returned_well'] <> '{}'
    or exists (select from jsonb_each(v_facts) f where jsonb_typeof(f.value) not in ('boolean', 'null'))
    or (jsonb_strip_nulls(v_facts) = '{}' and v_body = '')
  then
    perform private.refuse('invalid_value');
  elsif char_length(v_body) > 1000 then
    perform private.refuse('too_long');
  end if;

  -- One of the two at a time: the second to write sees that the first did.
  perform from public.reservations r where r.id = write_review.reservation_id for no key update;
  perform from public.gift_requests g where g.id = write_review.reservation_id for no key update;
  select * into v_exchange from private.reviewable(write_review.reservation_id);
  if not coalesce(v_me in (v_exchange.owner_id, v_exchange.other_id), false)
    or private.is_blocked(v_exchange.owner_id, v_exchange.other_id)
  then
    perform private.refuse('not_found');
  elsif v_exchange.until is null then
    perform private.refuse('wrong_state');
  elsif not private.may_review(v_me)
    or exists (
      select from public.reviews v
      where v.id = write_review.id and (v.author_id <> v_me or v.exchange_id <> write_review.reservation_id)
    )
  then
    perform private.refuse('not_allowed');
  elsif v_exchange.until <= now() then
    perform private.refuse('answer_too_late');
  elsif (private.my_review(write_review.reservation_id)).shown_from <= now() then
    perform private.refuse('already_done');
  end if;

  insert into public.reviews (id, reservation_id, gift_id, author_id, person_id, on_time, as_described, returned_well, body, shown_from)
  values (
    write_review.id, case when not v_exchange.is_gift then write_review.reservation_id end,
    case when v_exchange.is_gift then write_review.reservation_id end, v_me,
    case v_me when v_exchange.owner_id then v_exchange.other_id else v_exchange.owner_id end,
    (v_facts ->> 'on_time')::boolean, (v_facts ->> 'as_described')::boolean, (v_facts ->> 'returned_well')::boolean,
    private.mask_contacts(v_body), v_exchange.until
  )
  on conflict (exchange_id, author_id) do update set
    on_time = excluded.on_time, as_described = excluded.as_described, returned_well = excluded.returned_well,
    body = excluded.body, written_at = now();
  update public.reviews v set shown_from = now()
  where v.exchange_id = write_review.reservation_id
    and (select count(*) from public.reviews b where b.exchange_id = write_review.reservation_id) = 2;
  perform private.keep_receipt(write_review.id, v_content);
  return private.my_review(write_review.reservation_id);
end;
$$;

-- Answers a review of the caller, once. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (no words), `too_long`, `not_found` (also: not of you, not shown, or one blocked the
-- other), `already_done`, `id_reused`, `not_allowed` (somebody else's act).
create function public.reply_to_review(review_id uuid, body text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_body text := coalesce(private.clean_text(reply_to_review.body), '');
  v_content jsonb := jsonb_build_object('is', 'reply_to_review', 'review_id', reply_to_review.review_id, 'body', v_body);
  v_review public.reviews;
begin
  if private.replayed(reply_to_review.op_id, v_content) is not null then
    return;
  elsif v_body = '' then
    perform private.refuse('invalid_value');
  elsif char_length(v_body) > 1000 then
    perform private.refuse('too_long');
  end if;
  select * into v_review from public.reviews v where v.id = reply_to_review.review_id for update;
  if not coalesce(v_review.person_id = v_me and v_review.shown_from <= now(), false)
    or private.is_blocked(v_review.author_id, v_me)
  then
    perform private.refuse('not_found');
  elsif v_review.reply is not null then
    perform private.refuse('already_done');
  end if;
  update public.reviews v set reply = private.mask_contacts(v_body), replied_at = now() where v.id = v_review.id;
  perform private.keep_receipt(reply_to_review.op_id, v_content);
end;
$$;

-- What those who wrote say of a person, counted: how many said so, of how many who said either. Null below three.
-- Refuses `sign_in_first`, `not_found` (also: blocked either way).
create function public.review_facts(person_id uuid)
returns table (
  reviews integer, on_time integer, on_time_of integer, as_described integer, as_described_of integer,
  returned_well integer, returned_well_of integer
)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  if private.is_blocked(private.me(), review_facts.person_id)
    or not exists (select from public.people p where p.id = review_facts.person_id)
  then
    perform private.refuse('not_found');
  end if;
  return query
    select
      private.enough(count(*), count(*)),
      private.enough(count(*) filter (where v.on_time), count(v.on_time)), private.enough(count(v.on_time), count(v.on_time)),
      private.enough(count(*) filter (where v.as_described), count(v.as_described)),
      private.enough(count(v.as_described), count(v.as_described)),
      private.enough(count(*) filter (where v.returned_well), count(v.returned_well)),
      private.enough(count(v.returned_well), count(v.returned_well))
    from public.reviews v where v.person_id = review_facts.person_id and v.shown_from <= now();
end;
$$;
comment on function public.review_facts is
  '@nullable reviews, on_time, on_time_of, as_described, as_described_of, returned_well, returned_well_of';

-- Invites the two to say how it went, once it is over.
create function private.invite_to_review() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.notify(
    p.id, 'review', 'review_invited', case when e.is_gift then 'gift' else 'reservation' end, new.id, 'review_invited:' || new.id
  )
  from private.reviewable(new.id) as e, unnest(array[e.owner_id, e.other_id]) as p (id)
  where private.may_review(p.id) and not private.is_blocked(e.owner_id, e.other_id);
  return null;
end;
$$;
create trigger invite_to_review after update of state on public.reservations
  for each row when (new.state = 'returned' and old.state <> 'returned') execute function private.invite_to_review();
create trigger invite_to_review after update of state on public.gift_requests
  for each row when (new.state = 'collected' and old.state <> 'collected') execute function private.invite_to_review();

-- Tells whom reviews are about that they are shown now. Answers how many.
create function private.announce_reviews() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_review public.reviews;
  v_count integer := 0;
begin
  for v_review in
    select * from public.reviews v
    where not v.announced and v.shown_from <= now() order by v.shown_from for update skip locked limit 1000
  loop
    update public.reviews v set announced = true where v.id = v_review.id;
    if not private.is_blocked(v_review.author_id, v_review.person_id) then
      perform private.notify(
        v_review.person_id, 'review', 'review_shown', case when v_review.gift_id is null then 'reservation' else 'gift' end,
        v_review.exchange_id, 'review_shown:' || v_review.id
      );
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;

-- Who may do what: functions write; each reads their own words, and everybody what is shown.
alter table public.reviews enable row level security;
revoke all on public.reviews from anon, authenticated;
grant select on public.reviews to authenticated;
grant execute on function
  public.write_review(uuid, uuid, jsonb, text), public.reply_to_review(uuid, text, uuid), public.review_facts(uuid)
  to authenticated;
alter table public.reviews
  alter column id set statistics 0, alter column reservation_id set statistics 0, alter column gift_id set statistics 0,
  alter column exchange_id set statistics 0, alter column author_id set statistics 0,
  alter column person_id set statistics 0, alter column on_time set statistics 0, alter column as_described set statistics 0,
  alter column returned_well set statistics 0, alter column body set statistics 0, alter column shown_from set statistics 0,
  alter column announced set statistics 0, alter column reply set statistics 0, alter column replied_at set statistics 0,
  alter column written_at set statistics 0;

create policy "people see what they wrote, and what is shown" on public.reviews
  for select to authenticated
  using (
    author_id = (select auth.uid())
    or (
      shown_from <= now()
      and author_id <> all ((select private.hidden_from_me())::uuid[])
      and person_id <> all ((select private.hidden_from_me())::uuid[])
    )
  );
