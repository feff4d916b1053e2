-- The demo street, continued: a repair session that is over, with what became of each thing. It is held now, by the very functions that
-- a hall uses, and then moved to the Saturday three weeks before the next one.

insert into public.events
  (id, kind, title, about, organiser_id, community_id, place_id, address, commune_code, starts_at, ends_at, state, published_at)
values (
  '00000000-0000-7005-8000-000000000011', 'repair_session', 'Séance de réparation d’automne à Cleunay',
  'La première de la saison : petit électroménager, vêtements, vélo, jouets. On répare ensemble, autour d’un café.',
  '00000000-0000-7001-8000-000000000001', '00000000-0000-7002-8000-000000000001', '00000000-0000-7016-8000-000000000014', 'Salle du square, Cleunay', '35238',
  now(), now() + interval '3 hours 30 minutes', 'live', now()
);
insert into public.shifts (id, event_id, role, skill, needed, taken, position) values
  ('00000000-0000-7006-8000-000000000011', '00000000-0000-7005-8000-000000000011', 'welcome', null, 1, 1, 0),
  ('00000000-0000-7006-8000-000000000012', '00000000-0000-7005-8000-000000000011', 'repair', 'electric', 1, 1, 1),
  ('00000000-0000-7006-8000-000000000013', '00000000-0000-7005-8000-000000000011', 'repair', 'sewing', 1, 1, 2);
insert into public.shift_signups (id, shift_id, person_id)
select ('00000000-0000-7007-8000-0000000000' || helper.n)::uuid, ('00000000-0000-7006-8000-0000000000' || helper.n)::uuid, u.id
from (values ('11', 'cy'), ('12', 'bo'), ('13', 'rose')) as helper (n, who) join auth.users u on u.email = helper.who || '@demo.test';

create function pg_temp.as_somebody(who text) returns void
language sql volatile as $$
  select set_config('request.jwt.claims', coalesce((
    select jsonb_build_object('sub', u.id, 'role', 'authenticated')::text from auth.users u where u.email = who || '@demo.test'
  ), ''), true)
$$;
-- Somebody comes with one thing, which `hand` takes on and ends. `who` has an account and booked, or is a first name at the door.
create function pg_temp.came(number integer, who text, hand text, category integer, thing text, fault text, ended jsonb, goes jsonb default '{}') returns void
language plpgsql volatile as $$
declare
  v_event uuid := '00000000-0000-7005-8000-000000000011';
  v_visit uuid := ('00000000-0000-7010-8000-' || lpad(number::text, 12, '0'))::uuid;
  v_item uuid := ('00000000-0000-7011-8000-' || lpad(number::text, 12, '0'))::uuid;
  v_brought jsonb := jsonb_build_array(jsonb_build_object(
    'id', v_item, 'product_category_id', category, 'partner_product_category', thing, 'problem', fault
  ));
begin
  if exists (select from auth.users u where u.email = who || '@demo.test') then
    perform pg_temp.as_somebody(who);
    perform public.book_visit(v_visit, v_event, now() + interval '30 minutes', v_brought);
    perform pg_temp.as_somebody('cy');
    perform public.advance_visit(v_visit, 'check_in', gen_random_uuid());
  else
    perform pg_temp.as_somebody('cy');
    perform public.register_walk_in(v_visit, v_event, who, v_brought);
  end if;
  perform pg_temp.as_somebody(hand);
  perform public.advance_repair(v_item, 'claim', '{}', gen_random_uuid());
  perform public.advance_repair(v_item, 'done', ended, gen_random_uuid());
  perform public.advance_repair(v_item, 'return', goes, gen_random_uuid());
  perform pg_temp.as_somebody('cy');
  perform public.advance_visit(v_visit, 'leave', gen_random_uuid());
