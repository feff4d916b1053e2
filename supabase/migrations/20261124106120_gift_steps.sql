-- Gift steps: asking, choosing, agreeing when to come, handing over; and what makes a thing pass to the next.

-- Asks for a gift. Safe to repeat. Answers the request: `chosen` at once when whoever comes first is given it.
-- When all of it has somebody, one may still stand in line where the first come are served, and is `not_chosen` for now.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `own_listing`, `not_available` (also: hidden from you, no gift, or no such
-- listing), `already_done` (asked before), `full`, `answer_too_late` (the date is past), `quota_reached` (also:
-- something is to be brought back first), `too_fast`, `id_reused`, `not_allowed`.
create function public.request_gift(id uuid, listing_id uuid, note text default null) returns public.gift_requests
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := nullif(private.clean_text(request_gift.note), '');
  v_content jsonb := jsonb_build_object('is', 'request_gift', 'listing_id', request_gift.listing_id, 'note', v_note);
  v_seen jsonb := private.replayed(request_gift.id, v_content);
  v_listing public.listings;
  v_rule public.gift_rule;
  v_g public.gift_requests;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.gift_requests, v_seen);
  elsif exists (select from public.gift_requests g where g.id = request_gift.id)
    or exists (select from public.conversations c where c.id = request_gift.id)
  then
    perform private.refuse('not_allowed');
  elsif char_length(v_note) > 1000 then
    perform private.refuse('too_long');
  end if;

  -- One request at a time per person, then per listing: quotas, places in line and units are counted by nobody else meanwhile.
  perform from public.people p where p.id = v_me for no key update;
  select * into v_listing from public.listings l where l.id = request_gift.listing_id for no key update;
  v_rule := private.rule_of(v_listing);
  if v_listing.owner_id = v_me then
    perform private.refuse('own_listing');
  elsif not private.listing_visible_to(request_gift.listing_id, v_me) or v_listing.kind <> 'gift' then
    perform private.refuse('not_available');
  elsif exists (
    select from public.gift_requests g where g.listing_id = v_listing.id and g.person_id = v_me and g.state <> 'withdrawn'
  ) then
    perform private.refuse('already_done');
  elsif v_listing.spoken_for and v_listing.choice_rule <> 'first_come'
    or (select count(*) from public.gift_requests g where g.listing_id = v_listing.id and g.state in ('asked', 'not_chosen')) >= 500
  then
    perform private.refuse('full');
  elsif v_rule <> 'first_come' and v_listing.choose_by <= now() then
    perform private.refuse('answer_too_late');
  elsif private.must_return_first(v_me)
    or (select count(*) from public.gift_requests g where g.person_id = v_me and g.state in ('asked', 'chosen')) >= 20
  then
    perform private.refuse('quota_reached');
  elsif (select count(*) from public.gift_requests g where g.person_id = v_me and g.asked_at > now() - interval '1 day') >= 60 then
    perform private.refuse('too_fast');
  end if;

  insert into public.gift_requests (id, listing_id, owner_id, person_id, note)
  values (request_gift.id, v_listing.id, v_listing.owner_id, v_me, private.mask_contacts(v_note)) returning * into v_g;
  perform private.record_gift_step(v_g, 'ask', v_me);
  if v_rule <> 'first_come' then
    perform private.notify_gift(v_g.owner_id, 'gift_asked', v_g);
  elsif v_listing.spoken_for then
    perform private.pass_over_others(v_listing.id);
  else
    perform private.give_to(v_g, null);
  end if;
  select * into v_g from public.gift_requests g where g.id = request_gift.id;
  perform private.keep_receipt(v_g.id, v_content, to_jsonb(v_g));
  return v_g;
end;
$$;

