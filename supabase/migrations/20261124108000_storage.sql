-- Storage: the bucket of photographs. Whoever may see a listing may see its photos, and nobody else.
-- Paths are `<uid>/<listing_id>/<name>.webp`; what the bytes hold (no EXIF, no XMP) is checked by whoever serves them.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('photos', 'photos', false, 2097152, '{image/webp}')
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- The listing a photo's path names; null when it is not such a path.
create function private.listing_of_photo(path text) returns uuid
language sql immutable strict parallel safe set search_path = ''
as $$
  select case
    when path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[A-Za-z0-9_-]{1,80}\.webp$'
    then split_part(path, '/', 2)::uuid
  end
$$;

-- Whether there is room for another file of this listing: eight photos, two sizes each, and as many being replaced.
create function private.has_room_for_photo(listing uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.listings l where l.id = listing for no key update;
  return (
    select count(*) < 32 from storage.objects o
    where o.bucket_id = 'photos' and private.listing_of_photo(o.name) = listing
      and o.name like (select l.owner_id from public.listings l where l.id = listing) || '/' || listing || '/%'
  );
end;
$$;

grant execute on function private.listing_of_photo(text) to anon, authenticated;
grant execute on function private.has_room_for_photo(uuid) to authenticated;

create policy "visitors see photos of published listings" on storage.objects
  for select to anon
  using (
    bucket_id = 'photos'
    and exists (
      select from public.listings l
      where l.id = private.listing_of_photo(name) and l.owner_id::text = split_part(name, '/', 1)
    )
  );

create policy "residents see photos of listings they see" on storage.objects
  for select to authenticated
  using (
    bucket_id = 'photos'
    and (
      split_part(name, '/', 1) = (select auth.uid())::text
      or exists (
        select from public.listings l
        where l.id = private.listing_of_photo(name) and l.owner_id::text = split_part(name, '/', 1)
      )
    )
  );

create policy "owners add photos to their listings" on storage.objects
  for insert to authenticated
  with check (
    bucket_id = 'photos'
    and split_part(name, '/', 1) = (select auth.uid())::text
    and exists (
      select from public.listings l
      where l.id = private.listing_of_photo(name) and l.owner_id = (select auth.uid())
    )
    and private.has_room_for_photo(private.listing_of_photo(name))
  );

create policy "owners remove their photos" on storage.objects
  for delete to authenticated
  using (bucket_id = 'photos' and split_part(name, '/', 1) = (select auth.uid())::text);
