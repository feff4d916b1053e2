-- Offers: what somebody answers to a wanted, a thing and its dates; the one who looks agrees in one word, and it is an exchange.
-- The promise kept here: the two of them know of it and nobody else, and a thing is offered from when it is free.

create type public.offer_state as enum ('offered', 'accepted', 'declined', 'withdrawn', 'lapsed');

create table public.offers (
  id              uuid primary key, -- made by the owner's device; the exchange bears it too
  wanted_id       uuid not null references public.listings (id) on delete cascade,
  listing_id      uuid not null references public.listings (id) on delete cascade, -- what is offered
  title           text not null constraint offers_title_length check (char_length(title) between 3 and 80), -- as it was then
  owner_id        uuid not null references public.people (id), -- who has it
  seeker_id       uuid not null references public.people (id), -- who looks for it
  during          tstzrange not null constraint offers_during_bounded check (not isempty(during)),
  state           public.offer_state not null default 'offered',
  answer_by       timestamptz not null,
  conversation_id uuid not null references public.conversations (id) on delete cascade,
  created_at      timestamptz not null default now(),
  constraint offers_not_to_oneself check (owner_id <> seeker_id)
);
create unique index offers_one_open_each on public.offers (wanted_id, owner_id) where state = 'offered';
create index offers_wanted_id_idx on public.offers (wanted_id, state);
create index offers_listing_id_idx on public.offers (listing_id);
create index offers_owner_id_idx on public.offers (owner_id, created_at);
create index offers_seeker_id_idx on public.offers (seeker_id, created_at);
create index offers_conversation_id_idx on public.offers (conversation_id);
create index offers_answer_by_idx on public.offers (answer_by) where state = 'offered';

-- The listing of the caller to offer: theirs, or the one made for a thing of their placard, which nobody finds.
-- Refuses `invalid_value` (neither, or both), `not_found`, `not_allowed`, `wrong_state` (not lent, not any more, or broken),
-- `quota_reached`.
create function private.listing_to_offer(listing uuid, item uuid, wanted public.listings) returns public.listings
language plpgsql volatile set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_item private.placard_items;
  v_listing public.listings;
begin
  if num_nonnulls(listing, item) <> 1 then
    perform private.refuse('invalid_value');
  elsif item is not null then
    select * into v_item from private.placard_items i where i.id = item and i.person_id = v_me for update;
    if not found then
      perform private.refuse('not_found');
    end if;
    listing := v_item.listing_id;
  end if;
  if listing is null then
    listing := gen_random_uuid();
    insert into public.listings (id, owner_id, kind, title, description, category_slug, max_days, commune_code)
    select listing, v_me, 'loan', v_item.name, v_item.note, coalesce(v_item.category_slug, wanted.category_slug), 365,
      coalesce(p.commune_code, wanted.commune_code)
    from public.people p where p.id = v_me;
    update public.listings l set status = 'paused', published_at = now() where l.id = listing;
    insert into private.listing_events (listing_id, actor_id, action) values (listing, v_me, 'publish'), (listing, v_me, 'pause');
    update private.placard_items i set listing_id = listing where i.id = item;
  end if;
  v_listing := private.own_listing(listing);
  if v_listing.kind not in ('loan', 'space', 'service') or v_listing.status not in ('published', 'paused')
    or private.is_out_of_order(v_listing.id)
  then
    perform private.refuse('wrong_state');
  end if;
  return v_listing;
end;
$$;