-- Whether a step that the table allows is possible now. Called with the request locked.
-- Refuses `wrong_state`, `already_done`, `not_available`.
create function private.check_gift_step(g public.gift_requests, l public.listings, what text, by_whom text, actor uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if what in ('choose', 'decline') and l.choice_rule is distinct from 'owner_picks' then
    perform private.refuse('wrong_state'); -- the rule chooses, and those who asked count on it
  elsif what = 'choose' and (l.status = 'closed' or not private.gift_is_for(l, g.person_id)) then
    perform private.refuse('not_available');
  elsif what = 'release' and not private.is_blocked(g.owner_id, g.person_id)
    and (g.pickup_agreed or g.received_at is not null or g.chosen_at > now() - interval '3 days')
  then
    perform private.refuse('wrong_state'); -- three days to say when one comes
  elsif what = 'report_no_show' and (not g.pickup_agreed or g.pickup_at > now() or num_nonnulls(g.given_at, g.received_at) > 0) then
    perform private.refuse('wrong_state');
  elsif what = 'agree' and g.pickup_agreed then
    perform private.refuse('already_done');
  elsif what = 'agree' and coalesce(g.pickup_at <= now() or g.pickup_by = actor, true) then
    perform private.refuse('wrong_state');
  elsif what = 'withdraw' and num_nonnulls(g.given_at, g.received_at) > 0 then
    perform private.refuse('wrong_state');
  elsif what = 'collect' and (case by_whom when 'owner' then g.given_at else g.received_at end) is not null then
    perform private.refuse('already_done');
  end if;
end;
$$;

-- Notes that a gift has changed hands, as far as one side says; both, and it is done. With its last unit the listing is closed.
-- `actor` is null when time says it for whoever forgot.
create function private.collect_gift(g public.gift_requests, by_whom text, actor uuid) returns public.gift_requests
language plpgsql volatile set search_path = ''
as $$
begin
  g.given_at := case when by_whom = 'person' then g.given_at else coalesce(g.given_at, now()) end;
  g.received_at := case when by_whom = 'owner' then g.received_at else coalesce(g.received_at, now()) end;
  update public.gift_requests r
  set given_at = g.given_at, received_at = g.received_at,
      state = case when num_nonnulls(g.given_at, g.received_at) = 2 then 'collected' else r.state end
  where r.id = g.id returning * into g;
  perform private.record_gift_step(g, 'collect', actor);
  if g.state = 'chosen' then
    perform private.notify_gift(case by_whom when 'owner' then g.person_id else g.owner_id end, 'gift_confirm', g);
    return g;
  end if;
  update public.listings l set status = 'closed', outcome = 'found_someone'
  where l.id = g.listing_id and l.status <> 'closed' and l.units <= (
    select count(*) from public.gift_requests o where o.listing_id = l.id and o.state = 'collected'
  );
  if found then
    insert into private.listing_events (listing_id, actor_id, action) values (g.listing_id, actor, 'close');
  end if;
  return g;
end;
$$;

-- Moves a request one step of private.gift_steps. Called with the listing and the request locked.
create function private.take_gift_step(g public.gift_requests, what text, by_whom text, actor uuid) returns public.gift_requests
language plpgsql volatile set search_path = ''
as $$
declare
  v_next public.gift_state;
  v_was public.gift_state := g.state;
  v_listing public.listings;
begin
  select * into v_listing from public.listings l where l.id = g.listing_id;
  select s.to_state into v_next from private.gift_steps s where s.action = what and s.actor = by_whom and s.from_state = g.state;
  if v_next is null then
    perform private.refuse(case
      when exists (select from private.gift_steps s where s.action = what and s.actor = by_whom and s.to_state = g.state) then 'already_done'
      else 'wrong_state'
    end);
  end if;
  perform private.check_gift_step(g, v_listing, what, by_whom, actor);
  if what = 'choose' then
    return private.give_to(g, actor);
  elsif what = 'collect' then
    return private.collect_gift(g, by_whom, actor);
  end if;

  update public.gift_requests r
  set state = v_next,
      unit = case when v_next = 'chosen' then r.unit end,
      pickup_agreed = what = 'agree' or (r.pickup_agreed and v_next = 'no_show'),
      pickup_at = case when v_next in ('chosen', 'no_show') then r.pickup_at end,
      pickup_by = case when v_next in ('chosen', 'no_show') then r.pickup_by end,
      declined_at = case when what in ('decline', 'release') then now() else r.declined_at end
  where r.id = g.id returning * into g;
  perform private.record_gift_step(g, what, actor);
  if what = 'agree' then
    perform private.notify_gift(g.pickup_by, 'gift_pickup_agreed', g, ':' || g.pickup_at);
  elsif what = 'decline' then
    perform private.notify_gift(g.person_id, 'gift_not_chosen', g);
  elsif by_whom = 'owner' then
    perform private.notify_gift(g.person_id, 'gift_passed_on', g, ':' || g.chosen_at);
  elsif v_was = 'chosen' then
    perform private.notify_gift(g.owner_id, 'gift_given_up', g);
  end if;
  if v_was = 'chosen' and v_next <> 'chosen' then
    perform private.pass_on(g.listing_id);
  end if;
  return g;
end;
$$;

-- One step. The giver: `choose` and `decline` where they choose, `release` of somebody who says nothing for three days,
-- `report_no_show` after the time agreed. Whoever asked: `withdraw`. Both: `agree` to the time the other proposed, and `collect`,
-- said by each. `word` is told to the other: as a message once they talk, beside the request before.
-- Refuses `sign_in_first`, `invalid_value` (unknown action), `too_long`, `not_allowed` (also: no such request), `not_available`
-- (one blocked the other, or it is not for them any more), `wrong_state`, `already_done`, `full`, `id_reused`.
create function public.advance_gift(id uuid, action text, op_id uuid, word text default null) returns public.gift_requests
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_gift.action;
  v_word text := nullif(private.clean_text(advance_gift.word), '');
  v_content jsonb := jsonb_build_object('is', 'advance_gift', 'id', advance_gift.id, 'action', v_action, 'word', v_word);
  v_seen jsonb := private.replayed(advance_gift.op_id, v_content);
  v_by_whom text;
  v_g public.gift_requests;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.gift_requests, v_seen);
  elsif not exists (select from private.gift_steps s where s.action = v_action) then
    perform private.refuse('invalid_value');
  elsif char_length(v_word) > 1000 then
    perform private.refuse('too_long');
  end if;
  select * into v_g from public.gift_requests g where g.id = advance_gift.id;
  v_by_whom := case v_me when v_g.owner_id then 'owner' when v_g.person_id then 'person' end;
  if not exists (select from private.gift_steps s where s.action = v_action and s.actor = v_by_whom) then
    perform private.refuse('not_allowed');
  end if;

  -- Person, listing, request: everyone takes these locks in this order.
  perform from public.people p where p.id = v_me for no key update;
  perform from public.listings l where l.id = v_g.listing_id for no key update;
  select * into v_g from public.gift_requests g where g.id = advance_gift.id for update;
  -- Ending what is under way stays possible after a block; agreeing to more, or a word, does not.
  if private.is_blocked(v_g.owner_id, v_g.person_id) and (v_action in ('choose', 'agree') or v_word is not null) then
    perform private.refuse('not_available');
  end if;
  v_g := private.take_gift_step(v_g, v_action, v_by_whom, v_me);
  if v_word is not null and exists (select from public.conversations c where c.id = v_g.id) then
    perform private.say(v_g.id, v_me, 'text', v_word);
  elsif v_word is not null and v_by_whom = 'owner' then
    update public.gift_requests g set answer = private.mask_contacts(v_word) where g.id = v_g.id returning * into v_g;
  end if;
  perform private.keep_receipt(advance_gift.op_id, v_content, to_jsonb(v_g));
  return v_g;
