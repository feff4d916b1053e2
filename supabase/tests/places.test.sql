begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(57);
create function tests.place(number integer, called text default 'Lieu', of_kind text default 'donnerie', held uuid default null) returns void
language sql as $$
  insert into public.places (id, slug, name, kind, source_id, held_by)
  values (tests.id(number), 'lieu-' || number, called, of_kind, 'n' || number, held)
$$;
create function tests.group_of(number integer, of_kind public.community_kind, seen public.community_visibility, who text, as_role public.membership_role) returns void
language sql as $$
  insert into public.communities (id, slug, name, kind, visibility) values (tests.id(number), 'groupe-' || number, 'Groupe', of_kind, seen);
  insert into public.memberships (community_id, person_id, role, state)
  values (tests.id(number), tests.id_of(who), as_role, 'active'), (tests.id(number), tests.id_of('di'), 'organiser', 'active')
  on conflict do nothing;
$$;
select tests.group_of(90, 'organisation', 'private', 'bo', 'member');
select tests.group_of(91, 'practice', 'public', 'bo', 'referent');
select tests.group_of(92, 'territory', 'public', 'cy', 'moderator');
select tests.place(10), tests.place(11, 'Atelier', 'fablab', tests.id(90)), tests.place(12, 'Jardin', 'jardin-partage', tests.id(91));
insert into public.place_keepers (place_id, person_id, state, note) values
  (tests.id(10), tests.id_of('ada'), 'keeping', ''), (tests.id(10), tests.id_of('cy'), 'asked', 'J’habite en face');
insert into private.place_secrets (place_id, access_code) values (tests.id(10), '2468');

-- The kinds
select is((select count(*) from public.place_kinds), 40::bigint, 'forty kinds');
select is((select count(distinct family) from public.place_kinds), 10::bigint, 'in ten families');
select is((select count(*) from public.place_kinds where osm_tags = '{}' or label_en = '' or label_fr = ''), 0::bigint, 'named, and known to OpenStreetMap');

-- What a place must be
select throws_ok(
  format('insert into public.places (id, slug, name, kind, source_id, %s) values (gen_random_uuid(), ''un-autre'', ''Un autre'', ''donnerie'', ''x'', %s)', split_part(w, '=', 1), split_part(w, '=', 2)),
  '23514', null, w
) from unnest(array[
  'lat,lon=91,0', 'lat,lon=0,181', 'lat=48', 'website=''javascript:alert(1)''', 'website=''https://a.fr/'' || repeat(''a'', 300)', 'about=repeat(''a'', 2001)',
  'address=repeat(''a'', 301)', 'opening_hours=repeat(''a'', 501)', 'accepts=array_fill(''livres''::text, array[121])',
  'refuses=array_fill(''livres''::text, array[121])', 'accepts_note=repeat(''a'', 501)', 'access_notes=repeat(''a'', 501)', 'wheelchair=''perhaps''',
  'source=''Une Source''', 'source_url=repeat(''a'', 501)', 'source_licence=repeat(''a'', 201)', 'source_date=repeat(''a'', 41)', 'status=''gone''',
  'state=''full'''
]) as w;
select throws_ok('select tests.place(13, ''L'')', '23514', null, 'a name of a letter');
select throws_ok($$ update public.places set slug = 'Un Lieu' where id = tests.id(10) $$, '23514', null, 'an address that is none');
select throws_ok($$ update public.places set source_id = '' where id = tests.id(10) $$, '23514', null, 'a source that names nothing');
select throws_ok($$ update public.places set slug = 'lieu-11' where id = tests.id(10) $$, '23505', null, 'two places at one address');
select throws_ok($$ update public.places set source_id = 'n11' where id = tests.id(10) $$, '23505', null, 'the same row of a source twice');
select throws_ok('select tests.place(13, ''Lieu'', ''chateau'')', '23503', null, 'a kind nobody knows');
select tests.refused($$ update public.places set accepts = '{tout}' where id = tests.id(10) $$, 'invalid_value', 'a category nobody knows');
select tests.refused($$ update public.places set refuses = '{livres,null}' where id = tests.id(10) $$, 'invalid_value', 'nor none at all');