-- Answers a wanted with a listing of one's own, or a thing of one's placard, for [starts_at, ends_at); without dates, from
-- tomorrow for a week. The conversation about the wanted opens, with `note`. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `own_listing`, `not_available` (also: hidden from you, or no such wanted),
-- `already_done` (an answer of yours waits), `quota_reached`, `too_fast`, `not_found`, `wrong_state`, `starts_in_past`,
-- `period_too_long`, `dates_taken`, `id_reused`, `not_allowed`.
create function public.answer_wanted(
  id uuid, wanted_id uuid, listing_id uuid default null, placard_item_id uuid default null,
  starts_at timestamptz default null, ends_at timestamptz default null, note text default null
) returns public.offers
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := nullif(private.clean_text(answer_wanted.note), '');
  v_content jsonb := jsonb_build_object(
    'is', 'answer_wanted', 'wanted_id', answer_wanted.wanted_id, 'listing_id', answer_wanted.listing_id,
    'placard_item_id', placard_item_id, 'note', v_note,
    'starts_at', extract(epoch from starts_at)::text, 'ends_at', extract(epoch from ends_at)::text
  );
  v_seen jsonb := private.replayed(answer_wanted.id, v_content);
  v_wanted public.listings;
  v_listing public.listings;
  v_during tstzrange;
  v_conversation uuid;
  v_offer public.offers;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.offers, v_seen);
  elsif exists (select from public.offers o where o.id = answer_wanted.id)
    or exists (select from public.reservations r where r.id = answer_wanted.id)
    or exists (select from public.conversations c where c.id = answer_wanted.id)
  then
    perform private.refuse('not_allowed');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  end if;

  perform from public.people p where p.id = v_me for no key update;
  select * into v_wanted from public.listings l where l.id = answer_wanted.wanted_id;
  if v_wanted.owner_id = v_me then
    perform private.refuse('own_listing');
  elsif v_wanted.kind is distinct from 'wanted' or not private.listing_visible_to(v_wanted.id, v_me) then
    perform private.refuse('not_available');
  elsif exists (
    select from public.offers o where o.wanted_id = v_wanted.id and o.owner_id = v_me and o.state = 'offered'
  ) then
    perform private.refuse('already_done');
  elsif (select count(*) from public.offers o where o.owner_id = v_me and o.state = 'offered') >= 20 then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.offers o where o.owner_id = v_me and o.created_at > now() - interval '1 day') >= 40 then
    perform private.refuse('too_fast');
  end if;
  v_listing := private.listing_to_offer(answer_wanted.listing_id, placard_item_id, v_wanted);

  -- What the owner asks of others, they may waive for themselves.
  v_listing.lead_hours := 0;
  v_listing.min_days := 1;
  v_listing.max_days := 365;
  v_during := private.wanted_period(
    v_listing,
    case when num_nonnulls(starts_at, ends_at) = 0 then private.midnight(private.today() + 1) else starts_at end,
    case when num_nonnulls(starts_at, ends_at) = 0 then private.midnight(private.today() + 8) else ends_at end
  );
  if private.free_units(v_listing.id, v_during) = 0 then
    perform private.refuse('dates_taken');
  end if;

  select c.id into v_conversation from public.conversations c where c.listing_id = v_wanted.id and c.opened_by = v_me;
  if v_conversation is null then
    insert into public.conversations (id, listing_id, opened_by) values (answer_wanted.id, v_wanted.id, v_me)
    returning conversations.id into v_conversation;
    insert into public.participants (conversation_id, person_id)
    values (v_conversation, v_wanted.owner_id), (v_conversation, v_me);
  end if;
  insert into public.offers (id, wanted_id, listing_id, title, owner_id, seeker_id, during, answer_by, conversation_id)
  values (
    answer_wanted.id, v_wanted.id, v_listing.id, v_listing.title, v_me, v_wanted.owner_id, v_during,
    least(now() + interval '72 hours', upper(v_during)), v_conversation
  ) returning * into v_offer;
  perform private.say(v_conversation, v_me, 'system', 'offer_offered');
  if v_note is not null then
    perform private.say(v_conversation, v_me, 'text', v_note);
  end if;
  perform private.notify(
    v_offer.seeker_id, 'wanted', 'wanted_answered', 'conversation', v_conversation, 'wanted_answered:' || v_offer.id
  );
  perform private.keep_receipt(v_offer.id, v_content, to_jsonb(v_offer));
  return v_offer;
end;
$$;

-- Makes an offer an exchange that is agreed: the owner said yes by offering. Refuses `dates_taken`.
create function private.accept_offer(o public.offers) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_r public.reservations;
begin
  insert into public.reservations (id, listing_id, kind, category_slug, unit, owner_id, borrower_id, during, respond_by)
  select o.id, l.id, l.kind, l.category_slug, 1, o.owner_id, o.seeker_id,
    tstzrange(greatest(lower(o.during), now()), upper(o.during)), o.answer_by
  from public.listings l where l.id = o.listing_id
  returning * into v_r;
  -- What was said about the offer goes on as the conversation of the exchange, unless it was about more.
  if o.conversation_id = o.id then
    update public.conversations c set listing_id = null, reservation_id = o.id where c.id = o.id;
  else
    perform private.say(o.conversation_id, o.seeker_id, 'system', 'offer_accepted');
    perform private.open_exchange(v_r);
  end if;
  insert into public.reservation_events (reservation_id, actor_id, action, state)
  values (v_r.id, v_r.borrower_id, 'request', v_r.state);
  perform private.accept_request(v_r, null, null);
end;
$$;