end;
$$;

-- Proposes when to come and fetch it; the other says `agree`. Proposed anew, it is to be agreed to anew.
-- Refuses `sign_in_first`, `not_allowed` (also: no such request), `invalid_value`, `starts_in_past`, `wrong_state` (not chosen),
-- `already_done`, `not_available` (one blocked the other), `id_reused`.
create function public.appoint_gift(id uuid, pickup_at timestamptz, op_id uuid) returns public.gift_requests
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_at timestamptz := appoint_gift.pickup_at;
  v_content jsonb := jsonb_build_object('is', 'appoint_gift', 'id', appoint_gift.id, 'pickup_at', extract(epoch from v_at)::text);
  v_seen jsonb := private.replayed(appoint_gift.op_id, v_content);
  v_g public.gift_requests;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.gift_requests, v_seen);
  end if;
  select * into v_g from public.gift_requests g where g.id = appoint_gift.id for update;
  if not coalesce(v_me in (v_g.owner_id, v_g.person_id), false) then
    perform private.refuse('not_allowed');
  elsif v_at is null or not isfinite(v_at) or v_at > now() + interval '60 days' then
    perform private.refuse('invalid_value');
  elsif v_g.state <> 'chosen' then
    perform private.refuse('wrong_state');
  elsif private.is_blocked(v_g.owner_id, v_g.person_id) then
    perform private.refuse('not_available');
  elsif v_at <= now() then
    perform private.refuse('starts_in_past');
  elsif v_g.pickup_at = v_at and (v_g.pickup_agreed or v_g.pickup_by = v_me) then
    perform private.refuse('already_done');
  end if;
  update public.gift_requests g set pickup_at = v_at, pickup_by = v_me, pickup_agreed = coalesce(g.pickup_at = v_at, false)
  where g.id = v_g.id returning * into v_g;
  perform private.record_gift_step(v_g, case when v_g.pickup_agreed then 'agree' else 'appoint' end, v_me);
  perform private.notify_gift(
    case v_me when v_g.owner_id then v_g.person_id else v_g.owner_id end,
    case when v_g.pickup_agreed then 'gift_pickup_agreed' else 'gift_pickup_proposed' end, v_g, ':' || v_g.pickup_at
  );
  perform private.keep_receipt(appoint_gift.op_id, v_content, to_jsonb(v_g));
  return v_g;
end;
$$;

