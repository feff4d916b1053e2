begin;
\ir support/actors.psql
\ir support/exchange.psql
\ir support/sessions.psql
select plan(65);

-- Cy brings a kettle and a toaster, Jo walks in with a lamp and a thing nobody has a word for; Gus runs the group that Ada helps
create function tests.session_at(number integer, day integer, seats integer default null) returns void
language sql volatile as $$
  select tests.hold_session(number, seats);
  update public.events set starts_at = tests.day(day, 14), ends_at = tests.day(day, 17) where id = tests.id(number);
$$;
create function tests.goes(item integer, act integer, whither text, who text default 'bo') returns text
language sql volatile as $$ select tests.repair_step(who, item, 'return', act, jsonb_build_object('goes_to', whither)) $$;
create function tests.lent(item integer) returns public.listings
language sql stable security definer as $$
  select l from public.listings l join public.repair_items i on i.goes_to_listing_id = l.id where i.id = tests.id(item)
$$;
create function tests.next_of(item integer) returns integer
language sql stable security definer as $$ select right(i.goes_to_event_id::text, 3)::integer from public.repair_items i where i.id = tests.id(item) $$;
create function tests.page(visit integer) returns text
language sql stable security definer as $$
  select concat_ws(' ', c.next_title, private.day_of(c.next_at) - private.today(), c.next_place)
  from private.visit_pages p, public.visit_called(p.token) c where p.visit_id = tests.id(visit)
$$;
create function tests.rebook(who text, visit integer, item integer, of integer) returns text
language plpgsql volatile as $$
begin
  perform tests.act_as(who);
  return (select v.state from public.book_visit(tests.id(visit), tests.id(101), tests.day(21, 14), tests.thing(item, 14, jsonb_build_object('continues_id', tests.id(of)))) as v);
end;
$$;
grant execute on all functions in schema tests to anon, authenticated;
select tests.book('cy', 200, 100, tests.thing(300, 14, '{"partner_product_category": "Bouilloire de mamie"}') || tests.thing(301, 31));
select tests.walk_in('eli', 201, 100, 'Jo', tests.thing(310, 15) || tests.thing(311, 199));
select tests.visit_step('eli', 200, 'check_in', 400);
select is(tests.repair_step('bo', 300, 'needs_part', 401, '{"parts": "Un joint", "notes": "Le joint est sec"}'), 'done', 'the kettle needs a part');
select is(tests.repair_step('bo', n, 'done', 500 + n, '{"repair_status": 1}'), 'done', 'mended: ' || n) from generate_series(301, 311) n where n in (301, 310, 311);

-- To the next session, while there is none
select is(tests.goes(300, 402, 'next_session'), 'returned', 'to a next session');
select is(tests.next_of(300), null::integer, 'that nobody has announced');
select is(tests.told_of_session('cy'), 'repair_finished repair_finished', 'nobody is told of it');
select tests.act_as_nobody();
select is(private.send_on(), 0, 'nor found by looking');
select tests.session_at(101, 21), tests.session_at(102, 14), tests.hold_session(103, null, 'gus'), tests.hold_session(104, null, 'ada', 'cancelled');
update public.events set kind = 'workshop' where id = tests.id(103);
select is(private.send_on(), 1, 'once there is one');
select is(tests.next_of(300), 102, 'the first of the same organiser');
select is(tests.told_of_session('cy'), 'repair_again repair_finished repair_finished', 'Cy is told');
select is(private.send_on(), 0, 'once');
select is(tests.page(200), 'Session 102 14', 'and reads when it is on the page of their visit');
select is(tests.page(201), '', 'Jo, who takes all home, reads nothing');

