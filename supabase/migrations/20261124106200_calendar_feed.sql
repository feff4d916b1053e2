-- Calendar feed: what an app of calendars may read for somebody, by an address that only they know.
-- The promise kept here: it holds titles and times, no name, no address; and once taken back it leads nowhere.

create table private.calendar_feeds (
  person_id  uuid primary key references public.people (id) on delete cascade,
  token_hash bytea not null constraint calendar_feeds_one_token_each unique, -- of the token, which is kept by its owner alone
  made_at    timestamptz not null default now()
);
alter table private.calendar_feeds enable row level security;
revoke all on private.calendar_feeds from anon, authenticated;

-- Opens the caller's feed under a token that their device made, 128 bits of chance as base64url; the one before leads nowhere then.
-- Safe to repeat. Refuses `sign_in_first`, `invalid_value`, `id_reused`.
create function public.open_calendar_feed(token text, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'open_calendar_feed', 'token', token); -- kept as a hash
begin
  if private.replayed(open_calendar_feed.op_id, v_content) is not null then
    return;
  elsif token is null or token !~ '^[A-Za-z0-9_-]{22}$' then
    perform private.refuse('invalid_value');
  end if;
  insert into private.calendar_feeds (person_id, token_hash) values (v_me, sha256(convert_to(token, 'UTF8')))
  on conflict (person_id) do update set token_hash = excluded.token_hash, made_at = now();
  perform private.keep_receipt(open_calendar_feed.op_id, v_content);
exception
  when unique_violation then
    perform private.refuse('invalid_value'); -- somebody else's: chance does not do that
end;
$$;

-- Takes the caller's feed back; again, or without one, changes nothing. Safe to repeat. Refuses `sign_in_first`, `invalid_value`, `id_reused`.
create function public.close_calendar_feed(op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'close_calendar_feed');
begin
  if private.replayed(close_calendar_feed.op_id, v_content) is not null then
    return;
  end if;
  delete from private.calendar_feeds f where f.person_id = v_me;
  perform private.keep_receipt(close_calendar_feed.op_id, v_content);
end;
$$;

-- Since when the caller's feed has been open; null when it is not. Refuses `sign_in_first`.
create function public.my_calendar_feed() returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  return (select f.made_at from private.calendar_feeds f where f.person_id = v_me);
end;
$$;
comment on function public.my_calendar_feed is '@nullable';

-- What somebody's calendar holds, 30 days back and as far ahead as it goes: hand-overs and returns that were agreed, slots, and the
-- day a loan comes back. Each keeps its uid; `sequence` grows with whatever happens to it.
create function private.calendar_of(person uuid)
returns table (
  uid text, what text, title text, starts_at timestamptz, ends_at timestamptz, by_day boolean, cancelled boolean,
  sequence integer, changed_at timestamptz, reservation_id uuid
)
language sql stable rows 50 set search_path = ''
as $$
  select a.id::text, a.moment::text, l.title, a.starts_at, a.ends_at, false, a.state = 'cancelled', a.sequence, a.changed_at, a.reservation_id
  from public.appointments a
  join public.reservations r on r.id = a.reservation_id
  left join public.listings l on l.id = r.listing_id
  where person in (a.owner_id, a.guest_id) and a.state <> 'open' and a.ends_at > now() - interval '30 days'
  union all
  select r.id::text, case when s.by_day then 'due' else 'slot' end, l.title,
    case when s.by_day then private.midnight(s.last_day) else lower(r.during) end, upper(r.during), s.by_day,
    r.state not in ('accepted', 'handed_over') and (r.state not in ('returned', 'closed') or s.by_day and r.return_at < private.midnight(s.last_day)),
    s.steps - 1, s.changed_at, r.id
  from public.reservations r
  left join public.listings l on l.id = r.listing_id
  cross join lateral (
    select upper(r.during) = private.midnight(private.day_of(upper(r.during))) as by_day,
      private.day_of(upper(r.during) - interval '1 microsecond') as last_day,
      count(*)::integer as steps, max(e.at) as changed_at, bool_or(e.action = 'accept') as was_agreed
    from public.reservation_events e where e.reservation_id = r.id
  ) as s
  where person in (r.owner_id, r.borrower_id) and upper(r.during) > now() - interval '30 days' and s.was_agreed
  order by 4, 1
  limit 500
$$;

-- What the feed of that token holds. Found by its hash: how long that takes says nothing of the token.
-- Refuses `not_found` (also: taken back).
create function public.calendar_feed(token text)
returns table (
  uid text, what text, title text, starts_at timestamptz, ends_at timestamptz, by_day boolean, cancelled boolean,
  sequence integer, changed_at timestamptz
)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_person uuid;
begin
  select f.person_id into v_person from private.calendar_feeds f
  where f.token_hash = sha256(convert_to(coalesce(calendar_feed.token, ''), 'UTF8'));
  if v_person is null then
    perform private.refuse('not_found');
  end if;
  return query
    select c.uid, c.what, c.title, c.starts_at, c.ends_at, c.by_day, c.cancelled, c.sequence, c.changed_at
    from private.calendar_of(v_person) as c;
end;
$$;
comment on function public.calendar_feed is '@nullable title';

-- The caller's own calendar, with the exchange each entry belongs to. Refuses `sign_in_first`.
create function public.my_calendar()
returns table (
  uid text, what text, title text, starts_at timestamptz, ends_at timestamptz, by_day boolean, cancelled boolean,
  sequence integer, changed_at timestamptz, reservation_id uuid
)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  return query select c.* from private.calendar_of(v_me) as c;
end;
$$;
comment on function public.my_calendar is '@nullable title';

grant execute on function public.calendar_feed(text) to anon, authenticated;
grant execute on function
  public.open_calendar_feed(text, uuid), public.close_calendar_feed(uuid), public.my_calendar_feed(), public.my_calendar()
  to authenticated;
