begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(14);

-- Bo was told no for Ada's drill; Cy has others, Di one further off.
select tests.publish(n, 'cy') from generate_series(2, 5) n;
select tests.publish(6, 'bo');
select tests.publish(7, 'di', 'service');
select tests.publish(8, 'di');
update public.listings set category_slug = (select c.slug from public.categories c where c.slug <> 'bricolage' and c.parent_slug is null limit 1) where id = tests.id(8);
update public.listings set title = case id when tests.id(1) then 'Perceuse à percussion' when tests.id(4) then 'Perceuse visseuse' else 'Ponceuse' end where id <> tests.id(7);
select tests.lend(10, 'declined', tests.day(5), tests.day(7));
update public.reservations set category_slug = 'bricolage' where id = tests.id(10);
create function tests.similar() returns setof uuid
language sql volatile as $$ select id from public.similar_listings(tests.id(10)) $$;
grant execute on function tests.similar() to authenticated;

select tests.act_as('bo');
select results_eq('select tests.similar() limit 1', array[tests.id(4)], 'another drill comes first');
select set_eq('select tests.similar()', $$ select tests.id(n) from generate_series(2, 5) n $$, 'of the same kind and category, not one''s own, not the same one');
select tests.act_as('ada');
select tests.refused('select tests.similar()', 'not_allowed', 'they are for whom asked');
select tests.act_as('cy');
select tests.refused('select tests.similar()', 'not_allowed', 'not for a stranger');
select tests.act_as('bo');
select tests.refused('select public.similar_listings(tests.id(99))', 'not_allowed', 'nor about nothing');
select tests.act_as_visitor();
select throws_ok('select tests.similar()', '42501', null, 'nor for visitors');

-- Free on those very days, and to be had
select tests.act_as_nobody();
insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
values (tests.id(11), tests.id(2), 'loan', 1, tests.id_of('cy'), tests.id_of('di'), tstzrange(tests.day(6), tests.day(8)), 'accepted', now());
update public.listings set max_days = 1 where id = tests.id(3);
update public.listings set lead_hours = 240 where id = tests.id(5);
select tests.act_as('bo');
select results_eq('select tests.similar()', array[tests.id(4)], 'not what is taken, too short, or wanted sooner than its owner can');
select tests.act_as_nobody();
insert into public.waitlist (id, listing_id, person_id, during, state, offered_until, kept_unit)
values (tests.id(12), tests.id(4), tests.id_of('di'), tstzrange(tests.day(5), tests.day(6)), 'offered', now() + interval '1 hour', 1);
select tests.act_as('bo');
select is_empty('select tests.similar()', 'nor what is kept for another');
select tests.act_as_nobody();
delete from public.waitlist;
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('cy'), tests.id_of('bo'));
select tests.act_as('bo');
select is_empty('select tests.similar()', 'nor what belongs to somebody one is blocked with');
select tests.act_as_nobody();
delete from private.blocks;
update public.reservations set during = tstzrange(tests.day(-5), tests.day(-3)) where id = tests.id(10);
select tests.act_as('bo');
select is_empty('select tests.similar()', 'nothing for days that are over');
select tests.act_as_nobody();
update public.reservations set during = tstzrange(tests.day(5), tests.day(7)), listing_id = null where id = tests.id(10);
select tests.act_as('bo');
select set_eq('select tests.similar()', array[tests.id(1), tests.id(4)], 'also when the listing is gone');
select tests.act_as_nobody();
update public.reservations set category_slug = null where id = tests.id(10);
select tests.act_as('bo');
select is_empty('select tests.similar()', 'nothing when nobody knows of what kind it was');
select tests.act_as_nobody();
update public.reservations set category_slug = 'bricolage' where id = tests.id(10);
update public.reservations set listing_id = tests.id(1) where id = tests.id(10);
select tests.act_as('bo');
select results_eq('select tests.similar()', array[tests.id(4)], 'around where it was');
select tests.act_as_nobody();
update public.listings set commune_code = (select c.code from public.communes c order by abs(c.lat - 48.11) + abs(c.lon + 1.68) desc limit 1) where id = tests.id(4);
select tests.act_as('bo');
select is_empty('select tests.similar()', 'not far from it');

select * from finish();
rollback;
