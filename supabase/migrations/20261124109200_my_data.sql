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
    'absences', coalesce((select jsonb_agg(to_jsonb(a) - 'person_id' order by a.from_day) from public.absences a where a.person_id = v_me), '[]'),
    'appointments', coalesce((
      select jsonb_agg(to_jsonb(a) || jsonb_build_object(
        'proposed_place', case when a.proposed_by = v_me then a.proposed_place end,
        'events', (select jsonb_agg(to_jsonb(e) order by e.id) from public.appointment_events e where e.appointment_id = a.id)
      ) order by a.changed_at) from public.appointments a where v_me in (a.owner_id, a.guest_id)
    ), '[]'),
    'calendar_feed', (select jsonb_build_object('made_at', f.made_at) from private.calendar_feeds f where f.person_id = v_me),
    'reservations', coalesce((
      select jsonb_agg(to_jsonb(r) || jsonb_build_object(
        'note', case when r.borrower_id = v_me then r.note end,
        'events', (
          select jsonb_agg(to_jsonb(e) || jsonb_build_object('note', case when e.actor_id = v_me then e.note end) order by e.id)
          from public.reservation_events e where e.reservation_id = r.id
        ),
        'condition_reports', (
          select jsonb_agg(to_jsonb(c) || jsonb_build_object(
            'photos', (select jsonb_agg(to_jsonb(f) - 'report_id' order by f.position) from public.condition_photos f where f.report_id = c.id)
          )) from public.condition_reports c where c.reservation_id = r.id and c.author_id = v_me
        ),
        'no_show_answer', (
          select to_jsonb(a) - 'author_id' from public.no_show_answers a where a.reservation_id = r.id and a.author_id = v_me
        ),
        'loss_agreements', (
          select jsonb_agg(to_jsonb(a) - 'reservation_id' order by a.proposed_at)
          from public.loss_agreements a where a.reservation_id = r.id and a.proposed_by = v_me
        )
      ) order by r.created_at) from public.reservations r where v_me in (r.owner_id, r.borrower_id)
    ), '[]'),
    'breakdowns', coalesce((
      select jsonb_agg(to_jsonb(b) - 'told' order by b.broke_at) from public.breakdowns b where b.reported_by = v_me
    ), '[]'),
    'repair_wishes', coalesce((select jsonb_agg(to_jsonb(w) - 'person_id') from public.repair_wishes w where w.person_id = v_me), '[]'),
    'gift_requests', coalesce((
      select jsonb_agg(to_jsonb(g) || jsonb_build_object(
        'note', case when g.person_id = v_me then g.note end,
        'answer', case when g.owner_id = v_me then g.answer end,
        'events', (select jsonb_agg(to_jsonb(e) order by e.id) from public.gift_events e where e.gift_id = g.id)
      ) order by g.asked_at) from public.gift_requests g where v_me in (g.owner_id, g.person_id)
    ), '[]'),
    'waitlist', coalesce((select jsonb_agg(to_jsonb(w) order by w.created_at) from public.waitlist w where w.person_id = v_me), '[]'),
    'saved_searches', coalesce((
      select jsonb_agg(to_jsonb(s) - 'person_id' order by s.created_at) from public.saved_searches s where s.person_id = v_me
    ), '[]'),
    'notifications', coalesce((
      select jsonb_agg(to_jsonb(n) - array['person_id', 'once'] order by n.created_at) from public.notifications n where n.person_id = v_me
    ), '[]'),
    'letters', coalesce((
      select jsonb_agg(to_jsonb(l) - array['person_id', 'token_hash'] order by l.due_at) from private.letters l where l.person_id = v_me
    ), '[]'),
    'conversations', coalesce((
      select jsonb_agg(to_jsonb(c) || jsonb_build_object('read_until', p.read_until))
      from public.participants p join public.conversations c on c.id = p.conversation_id where p.person_id = v_me
    ), '[]'),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(m) || jsonb_build_object('body', coalesce(b.body, m.body)) order by m.sent_at)
      from public.messages m left join private.masked_bodies b on b.message_id = m.id
      where m.author_id = v_me and m.kind = 'text'
    ), '[]'),
    'placard', coalesce((
      select jsonb_agg(to_jsonb(i) - 'person_id' order by i.kept_at) from private.placard_items i where i.person_id = v_me
    ), '[]'),
    'wanted_told', coalesce((
      select jsonb_agg(jsonb_build_object('wanted_id', w.wanted_id, 'told_at', w.told_at) order by w.told_at)
      from private.wanted_matches w where w.person_id = v_me and w.told_at is not null
    ), '[]'),
    'offers', coalesce((
      select jsonb_agg(to_jsonb(o) - case o.owner_id when v_me then '' else 'title' end order by o.created_at)
      from public.offers o where v_me in (o.owner_id, o.seeker_id)
    ), '[]'),
    'events', coalesce((
      select jsonb_agg(to_jsonb(e) || jsonb_build_object(
        'shifts', (select jsonb_agg(to_jsonb(f) - 'event_id' order by f.position, f.id) from public.shifts f where f.event_id = e.id),
        'steps', (
          select jsonb_agg(to_jsonb(s) - array['event_id', 'actor_id'] order by s.id) from private.event_events s
          where s.event_id = e.id and s.actor_id = v_me
        )
      ) order by e.created_at) from public.events e where e.organiser_id = v_me
    ), '[]'),
    'event_series', coalesce((
      select jsonb_agg(to_jsonb(s) order by s.created_at) from public.event_series s where s.organiser_id = v_me
    ), '[]'),
    'visits', coalesce((
      select jsonb_agg(to_jsonb(v) || jsonb_build_object(
        'title', e.title,
        'items', (select jsonb_agg(to_jsonb(i) - array['claimed_by', 'notes'] order by i.position, i.id) from public.repair_items i where i.visit_id = v.id),
        'steps', (
          select jsonb_agg(jsonb_build_object('action', s.action, 'state', s.state, 'at', s.at) order by s.id)
          from private.visit_events s where s.visit_id = v.id
        )
      ) order by v.asked_at) from public.visits v join public.events e on e.id = v.event_id where v.person_id = v_me
    ), '[]'),
    -- What the caller repaired, without whose it was.
    'repairs', coalesce((
      select jsonb_agg(jsonb_build_object(
        'event_id', i.event_id, 'product_category_id', i.product_category_id, 'repair_status', i.repair_status, 'minutes', i.minutes, 'done_at', i.done_at
      ) order by i.done_at) from public.repair_items i where i.claimed_by = v_me
    ), '[]'),
    'attendances', coalesce((
      select jsonb_agg(to_jsonb(a) || jsonb_build_object('title', e.title, 'steps', (
        select jsonb_agg(jsonb_build_object('action', s.action, 'at', s.at) order by s.id) from private.attendance_events s
        where s.attendance_id = a.id
      )) order by a.asked_at) from public.attendances a join public.events e on e.id = a.event_id where a.person_id = v_me
    ), '[]'),
    'shift_signups', coalesce((
      select jsonb_agg(to_jsonb(s) || jsonb_build_object('event_id', f.event_id, 'title', e.title, 'role', f.role, 'skill', f.skill, 'steps', (
        select jsonb_agg(jsonb_build_object('action', h.action, 'at', h.at) order by h.id) from private.attendance_events h
        where h.signup_id = s.id
      )) order by s.taken_at)
      from public.shift_signups s join public.shifts f on f.id = s.shift_id join public.events e on e.id = f.event_id
      where s.person_id = v_me
    ), '[]'),
    'repair_records_imported', coalesce((
      select jsonb_agg(to_jsonb(r) - 'imported_by' order by r.imported_at) from private.repair_records r where r.imported_by = v_me
    ), '[]'),
    'places_imported', coalesce((
      select jsonb_agg(jsonb_build_object('place_id', i.place_id, 'imported_at', i.imported_at) order by i.imported_at)
      from private.place_imports i where i.imported_by = v_me
    ), '[]'),
    'reviews_written', coalesce((
      select jsonb_agg(to_jsonb(v) - array['announced', 'reply', 'replied_at'] order by v.written_at)
      from public.reviews v where v.author_id = v_me
    ), '[]'),
    -- What is said of the caller is theirs to know, once it is shown.
    'reviews_received', coalesce((
      select jsonb_agg(to_jsonb(v) - array['announced', 'written_at'] order by v.shown_from)
      from public.reviews v where v.person_id = v_me and v.shown_from <= now()
    ), '[]'),
    'reports', coalesce((
      select jsonb_agg(to_jsonb(r) - array['reporter_id', 'in_view'] order by r.reported_at) from private.reports r where r.reporter_id = v_me
    ), '[]'),
    'places_added', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'created_at', p.created_at) order by p.created_at)
      from public.places p where p.created_by = v_me
    ), '[]'),
    'places_kept', coalesce((
      select jsonb_agg(to_jsonb(k) - 'person_id' order by k.since) from public.place_keepers k where k.person_id = v_me
    ), '[]'),
    'place_proposals', coalesce((
      select jsonb_agg(to_jsonb(o) - array['author_id', 'was', 'became'] order by o.made_at) from public.place_proposals o where o.author_id = v_me
    ), '[]'),
    'place_watches', coalesce((
      select jsonb_agg(to_jsonb(w) - 'person_id' order by w.week) from public.place_watches w where w.person_id = v_me
    ), '[]'),
    'place_reports', coalesce((
      select jsonb_agg(to_jsonb(r) - 'reporter_id' order by r.told_at) from public.place_reports r where r.reporter_id = v_me
    ), '[]'),
    'photos', coalesce((
      select jsonb_agg(o.name order by o.name) from storage.objects o
      where o.bucket_id in ('photos', 'condition-photos', 'fault-photos') and o.name like v_me || '/%'
    ), '[]')
  );
end;
$$;
grant execute on function public.export_my_data() to authenticated;