-- Seeing
select tests.act_as_visitor();
select results_eq('select name from public.places order by 1', array['Jardin', 'Lieu'], 'a visitor sees places, but for those of private communities');
select throws_ok('select created_by from public.places', '42501', null, 'not who added them');
select throws_ok('select from public.place_keepers', '42501', null, 'nor who keeps them');
select tests.act_as('ada');
select results_eq('select name from public.places order by 1', array['Jardin', 'Lieu'], 'nor does a resident outside');
select tests.act_as('bo');
select results_eq('select name from public.places order by 1', array['Atelier', 'Jardin', 'Lieu'], 'a member does');
select results_eq('select person_id from public.place_keepers', array[tests.id_of('ada')], 'residents see who keeps a place, not who asks to');

select tests.act_as('cy');
select is((select count(*) from public.place_keepers), 2::bigint, 'whoever tends the directory sees both, and so does whoever asked');

-- Keeping
select tests.act_as_nobody();
create function tests.who_keeps(number integer) returns text language plpgsql as $$
declare v_who text; v_kept text := '';
begin
  foreach v_who in array array['ada', 'bo', 'cy', 'di'] loop
    perform set_config('request.jwt.claims', jsonb_build_object('sub', tests.id_of(v_who))::text, true);
    if private.keeps_place(tests.id(number)) <> (tests.id(number) = any (private.places_i_keep())) then raise exception 'they disagree'; end if;
    if private.keeps_place(tests.id(number)) then v_kept := v_kept || v_who || ' '; end if;
  end loop;
  return v_kept;
end;
$$;
select is(tests.who_keeps(10), 'ada ', 'who keeps it, not who asks to');
select is(tests.who_keeps(12), 'bo di ', 'referents and organisers of the collective keep its places');
select is(tests.who_keeps(11), 'di ', 'a mere member does not');
select tests.act_as_nobody();
select throws_ok($$ insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('bo'), 'owner') $$, '23514', null, 'there is no other way of keeping');
select throws_ok($$ insert into public.place_keepers (place_id, person_id, state, note) values (tests.id(10), tests.id_of('bo'), 'asked', repeat('a', 501)) $$, '23514', null, 'a note is short');
select throws_ok($$ insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), tests.id_of('ada'), 'asked') $$, '23505', null, 'one keeps a place once');
select throws_ok($$ insert into public.place_keepers (place_id, person_id, state) values (tests.id(99), tests.id_of('ada'), 'asked') $$, '23503', null, 'a place that is there');
select throws_ok($$ insert into public.place_keepers (place_id, person_id, state) values (tests.id(10), gen_random_uuid(), 'asked') $$, '23503', null, 'somebody who is there');
select throws_ok($$ insert into private.place_secrets (place_id, access_code) values (tests.id(10), '1') $$, '23505', null, 'one code each');
select throws_ok($$ insert into private.place_secrets (place_id, access_code) values (tests.id(12), '') $$, '23514', null, 'a code says something');
select throws_ok($$ insert into private.place_secrets (place_id, access_code) values (tests.id(99), '1') $$, '23503', null, 'of a place that is there');
select throws_ok($$ update public.places set held_by = tests.id(99) where id = tests.id(10) $$, '23503', null, 'a collective that is there');
select throws_ok($$ update public.places set commune_code = '00000' where id = tests.id(10) $$, '23503', null, 'a commune that is there');
select throws_ok($$ update public.places set created_by = gen_random_uuid() where id = tests.id(10) $$, '23503', null, 'added by somebody who is there');
select throws_ok($$ insert into public.places (id, slug, name, kind, source_id) values (tests.id(10), 'encore', 'Encore', 'donnerie', 'y') $$, '23505', null, 'a place is there once');
select throws_ok($$ insert into public.place_kinds select 'donnerie', 'a', 'b', 'c', 'free', '{}', '{}', true, 1 $$, '23505', null, 'a kind is there once');
select throws_ok($$ insert into public.place_kinds select 'Un lieu', 'a', 'b', 'c', 'free', '{}', '{}', true, 1 $$, '23514', null, 'named plainly');
select throws_ok($$ insert into public.place_kinds select 'un-lieu', 'a', 'b', 'c', 'other', '{}', '{}', true, 1 $$, '23514', null, 'in a family that is there');
select throws_ok($$ insert into public.place_kinds select 'un-lieu', 'a', 'b', 'c', 'free', '{}', '{}', true, 0 $$, '23514', null, 'somewhere among them');
update public.places set name = E' Le\n lieu ', about = E'\u200BMot ', accepts = '{livres}', updated_at = now() - interval '1 day' where id = tests.id(10);
select results_eq($$ select name, about, updated_at = now() from public.places where id = tests.id(10) $$, $$ values ('Le  lieu', 'Mot', true) $$, 'words are tidied, and it is known when');

select * from finish();
rollback;