-- Taken back before anything came of it
select is(tests.repair_step('bo', 300, 'undo', 403), 'done', 'not yet after all');
select is(tests.told_of_session('cy'), 'repair_finished repair_finished', 'then nobody was told');
select is(tests.page(200), '', 'nor reads it');
select is(tests.goes(300, 404, 'next_session'), 'returned', 'and again');
select is(tests.next_of(300), 102, 'to one that is there at once');
select is(tests.told_of_session('cy'), 'repair_again repair_finished repair_finished', 'of which they are told');
select is(tests.goes(310, 405, 'next_session'), 'returned', 'Jo’s lamp too');
select is(tests.page(201), 'Session 102 14', 'Jo has no account: their page says when');
select is(tests.repair_step('bo', 310, 'undo', 406), 'done', 'or not');

-- Its series goes before what is sooner
select tests.act_as_nobody();
insert into public.event_series (id, organiser_id, rrule, starts_on, from_time, until_time, kind, title, unrolled_until)
values (tests.id(60), tests.id_of('ada'), 'FREQ=WEEKLY;BYDAY=SA', private.today(), '14:00', '17:00', 'repair_session', 'Samedi', private.today());
update public.events set series_id = tests.id(60) where id in (tests.id(100), tests.id(101));
select is(private.next_session(tests.id(100), null), tests.id(101), 'the next of a series is of that series');
update public.events set state = 'draft', published_at = null where id = tests.id(101);
select is(private.next_session(tests.id(100), null), tests.id(102), 'unless it is not announced');
update public.events set state = 'published', published_at = now() where id = tests.id(101);

-- Somebody else’s session is nobody’s next; a hidden one neither
insert into public.communities (id, slug, name, kind, visibility, join_policy) values (tests.id(80), 'prive', 'Privé', 'practice', 'private', 'invite');
insert into public.memberships (community_id, person_id, role, state) values (tests.id(80), tests.id_of('ada'), 'organiser', 'active'), (tests.id(80), tests.id_of('bo'), 'organiser', 'active'), (tests.id(80), tests.id_of('eli'), 'member', 'active');
select is(private.next_session(tests.id(103), tests.id_of('cy')), null::uuid, 'nothing follows what Gus calls together');
update public.events set community_id = tests.id(80) where id = tests.id(101);
select is(private.next_session(tests.id(100), tests.id_of('cy')), tests.id(102), 'Cy is not sent to a session that is not for them');
select is(private.next_session(tests.id(100), tests.id_of('ada')), tests.id(101), 'whoever is in it is');

-- One that is cancelled gives way to another
update public.events set community_id = null where id = tests.id(101);
update public.events set state = 'cancelled' where id = tests.id(102);
select is(tests.page(200), '', 'nobody is sent where nothing is');
select is(private.settle_sessions(), 1, 'time finds another');
select is(tests.next_of(300), 101, 'the one after');