end;
$$;
select pg_temp.came(11, 'odile', 'bo', 31, 'Grille-pain', 'Ne reste plus enclenché', '{"repair_status": 1, "minutes": 25, "notes": "Des miettes sous l’électroaimant"}');
select pg_temp.came(12, 'malik', 'bo', 14, 'Bouilloire', 'Fuit par le bas', '{"repair_status": 2, "minutes": 20, "parts": "Un joint torique de 32 mm", "notes": "Le joint est sec"}', '{"goes_to": "next_session"}');
select pg_temp.came(13, 'jocelyne', 'rose', 101, 'Manteau', 'Doublure décousue', '{"repair_status": 1, "minutes": 35, "weight_grams": 1400}');
select pg_temp.came(14, 'Yann', 'bo', 34, 'Aspirateur', 'N’aspire plus', '{"repair_status": 1, "minutes": 30, "weight_grams": 5200, "notes": "Flexible bouché"}');
select pg_temp.came(15, 'Léonie', 'bo', 36, 'Cafetière', 'Ne chauffe plus', '{"repair_status": 3, "repair_barrier": 2, "minutes": 40}', '{"goes_to": "place", "goes_to_place_id": "00000000-0000-7016-8000-000000000001"}');
select pg_temp.came(16, 'Bakary', 'bo', 15, 'Lampe de bureau', 'Faux contact', '{"repair_status": 1, "minutes": 15}');
select pg_temp.came(17, 'Solveig', 'rose', 102, 'Sac à dos', 'Bretelle arrachée', '{"repair_status": 1, "minutes": 30}');
select pg_temp.came(18, 'Ahmed', 'bo', 23, 'Radio', 'Grésille', '{"repair_status": 3, "repair_barrier": 6, "minutes": 20}');
select pg_temp.came(19, 'Maëlle', 'bo', 40, 'Fer à repasser', 'Ne fait plus de vapeur', '{"repair_status": 1, "minutes": 20, "notes": "Détartré au vinaigre"}');
select pg_temp.as_somebody('nobody');

-- Three weeks before the next: nobody is told anything of it today.
update public.events e set
  starts_at = pg_temp.at(pg_temp.next(6) - 21, '14:00'), ends_at = pg_temp.at(pg_temp.next(6) - 21, '17:30'), state = 'closed',
  published_at = pg_temp.at(pg_temp.next(6) - 35, '10:00'), created_at = pg_temp.at(pg_temp.next(6) - 35, '10:00'), changed_at = pg_temp.at(pg_temp.next(6) - 35, '10:00')
where e.id = '00000000-0000-7005-8000-000000000011';
update public.visits v set
  arrival_at = e.starts_at + (v.arrival_at - now()), asked_at = e.starts_at - interval '4 days' * (not v.walk_in)::integer,
  checked_in_at = e.starts_at + v.ticket * interval '12 minutes', changed_at = e.ends_at
from public.events e where e.id = v.event_id and e.id = '00000000-0000-7005-8000-000000000011';
update public.repair_items i set
  queued_at = v.checked_in_at, claimed_at = v.checked_in_at + interval '10 minutes', done_at = v.checked_in_at + i.minutes * interval '1 minute' + interval '10 minutes'
from public.visits v where v.id = i.visit_id and v.event_id = '00000000-0000-7005-8000-000000000011';
insert into private.event_events (event_id, actor_id, action, state, starts_at, ends_at)
select e.id, e.organiser_id, a.action, a.state::public.event_state, e.starts_at, e.ends_at
from public.events e, (values ('create', 'draft'), ('publish', 'published'), ('open', 'live'), ('close', 'closed')) as a (action, state)
where e.id = '00000000-0000-7005-8000-000000000011';
insert into private.attendance_events (event_id, signup_id, actor_id, action)
select f.event_id, s.id, s.person_id, 'take_shift' from public.shift_signups s join public.shifts f on f.id = s.shift_id
where f.event_id = '00000000-0000-7005-8000-000000000011';
delete from public.notifications n where n.about ->> 'id' = '00000000-0000-7005-8000-000000000011';
