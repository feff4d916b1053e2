-- Place photos: what a shelf looked like, beside the report that says so. Stored after the report, under the path it names.
-- The promise kept here: there is no more room than there are reports, so that whoever has no account cannot fill the store; and what
-- a stranger photographed is seen by residents alone.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('place-photos', 'place-photos', false, 2097152, '{image/webp}')
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Whether a report of this week named this photograph.
create function private.awaits_place_photo(path text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.place_reports r where r.photo_path = path and r.removed_at is null and r.told_at > now() - interval '7 days'
  )
$$;
grant execute on function private.awaits_place_photo(text) to anon, authenticated;

create policy "visitors store the photo of their report" on storage.objects
  for insert to anon
  with check (bucket_id = 'place-photos' and private.awaits_place_photo(name));

create policy "residents store the photo of their report" on storage.objects
  for insert to authenticated
  with check (bucket_id = 'place-photos' and private.awaits_place_photo(name));

create policy "residents see photos of reports they see" on storage.objects
  for select to authenticated
  using (bucket_id = 'place-photos' and exists (select from public.place_reports r where r.photo_path = name));

-- Has a photograph erased by whoever serves storage.
create function private.erase_place_photo(path text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  insert into private.files_to_erase (bucket_id, name)
  select o.bucket_id, o.name from storage.objects o where o.bucket_id = 'place-photos' and o.name = path
  on conflict do nothing;
end;
$$;
