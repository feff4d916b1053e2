begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(45);
create function tests.report(n integer, what text, about uuid, why text default 'scam', note text default '', contact text default null) returns void
language sql as $$ select public.report_content(tests.id(n), what, about, why, note, contact) $$;
grant execute on all functions in schema tests to anon, authenticated;
select tests.lend(10, 'accepted');
insert into public.messages (id, conversation_id, author_id, body) values (tests.id(30), tests.id(10), tests.id_of('ada'), 'Venez');

-- As a resident
select tests.act_as('bo');
select lives_ok($$ select tests.report(50, 'listing', tests.id(1), 'dangerous', ' Le fil est nu ') from generate_series(1, 2) $$, 'something wrong is reported, also twice');
select tests.refused($$ select tests.report(50, 'listing', tests.id(1), 'dangerous', 'Autre chose') $$, 'id_reused', 'other words under the same id are refused');
select is(public.has_landed(tests.id(50)), true, 'and one may ask whether it arrived');
select throws_ok('select * from private.reports', '42501', null, 'who reports does not read reports');
select tests.refused(format('select public.report_content(gen_random_uuid(), %L, %L, %L, %L, %L)', what, about, why, note, contact), token, said) from (values
  ('cat', tests.id(1), 'scam', '', '', 'invalid_value', 'no such kind of thing'), (null, tests.id(1), 'scam', '', '', 'invalid_value', 'nothing at all'),
  ('listing', null, 'scam', '', '', 'invalid_value', 'no thing'), ('listing', tests.id(1), 'ugly', '', '', 'invalid_value', 'no such reason'),
  ('listing', tests.id(1), null, '', '', 'invalid_value', 'no reason'), ('listing', tests.id(1), 'other', ' ', '', 'invalid_value', 'another one, unsaid'),
  ('listing', tests.id(1), 'scam', repeat('x', 2001), '', 'too_long', 'too much'), ('listing', tests.id(1), 'scam', '', repeat('x', 201), 'too_long', 'no such address')
) as bad (what, about, why, note, contact, token, said);
select tests.refused($$ select public.report_content(null, 'listing', tests.id(1), 'scam') $$, 'invalid_value', 'a report has an id');
select lives_ok(format('select tests.report(%s, %L, %L)', 50 + n, what, about), what || ' ' || n) from (values
  (1, 'person', tests.id_of('ada')), (2, 'message', tests.id(30)), (3, 'conversation', tests.id(10)), (4, 'reservation', tests.id(10)),
  (5, 'listing', tests.id(99)), (6, 'person', tests.id(99)), (7, 'message', tests.id(99))
) as v (n, what, about);
select tests.act_as('cy');
select tests.refused($$ select tests.report(50, 'listing', tests.id(1), 'dangerous', ' Le fil est nu ') $$, 'not_allowed', 'another person''s id is refused');
select lives_ok($$ select tests.report(60, 'message', tests.id(30)), tests.report(61, 'conversation', tests.id(10)), tests.report(62, 'reservation', tests.id(10)) $$, 'what one cannot see answers the same');
select public.block_person(tests.id_of('ada'));
select lives_ok($$ select tests.report(63, 'person', tests.id_of('ada')), tests.report(64, 'listing', tests.id(1)) $$, 'also once one blocked the other');

-- Without an account
select tests.act_as_visitor();
select lives_ok($$ select tests.report(70, 'listing', tests.id(1), 'scam', '', 'di@example.test') from generate_series(1, 2) $$, 'a visitor reports, also twice');
select tests.refused($$ select tests.report(70, 'listing', tests.id(1), 'hate') $$, 'id_reused', 'but not something else under the same id');
select tests.refused($$ select tests.report(50, 'listing', tests.id(1), 'dangerous', ' Le fil est nu ') $$, 'not_allowed', 'nor under a resident''s');
select lives_ok($$ select tests.report(71, 'person', tests.id_of('ada')), tests.report(72, 'message', tests.id(30)) $$, 'what visitors cannot see answers the same');
select throws_ok('select * from private.reports', '42501', null, 'nor do they read reports');
select tests.act_as('di');
select tests.refused($$ select tests.report(70, 'listing', tests.id(1), 'scam', '', 'di@example.test') $$, 'not_allowed', 'a resident does not repeat for a visitor');

-- What the operator reads
set local role service_role;
select results_eq(
  $$ select right(id::text, 2)::integer from private.reports where in_view order by id $$, array[50, 51, 52, 53, 54, 70],
  'what the reporter could see is marked, and nothing else'
);
select results_eq($$ select reporter_id is not null, note, contact from private.reports where id = tests.id(50) $$, $$ values (true, 'Le fil est nu', '') $$, 'who said what, in tidy words');
select throws_ok(command, '42501', null, command) from unnest(array['delete from private.reports', 'update private.reports set note = ''''', 'insert into private.reports (id) values (null)']) as command;

select tests.act_as_nobody();

-- Enough
select tests.act_as('bo');
select lives_ok($$ select tests.report(200 + n, 'listing', tests.id(1)) from generate_series(1, 12) n $$, 'twenty a day');
select tests.refused($$ select tests.report(220, 'listing', tests.id(1)) $$, 'quota_reached', 'not one more');
select tests.act_as_visitor();
select lives_ok($$ select tests.report(300 + n, 'listing', tests.id(1)) from generate_series(1, 27) n $$, 'thirty an hour without an account');
select tests.refused($$ select tests.report(330, 'listing', tests.id(1)) $$, 'too_fast', 'the next ones wait');

-- What the columns refuse by themselves
select tests.act_as_nobody();
create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named) $$;
select tests.breaks($$ insert into private.reports select * from private.reports limit 1 $$, 'reports_pkey');
select tests.breaks($$ update private.reports set reporter_id = gen_random_uuid() $$, 'reports_reporter_id_fkey');
select tests.breaks($$ update private.reports set target_kind = 'cat' $$, 'reports_target_known');
select tests.breaks($$ update private.reports set reason = 'ugly' $$, 'reports_reason_known');
select tests.breaks($$ update private.reports set note = repeat('x', 2001) $$, 'reports_note_too_long');
select tests.breaks($$ update private.reports set contact = repeat('x', 201) $$, 'reports_contact_too_long');
select tests.breaks($$ update private.reports set reason = 'other', note = '' $$, 'reports_other_explained');

select * from finish();
rollback;
