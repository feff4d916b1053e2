begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(68);
create function tests.profile(changes jsonb, op integer default null) returns text
language sql as $$ select display_name || '/' || about from public.save_profile(changes, coalesce(tests.id(1000 + op), gen_random_uuid())) $$;
grant execute on function tests.profile(jsonb, integer) to anon, authenticated;

-- What others see of one
select tests.act_as('ada');
select is(tests.profile('{"display_name": " Ada L. ", "about": "Vélos", "languages": ["fr", "en"]}', 1), 'Ada L./Vélos', 'a resident describes herself, tidily');
select is(tests.profile('{"about": "Livres"}', 2), 'Ada L./Livres', 'what is not given stays');
select is(tests.profile('{"display_name": " Ada L. ", "about": "Vélos", "languages": ["fr", "en"]}', 1), 'Ada L./Vélos', 'the first words arrive late: they are answered as then');
select is((select about || languages::text from public.people where id = auth.uid()), 'Livres{fr,en}', 'and undo nothing');
select tests.refused($$ select tests.profile('{"about": "Autre"}', 2) $$, 'id_reused', 'other words under the same act are refused');
select tests.refused(format('select tests.profile(%L)', given), token, coalesce(left(given, 40), 'nothing')) from (values
  (null, 'invalid_value'), ('{}', 'invalid_value'), ('[]', 'invalid_value'), ('{"display_name": ""}', 'invalid_value'), ('{"display_name": null}', 'invalid_value'),
  ('{"languages": "fr"}', 'invalid_value'), ('{"commune_code": "00000"}', 'invalid_value'), ('{"avatar_path": "x/a.webp"}', 'invalid_value'),
  (jsonb_build_object('about', repeat('x', 1001))::text, 'too_long'),
  ('{"id": "00000000-0000-7000-a000-000000000009"}', 'invalid_value'), ('{"joined_at": "2020-01-01"}', 'invalid_value'), ('{"left_at": null}', 'invalid_value')
) as bad (given, token);
select tests.refused($$ select public.save_profile('{"about": "x"}', null) $$, 'invalid_value', 'an act has an id');
select is((select about from public.people where id = auth.uid()), 'Livres', 'what is refused changes nothing');
select tests.act_as('bo');
select tests.refused($$ select tests.profile('{"about": "Livres"}', 2) $$, 'not_allowed', 'somebody else''s act is refused');
select is(tests.profile('{"about": "Bo"}'), 'Bo/Bo', 'each describes themselves');
select is((select about from public.people where id = tests.id_of('ada')), 'Livres', 'and nobody else');

-- What one keeps to oneself
select tests.act_as('ada');
select is(public.save_my_details('{"phone": "0639980000"}', tests.id(1010)) ->> 'phone', '0639980000', 'details are an act too');
select is(public.save_my_details('{"phone": "0639980001"}', tests.id(1011)) ->> 'phone', '0639980001', 'and change');
select is(public.save_my_details('{"phone": "0639980000"}', tests.id(1010)) ->> 'phone', '0639980001', 'the first arrive late: nothing is undone');
select tests.refused($$ select public.save_my_details('{"phone": "0639980002"}', tests.id(1011)) $$, 'id_reused', 'others under the same act are refused');
select is(public.save_my_details('{"phone": "0639980003"}') ->> 'phone', '0639980003', 'without an id they are written each time');
select tests.act_as_nobody();
select is_empty($$ select from private.op_receipts where result::text like '%06399800%' $$, 'no receipt holds a telephone number');

-- Whom one blocks
select tests.act_as('ada');
select lives_ok('select public.block_person(tests.id_of(''bo''), tests.id(1020))', 'Ada blocks Bo');
select lives_ok('select public.unblock_person(tests.id_of(''bo''), tests.id(1021))', 'and thinks again');
select lives_ok('select public.block_person(tests.id_of(''bo''), tests.id(1020))', 'the block arrives late');
select is_empty('select * from public.my_blocks()', 'and undoes nothing');
select tests.refused('select public.block_person(tests.id_of(''cy''), tests.id(1020))', 'id_reused', 'nobody else under the same act');
select public.block_person(tests.id_of('bo'), tests.id(1022));
select public.unblock_person(tests.id_of('bo'), tests.id(1021));
select isnt_empty('select * from public.my_blocks()', 'nor does a late second thought');
select tests.refused('select public.unblock_person(tests.id_of(''cy''), tests.id(1021))', 'id_reused', 'nobody else either');
select public.unblock_person(tests.id_of('bo'));

