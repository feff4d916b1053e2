-- Choosing who is given a thing: by the order of asking, by its giver, or by a draw that anybody can do again.

-- Replaces the listings chapter's: one also keeps seeing what one reserved, asked for or talks about, whatever became of the listing,
-- unless it belongs to communities one has left and nothing is under way.
-- Starts from the little that concerns the caller: asked of each listing in turn, it would read them all at every search.
create or replace function private.listings_shared_with_me() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select l.id from public.listings l
  where l.id = any (array(
      select c.listing_id from public.listing_communities c where c.community_id = any ((select private.my_communities())::uuid[])
      union
      select h.id from public.listings h where h.held_by = any ((select private.my_communities())::uuid[])
      union
      select r.listing_id from public.reservations r where r.borrower_id = (select auth.uid())
      union
      select g.listing_id from public.gift_requests g where g.person_id = (select auth.uid())
      union
      select c.listing_id from public.conversations c where c.opened_by = (select auth.uid())
    ))
    and l.owner_id <> all ((select private.hidden_from_me())::uuid[])
    and (
      (
        not l.listed_for_all and l.status = 'published' and l.expires_at > now()
        and l.id in (
          select c.listing_id from public.listing_communities c
          where c.community_id = any ((select private.my_communities())::uuid[])
          union
          select h.id from public.listings h
          where h.held_by = any ((select private.my_communities())::uuid[])
            and not exists (select from public.listing_communities c where c.listing_id = h.id)
        )
      )
      or l.id in (
        select r.listing_id from public.reservations r
        where r.borrower_id = (select auth.uid()) and r.state in ('requested', 'accepted', 'handed_over')
        union
        select g.listing_id from public.gift_requests g where g.person_id = (select auth.uid()) and g.state in ('asked', 'chosen')
      )
      or (
        (
          l.listed_for_all
          or l.held_by = any ((select private.my_communities())::uuid[])
          or exists (
            select from public.listing_communities c
            where c.listing_id = l.id and c.community_id = any ((select private.my_communities())::uuid[])
          )
        )
        and l.id in (
          select r.listing_id from public.reservations r where r.borrower_id = (select auth.uid())
          union
          select g.listing_id from public.gift_requests g where g.person_id = (select auth.uid())
          union
          select c.listing_id from public.conversations c where c.opened_by = (select auth.uid())
        )
      )
    )
$$;

-- Units of a gift that have a recipient.
create function private.given_units(listing uuid) returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from public.gift_requests g where g.listing_id = listing and g.state in ('chosen', 'collected')
$$;

-- Before a gift is written. Those who ask have read the rule and the date: both stay from the first request on.
-- A date that is missing, or gone by when it is published, is a week from then, at eight in the evening.
create function private.check_gift() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_old public.listings; -- empty when it is new
begin
  if tg_op = 'UPDATE' then
    v_old := old;
    if (new.choice_rule, new.choose_by) is distinct from (old.choice_rule, old.choose_by) and (select auth.uid()) is not null
      and exists (select from public.gift_requests g where g.listing_id = new.id and g.state <> 'withdrawn')
    then
      perform private.refuse('wrong_state');
    elsif new.units < old.units and exists (select from public.gift_requests g where g.listing_id = new.id and g.unit > new.units) then
      perform private.refuse('not_available');
    end if;
  end if;
  if new.choose_by > now() + interval '90 days' and new.choose_by is distinct from v_old.choose_by then
    perform private.refuse('invalid_value');
  elsif new.kind = 'gift' and new.choice_rule <> 'first_come' and new.status = 'published'
    and v_old.status is distinct from 'published' and coalesce(new.choose_by <= now(), true)
    and not exists (select from public.gift_requests g where g.listing_id = new.id)
  then
    new.choose_by := private.midnight(private.today() + 8) - interval '4 hours';
  end if;
  new.spoken_for := new.kind = 'gift' and private.given_units(new.id) >= new.units;
  return new;
end;
$$;
create trigger check_listing_gift before insert or update on public.listings
  for each row execute function private.check_gift();

-- A draw is made ready when asking opens.
create function private.open_draw() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into private.gift_draws (listing_id) values (new.id) on conflict (listing_id) do nothing;
  return null;
