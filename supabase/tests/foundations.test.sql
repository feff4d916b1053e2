begin;
\ir support/actors.psql
select plan(30);
select tests.create_person(who) from unnest(array['ada', 'bo']) as who;

-- Saying no
select throws_ok($$ select private.refuse('full') $$, 'P0001', 'full', 'a refusal is its token and nothing else');
select throws_ok('select private.me()', 'P0001', 'sign_in_first', 'who has no token is told to sign in first');
select tests.act_as_visitor();
select throws_ok('select * from private.op_receipts', '42501', null, 'a visitor cannot look behind the door');
select tests.act_as('ada');
reset role;
select is(private.me(), tests.id_of('ada'), 'a resident is who the token says');
set local role authenticated;
select throws_ok('select * from private.op_receipts', '42501', null, 'nor can a resident');
select throws_ok($$ select private.replayed(gen_random_uuid(), 'null') $$, '42501', null, 'receipts are not for residents to read');
select throws_ok($$ select private.keep_receipt(gen_random_uuid(), 'null') $$, '42501', null, 'nor to write');
select throws_ok('create table public.mine (id integer)', '42501', null, 'residents create nothing in the API');

-- Whose midnight
select tests.act_as_nobody();
select is(private.zone(), 'Europe/Paris', 'days are of the territory');
select is(private.day_of('2026-06-30 22:30+00'), '2026-07-01', 'in summer the day turns at 22:00 UTC');
select is(private.day_of('2026-12-31 22:30+00'), '2026-12-31', 'in winter an hour later');
select is(private.midnight('2026-10-26') - private.midnight('2026-10-25'), interval '25 hours', 'the night the clocks go back is long');
select is(private.midnight('2027-03-29') - private.midnight('2027-03-28'), interval '23 hours', 'the night they go forward is short');
select is(private.today(), private.day_of(now()), 'today is the day of now');

-- Text as people see it
select is(private.clean_text(E'  e\u0301te\u0301 \n'), 'été', 'accents are composed, blanks trimmed');
select is(private.clean_text(E'pay\u202Epal\u200B\u0007'), 'paypal', 'nothing unseen turns the text around');
select is(private.clean_text(E'Z' || repeat(E'\u0301', 40)), E'\u0179\u0301\u0301', 'no towers of marks');
select is(private.clean_text(E'deux\nlignes'), E'deux\nlignes', 'lines stay');
select is(private.clean_text(null), null, 'nothing stays nothing');

-- Repeating oneself
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id_of('ada'))::text, true);
select is(private.replayed('00000000-0000-7000-a000-000000000001', '{"a": 1}'), null, 'a new act has no receipt');
select lives_ok($$ select private.keep_receipt('00000000-0000-7000-a000-000000000001', '{"a": 1}', '"done"') $$, 'it gets one');
select is(private.replayed('00000000-0000-7000-a000-000000000001', '{"a": 1}'), '"done"', 'a repeat answers as the first time');
select throws_ok($$ select private.replayed('00000000-0000-7000-a000-000000000001', '{"a": 2}') $$, 'P0001', 'id_reused', 'other content under the same id is refused');
select throws_ok($$ select private.replayed(null, '{}') $$, 'P0001', 'invalid_value', 'an act without an id is refused');
select throws_ok($$ select private.keep_receipt('00000000-0000-7000-a000-000000000001', '{}') $$, '23505', null, 'one receipt per act');
select lives_ok($$ select private.keep_receipt('00000000-0000-7000-a000-000000000002', '{}') $$, 'an act may answer nothing');
select is(private.replayed('00000000-0000-7000-a000-000000000002', '{}'), 'null', 'its repeat is still known as one');
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id_of('bo'))::text, true);
select throws_ok($$ select private.replayed('00000000-0000-7000-a000-000000000001', '{"a": 1}') $$, 'P0001', 'not_allowed', 'somebody else''s id is refused');
select throws_ok($$ select private.replayed('00000000-0000-7000-a000-000000000001', '{"b": 1}') $$, 'P0001', 'not_allowed', 'whatever the content');
select set_config('request.jwt.claims', '', true);
select throws_ok($$ select private.keep_receipt(gen_random_uuid(), '{}') $$, '23502', null, 'nobody has no receipts');

select * from finish();
rollback;
