-- Listing rules: what the columns' types cannot say, quotas, safe repeats, and the steps of a listing's life.

-- What the device sent, so that a repeat can be told from a reused id.
create function private.listing_content(l public.listings) returns jsonb
language sql immutable set search_path = ''
as $$
  select to_jsonb(l) - array[
    'owner_id', 'area_lat', 'area_lon', 'status', 'outcome', 'out_of_order_since', 'checked_on', 'broken_units', 'listed_for_all', 'published_at', 'expires_at', 'spoken_for',
    'created_at', 'updated_at'
  ]
$$;

-- Before a listing is written: repeats change nothing, quotas hold, texts are tidy, and one acts only for communities one runs.
create function private.check_listing() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_content jsonb;
begin
  new.title := btrim(replace(private.clean_text(new.title), chr(10), ' '));
  new.description := private.clean_text(new.description);
  new.deposit_note := btrim(replace(private.clean_text(new.deposit_note), chr(10), ' '));

  if tg_op = 'INSERT' then
    v_content := private.listing_content(new);
    -- Runs before `on conflict`: an insert sent twice stops here, whatever became of the listing since.
    if private.replayed(new.id, v_content) is not null then
      return null;
    elsif (select auth.uid()) is not null and exists (select from public.listings l where l.id = new.id) then
      perform private.refuse('not_allowed');
    end if;
    new.commune_code := coalesce(new.commune_code, (select p.commune_code from public.people p where p.id = new.owner_id));
    perform from public.people p where p.id = new.owner_id for no key update;
    if (select count(*) from public.listings l where l.owner_id = new.owner_id and l.status <> 'closed') >= 100
      or (select count(*) from public.listings l where l.owner_id = new.owner_id and l.created_at > now() - interval '1 year') >= 1000
    then
      perform private.refuse('quota_reached');
    end if;
    if (select auth.uid()) is not null then
      perform private.keep_receipt(new.id, v_content);
    end if;
  else
    new.updated_at := now();
    if new.kind <> old.kind and old.status <> 'draft' then
      perform private.refuse('wrong_state');
    end if;
    if new.units < old.units and exists (
      select from public.reservations r
      where r.listing_id = new.id and r.unit > new.units and r.state in ('accepted', 'handed_over')
    ) then
      perform private.refuse('not_available');
    end if;
  end if;

  if new.held_by is not null and (tg_op = 'INSERT' or new.held_by is distinct from old.held_by) and not exists (
    select from public.memberships m
    where m.community_id = new.held_by and m.person_id = new.owner_id and m.state = 'active' and m.role <> 'member'
  ) then
    perform private.refuse('not_allowed');
  end if;
  new.listed_for_all := private.is_for_all(new.id, new.held_by);
  return new;
end;
$$;

create function private.is_for_all(listing uuid, holder uuid) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (select from public.listing_communities c where c.listing_id = listing)
    and not exists (select from public.communities c where c.id = holder and c.visibility = 'private')
$$;

create trigger check_listing before insert or update on public.listings
  for each row execute function private.check_listing();

-- Keeps `listed_for_all` true to the communities a listing is opened to, ten at most.
create function private.follow_listing_communities() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_listing uuid := coalesce(new.listing_id, old.listing_id);
begin
  perform from public.listings l where l.id = v_listing for no key update;
  if tg_op = 'INSERT' and (select count(*) from public.listing_communities c where c.listing_id = v_listing) > 10 then
    perform private.refuse('quota_reached');
  end if;
  update public.listings l set listed_for_all = private.is_for_all(l.id, l.held_by) where l.id = v_listing;
  return null;
end;
$$;
create trigger follow_listing_communities after insert or delete on public.listing_communities
  for each row execute function private.follow_listing_communities();

-- A community that becomes private, or stops being so, takes along what it holds.
create function private.follow_community_visibility() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.listings l set listed_for_all = private.is_for_all(l.id, l.held_by) where l.held_by = new.id;
  return null;
end;
$$;
create trigger follow_community_visibility after update of visibility on public.communities
  for each row when (new.visibility is distinct from old.visibility)
  execute function private.follow_community_visibility();

