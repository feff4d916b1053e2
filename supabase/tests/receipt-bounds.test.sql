begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(8);

-- How many acts of one person are remembered.
create function tests.does(n integer) returns text
language sql as $$ select about from public.save_profile('{"about": "Vélos"}', tests.id(n)) $$;
grant execute on function tests.does(integer) to anon, authenticated;
create function tests.has_done(who text, acts integer, at timestamptz) returns void
language sql as $$
  insert into private.op_receipts (op_id, person_id, content, kept_at)
  select gen_random_uuid(), tests.id_of(who), '', at from generate_series(1, acts)
$$;

select tests.has_done('ada', 999, now() - interval '23 hours');
select tests.act_as('ada');
select is(tests.does(5001), 'Vélos', 'the thousandth act of a day is done');
select tests.refused('select tests.does(5002)', 'too_fast', 'the next is not');
select tests.refused('select public.withdraw(tests.id(5003))', 'too_fast', 'taking back what never came counts too');
select is(tests.does(5001), 'Vélos', 'what was done is answered again');
select is(public.has_landed(tests.id(5001)), true, 'and is known to be done');
select is(public.has_landed(tests.id(5002)), false, 'what was refused leaves no receipt');
select tests.act_as('bo');
select is(tests.does(5004), 'Vélos', 'nobody else is held up');

select tests.act_as_nobody();
update private.op_receipts set kept_at = now() - interval '25 hours' where person_id = tests.id_of('ada');
select tests.act_as('ada');
select is(tests.does(5002), 'Vélos', 'a day later there is room again');

select * from finish();
rollback;
