-- Condition: what the two saw when the thing changed hands: three plain facts, words, and photographs.
-- The promise kept here: all of it is read by the two of them, and by nobody else.

create table public.condition_photos (
  report_id uuid not null references public.condition_reports (id) on delete cascade,
  position  smallint not null constraint condition_photos_at_most_four check (position between 0 and 3),
  path      text not null constraint condition_photos_path_unique unique
            constraint condition_photos_path_plain check (path ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[A-Za-z0-9_-]{1,80}\.webp$')
            constraint condition_photos_path_not_small check (path !~ '-small\.webp$'),
  width     smallint not null constraint condition_photos_width_bounded check (width between 1 and 1600),
  height    smallint not null constraint condition_photos_height_bounded check (height between 1 and 1600),
  primary key (report_id, position)
);

-- Their bytes lie in a bucket of their own, as `<uid>/<reservation_id>/<name>.webp` with `<name>-small.webp` beside it. What they
-- hold (no EXIF, no XMP) is checked where they are stored and, for hosted storage, by whoever shows them.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('condition-photos', 'condition-photos', false, 2097152, '{image/webp}')
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- The exchange a photo's path names; null when it is not such a path.
create function private.exchange_of_photo(path text) returns uuid
language sql immutable strict parallel safe set search_path = ''
as $$
  select case
    when path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[A-Za-z0-9_-]{1,80}\.webp$'
    then split_part(path, '/', 2)::uuid
  end
$$;

-- Whether the caller may add a file to an exchange: while it can be reported on, and while there is room: six reports of four, two sizes.
create function private.may_photograph(reservation uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_r public.reservations;
begin
  select * into v_r from public.reservations r where r.id = reservation for no key update;
  return coalesce((select auth.uid()) in (v_r.owner_id, v_r.borrower_id), false)
    and v_r.state in ('accepted', 'handed_over', 'returned')
    and not private.is_blocked(v_r.owner_id, v_r.borrower_id)
    and (
      select count(*) < 48 from storage.objects o
      where o.bucket_id = 'condition-photos' and o.name like (select auth.uid()) || '/' || reservation || '/%'
    );
end;
$$;

-- Notes what one party saw at the hand-over or the return: words, `facts` (`complete`, `clean`, `works`: true, false, or null when
-- nobody looked) and `photos` (`[{path, width, height}]`, stored before), at least one of the three. Safe to repeat.
-- Refuses `sign_in_first`, `not_allowed` (also: no such reservation, or somebody else's photograph), `not_available` (one blocked
-- the other), `wrong_state`, `invalid_value`, `too_long`, `quota_reached`, `id_reused`.
create function public.report_condition(
  id uuid, reservation_id uuid, moment text, note text default '', facts jsonb default '{}', photos jsonb default '[]'
) returns public.condition_reports
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_me uuid := private.me();
  v_note text := coalesce(private.clean_text(report_condition.note), '');
  v_facts jsonb := jsonb_strip_nulls(coalesce(report_condition.facts, '{}'));
  v_photos jsonb := coalesce(report_condition.photos, '[]');
  v_content jsonb := jsonb_build_object(
    'is', 'report_condition', 'reservation_id', report_condition.reservation_id, 'moment', report_condition.moment, 'note', v_note,
    'facts', v_facts, 'photos', v_photos
  );
  v_seen jsonb := private.replayed(report_condition.id, v_content);
  v_r public.reservations;
  v_report public.condition_reports;
  v_broken text;
begin
  if v_seen is not null then
    return jsonb_populate_record(null::public.condition_reports, v_seen);
  elsif coalesce(report_condition.moment, '') not in ('hand_over', 'return')
    or jsonb_typeof(v_facts) <> 'object' or jsonb_typeof(v_photos) <> 'array'
    or (v_note = '' and v_facts = '{}' and v_photos = '[]')
  then
    perform private.refuse('invalid_value');
  elsif char_length(v_note) > 2000 then
    perform private.refuse('too_long');
  elsif v_facts - array['complete', 'clean', 'works'] <> '{}'
    or exists (select from jsonb_each(v_facts) as f where jsonb_typeof(f.value) <> 'boolean')
  then
    perform private.refuse('invalid_value');
  end if;
  select * into v_r from public.reservations r where r.id = report_condition.reservation_id for update;
  if not coalesce(v_me in (v_r.owner_id, v_r.borrower_id), false)
    or exists (select from public.condition_reports c where c.id = report_condition.id)
    or exists (
      select from jsonb_populate_recordset(null::public.condition_photos, v_photos) as p
      where p.path not like v_me || '/' || v_r.id || '/%'
    )
  then
    perform private.refuse('not_allowed');
  elsif private.is_blocked(v_r.owner_id, v_r.borrower_id) then
    perform private.refuse('not_available');
  elsif v_r.state not in ('accepted', 'handed_over', 'returned') then
    perform private.refuse('wrong_state');
  elsif (select count(*) from public.condition_reports c where c.reservation_id = v_r.id and c.author_id = v_me) >= 10 then
    perform private.refuse('quota_reached');
  end if;
  insert into public.condition_reports (id, reservation_id, author_id, moment, complete, clean, works, note)
  values (
    report_condition.id, v_r.id, v_me, report_condition.moment::public.handover_moment,
    (v_facts ->> 'complete')::boolean, (v_facts ->> 'clean')::boolean, (v_facts ->> 'works')::boolean, v_note
  ) returning * into v_report;
  insert into public.condition_photos (report_id, position, path, width, height)
  select v_report.id, p.ordinality - 1, p.path, p.width, p.height
  from jsonb_populate_recordset(null::public.condition_photos, v_photos) with ordinality as p;
  perform private.keep_receipt(v_report.id, v_content, to_jsonb(v_report));
  return v_report;
exception
  when data_exception or check_violation or not_null_violation or unique_violation then
    get stacked diagnostics v_broken = constraint_name;
    perform private.refuse_breach(v_broken);
end;
$$;
grant execute on function public.report_condition(uuid, uuid, text, text, jsonb, jsonb) to authenticated;
grant execute on function private.exchange_of_photo(text), private.may_photograph(uuid) to authenticated;

alter table public.condition_photos enable row level security;
revoke all on public.condition_photos from anon, authenticated;
grant select on public.condition_photos to authenticated;
alter table public.condition_photos
  alter column report_id set statistics 0, alter column path set statistics 0;

create policy "the two parties see photos of the condition" on public.condition_photos
  for select to authenticated
  using (exists (select from public.condition_reports c where c.id = report_id));

-- One's own, also before they are reported; the other's, once they are.
create policy "the two parties open photos of the condition" on storage.objects
  for select to authenticated
  using (
    bucket_id = 'condition-photos'
    and (
      split_part(name, '/', 1) = (select auth.uid())::text
      or exists (select from public.condition_photos p where p.path = regexp_replace(name, '-small\.webp$', '.webp'))
    )
  );

create policy "the two parties add photos of the condition" on storage.objects
  for insert to authenticated
  with check (
    bucket_id = 'condition-photos'
    and split_part(name, '/', 1) = (select auth.uid())::text
    and private.may_photograph(private.exchange_of_photo(name))
  );
