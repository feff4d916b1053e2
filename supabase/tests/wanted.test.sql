begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(28);
-- Bo looks for a raclette grill; Ada has one in her placard, Cy lends one, Di has a thing of the same category.
create function tests.want(number integer, who text, title text default 'Cherche un appareil à raclette', category text default 'electromenager') returns void
language sql volatile as $$
  insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
  values (tests.id(number), tests.id_of(who), 'wanted', title, category, '35238', 'published', now())
$$;
create function tests.told(number integer) returns text[] language sql as $$
  select coalesce(array_agg(p.name order by p.name), '{}') from public.notifications n join tests.people p on p.id = n.person_id
  where n.about ->> 'says' = 'wanted_near' and n.about ->> 'id' = tests.id(number)::text and n.about ->> 'kind' = 'wanted' and n.topic = 'wanted'
$$;
create function tests.have(number integer, who text, called text, category text default null) returns void
language sql as $$ insert into private.placard_items (id, person_id, name, category_slug) values (tests.id(number), tests.id_of(who), called, category) $$;
insert into public.categories (slug, label_fr, label_en, icon, position) select 'electromenager', 'Électroménager', 'Appliances', 'plug', 99
where not exists (select from public.categories c where c.slug = 'electromenager');
select tests.have(20, 'ada', 'Raclette pour huit');
insert into public.listings (id, owner_id, kind, title, category_slug, commune_code, status, published_at)
values (tests.id(21), tests.id_of('cy'), 'loan', 'Appareils à raclettes', 'bricolage', '35238', 'published', now());
select tests.have(22, 'di', 'Gaufrier', 'electromenager');
select tests.have(23, 'bo', 'Raclette en panne');
select tests.want(30, 'bo');
select is(private.tell_about_wanted(), 3, 'who may have it is told');
select is(tests.told(30), '{ada,cy,di}', 'by its words, or by its category; not who looks');
select is(private.tell_about_wanted(), 0, 'once');
select results_eq('select person_id from private.wanted_matches where not (person_id = tests.id_of(''di'')) and place > 2', array[]::uuid[], 'those who have the very thing first');
select tests.act_as('ada');
select results_eq('select * from public.wanted_near_me()', array[tests.id(30)], 'Ada sees what is looked for that she may have');
select tests.act_as('bo');
select is_empty('select * from public.wanted_near_me()', 'Bo does not see his own');
select throws_ok('select from private.wanted_matches', '42501', null, 'nor who was told');
select throws_ok('select from private.wanted_looked_for', '42501', null, 'nor that somebody was looked for');
select tests.act_as_visitor();
select throws_ok('select * from public.wanted_near_me()', '42501', null, 'a visitor has nothing');

-- Not everybody
select tests.act_as_nobody();
insert into private.blocks (blocker_id, blocked_id) values (tests.id_of('ada'), tests.id_of('bo'));
update public.people set commune_code = '35363' where id = tests.id_of('di');
update public.listings set status = 'paused' where id = tests.id(21);
select tests.want(31, 'bo');
select is(private.tell_about_wanted(), 0, 'nobody');
select is(tests.told(31), '{}', 'of whom they blocked, nor far away, nor of what is not lent any more');
delete from private.blocks;
update public.people set commune_code = '35238' where id = tests.id_of('di');
update public.listings set status = 'published' where id = tests.id(21);
select tests.want(32, 'bo', 'Cherche quelqu’un pour une journée', 'jeux-societe');
select is(private.tell_about_wanted(), 0, 'words that only say that one looks find nothing');
select tests.act_as('ada');
select public.save_my_details('{"tell_wanted": false}');
select tests.act_as_nobody();
select tests.want(34, 'bo', 'Cherche raclette', 'jeux-societe');
select is(private.tell_about_wanted(), 1, 'who chose not to be told');
select is(tests.told(34), '{cy}', 'is not');
delete from private.wanted_matches where wanted_id = tests.id(34);
delete from public.notifications where about ->> 'id' = tests.id(34)::text;
update private.person_details set choices = '{}';
select tests.want(33, 'bo');
update public.listings set listed_for_all = false where id = tests.id(33);
insert into public.communities (id, slug, name, kind) values (tests.id(80), 'cercle', 'Cercle', 'practice');
insert into public.memberships (community_id, person_id, state, role) values (tests.id(80), tests.id_of('cy'), 'active', 'member'), (tests.id(80), tests.id_of('bo'), 'active', 'organiser');
insert into public.listing_communities (listing_id, community_id) values (tests.id(33), tests.id(80));
select is(private.tell_about_wanted(), 1, 'what is for some');
select is(tests.told(33), '{cy}', 'is told to them alone');

-- No more than three a day
select tests.want(40 + n, 'bo') from generate_series(1, 4) n;
select is(private.tell_about_wanted(), 5, 'three a day each');
select is((select count(*)::integer from public.notifications n where n.person_id = tests.id_of('cy') and n.about ->> 'says' = 'wanted_near'), 3, 'Cy too');
update private.wanted_matches set told_at = told_at - interval '1 day';
update private.wanted_matches set found_at = now() - interval '8 days' where wanted_id = tests.id(44);
delete from private.wanted_matches where person_id in (tests.id_of('ada'), tests.id_of('di')) and told_at is null;
update public.listings set status = 'closed' where id = tests.id(43);
select is(private.tell_about_wanted() > 0, true, 'the rest the day after');
select is(tests.told(44), '{}', 'not a week later');
select is(tests.told(43), '{}', 'nor once it is found');

-- What one keeps private stays so
select tests.act_as('ada');
select public.delete_my_account();
select tests.act_as_nobody();
select is_empty('select from private.wanted_matches where person_id = tests.id_of(''ada'')', 'nothing is left of who left');
create function tests.breaks(command text, named text) returns text
language sql as $$ select throws_like(command, '%"' || named || '"%', named) $$;
select tests.breaks(command, named) from (values
  ('insert into private.wanted_looked_for select * from private.wanted_looked_for limit 1', 'wanted_looked_for_pkey'),
  ('insert into private.wanted_matches select * from private.wanted_matches limit 1', 'wanted_matches_pkey'),
  ('insert into private.wanted_looked_for (listing_id) values (gen_random_uuid())', 'wanted_looked_for_listing_id_fkey'),
  ('update private.wanted_matches set place = 0', 'wanted_matches_place_counted'),
  ('insert into private.wanted_matches (wanted_id, person_id, place) values (gen_random_uuid(), tests.id_of(''cy''), 1)', 'wanted_matches_wanted_id_fkey'),
  ('insert into private.wanted_matches (wanted_id, person_id, place) values (tests.id(30), gen_random_uuid(), 1)', 'wanted_matches_person_id_fkey')
) as bad (command, named);
select * from finish();
rollback;
