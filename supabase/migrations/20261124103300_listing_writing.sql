-- Listing writing: one's words, photos and hours, each written as a whole by an act with an id.
-- The promise kept here: what arrives late, or twice, does not undo what was written after it.

-- Writes the columns given, of a new draft or of the listing there is. Answers it as it was then.
-- Refuses `sign_in_first`, `not_allowed` (also: somebody else's id), `not_found` (thrown away), `invalid_value`, `too_long`,
-- `wrong_state` (another kind, once published), `not_available` (fewer units than are away), `quota_reached`, `id_reused`.
create function public.save_listing(id uuid, changes jsonb, op_id uuid) returns public.listings
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_listing', 'id', save_listing.id, 'changes', changes);
  v_seen jsonb := private.replayed(save_listing.op_id, v_content);
  v_columns text;
  v_listing public.listings;
  v_broken text;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.listings, v_seen);
  end if;
  v_columns := private.columns_in(changes, array[
    'held_by', 'kind', 'title', 'description', 'category_slug', 'condition', 'units', 'instant', 'min_days', 'max_days',
    'lead_hours', 'slot_minutes', 'deposit_note', 'choice_rule', 'choose_by', 'commune_code', 'outcome'
  ]);
  perform from public.people p where p.id = v_me for no key update;
  select * into v_listing from public.listings l where l.id = save_listing.id for no key update;
  if not found then
    if exists (select from private.op_receipts r where r.op_id = save_listing.id and r.person_id = v_me) then
      perform private.refuse('not_found');
    end if;
    execute format(
      'insert into public.listings (id, owner_id, %1$s) select $1, $2, %1$s from jsonb_populate_record(null::public.listings, $3) returning *',
      v_columns
    ) into v_listing using save_listing.id, v_me, changes;
  elsif v_listing.owner_id <> v_me then
    perform private.refuse('not_allowed');
  else
    execute format(
      'update public.listings l set (%1$s) = (select %1$s from jsonb_populate_record(null::public.listings, $2)) where l.id = $1 returning l.*',
      v_columns
    ) into v_listing using save_listing.id, changes;
  end if;
  perform private.keep_receipt(save_listing.op_id, v_content, to_jsonb(v_listing));
  return v_listing;
exception
  when unique_violation then
    perform private.refuse('id_reused'); -- the act bears the listing's own id
  when data_exception or check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Makes `photos` the photographs of a listing, in this order: `[{path, width, height, blurhash}]`, eight at most.
-- Refuses `sign_in_first`, `not_allowed` (also: from somebody else's folder), `not_found`, `invalid_value`, `too_long`, `id_reused`.
create function public.save_listing_photos(listing_id uuid, photos jsonb, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object(
    'is', 'save_listing_photos', 'listing_id', save_listing_photos.listing_id, 'photos', photos
  );
  v_listing public.listings;
  v_broken text;
begin
  if private.replayed(save_listing_photos.op_id, v_content) is not null then
    return;
  elsif photos is null or jsonb_typeof(photos) <> 'array' then
    perform private.refuse('invalid_value');
  end if;
  v_listing := private.own_listing(save_listing_photos.listing_id);
  if exists (
    select from jsonb_populate_recordset(null::public.listing_photos, photos) as p where split_part(p.path, '/', 1) <> v_me::text
  ) then
    perform private.refuse('not_allowed');
  end if;
  delete from public.listing_photos f where f.listing_id = v_listing.id;
  insert into public.listing_photos (listing_id, position, path, width, height, blurhash)
  select v_listing.id, p.ordinality - 1, p.path, p.width, p.height, p.blurhash
  from jsonb_populate_recordset(null::public.listing_photos, photos) with ordinality as p;
  perform private.keep_receipt(save_listing_photos.op_id, v_content);
exception
  when data_exception or check_violation or not_null_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Throws a draft away. One that was thrown away already is no reason to say no.
-- Refuses `sign_in_first`, `not_found`, `not_allowed`, `wrong_state` (published since), `id_reused`.
create function public.discard_listing(listing_id uuid, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'discard_listing', 'listing_id', discard_listing.listing_id);
  v_is_gone boolean;
begin
  if private.replayed(discard_listing.op_id, v_content) is not null then
    return;
  end if;
  v_is_gone := not exists (select from public.listings l where l.id = discard_listing.listing_id)
    and exists (select from private.op_receipts r where r.op_id = discard_listing.listing_id and r.person_id = v_me);
  if not v_is_gone and (private.own_listing(discard_listing.listing_id)).status <> 'draft' then
    perform private.refuse('wrong_state');
  end if;
  delete from public.listings l where l.id = discard_listing.listing_id;
  perform private.keep_receipt(discard_listing.op_id, v_content);
end;
$$;

-- Makes `windows` the whole of the caller's hours: `[{id, weekday, from_time, until_time, note, automatic}]`.
-- Refuses `sign_in_first`, `quota_reached` past 28, `not_allowed` (an id of somebody else's), `invalid_value`, `too_long`, `id_reused`.
create function public.save_windows(windows jsonb, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'save_windows', 'windows', windows);
  v_given public.handover_windows[];
  v_broken text;
begin
  if private.replayed(save_windows.op_id, v_content) is not null then
    return;
  elsif windows is null or jsonb_typeof(windows) <> 'array' then
    perform private.refuse('invalid_value');
  elsif jsonb_array_length(windows) > 28 then
    perform private.refuse('quota_reached');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  v_given := array(select w from jsonb_populate_recordset(null::public.handover_windows, windows) as w);
  delete from public.handover_windows h
  where h.person_id = v_me and not exists (select from unnest(v_given) g where g.id = h.id);
  update public.handover_windows h
  set weekday = g.weekday, from_time = g.from_time, until_time = g.until_time, note = coalesce(g.note, ''),
      automatic = coalesce(g.automatic, false)
  from unnest(v_given) g where h.id = g.id and h.person_id = v_me;
  -- Hours that were taken back may be said again.
  delete from private.op_receipts r using unnest(v_given) g
  where r.op_id = g.id and r.person_id = v_me
    and not exists (select from public.handover_windows h where h.id = g.id);
  insert into public.handover_windows (id, person_id, weekday, from_time, until_time, note, automatic)
  select g.id, v_me, g.weekday, g.from_time, g.until_time, coalesce(g.note, ''), coalesce(g.automatic, false)
  from unnest(v_given) g
  where not exists (select from public.handover_windows h where h.id = g.id and h.person_id = v_me);
  perform private.keep_receipt(save_windows.op_id, v_content);
exception
  when data_exception or check_violation or not_null_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

grant execute on function
  public.save_listing(uuid, jsonb, uuid), public.save_listing_photos(uuid, jsonb, uuid),
  public.discard_listing(uuid, uuid), public.save_windows(jsonb, uuid)
  to authenticated;