-- Ends an offer that comes to nothing, and says so.
create function private.end_offer(o public.offers, as_state public.offer_state, actor uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  update public.offers f set state = as_state where f.id = o.id;
  perform private.say(o.conversation_id, actor, 'system', 'offer_' || as_state);
end;
$$;

-- One step of an offer: `accept` or `decline` by whoever looks for it, `withdraw` by its owner. Accepted, it is an exchange with the
-- same id; with `close_wanted`, the wanted is closed as found, and other answers to it end. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `not_found` (also: not yours, or one blocked the other), `not_allowed`
-- (the other's step), `already_done`, `wrong_state`, `answer_too_late`, `not_available` (not lent any more, or broken),
-- `quota_reached` (something is to be brought back first), `dates_taken`, `id_reused`.
create function public.advance_offer(id uuid, action text, op_id uuid, close_wanted boolean default false) returns public.offers
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_offer.action;
  v_content jsonb := jsonb_build_object(
    'is', 'advance_offer', 'id', advance_offer.id, 'action', v_action, 'close_wanted', advance_offer.close_wanted
  );
  v_next public.offer_state := case v_action when 'accept' then 'accepted' when 'decline' then 'declined' when 'withdraw' then 'withdrawn' end;
  v_offer public.offers;
begin
  -- No receipt holds what was offered: it goes with its owner.
  if private.replayed(advance_offer.op_id, v_content) is not null then
    return (select o from public.offers o where o.id = advance_offer.id);
  elsif v_next is null then
    perform private.refuse('invalid_value');
  end if;

  -- Person, listing, offer: the order of everyone's locks.
  perform from public.people p where p.id = v_me for no key update;
  select * into v_offer from public.offers o where o.id = advance_offer.id;
  perform from public.listings l where l.id in (v_offer.listing_id, v_offer.wanted_id) order by l.id for no key update;
  select * into v_offer from public.offers o where o.id = advance_offer.id for update;
  if not coalesce(v_me in (v_offer.owner_id, v_offer.seeker_id), false) or private.is_blocked(v_offer.owner_id, v_offer.seeker_id) then
    perform private.refuse('not_found');
  elsif (v_action = 'withdraw') <> (v_me = v_offer.owner_id) then
    perform private.refuse('not_allowed');
  elsif v_offer.state = v_next then
    perform private.refuse('already_done');
  elsif v_offer.state <> 'offered' then
    perform private.refuse('wrong_state');
  elsif v_action = 'accept' and now() >= v_offer.answer_by then
    perform private.refuse('answer_too_late');
  elsif v_action = 'accept' and not exists (
    select from public.listings l
    where l.id = v_offer.listing_id and l.status in ('published', 'paused') and not private.is_out_of_order(l.id)
  ) then
    perform private.refuse('not_available');
  elsif v_action = 'accept' and private.must_return_first(v_me) then
    perform private.refuse('quota_reached');
  end if;

  if v_action = 'accept' then
    update public.offers o set state = v_next where o.id = v_offer.id;
    perform private.accept_offer(v_offer);
    perform private.notify(v_offer.owner_id, 'exchange', 'offer_accepted', 'reservation', v_offer.id, 'offer_accepted:' || v_offer.id);
  else
    perform private.end_offer(v_offer, v_next, v_me);
  end if;
  if v_action = 'decline' then
    perform private.notify(
      v_offer.owner_id, 'wanted', 'offer_declined', 'conversation', v_offer.conversation_id, 'offer_declined:' || v_offer.id
    );
  elsif v_action = 'accept' and advance_offer.close_wanted then
    update public.listings l set status = 'closed', outcome = 'found_someone'
    where l.id = v_offer.wanted_id and l.status in ('published', 'paused');
    if found then
      insert into private.listing_events (listing_id, actor_id, action) values (v_offer.wanted_id, v_me, 'close');
    end if;
    perform private.end_offer(o, 'lapsed', null) from public.offers o
    where o.wanted_id = v_offer.wanted_id and o.state = 'offered' order by o.id for update;
  end if;
  perform private.keep_receipt(advance_offer.op_id, v_content);
  return (select o from public.offers o where o.id = v_offer.id);
end;
$$;

-- Offers nobody answered, or to what is not looked for any more. Answers how many ran out.
create function private.lapse_offers() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_offer public.offers;
  v_count integer := 0;
begin
  for v_offer in
    select o.* from public.offers o
    where o.state = 'offered' and (
      o.answer_by <= now()
      or not exists (select from public.listings l where l.id = o.wanted_id and l.status = 'published')
    )
    order by o.answer_by for update skip locked limit 1000
  loop
    perform private.end_offer(v_offer, 'lapsed', null);
    perform private.notify(
      v_offer.owner_id, 'wanted', 'offer_lapsed', 'conversation', v_offer.conversation_id, 'offer_lapsed:' || v_offer.id
    );
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Who may do what: the two read, functions write.
alter table public.offers enable row level security;
revoke all on public.offers from anon, authenticated;
grant select on public.offers to authenticated;
grant execute on function
  public.answer_wanted(uuid, uuid, uuid, uuid, timestamptz, timestamptz, text), public.advance_offer(uuid, text, uuid, boolean)
  to authenticated;
alter table public.offers
  alter column id set statistics 0, alter column wanted_id set statistics 0, alter column listing_id set statistics 0,
  alter column title set statistics 0, alter column owner_id set statistics 0, alter column seeker_id set statistics 0,
  alter column during set statistics 0, alter column state set statistics 0, alter column answer_by set statistics 0,
  alter column conversation_id set statistics 0, alter column created_at set statistics 0;

create policy "the two see what was offered" on public.offers
  for select to authenticated
  using (
    (owner_id = (select auth.uid()) or seeker_id = (select auth.uid()))
    and owner_id <> all ((select private.hidden_from_me())::uuid[])
    and seeker_id <> all ((select private.hidden_from_me())::uuid[])
  );