-- Booked again, with what it continues
select tests.refused($$ select tests.rebook('di', 210, 320, 300) $$, 'not_allowed', 'nobody goes on with somebody else’s thing');
select tests.refused($$ select tests.rebook('cy', 210, 320, 301) $$, 'not_allowed', 'nor with one that did not go to a session');
select tests.refused($$ select tests.rebook('cy', 210, 320, 999) $$, 'not_allowed', 'nor with none');
select is(tests.rebook('cy', 210, 320, 300), 'booked', 'Cy books again');
select is(tests.rebook('cy', 210, 320, 300), 'booked', 'twice is once');
select is(
  (tests.pack_of('ada', 101) #> '{items,0,before}') - 'on', '{"notes": "Le joint est sec", "parts": "Un joint", "repair_status": 2}'::jsonb,
  'those who repair there read what was found'
);
select is(tests.pack_of('ada', 101) #> '{items,0,continues_id}', null::jsonb, 'and no more of that session');
select is(tests.pack_of('ada', 100) #> '{items,0,before}', 'null'::jsonb, 'of what comes for the first time there is nothing');
select tests.refused($$ select tests.pack_of('cy', 101) $$, 'not_allowed', 'visitors read none of it there');
select tests.refused(format($$ select tests.repair_step('cy', 320, 'edit', 410, %L) $$, jsonb_build_object('continues_id', tests.id(301))), 'invalid_value', 'what it continues stays');
select is(tests.repair_step('bo', 300, 'undo', 411), 'done', 'the first session takes it up again');
select tests.act_as_nobody();
select is((select count(*)::integer from public.visits where id = tests.id(210) and state = 'booked'), 1, 'what was booked stays booked');
select tests.act_as_nobody();
select throws_ok('update public.repair_items set continues_id = tests.id(999) where id = tests.id(320)', '23503', null, 'what is continued is there');
select throws_ok('update public.product_categories set category_slug = ''nulle-part'' where id = 14', '23503', null, 'and what is lent is filed somewhere');

-- To be lent: what works alone
select tests.refused($$ select tests.goes(300, 420, 'listing') $$, 'wrong_state', 'nobody lends what does not work');
select is(tests.goes(301, 421, 'listing'), 'returned', 'the toaster does');
select tests.act_as_nobody();
select results_eq(
  'select owner_id, held_by, kind::text, title, category_slug, status::text, checked_on from tests.lent(301)',
  $$ values (tests.id_of('cy'), null::uuid, 'loan', 'Grille-pain', 'petit-electro-cuisine', 'draft', private.today()) $$, 'Cy has a draft, as it was checked'
);
select is(tests.told_of_session('cy'), 'listing_checked repair_finished repair_finished', 'and is told');
select tests.act_as('bo');
select is_empty(format('select from public.listings where id = %L', (tests.lent(301)).id), 'nobody else sees it');
select throws_ok('update public.listings set checked_on = current_date', '42501', null, 'nobody says themselves that a thing was checked');
select is(tests.repair_step('bo', 301, 'undo', 422), 'done', 'taken back');
select tests.act_as_nobody();
select is_empty('select from public.listings where checked_on is not null', 'it is gone');
select is(tests.told_of_session('cy'), 'repair_finished repair_finished', 'and nobody was told');
select is(tests.goes(301, 423, 'listing'), 'returned', 'once more');
select tests.act_as('cy');
select lives_ok(format('select public.save_listing(%L, %L, tests.id(424))', (tests.lent(301)).id, '{"title": "Mon grille-pain"}'), 'Cy writes on it, an hour later');
select tests.act_as_nobody();
update public.listings set created_at = now() - interval '1 hour' where owner_id = tests.id_of('cy');
select is(tests.repair_step('bo', 301, 'queue', 425), 'queued', 'it breaks again');
select tests.act_as_nobody();
select results_eq('select title, checked_on from public.listings where owner_id = tests.id_of(''cy'')', $$ values ('Mon grille-pain', null::date) $$, 'what Cy wrote stays, that it was checked does not');

-- Of whoever came without an account: the helper’s, for the community when they act for it
select is(tests.goes(311, 430, 'listing', 'eli'), 'returned', 'Jo leaves the thing');
select tests.act_as_nobody();
select results_eq('select owner_id, held_by, title, category_slug from tests.lent(311)', $$ values (tests.id_of('eli'), null::uuid, 'Autre, sans pile ni prise', null::text) $$, 'Eli has the draft');
select tests.act_as_nobody();
update public.events set community_id = tests.id(80) where id = tests.id(100);
select is(tests.goes(310, 431, 'listing'), 'returned', 'and the lamp');
select tests.act_as_nobody();
select results_eq('select owner_id, held_by, title from tests.lent(310)', $$ values (tests.id_of('bo'), tests.id(80), 'Lampe') $$, 'Bo, who runs the group, has it for the group');
select tests.act_as('bo');
select lives_ok(format('select public.discard_listing(%L, tests.id(432))', (tests.lent(310)).id), 'Bo throws it away');
select is(tests.repair_step('bo', 310, 'edit', 433, '{"notes": "Propre"}'), 'returned', 'the lamp is still gone');
select is(tests.repair_step('bo', 310, 'undo', 434), 'returned', 'and what was said of it is taken back all the same');

select * from finish();
rollback;