end;
$$;
create trigger open_draw after insert or update of choice_rule, status on public.listings
  for each row when (new.kind = 'gift' and new.choice_rule = 'draw' and new.status = 'published')
  execute function private.open_draw();

-- A gift leaves search as soon as each unit has somebody, and comes back when one has not.
create function private.follow_gift() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.listings l set spoken_for = not l.spoken_for
  where l.id = new.listing_id and l.spoken_for <> (private.given_units(l.id) >= l.units);
  return null;
end;
$$;
create trigger follow_gift after update of state on public.gift_requests
  for each row when (new.state is distinct from old.state)
  execute function private.follow_gift();

-- How its units are given now: what a draw has left over goes to whoever asks first.
create function private.rule_of(l public.listings) returns public.gift_rule
language sql stable set search_path = ''
as $$
  select case
    when l.choice_rule = 'draw' and exists (select from private.gift_draws d where d.listing_id = l.id and d.drawn_at is not null)
    then 'first_come' else l.choice_rule
  end
$$;

-- Whether a gift is for a person, whatever became of its announcement. A null person is a visitor.
create function private.gift_is_for(l public.listings, person uuid) returns boolean
language sql stable set search_path = ''
as $$
  select not private.is_blocked(l.owner_id, person) and (
    l.listed_for_all or exists (
      select from public.memberships m
      where m.person_id = person and m.state = 'active' and (
        exists (select from public.listing_communities c where c.listing_id = l.id and c.community_id = m.community_id)
        or (l.held_by = m.community_id and not exists (select from public.listing_communities c where c.listing_id = l.id))
      )
    )
  )
$$;

-- The line a step leaves, and the system message that tells both once they talk.
create function private.record_gift_step(g public.gift_requests, what text, actor uuid) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into public.gift_events (gift_id, actor_id, action, state) values (g.id, actor, what, g.state);
  if exists (select from public.conversations c where c.id = g.id) then
    perform private.say(g.id, actor, 'system', 'gift_' || what);
  end if;
end;
$$;

-- Tells somebody once that something happened to a request. `again` tells apart what may happen more than once.
create function private.notify_gift(person uuid, says text, g public.gift_requests, again text default '') returns void
language sql volatile set search_path = ''
as $$ select private.notify(person, 'gift', says, 'gift', g.id, says || ':' || g.id || again) $$;

-- Puts back what was masked in what the two wrote before, once one is to come and fetch something.
create function private.lift_gift_masks(g public.gift_requests) returns void
language sql volatile set search_path = ''
as $$
  with lifted as (
    delete from private.masked_bodies b
    using public.messages m, public.conversations c
    where m.id = b.message_id and c.id = m.conversation_id
      and (c.gift_id = g.id or (c.listing_id = g.listing_id and c.opened_by = g.person_id))
    returning b.message_id, b.body
  )
  update public.messages m set body = lifted.body from lifted where m.id = lifted.message_id
$$;

-- Gives a free unit to an asker: opens their conversation with the giver, and when it was the last, tells the others.
-- Called with the listing locked. Refuses `full`.
create function private.give_to(g public.gift_requests, actor uuid) returns public.gift_requests
language plpgsql volatile set search_path = ''
as $$
declare
  v_unit smallint;
begin
  select u.unit into v_unit
  from public.listings l, generate_series(1, l.units) as u (unit)
  where l.id = g.listing_id and not exists (
    select from public.gift_requests o where o.listing_id = l.id and o.unit = u.unit and o.state in ('chosen', 'collected')
  )
  order by u.unit limit 1;
  if v_unit is null then
    perform private.refuse('full');
  end if;
  update public.gift_requests r set state = 'chosen', unit = v_unit, chosen_at = now(), declined_at = null
  where r.id = g.id returning * into g;
  insert into public.conversations (id, gift_id, opened_by) values (g.id, g.id, g.person_id) on conflict (id) do nothing;
  insert into public.participants (conversation_id, person_id) values (g.id, g.owner_id), (g.id, g.person_id)
  on conflict do nothing;
  perform private.record_gift_step(g, 'choose', actor);
  perform private.lift_gift_masks(g);
  perform private.notify_gift(g.person_id, 'gift_chosen', g, ':' || g.chosen_at);
  if actor is distinct from g.owner_id then
    perform private.notify_gift(g.owner_id, 'gift_has_recipient', g, ':' || g.chosen_at);
  end if;
  if (select l.spoken_for from public.listings l where l.id = g.listing_id) then
    perform private.pass_over_others(g.listing_id);
  end if;
  return g;
