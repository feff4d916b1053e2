-- Photographs of a fault, so that whoever repairs knows what to bring.
-- The promise kept here: they are seen by who took them and by those who help that session, once they are part of a booking.
-- Paths are `<uid>/<event_id>/<name>.webp` with `<name>-small.webp` beside it; what the bytes hold is checked where they are stored.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('fault-photos', 'fault-photos', false, 2097152, '{image/webp}')
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- The session a photo's path names; null when it is not such a path.
create function private.session_of_photo(path text) returns uuid
language sql immutable strict parallel safe set search_path = ''
as $$
  select case
    when path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[A-Za-z0-9_-]{1,80}\.webp$'
    then split_part(path, '/', 2)::uuid
  end
$$;

-- Whether the caller may add a file for a session: one they may book, and while there is room: five things, two sizes, and as many again.
create function private.may_photograph_fault(session uuid) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.people p where p.id = (select auth.uid()) for no key update;
  return exists (
    select from public.events e
    where e.id = session and e.kind = 'repair_session' and e.state in ('published', 'live') and e.ends_at > now()
      and private.event_visible_to(e.id, (select auth.uid()))
  ) and (
    select count(*) < 20 from storage.objects o
    where o.bucket_id = 'fault-photos' and o.name like (select auth.uid()) || '/' || session || '/%'
  );
end;
$$;
grant execute on function private.session_of_photo(text), private.may_photograph_fault(uuid) to authenticated;

create policy "people open photos of their faults; helpers of what they repair" on storage.objects
  for select to authenticated
  using (
    bucket_id = 'fault-photos'
    and (
      split_part(name, '/', 1) = (select auth.uid())::text
      or exists (
        select from public.repair_items i
        where i.photo_path = regexp_replace(name, '-small\.webp$', '.webp')
          and i.event_id = any ((select private.events_i_help())::uuid[])
      )
    )
  );

create policy "people add photos of a fault" on storage.objects
  for insert to authenticated
  with check (
    bucket_id = 'fault-photos'
    and split_part(name, '/', 1) = (select auth.uid())::text
    and private.may_photograph_fault(private.session_of_photo(name))
  );
