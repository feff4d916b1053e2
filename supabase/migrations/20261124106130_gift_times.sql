-- What time brings to gifts: a draw at its hour, a giver reminded, nobody left waiting, and what one side forgot to say.

create function private.hold_due_draws() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_listing public.listings;
  v_count integer := 0;
begin
  for v_listing in
    select l.* from private.gift_draws d join public.listings l on l.id = d.listing_id
    where d.drawn_at is null and l.kind = 'gift' and l.choice_rule = 'draw' and l.choose_by <= now() and l.status in ('published', 'paused')
    order by l.id for no key update of l skip locked limit 200
  loop
    perform private.hold_draw(v_listing);
    if not exists (select from public.gift_requests g where g.listing_id = v_listing.id and g.state <> 'withdrawn') then
      perform private.notify(v_listing.owner_id, 'gift', 'gift_nobody_asked', 'listing', v_listing.id, 'gift_nobody_asked:' || v_listing.id);
    end if;
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- A giver who chooses is reminded a day before and when the time has come, then has three days. After that those who asked are
-- told, and the announcement rests. With nobody asking, there is another week.
create function private.remind_choosers() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_listing public.listings;
  v_g public.gift_requests;
  v_count integer := 0;
begin
  for v_listing in
    select l.* from public.listings l
    where l.kind = 'gift' and l.choice_rule = 'owner_picks' and l.choose_by <= now() + interval '1 day'
      and l.status in ('published', 'paused') and not l.spoken_for
    order by l.id for no key update skip locked
  loop
    if not exists (select from public.gift_requests g where g.listing_id = v_listing.id and g.state = 'asked') then
      update public.listings l set choose_by = private.midnight(private.today() + 8) - interval '4 hours'
      where l.id = v_listing.id and l.choose_by <= now() and l.status = 'published';
    elsif v_listing.choose_by + interval '3 days' > now() then
      perform private.notify(v_listing.owner_id, 'gift', says, 'listing', v_listing.id, says || ':' || v_listing.id || ':' || v_listing.choose_by)
      from (select case when v_listing.choose_by <= now() then 'gift_choose_now' else 'gift_choose_soon' end as says) as s;
    else
      for v_g in
        update public.gift_requests r set state = 'not_chosen' where r.listing_id = v_listing.id and r.state = 'asked' returning *
      loop
        perform private.record_gift_step(v_g, 'lapse', null);
        perform private.notify_gift(v_g.person_id, 'gift_lapsed', v_g);
      end loop;
      update public.listings l set status = 'paused' where l.id = v_listing.id and l.status = 'published';
      if found then
        insert into private.listing_events (listing_id, action) values (v_listing.id, 'pause');
      end if;
      perform private.notify(v_listing.owner_id, 'gift', 'gift_nobody_chosen', 'listing', v_listing.id, 'gift_nobody_chosen:' || v_listing.id || ':' || v_listing.choose_by);
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;

-- Says when to come, what to confirm; a week after one side said that it changed hands, it did.
create function private.remind_recipients() returns integer
language plpgsql volatile set search_path = ''
as $$
declare
  v_id uuid;
  v_g public.gift_requests;
  v_count integer := 0;
begin
  for v_id in
    select g.id from public.gift_requests g join public.listings l on l.id = g.listing_id
    where g.state = 'chosen' and (
      g.pickup_at <= now() + interval '1 day' or (g.pickup_at is null and g.chosen_at <= now() - interval '2 days')
      or least(g.given_at, g.received_at) <= now() - interval '7 days'
    )
    order by l.id, g.id for no key update of l skip locked
  loop
    select * into v_g from public.gift_requests g where g.id = v_id for update;
    if v_g.state <> 'chosen' then
      continue;
    elsif num_nonnulls(v_g.given_at, v_g.received_at) > 0 then
      if least(v_g.given_at, v_g.received_at) <= now() - interval '7 days' then
        perform private.collect_gift(v_g, 'both', null);
        v_count := v_count + 1;
      end if;
    elsif v_g.pickup_at is null then
      perform private.notify_gift(v_g.person_id, 'gift_say_when', v_g, ':' || v_g.chosen_at);
    elsif v_g.pickup_at <= now() - interval '2 hours' then
      perform private.notify_gift(who, 'gift_was_it_given', v_g, ':' || v_g.pickup_at) from unnest(array[v_g.owner_id, v_g.person_id]) as who
      where v_g.pickup_agreed;
    elsif v_g.pickup_agreed and v_g.pickup_at > now() then
      perform private.notify_gift(who, 'gift_pickup_soon', v_g, ':' || v_g.pickup_at) from unnest(array[v_g.owner_id, v_g.person_id]) as who;
    end if;
  end loop;
  return v_count;
end;
$$;

-- Answers how many draws were held, requests let go and hand-overs taken as done.
create function private.settle_gifts() returns integer
language sql volatile set search_path = ''
as $$ select private.hold_due_draws() + private.remind_choosers() + private.remind_recipients() $$;

-- What becomes of gifts when somebody's account goes. Called with the listings locked.
create function private.leave_gifts(person uuid) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_g public.gift_requests;
  v_was public.gift_state;
begin
  for v_g in
    select * from public.gift_requests g
    where person in (g.owner_id, g.person_id) and g.state in ('asked', 'chosen', 'not_chosen') order by g.id for update
  loop
    v_was := v_g.state;
    if num_nonnulls(v_g.given_at, v_g.received_at) > 0 then
      perform private.collect_gift(v_g, 'both', person);
      continue;
    end if;
    continue when v_was = 'not_chosen' and v_g.owner_id = person;
    update public.gift_requests g
    set state = case when person = g.person_id then 'withdrawn' else 'not_chosen' end::public.gift_state,
        unit = null, pickup_at = null, pickup_by = null, pickup_agreed = false
    where g.id = v_g.id returning * into v_g;
    perform private.record_gift_step(v_g, case when v_g.state = 'withdrawn' then 'withdraw' else 'close' end, person);
    if v_g.owner_id = person then
      perform private.notify_gift(v_g.person_id, 'gift_taken_back', v_g);
    elsif v_was = 'chosen' then
      perform private.notify_gift(v_g.owner_id, 'gift_given_up', v_g);
      perform private.pass_on(v_g.listing_id);
    end if;
  end loop;
end;
$$;
