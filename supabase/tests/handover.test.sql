begin;
\ir support/actors.psql
\ir support/exchange.psql

select plan(56);
update private.person_details set address = '3 rue de Saint-Malo', phone = '06 11 22 33 44', lat = 48.115, lon = -1.68
where person_id = tests.id_of('ada');
update private.person_details set address = '8 cours de Bohême', phone = '06 99 88 77 66', lat = 48.09, lon = -1.69
where person_id = tests.id_of('bo');
prepare details as select * from public.handover_details(tests.id(10));

-- Exactly from acceptance to return, to the two of them
create function tests.details_in(in_state public.reservation_state, who text) returns text
language plpgsql volatile as $$
declare
  v_said text;
begin
  begin
    perform tests.lend(10, in_state);
    v_said := tests.attempt(who, 'select address from public.handover_details(tests.id(10))');
    raise exception sqlstate 'ZZ001' using message = v_said;
  exception
    when sqlstate 'ZZ001' then return sqlerrm;
  end;
end;
$$;
select is(
  tests.details_in(s, w.who),
  case when s in ('accepted', 'handed_over') then w.learns else 'not_allowed' end,
  w.who || ' while ' || s
)
from unnest(enum_range(null::public.reservation_state)) as s,
  (values ('bo', '3 rue de Saint-Malo'), ('ada', '8 cours de Bohême'), ('cy', 'not_allowed')) as w (who, learns);

select tests.lend(10, 'accepted');
select tests.act_as('bo');
select results_eq(
  'execute details',
  $$ values ('Ada', '3 rue de Saint-Malo', '06 11 22 33 44', 48.115::double precision, (-1.68)::double precision) $$,
  'Bo learns name, address, phone and point'
);
reset role;
insert into private.listing_places (listing_id, address, lat, lon) values (tests.id(1), 'Cave du 5, rue Vasselot', 48.11, -1.675);
select tests.act_as('bo');
select results_eq(
  'execute details',
  $$ values ('Ada', 'Cave du 5, rue Vasselot', '06 11 22 33 44', 48.11::double precision, (-1.675)::double precision) $$,
  'of the listing when it is kept elsewhere'
);
select tests.refused('select * from public.handover_details(tests.id(99))', 'not_allowed', 'no such reservation');
reset role;
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
select is(tests.attempt('bo', 'select public.handover_details(tests.id(10))'), 'not_allowed', 'after a block Bo learns nothing more');
select is(tests.attempt('ada', 'select public.handover_details(tests.id(10))'), 'not_allowed', 'nor does Ada');
select is(tests.attempt('ada', 'select public.handover_code(tests.id(10))'), 'not_allowed', 'and there is no code any more');
select is(
  tests.attempt('bo', $$ select public.advance_reservation(tests.id(10), 'hand_over', '1234', tests.id(20)) $$), 'not_available',
  'nor a hand-over'
);
select is(
  tests.attempt('ada', format('select state from public.advance_reservation(tests.id(10), %L, %L, tests.id(20))', 'cancel', said)), gives, why
) from (values (null, 'cancelled', 'ending it stays possible'), ('Adieu', 'not_available', 'without a word')) as c (said, gives, why);
delete from private.blocks;

-- The code
create temporary table told (code text);
grant all on told to authenticated;
select tests.act_as('bo');
select tests.refused('select public.handover_code(tests.id(10))', 'not_allowed', 'the borrower is told the code at the door');
prepare say_code(text, integer) as
  select state::text from public.advance_reservation(tests.id(10), 'hand_over', $1, tests.id($2));
select tests.refused($$ execute say_code('1234', 30) $$, 'invalid_value', 'there is no code before the owner looked at it');
select tests.act_as('ada');
insert into told select public.handover_code(tests.id(10));
select matches(code, '^[0-9]{4}$', 'Ada reads four digits') from told;
select is(public.handover_code(tests.id(10)), code, 'the same each time') from told;
select tests.act_as('bo');
select tests.refused(
  format('execute say_code(%L, 30)', lpad(((code::integer + n) % 10000)::text, 4, '0')), case when n <= 5 then 'invalid_value' else 'too_fast' end,
  'wrong try ' || n
) from told, generate_series(1, 6) as n;
select tests.refused(format('execute say_code(%L, 31)', code), 'too_fast', 'then even the right one waits') from told;
reset role;
select ok(setval(private.tries_of(tests.id(10))::regclass, (extract(epoch from now())::bigint - 901) * 8 + 5) > 0, 'a quarter of an hour passes');
select tests.act_as('bo');
select results_eq(
  format('execute say_code(%L, 32)', ' ' || left(code, 2) || ' ' || right(code, 2)), $$ values ('handed_over') $$, 'then it opens'
) from told;
select is_empty($$ select 1 from public.messages where kind = 'text' $$, 'the code is told to nobody');
reset role;
select is_empty('select 1 from private.handover_codes', 'and forgotten');
select hasnt_sequence('private', replace(private.tries_of(tests.id(10)), 'private.', ''), 'with its tries');
select tests.act_as('ada');
select tests.refused('select public.handover_code(tests.id(10))', 'not_allowed', 'no code once it is handed over');

select * from finish();
rollback;
