-- The demo street, continued: one reservation in each state between Ada, Bo and Cy, and what they said to each other.
-- Dates are counted from today, so that the street never ages.

create function pg_temp.street(kind text, number integer) returns uuid
language sql immutable as $$ select ('00000000-0000-' || kind || '-8000-' || lpad(number::text, 12, '0'))::uuid $$;

create function pg_temp.person(who text) returns uuid
language sql stable as $$ select u.id from auth.users u where u.email = who || '@demo.test' $$;

-- One step of reservation `number`: the state, its event, its system line, and what was said with it.
create function pg_temp.step(
  number integer, what text, to_state public.reservation_state, who text, ago interval, said text default null
) returns void
language plpgsql volatile as $$
declare
  v_id uuid := pg_temp.street('7003', number);
begin
  update public.reservations set
    state = to_state,
    handover_at = case when what = 'hand_over' then now() - ago else handover_at end,
    return_at = case when what = 'take_back' then now() - ago else return_at end
  where id = v_id;
  insert into public.reservation_events (reservation_id, actor_id, action, state, note, at)
  values (v_id, pg_temp.person(who), what, to_state, said, now() - ago);
  insert into public.messages (id, conversation_id, author_id, kind, body, sent_at)
  values (gen_random_uuid(), v_id, pg_temp.person(who), 'system', 'reservation_' || to_state, now() - ago);
  if said is not null then
    perform pg_temp.say(v_id, who, ago - interval '1 second', said);
  end if;
end;
$$;

create function pg_temp.say(conversation uuid, who text, ago interval, said text) returns void
language sql volatile as $$
  insert into public.messages (id, conversation_id, author_id, body, sent_at)
  values (gen_random_uuid(), conversation, pg_temp.person(who), said, now() - ago)
$$;

-- A request for listing `thing`, from one Paris midnight to another, counted from today.
create function pg_temp.ask(
  number integer, thing integer, who text, from_day integer, until_day integer, ago interval, said text default null
) returns void
language plpgsql volatile as $$
declare
  v_r public.reservations;
begin
  insert into public.reservations
    (id, listing_id, kind, category_slug, unit, owner_id, borrower_id, during, respond_by, note, created_at)
  select pg_temp.street('7003', number), l.id, l.kind, l.category_slug, 1, l.owner_id, pg_temp.person(who),
    tstzrange(private.midnight(private.today() + from_day), private.midnight(private.today() + until_day)),
    private.after_waking(now() - ago, interval '24 hours'), said, now() - ago
  from public.listings l where l.id = pg_temp.street('7000', thing)
  returning * into v_r;
  perform private.open_exchange(v_r);
  perform pg_temp.step(number, 'request', 'requested', who, ago, said);
end;
$$;

-- Waiting for Ada's answer.
select pg_temp.ask(1, 1, 'bo', 9, 11, '4 hours', 'Bonjour Ada, c’est pour fixer deux étagères dans un mur en béton.');

-- Agreed: Cy comes for the ladder in two days.
select pg_temp.ask(2, 6, 'cy', 2, 4, '1 day', 'Je repeins la cage d’escalier ce week-end.');
select pg_temp.step(2, 'accept', 'accepted', 'ada', '20 hours', 'Avec plaisir. Passez après 18 h, je suis là.');
select pg_temp.say(pg_temp.street('7003', 2), 'cy', '19 hours', 'Parfait, je viendrai vers 18 h 30 avec la remorque.');
select pg_temp.say(pg_temp.street('7003', 2), 'ada', '18 hours', 'L’escabeau est au rez-de-chaussée, il n’y aura rien à porter.');

-- Out: Ada has Bo’s tent until tomorrow evening.
select pg_temp.ask(3, 7, 'ada', -3, 2, '6 days', 'Bonjour Bo, nous partons trois nuits à la mer.');
select pg_temp.step(3, 'accept', 'accepted', 'bo', '5 days 20 hours', 'Bonne idée. Pensez à la faire sécher avant de la plier.');
select pg_temp.step(3, 'hand_over', 'handed_over', 'bo', '2 days 12 hours');
select pg_temp.say(pg_temp.street('7003', 3), 'ada', '1 day 3 hours', 'Elle tient très bien au vent. Je vous la rapporte demain soir, cela vous va ?');

-- Back: Bo returned the drill the day it was due.
select pg_temp.ask(4, 1, 'bo', -7, -4, '9 days', 'J’ai une bibliothèque à monter.');
select pg_temp.step(4, 'accept', 'accepted', 'ada', '8 days 22 hours');
select pg_temp.step(4, 'hand_over', 'handed_over', 'ada', '6 days 14 hours', 'Le foret de 8 est neuf, servez-vous.');
select pg_temp.step(4, 'take_back', 'returned', 'ada', '4 days 14 hours', 'Merci, tout est là.');
select pg_temp.say(pg_temp.street('7003', 4), 'bo', '4 days 13 hours', 'Merci à vous, la bibliothèque est au mur.');