-- The draw of a gift: the hash of its seed from the start, the seed and the order once drawn. Nothing for whom it is not.
create function public.gift_draw(listing_id uuid)
returns table (seed_hash text, opened_at timestamptz, drawn_at timestamptz, seed text, tickets text[], winners smallint)
language sql stable security definer set search_path = ''
as $$
  select encode(sha256(convert_to(d.seed, 'UTF8')), 'hex'), d.opened_at, d.drawn_at,
    case when d.drawn_at is not null then d.seed end, d.tickets, d.winners
  from private.gift_draws d join public.listings l on l.id = d.listing_id
  where d.listing_id = gift_draw.listing_id and l.kind = 'gift' and l.choice_rule = 'draw' and l.status <> 'draft'
    and (l.owner_id = (select auth.uid()) or private.gift_is_for(l, (select auth.uid())))
$$;
comment on function public.gift_draw is '@nullable drawn_at, seed, tickets, winners';

-- Draws now, rather than when the time for asking ends; by the giver. Answers the draw as anybody sees it. Safe to repeat.
-- Refuses `sign_in_first`, `not_found`, `not_allowed`, `wrong_state` (no draw, or nobody asked), `already_done`, `id_reused`.
create function public.draw_recipient(listing_id uuid, op_id uuid)
returns table (seed_hash text, opened_at timestamptz, drawn_at timestamptz, seed text, tickets text[], winners smallint)
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'draw_recipient', 'listing_id', draw_recipient.listing_id);
  v_listing public.listings;
begin
  if private.replayed(draw_recipient.op_id, v_content) is null then
    perform from public.people p where p.id = v_me for no key update;
    v_listing := private.own_listing(draw_recipient.listing_id);
    if exists (select from private.gift_draws d where d.listing_id = v_listing.id and d.drawn_at is not null) then
      perform private.refuse('already_done');
    elsif v_listing.kind <> 'gift' or v_listing.choice_rule <> 'draw' or not exists (
      select from public.gift_requests g where g.listing_id = v_listing.id and g.state = 'asked' and private.gift_is_for(v_listing, g.person_id)
    ) then
      perform private.refuse('wrong_state');
    end if;
    perform private.hold_draw(v_listing);
    perform private.keep_receipt(draw_recipient.op_id, v_content);
  end if;
  return query select * from public.gift_draw(draw_recipient.listing_id);
end;
$$;
comment on function public.draw_recipient is '@nullable drawn_at, seed, tickets, winners';

-- How many people asked for a gift and did not change their mind. Never who.
create function public.gift_interest(listing_id uuid) returns integer
language sql stable security definer set search_path = ''
as $$
  select count(*)::integer from public.gift_requests g
  where g.listing_id = gift_interest.listing_id and g.state <> 'withdrawn'
    and private.listing_visible_to(gift_interest.listing_id, (select auth.uid()))
$$;

-- Name, address, phone and point of the other, as one row, while somebody is to come and fetch a gift. The giver's are those of
-- the listing. Refuses `sign_in_first`, `not_allowed` (also: before, after, blocked, or no such request).
create function public.gift_handover_details(request_id uuid)
returns table (name text, address text, phone text, lat double precision, lon double precision)
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_g public.gift_requests;
begin
  select * into v_g from public.gift_requests g where g.id = gift_handover_details.request_id;
  if not coalesce(v_me in (v_g.owner_id, v_g.person_id) and v_g.state = 'chosen', false)
    or private.is_blocked(v_g.owner_id, v_g.person_id)
  then
    perform private.refuse('not_allowed');
  elsif v_me = v_g.person_id then
    select p.display_name, l.address, d.phone, l.lat, l.lon
    into name, address, phone, lat, lon
    from public.people p
    left join private.person_details d on d.person_id = p.id
    left join private.listing_place(v_g.listing_id) l on true
    where p.id = v_g.owner_id;
  else
    -- Whoever comes to fetch something is not visited: their telephone is enough.
    select p.display_name, d.phone into name, phone
    from public.people p left join private.person_details d on d.person_id = p.id
    where p.id = v_g.person_id;
  end if;
  return next;
end;
$$;
comment on function public.gift_handover_details is '@nullable address, phone, lat, lon';

grant execute on function
  public.request_gift(uuid, uuid, text), public.advance_gift(uuid, text, uuid, text), public.appoint_gift(uuid, timestamptz, uuid),
  public.draw_recipient(uuid, uuid), public.gift_handover_details(uuid)
  to authenticated;
grant execute on function public.gift_draw(uuid), public.gift_interest(uuid) to anon, authenticated;

-- Both hear of each step.
create function private.tell_about_gift() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.tell_person(new.owner_id, 'gift_requests', new.id);
  perform private.tell_person(new.person_id, 'gift_requests', new.id);
  return null;
end;
$$;
create trigger tell_about_gift after insert or update of state, pickup_at, pickup_agreed, given_at, received_at on public.gift_requests
  for each row execute function private.tell_about_gift();
