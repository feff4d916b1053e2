begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(63);
update private.person_details set address = '8 cours de Bohême', phone = '06 99 88 77 66' where person_id = tests.id_of('bo');
select tests.lend(10, 'closed', now() - interval '9 days', now() - interval '8 days');
select tests.lend(11, 'returned', now() - interval '7 days', now() - interval '6 days');
select tests.lend(12, 'accepted', tests.day(5), tests.day(6));
select tests.publish(2, 'bo');
insert into public.conversations (id, listing_id, opened_by) values (tests.id(13), tests.id(2), tests.id_of('cy'));
insert into public.participants values (tests.id(13), tests.id_of('bo')), (tests.id(13), tests.id_of('cy'));
insert into public.handover_windows (id, person_id, weekday, from_time, until_time) values (tests.id(14), tests.id_of('bo'), 1, '10:00', '12:00');
insert into public.absences (id, person_id, from_day, until_day) values (tests.id(24), tests.id_of('bo'), current_date, current_date + 7);
insert into public.waitlist (id, listing_id, person_id, during) values (tests.id(15), tests.id(1), tests.id_of('bo'), tstzrange(tests.day(2), tests.day(3)));
insert into storage.objects (bucket_id, name) values ('photos', tests.id_of('bo') || '/' || tests.id(2) || '/a.webp'), ('photos', tests.id_of('ada') || '/b.webp');
insert into private.handover_codes values (tests.id(12), '4711');
delete from public.notifications;
select private.notify(tests.id_of('bo'), 'listing', 'canari', 'listing', tests.id(1), 'one');
insert into private.letters (person_id, kind, topics) values (tests.id_of('bo'), 'daily', '{listing}');
select tests.act_as('bo');
select lives_ok(format('select public.request_reservation(tests.id(16), tests.id(1), %L, %L, %L)', tests.day(1), tests.day(2), 'Un mot de Bo'), 'Bo asks');
select lives_ok($$ insert into public.messages (id, conversation_id, body) values (tests.id(17), tests.id(13), 'Canari, 06 12 34 56 78') $$, 'writes');
select lives_ok($$ select public.report_condition(tests.id(18), tests.id(11), 'return', 'Canari') $$, 'notes');
select lives_ok($$ select public.report_content(tests.id(22), 'listing', tests.id(1), 'scam', 'Elle demande de l’argent', 'bo@example.test') $$, 'reports');
select lives_ok($$ insert into public.saved_searches (id, name, words) values (tests.id(23), 'Canari', 'canari') $$, 'saves a search');
select tests.act_as('ada');
select lives_ok($$ select public.advance_reservation(tests.id(16), 'decline', 'Pas cette fois', tests.id(19)) $$, 'Ada declines');
select tests.act_as('bo');
select lives_ok($$ select public.advance_reservation(tests.id(12), 'cancel', 'Canari', tests.id(20)) $$, 'Bo cancels with a word');
select tests.act_as_nobody();
select tests.lend(21, 'accepted', tests.day(5), tests.day(6));
select tests.act_as('bo');
select lives_ok(format('select public.propose_appointment(tests.id(21), ''hand_over'', %L, %L, ''Canari'', tests.id(25))', tests.day(5, 10), tests.day(5, 11)), 'Bo proposes a time');
select lives_ok($$ select public.open_calendar_feed('ElCanariElCanariElCana', tests.id(26)) $$, 'opens a calendar');