-- Finished long ago.
select pg_temp.ask(5, 1, 'cy', -21, -18, '24 days');
select pg_temp.step(5, 'accept', 'accepted', 'ada', '23 days 20 hours');
select pg_temp.step(5, 'hand_over', 'handed_over', 'ada', '20 days 12 hours');
select pg_temp.step(5, 'take_back', 'returned', 'ada', '18 days 14 hours');
select pg_temp.step(5, 'close', 'closed', 'cy', '18 days 10 hours');

-- Declined, with a reason.
select pg_temp.ask(6, 2, 'cy', 5, 6, '2 days', 'Une haie de troènes à broyer, une petite heure.');
select pg_temp.step(6, 'decline', 'declined', 'bo', '1 day 22 hours', 'Il est en révision cette semaine, revenez vers moi lundi.');

-- Nobody answered.
select pg_temp.ask(7, 4, 'bo', -3, -2, '6 days', 'Pour emmener les enfants au parc.');
select pg_temp.step(7, 'expire', 'expired', null, '5 days');

-- Given up by the one who asked.
select pg_temp.ask(8, 4, 'ada', 3, 5, '3 days');
select pg_temp.step(8, 'cancel', 'cancelled', 'ada', '2 days 6 hours', 'Une voisine m’en prête une, merci quand même.');

-- Nobody came.
select pg_temp.ask(9, 7, 'cy', -16, -13, '20 days');
select pg_temp.step(9, 'accept', 'accepted', 'bo', '19 days 18 hours');
select pg_temp.step(9, 'report_no_show', 'no_show', 'bo', '14 days 12 hours', 'Je vous ai attendu jusqu’à 19 h 30.');

-- Never found again.
select pg_temp.ask(10, 6, 'bo', -40, -37, '43 days');
select pg_temp.step(10, 'accept', 'accepted', 'ada', '42 days 20 hours');
select pg_temp.step(10, 'hand_over', 'handed_over', 'ada', '39 days 12 hours');
select pg_temp.step(10, 'report_lost', 'lost', 'ada', '30 days', 'L’échelle qui allait avec n’est jamais revenue. Parlons-en.');

-- A question before any request.
insert into public.conversations (id, listing_id, opened_by, created_at)
values (pg_temp.street('7004', 1), pg_temp.street('7000', 1), pg_temp.person('cy'), now() - interval '5 hours');
insert into public.participants (conversation_id, person_id)
values (pg_temp.street('7004', 1), pg_temp.person('ada')), (pg_temp.street('7004', 1), pg_temp.person('cy'));
select pg_temp.say(pg_temp.street('7004', 1), 'cy', '5 hours', 'Bonjour, le coffret contient-il un foret à béton de 10 ?');
select pg_temp.say(pg_temp.street('7004', 1), 'ada', '3 hours', 'Oui, et aussi des mèches à bois.');

-- Everyone has read what is older than half a day.
update public.participants set read_until = now() - interval '12 hours';

-- Bo would like the ladder for the days that Cy has it.
insert into public.waitlist (id, listing_id, person_id, during, created_at)
select pg_temp.street('7005', 1), pg_temp.street('7000', 6), pg_temp.person('bo'), r.during, now() - interval '10 hours'
from public.reservations r where r.id = pg_temp.street('7003', 2);
-- And has seen what was told of it then.
update public.notifications n set created_at = told.at, read_at = case when told.at < now() - interval '12 hours' then told.at end
from (
  select 'event ' || e.id as once, e.at from public.reservation_events e
  union all
  select 'message ' || m.id, m.sent_at from public.messages m
) as told
where told.once = n.once;

-- One of the two raclette sets broke: the other is lent all the same, and a repair session may have this one.
update public.listings set units = 2, broken_units = '{2}' where id = pg_temp.street('7000', 3);
insert into public.breakdowns (id, listing_id, unit, reported_by, note, broke_at)
select pg_temp.street('7006', 1), l.id, 2, l.owner_id, 'La résistance ne chauffe plus que d’un côté.', now() - interval '2 days'
from public.listings l where l.id = pg_temp.street('7000', 3);
insert into private.listing_events (listing_id, actor_id, action, at)
select l.id, l.owner_id, 'break', now() - interval '2 days' from public.listings l where l.id = pg_temp.street('7000', 3);
insert into public.repair_wishes (listing_id, person_id, problem, condition_before)
select l.id, l.owner_id, 'La résistance ne chauffe plus que d’un côté.', l.condition from public.listings l where l.id = pg_temp.street('7000', 3);
