-- Placard: what somebody owns and keeps to themselves, so that they hear when a neighbour looks for it.
-- The promise kept here: nobody else learns what one owns, nor that something of it was looked for.

create table private.placard_items (
  id            uuid primary key, -- made by the device
  person_id     uuid not null references public.people (id) on delete cascade,
  name          text not null constraint placard_items_name_length check (char_length(name) between 3 and 80),
  category_slug text references public.categories (slug),
  note          text not null default '' constraint placard_items_note_too_long check (char_length(note) <= 200),
  listing_id    uuid references public.listings (id) on delete set null, -- made the first time it is offered to somebody
  kept_at       timestamptz not null default now()
);
create index placard_items_person_id_idx on private.placard_items (person_id);
create index placard_items_category_slug_idx on private.placard_items (category_slug);
create index placard_items_listing_id_idx on private.placard_items (listing_id);

-- What the caller keeps, the latest first.
create function public.my_placard()
returns table (id uuid, name text, category_slug text, note text, kept_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select i.id, i.name, i.category_slug, i.note, i.kept_at from private.placard_items i
  where i.person_id = private.me() order by i.kept_at desc, i.id
$$;
comment on function public.my_placard is '@nullable category_slug';

-- Keeps a thing. Safe to repeat, also once it was taken out.
-- Refuses `sign_in_first`, `invalid_value`, `too_long`, `quota_reached` (200), `id_reused`, `not_allowed`.
create function public.keep_in_placard(id uuid, name text, category_slug text default null, note text default '') returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_name text := btrim(replace(private.clean_text(keep_in_placard.name), chr(10), ' '));
  v_note text := coalesce(btrim(replace(private.clean_text(keep_in_placard.note), chr(10), ' ')), '');
  v_content jsonb := jsonb_build_object(
    'is', 'keep_in_placard', 'name', v_name, 'category_slug', keep_in_placard.category_slug, 'note', v_note
  );
  v_broken text;
begin
  if private.replayed(keep_in_placard.id, v_content) is not null then
    return;
  elsif exists (select from private.placard_items i where i.id = keep_in_placard.id) then
    perform private.refuse('not_allowed');
  elsif char_length(v_name) > 80 then
    perform private.refuse('too_long');
  end if;
  perform from public.people p where p.id = v_me for no key update;
  if (select count(*) from private.placard_items i where i.person_id = v_me) >= 200 then
    perform private.refuse('quota_reached');
  end if;
  insert into private.placard_items (id, person_id, name, category_slug, note)
  values (keep_in_placard.id, v_me, v_name, keep_in_placard.category_slug, v_note);
  perform private.keep_receipt(keep_in_placard.id, v_content);
exception
  when check_violation or not_null_violation or foreign_key_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;

-- Takes a thing out; what is not there, or somebody else's, answers the same and stays as it is. Safe to repeat.
-- Refuses `sign_in_first`, `invalid_value`, `id_reused`, `not_allowed` (somebody else's act).
create function public.remove_from_placard(id uuid, op_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_content jsonb := jsonb_build_object('is', 'remove_from_placard', 'id', remove_from_placard.id);
begin
  if private.replayed(remove_from_placard.op_id, v_content) is not null then
    return;
  end if;
  delete from private.placard_items i where i.id = remove_from_placard.id and i.person_id = v_me;
  perform private.keep_receipt(remove_from_placard.op_id, v_content);
end;
$$;

alter table private.placard_items enable row level security;
revoke all on private.placard_items from anon, authenticated;
grant execute on function
  public.my_placard(), public.keep_in_placard(uuid, text, text, text), public.remove_from_placard(uuid, uuid)
  to authenticated;
