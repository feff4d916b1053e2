begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(15);
-- What one says when something is noted, broken, lost or missed: in the export of whoever said it, and gone with their account.
select tests.publish(2, 'bo');
select tests.lend(10, 'returned');
select tests.lend(11, 'handed_over', tests.day(-8), tests.day(-7));
select tests.lend(12, 'lost', tests.day(-6), tests.day(-5));
select tests.lend(13, 'no_show', tests.day(-4), tests.day(-3));
insert into public.reservation_events (reservation_id, actor_id, action, state) values (tests.id(13), tests.id_of('ada'), 'report_no_show', 'no_show');
insert into storage.objects (bucket_id, name) values ('condition-photos', tests.id_of('bo') || '/' || tests.id(10) || '/a.webp');

select tests.act_as('bo');
select lives_ok(format(
  $$ select public.report_condition(tests.id(20), tests.id(10), 'return', 'Canari', '{"clean": true}', '[{"path": "%s/%s/a.webp", "width": 8, "height": 8}]') $$,
  tests.id_of('bo'), tests.id(10)
), 'Bo notes');
select lives_ok($$ select public.declare_broken(tests.id(21), tests.id(1), 'Canari') $$, 'says what broke');
select lives_ok($$ select public.propose_loss_agreement(tests.id(22), tests.id(12), 'Canari') $$, 'proposes');
select lives_ok($$ select public.answer_no_show(tests.id(13), 'Canari', tests.id(23)) $$, 'answers');
select lives_ok($$ select public.wish_repair(tests.id(2), 'Canari', tests.id(24)) $$, 'wishes');
select tests.act_as('ada');
select lives_ok($$ select public.answer_loss_agreement(tests.id(22), true, tests.id(25)) $$, 'and Ada agrees');

select tests.act_as('bo');
select is((
  select (data #>> '{breakdowns,0,note}') || (data #>> '{repair_wishes,0,problem}') || (data #>> '{photos,0}')
    || (select string_agg(concat(r #>> '{condition_reports,0,note}', r #>> '{condition_reports,0,photos,0,width}', r #>> '{no_show_answer,words}',
      r #>> '{loss_agreements,0,words}'), '' order by r ->> 'id') from jsonb_array_elements(data -> 'reservations') as r)
  from public.export_my_data() as data
), 'CanariCanari' || tests.id_of('bo') || '/' || tests.id(10) || '/a.webp' || 'Canari8CanariCanari', 'all of it is Bo’s to take along');
select tests.act_as('ada');
select ok(
  public.export_my_data()::text not like '%Canari%', 'and nobody else’s'
);

select tests.act_as_nobody();
update public.reservations set state = 'returned' where id = tests.id(11);
select tests.act_as('bo');
select lives_ok('select public.delete_my_account()', 'Bo goes');
select tests.act_as_nobody();
select is_empty(format('select 1 from %s t where t::text like %L', c.oid::regclass, '%Canari%'), 'not a word is left: ' || what)
from (values ('public.condition_reports'), ('private.op_receipts')) as w (what) join pg_class c on c.oid = what::regclass;
select results_eq('select note from public.breakdowns', array[''], 'what broke stays known, without a word');
select results_eq('select agreed from public.loss_agreements where words = $$…$$', array[true], 'so does what was agreed');
select results_eq('select words from public.no_show_answers', array['…'], 'and that it was contested');
select results_eq('select bucket_id from private.files_to_erase', array['condition-photos'], 'the photograph is to be erased');

select * from finish();
rollback;