exception
  when unique_violation then
    perform private.refuse('full');
end;
$$;

-- Whoever still waits is told kindly. They stay in line in case somebody does not come.
create function private.pass_over_others(listing uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_g public.gift_requests;
begin
  for v_g in
    update public.gift_requests r set state = 'not_chosen' where r.listing_id = listing and r.state = 'asked' returning *
  loop
    perform private.record_gift_step(v_g, 'pass_over', null);
    perform private.notify_gift(v_g.person_id, 'gift_not_chosen', v_g);
  end loop;
end;
$$;

-- Gives what was freed to the next in line, by the rule; when the giver chooses, they are told that it is their turn.
-- Called with the listing locked.
create function private.pass_on(listing uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_listing public.listings;
  v_next public.gift_requests;
begin
  loop
    select * into v_listing from public.listings l where l.id = listing;
    exit when not found or v_listing.spoken_for or v_listing.status = 'closed';
    select g.* into v_next from public.gift_requests g
    left join private.gift_draws d on d.listing_id = listing and v_listing.choice_rule = 'draw'
    where g.listing_id = listing and g.state in ('asked', 'not_chosen') and g.declined_at is null
      and private.gift_is_for(v_listing, g.person_id)
    order by array_position(d.tickets, g.ticket) nulls last, g.asked_at, g.id limit 1;
    exit when not found;
    if private.rule_of(v_listing) <> 'first_come' then
      if v_listing.choice_rule = 'owner_picks' then
        perform private.notify(
          v_listing.owner_id, 'gift', 'gift_choose_again', 'listing', listing, 'gift_choose_again:' || listing || ':' || now()
        );
      end if;
      exit;
    end if;
    perform private.give_to(v_next, null);
  end loop;
end;
$$;

-- Holds the draw: sorts the tickets of whoever asked by the SHA-256 of seed and ticket, written one after the other as
-- text, and gives to the first ones. Called with the listing locked.
create function private.hold_draw(l public.listings) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_tickets text[];
  v_free integer := l.units - private.given_units(l.id);
  v_g public.gift_requests;
begin
  select array_agg(g.ticket order by encode(sha256(convert_to(d.seed || g.ticket, 'UTF8')), 'hex'), g.ticket) into v_tickets
  from public.gift_requests g join private.gift_draws d on d.listing_id = g.listing_id
  where g.listing_id = l.id and g.state = 'asked' and private.gift_is_for(l, g.person_id);
  v_tickets := coalesce(v_tickets, '{}');
  update private.gift_draws d
  set drawn_at = now(), tickets = v_tickets, winners = least(v_free, cardinality(v_tickets)) where d.listing_id = l.id;
  for v_g in
    select g.* from unnest(v_tickets) with ordinality as t (ticket, place)
    join public.gift_requests g on g.listing_id = l.id and g.ticket = t.ticket and g.state = 'asked'
    where t.place <= v_free order by t.place
  loop
    perform private.give_to(v_g, null);
  end loop;
  perform private.pass_over_others(l.id); -- also whoever it is not for any more
end;
$$;

-- The end of a gift that its giver takes back: nobody is left waiting. What was promised stays promised.
create function private.close_gift() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_g public.gift_requests;
begin
  for v_g in
    update public.gift_requests r set state = 'not_chosen' where r.listing_id = new.id and r.state = 'asked' returning *
  loop
    perform private.record_gift_step(v_g, 'close', (select auth.uid()));
    perform private.notify_gift(v_g.person_id, 'gift_taken_back', v_g);
  end loop;
  return null;
end;
$$;
create trigger close_gift after update of status on public.listings
  for each row when (new.kind = 'gift' and new.status = 'closed' and old.status <> 'closed')
  execute function private.close_gift();