-- What was done
select is(array(select public.has_landed(tests.id(n)) from unnest(array[1001, 1002, 1010, 1022, 1099]) as n), '{t,t,t,t,f}', 'one may ask what was done');
select is(public.has_landed(null), false, 'nothing was not');
select tests.act_as('cy');
select is(public.has_landed(tests.id(1001)), false, 'one does not learn what others did');
select tests.act_as_visitor();
select throws_ok(call, '42501', null, call) from unnest(array['select public.has_landed(null)', 'select public.conversation_called(null)', 'select public.save_profile(null, null)']) as call;

-- A conversation that two devices opened
select tests.act_as('bo');
select public.open_conversation(tests.id(20), tests.id(1));
select is((select id from public.open_conversation(tests.id(21), tests.id(1))), tests.id(20), 'there is one already');
insert into public.messages (id, conversation_id, body) values (tests.id(30), tests.id(21), 'Bonjour') on conflict (id) do nothing;
insert into public.messages (id, conversation_id, body) values (tests.id(30), tests.id(21), 'Bonjour') on conflict (id) do nothing;
select results_eq($$ select conversation_id from public.messages where id = tests.id(30) $$, 'values (tests.id(20))', 'what was written in the other finds its way, once');
select lives_ok('select public.mark_read(tests.id(21), now())', 'so do read marks');
select is(public.conversation_called(tests.id(21)), tests.id(20), 'who asks is told which one is meant');
select is(public.conversation_called(tests.id(20)), tests.id(20), 'also when it is itself');
select tests.refused('select public.open_conversation(tests.id(21), tests.id(2))', 'id_reused', 'its id means nothing else');
select tests.act_as('cy');
select tests.refused($$ insert into public.messages (id, conversation_id, body) values (tests.id(31), tests.id(21), 'Bonjour') $$, 'not_found', 'and nothing to others');
select is(array(select public.conversation_called(tests.id(n)) from unnest(array[20, 21, 99]) as n), '{null,null,null}', 'whether it is there or not');
select tests.refused('select public.mark_read(tests.id(21), now())', 'not_found', 'nor are there marks to make');

-- What is taken back before it comes
select tests.act_as('ada');
select is(public.withdraw(tests.id(1040)), true, 'what was not done is taken back');
select is(public.withdraw(tests.id(1040)), true, 'also twice');
select is(public.has_landed(tests.id(1040)), false, 'and was not done');
select tests.refused($$ select tests.profile('{"about": "Trop tard"}', 40) $$, 'id_reused', 'when it comes after all, it is refused');
select is((select about from public.people where id = auth.uid()), 'Livres', 'and changes nothing');
select is(public.withdraw(tests.id(1001)), false, 'what was done stays done');
select is(public.has_landed(tests.id(1001)), true, 'and is known to be');
select tests.refused('select public.withdraw(null)', 'invalid_value', 'an act has an id');
select tests.act_as('bo');
select tests.refused(format('select public.withdraw(%L)', tests.id(n)), 'not_allowed', 'somebody else''s act: ' || n) from unnest(array[1001, 1040]) as n;
select is(public.withdraw(tests.id(32)), true, 'a message is taken back');
select tests.refused($$ insert into public.messages (id, conversation_id, body) values (tests.id(32), tests.id(20), 'Trop tard') $$, 'id_reused', 'and refused when it comes');
select tests.refused($$ insert into public.messages (id, conversation_id, body) values (tests.id(32), tests.id(20), 'Trop tard') on conflict (id) do nothing $$, 'id_reused', 'however it is sent');
select is(public.withdraw(tests.id(30)), false, 'one that was said stays said');
select isnt_empty('select from public.messages where id = tests.id(30)', 'for all to see');
select tests.act_as('ada');
select tests.refused('select public.withdraw(tests.id(30))', 'not_allowed', 'nobody takes another''s words back');
select tests.act_as_visitor();
select throws_ok('select public.withdraw(tests.id(1041))', '42501', null, 'a visitor takes nothing back');
select tests.act_as_nobody();
select is((select count(*) from private.op_receipts where op_id in (tests.id(1041), tests.id(30))), 0::bigint, 'and what was refused leaves no trace');

select * from finish();
rollback;