create function private.check_handover_window() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_content jsonb := to_jsonb(new);
begin
  new.note := btrim(replace(private.clean_text(new.note), chr(10), ' '));
  if tg_op = 'INSERT' and new.person_id is not null then
    if private.replayed(new.id, v_content) is not null then
      return null;
    elsif (select auth.uid()) is not null and exists (select from public.handover_windows w where w.id = new.id) then
      perform private.refuse('not_allowed');
    end if;
    perform from public.people p where p.id = new.person_id for no key update;
    if (select count(*) from public.handover_windows w where w.person_id = new.person_id) >= 28 then
      perform private.refuse('quota_reached');
    end if;
    if (select auth.uid()) is not null then
      perform private.keep_receipt(new.id, v_content);
    end if;
  end if;
  return new;
end;
$$;
create trigger check_handover_window before insert or update on public.handover_windows
  for each row execute function private.check_handover_window();

-- The caller's own listing, held until the end of what is done with it. Refuses `not_allowed`, `not_found` (also: not theirs to see).
create function private.own_listing(listing uuid) returns public.listings
language plpgsql volatile set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_listing public.listings;
begin
  select * into v_listing from public.listings l where l.id = listing for no key update;
  if v_listing.owner_id is distinct from v_me then
    perform private.refuse(case when private.listing_visible_to(listing, v_me) then 'not_allowed' else 'not_found' end);
  end if;
  return v_listing;
end;
$$;

-- One step of a listing's life: `publish`, `pause`, `resume`, `renew`, `close`, by its owner; `outcome` goes with `close`.
-- Refuses `sign_in_first`, `not_found`, `not_allowed`, `invalid_value` (unknown action or outcome, or not complete enough to
-- publish), `wrong_state`, `already_done`, `id_reused`.
create function public.advance_listing(listing_id uuid, action text, op_id uuid, outcome text default null)
returns public.listings
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_action text := advance_listing.action;
  v_content jsonb := jsonb_build_object(
    'is', 'advance_listing', 'listing_id', advance_listing.listing_id, 'action', v_action, 'outcome', advance_listing.outcome
  );
  v_seen jsonb;
  v_listing public.listings;
  v_next public.listing_status;
begin
  if v_action is null or v_action not in ('publish', 'pause', 'resume', 'renew', 'close')
    or (advance_listing.outcome is not null and v_action <> 'close')
  then
    perform private.refuse('invalid_value');
  end if;
  v_seen := private.replayed(advance_listing.op_id, v_content);
  if v_seen is not null then
    return jsonb_populate_record(null::public.listings, v_seen);
  end if;

  v_listing := private.own_listing(advance_listing.listing_id);

  v_next := case v_action when 'publish' then 'published' when 'pause' then 'paused' when 'resume' then 'published'
    when 'close' then 'closed' else v_listing.status end;
  if v_action <> 'renew' and v_listing.status = v_next then
    perform private.refuse('already_done');
  elsif not (case v_action
    when 'publish' then v_listing.status = 'draft'
    when 'pause' then v_listing.status = 'published'
    when 'resume' then v_listing.status = 'paused'
    when 'renew' then v_listing.status in ('published', 'paused')
    else true
  end) then
    perform private.refuse('wrong_state');
  elsif v_next = 'published' and (v_listing.category_slug is null or v_listing.commune_code is null) then
    perform private.refuse('invalid_value');
  end if;

  update public.listings l
  set status = v_next,
      outcome = coalesce(advance_listing.outcome, l.outcome),
      published_at = case when v_action = 'publish' then now() else l.published_at end,
      expires_at = case
        when v_action in ('publish', 'renew') or (v_action = 'resume' and l.expires_at < now() + interval '7 days')
        then now() + interval '90 days' else l.expires_at end
  where l.id = v_listing.id
  returning * into v_listing;
  insert into private.listing_events (listing_id, actor_id, action) values (v_listing.id, v_me, v_action);
  perform private.keep_receipt(advance_listing.op_id, v_content, to_jsonb(v_listing));
  return v_listing;
exception
  when check_violation then
    perform private.refuse('invalid_value');
end;
$$;
grant execute on function public.advance_listing(uuid, text, uuid, text) to authenticated;
