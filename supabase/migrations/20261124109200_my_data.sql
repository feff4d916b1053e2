-- My data: everything the database holds about the caller, in one document. Neighbours appear by their id alone, without their words.

create function public.export_my_data() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  return jsonb_build_object(
    'exported_at', now(),
    'account', (
      select jsonb_build_object('id', u.id, 'email', u.email, 'created_at', u.created_at, 'last_sign_in_at', u.last_sign_in_at)
      from auth.users u where u.id = v_me
    ),
    'person', (select to_jsonb(p) from public.people p where p.id = v_me),
    'details', (select to_jsonb(d) - 'person_id' from private.person_details d where d.person_id = v_me),
    'blocked', coalesce((select jsonb_agg(to_jsonb(b) - 'blocker_id') from private.blocks b where b.blocker_id = v_me), '[]'),
    'memberships', coalesce((
      select jsonb_agg(to_jsonb(m) || jsonb_build_object('community', c.name, 'events', (
        select jsonb_agg(to_jsonb(e) - array['actor_id', 'id'] order by e.id) from private.membership_events e
        where e.person_id = v_me and e.community_id = m.community_id
      )))
      from public.memberships m join public.communities c on c.id = m.community_id where m.person_id = v_me
    ), '[]'),
    'listings', coalesce((
      select jsonb_agg(to_jsonb(l) || jsonb_build_object(
        'place', (select to_jsonb(p) - 'listing_id' from private.listing_places p where p.listing_id = l.id),
        'photos', (select jsonb_agg(to_jsonb(f) order by f.position) from public.listing_photos f where f.listing_id = l.id),
        'communities', (select jsonb_agg(c.community_id) from public.listing_communities c where c.listing_id = l.id),
        'events', (select jsonb_agg(to_jsonb(e) - 'listing_id' order by e.id) from private.listing_events e where e.listing_id = l.id)
      ) order by l.created_at) from public.listings l where l.owner_id = v_me
    ), '[]'),
    'handover_windows', coalesce((select jsonb_agg(to_jsonb(w)) from public.handover_windows w where w.person_id = v_me), '[]'),
    'reservations', coalesce((
      select jsonb_agg(to_jsonb(r) || jsonb_build_object(
        'note', case when r.borrower_id = v_me then r.note end,
        'events', (
          select jsonb_agg(to_jsonb(e) || jsonb_build_object('note', case when e.actor_id = v_me then e.note end) order by e.id)
          from public.reservation_events e where e.reservation_id = r.id
        ),
        'condition_reports', (
          select jsonb_agg(to_jsonb(c)) from public.condition_reports c where c.reservation_id = r.id and c.author_id = v_me
        )
      ) order by r.created_at) from public.reservations r where v_me in (r.owner_id, r.borrower_id)
    ), '[]'),
    'waitlist', coalesce((select jsonb_agg(to_jsonb(w) order by w.created_at) from public.waitlist w where w.person_id = v_me), '[]'),
    'conversations', coalesce((
      select jsonb_agg(to_jsonb(c) || jsonb_build_object('read_until', p.read_until))
      from public.participants p join public.conversations c on c.id = p.conversation_id where p.person_id = v_me
    ), '[]'),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(m) || jsonb_build_object('body', coalesce(b.body, m.body)) order by m.sent_at)
      from public.messages m left join private.masked_bodies b on b.message_id = m.id
      where m.author_id = v_me and m.kind = 'text'
    ), '[]'),
    'reports', coalesce((
      select jsonb_agg(to_jsonb(r) - array['reporter_id', 'in_view'] order by r.reported_at) from private.reports r where r.reporter_id = v_me
    ), '[]'),
    'photos', coalesce((
      select jsonb_agg(o.name order by o.name) from storage.objects o where o.bucket_id = 'photos' and o.name like v_me || '/%'
    ), '[]')
  );
end;
$$;
grant execute on function public.export_my_data() to authenticated;