-- Everything about me, nothing about others
select tests.act_as('bo');
create temporary table mine as select public.export_my_data() as data;
select is(data ->> 'exported_at' is not null, true, 'one document') from mine;
select is(data #>> '{account,email}', 'bo@example.test', 'with the account') from mine;
select is(data #>> '{person,display_name}', 'Bo', 'the name') from mine;
select is(data #>> '{details,phone}', '06 99 88 77 66', 'the details') from mine;
select is(jsonb_array_length(data -> part), many, many || ' ' || part) from mine, (values
  ('listings', 1), ('handover_windows', 1), ('reservations', 5), ('waitlist', 1), ('conversations', 6), ('messages', 3), ('photos', 1), ('reports', 1), ('saved_searches', 1), ('absences', 1), ('appointments', 1),
  ('blocked', 0), ('memberships', 0)
) as p (part, many);
select isnt(data #>> '{calendar_feed,made_at}', null, 'since when the calendar is open') from mine;
select ok(jsonb_array_length(data -> part) > 0, part) from mine, unnest(array['notifications', 'letters']) as part;
select ok(data::text like '%Canari, 06 12 34 56 78%', 'words as they were written') from mine;
select is((select count(*)::integer from jsonb_array_elements(data -> 'reservations') r, jsonb_array_elements(r -> 'events') e), 7, 'each step') from mine;
select ok(data::text not like '%Ada%' and data::text not like '%ada@example%' and data::text not like '%Pas cette fois%', 'neighbours by their id alone') from mine;
reset role;
drop table mine;
select tests.act_as_visitor();
select throws_ok('select public.export_my_data()', '42501', null, 'a visitor has nothing');
select throws_ok('select public.delete_my_account()', '42501', null, 'nor an account');

-- Not while something is lent or borrowed
select tests.act_as_nobody();
update public.reservations set state = 'handed_over' where id = tests.id(21);
select is(tests.attempt(who, 'select public.delete_my_account()'), 'wrong_state', who || ' stays while something is out') from unnest(array['bo', 'ada']) as who;
update public.reservations set state = 'accepted' where id = tests.id(21);
select tests.act_as('bo');
select lives_ok('select public.delete_my_account()', 'then Bo goes');

-- Nothing of Bo is left
select tests.act_as_nobody();
select results_eq('select note from private.reports', array['Elle demande de l’argent'], 'but what the operator must look into');
create function tests.left_of(needle text) returns text[]
language plpgsql volatile as $$
declare
  v_table regclass;
  v_found boolean;
  v_where text[] := '{}';
begin
  for v_table in
    select c.oid from pg_class c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'auth'::regnamespace)
  loop
    execute format('select exists (select from %s t where t::text ilike %L)', v_table, '%' || needle || '%') into v_found;
    if v_found then v_where := v_where || v_table::text; end if;
  end loop;
  return v_where;
end;
$$;
select is(tests.left_of(needle), '{}', 'nowhere: ' || needle)
from unnest(array['Canari', 'Un mot de Bo', 'bo@example.test', 'Bohême', '06 99 88 77 66', '06 12 34 56 78']) as needle;
select is_empty($$ select 1 from public.people where display_name = 'Bo' $$, 'no name');
select results_eq(
  'select bucket_id, name from private.files_to_erase', $$ values ('photos', tests.id_of('bo') || '/' || tests.id(2) || '/a.webp') $$, 'each photograph is to be erased'
);
select is((select count(*)::integer from storage.objects), 2, 'with its row, that storage finds it by');
select tests.act_as_visitor();
select is_empty('select 1 from storage.objects', 'which no visitor sees');
select tests.act_as('ada');
select results_eq('select name from storage.objects', $$ values (tests.id_of('ada') || '/b.webp') $$, 'nor any neighbour');
select tests.act_as_nobody();
select is_empty($$ select 1 from public.listings where owner_id = tests.id_of('bo') $$, 'no listing');
select is_empty($$ select 1 from public.handover_windows where person_id = tests.id_of('bo') $$, 'no hours');
select is_empty($$ select 1 from public.absences where person_id = tests.id_of('bo') union all select 1 from private.calendar_feeds $$, 'no days off, no calendar');
select is_empty($$ select 1 from public.waitlist where person_id = tests.id_of('bo') $$, 'no place in a list');
select is_empty($$ select 1 from public.saved_searches where person_id = tests.id_of('bo') $$, 'no search');
select is_empty($$ select 1 from public.notifications where person_id = tests.id_of('bo') $$, 'no news');
select is_empty($$ select 1 from private.letters where person_id = tests.id_of('bo') $$, 'no letter');

-- Others keep their history
select tests.act_as('ada');
select results_eq(
  'select id, state::text from public.reservations order by id',
  $$ values (tests.id(10), 'closed'), (tests.id(11), 'returned'), (tests.id(12), 'cancelled'), (tests.id(16), 'declined'), (tests.id(21), 'cancelled') $$,
  'what was agreed is cancelled, the past stays'
);
select results_eq(
  $$ select action from public.reservation_events where reservation_id = tests.id(21) order by id desc limit 1 $$, $$ values ('cancel') $$, 'with its event'
);
select results_eq(
  'select body from public.messages where conversation_id = tests.id(21) and body like ''reservation%'' order by sent_at', $$ values ('reservation_cancelled') $$, 'and Ada is told'
);
select is((select display_name from public.people where id = tests.id_of('bo')), '—', 'a former neighbour');
select is((select count(*)::integer from public.reservations where owner_id = tests.id_of('ada') and state in ('returned', 'closed')), 2, 'Ada’s exchanges still count');
select is_empty($$ select 1 from public.messages where kind = 'text' and author_id = tests.id_of('bo') $$, 'Bo’s words are gone from the conversations');
select tests.act_as_nobody();
select is_empty('select 1 from private.handover_codes', 'no code is left');

select * from finish();
rollback;
