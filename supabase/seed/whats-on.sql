-- The demo street, continued: what is on. Dates are counted from today, so that the street never ages.

create function pg_temp.at(day date, hour time) returns timestamptz
language sql stable as $$ select (day + hour) at time zone private.zone() $$;

-- The first such day of the week after today; 6 is Saturday.
create function pg_temp.next(isodow integer) returns date
language sql stable as $$ select private.today() + 1 + (isodow - 1 - extract(isodow from private.today())::integer + 7) % 7 $$;

insert into public.events
  (id, kind, title, about, organiser_id, community_id, place_id, address, commune_code, starts_at, ends_at, capacity, state, published_at)
values
  ('00000000-0000-7005-8000-000000000001', 'repair_session', 'Séance de réparation à Cleunay',
    'Apportez ce qui ne marche plus : petit électroménager, vêtements, vélo, jouets. On répare ensemble, autour d’un café. Participation libre.',
    '00000000-0000-7001-8000-000000000001', '00000000-0000-7002-8000-000000000001', '00000000-0000-7016-8000-000000000014', 'Salle du square, Cleunay', '35238',
    pg_temp.at(pg_temp.next(6), '14:00'), pg_temp.at(pg_temp.next(6), '17:30'), 40, 'published', now() - interval '6 days'),
  ('00000000-0000-7005-8000-000000000002', 'workshop', 'Atelier : recoudre un bouton, faire un ourlet',
    'Une heure et demie pour apprendre deux gestes. Le fil et les aiguilles sont là, venez avec un vêtement.',
    '00000000-0000-7001-8000-000000000005', null, null, 'Bibliothèque des Champs Manceaux', '35238',
    pg_temp.at(private.today() + 9, '18:00'), pg_temp.at(private.today() + 9, '19:30'), 2, 'published', now() - interval '3 days'),
  ('00000000-0000-7005-8000-000000000003', 'swap', 'Troc de la pause de midi',
    'Entre collègues, dans le hall du bâtiment B.',
    '00000000-0000-7001-8000-000000000005', '00000000-0000-7002-8000-000000000002', null, 'Hall du bâtiment B', '35238',
    pg_temp.at(private.today() + 6, '12:00'), pg_temp.at(private.today() + 6, '13:30'), null, 'published', now() - interval '1 day');
-- Every second Saturday, by the fab lab.
insert into public.event_series
  (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, about, address, commune_code, capacity, shifts, published_at, unrolled_until)
select '00000000-0000-7009-8000-000000000001', u.id, 'FREQ=MONTHLY;BYDAY=2SA', private.today() - 60, '14:00', '17:00', 'workshop',
  'Open bidouille camp', 'On ouvre, on démonte, on comprend, on bricole. Venez avec une idée ou seulement avec de la curiosité.',
  'Fablab de quartier, Villejean', '35238', 25, '[{"role": "host", "needed": 2}, {"role": "setup", "needed": 2}]', now() - interval '20 days', private.today()
from auth.users u where u.email = 'fablab-de-quartier@demo.test';
select private.unroll_series('00000000-0000-7009-8000-000000000001');
insert into private.event_events (event_id, actor_id, action, state, starts_at, ends_at)
select e.id, e.organiser_id, a.action, a.state::public.event_state, e.starts_at, e.ends_at
from public.events e, (values ('create', 'draft'), ('publish', 'published')) as a (action, state)
where e.series_id is null;

insert into public.shifts (id, event_id, role, skill, needed, position) values
  ('00000000-0000-7006-8000-000000000001', '00000000-0000-7005-8000-000000000001', 'welcome', null, 2, 0),
  ('00000000-0000-7006-8000-000000000002', '00000000-0000-7005-8000-000000000001', 'triage', null, 1, 1),
  ('00000000-0000-7006-8000-000000000003', '00000000-0000-7005-8000-000000000001', 'repair', 'electric', 3, 2),
  ('00000000-0000-7006-8000-000000000004', '00000000-0000-7005-8000-000000000001', 'repair', 'sewing', 2, 3),
  ('00000000-0000-7006-8000-000000000005', '00000000-0000-7005-8000-000000000001', 'repair', 'bike', 1, 4),
  ('00000000-0000-7006-8000-000000000006', '00000000-0000-7005-8000-000000000001', 'coffee', null, 1, 5);

-- Bo repairs, Cy welcomes; the workshop is full and one person waits.
insert into public.shift_signups (id, shift_id, person_id) values
  ('00000000-0000-7007-8000-000000000001', '00000000-0000-7006-8000-000000000003', '00000000-0000-7001-8000-000000000002'),
  ('00000000-0000-7007-8000-000000000002', '00000000-0000-7006-8000-000000000001', '00000000-0000-7001-8000-000000000003');
update public.shifts f set taken = (select count(*) from public.shift_signups s where s.shift_id = f.id);
insert into public.attendances (id, event_id, person_id, state, asked_at)
select ('00000000-0000-7008-8000-' || lpad(n::text, 12, '0'))::uuid, '00000000-0000-7005-8000-000000000002', u.id,
  (case when n <= 2 then 'attending' else 'waitlisted' end)::public.attendance_state, now() - interval '2 days' + n * interval '1 hour'
from unnest(array['fatoumata', 'annick', 'paul']) with ordinality as who (name, n)
join auth.users u on u.email = who.name || '@demo.test';
insert into private.attendance_events (event_id, attendance_id, actor_id, action, at)
select a.event_id, a.id, a.person_id, case a.state when 'attending' then 'attend' else 'wait' end, a.asked_at from public.attendances a;
insert into private.attendance_events (event_id, signup_id, actor_id, action)
select f.event_id, s.id, s.person_id, 'take_shift' from public.shift_signups s join public.shifts f on f.id = s.shift_id;
update public.events e set
  attending = (select count(*) from public.attendances a where a.event_id = e.id and a.state in ('attending', 'checked_in')),
  waiting = (select count(*) from public.attendances a where a.event_id = e.id and a.state = 'waitlisted');
