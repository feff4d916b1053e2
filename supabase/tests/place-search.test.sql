begin;
\ir support/actors.psql
\ir support/exchange.psql
select plan(35);
insert into public.communities (id, slug, name, kind, visibility) values (tests.id(90), 'groupe', 'Groupe', 'organisation', 'private'), (tests.id(91), 'jardin', 'Jardin', 'practice', 'public');
insert into public.memberships (community_id, person_id, role, state) values (tests.id(90), tests.id_of('bo'), 'organiser', 'active');
insert into public.places (id, slug, name, kind, about, source_id, held_by, lat, lon, commune_code, opening_hours, accepts, refuses, status) values
  (tests.id(10), 'aa', 'Recyclerie des Écluses', 'recyclerie', '', 'a', tests.id(91), 48.11, -1.66, '35238', 'We 10:00-18:00', '{maison}', '{}', 'open'),
  (tests.id(11), 'bb', 'Boîte à livres', 'boite-a-livres', 'Sous le préau', 'b', null, 48.12, -1.66, '35238', '24/7', '{}', '{}', 'open'),
  (tests.id(12), 'cc', 'Recyclerie du Lavoir', 'recyclerie', '', 'c', null, 48.18, -1.64, '35024', '', '{}', '{}', 'to-verify'),
  (tests.id(13), 'dd', 'Donnerie', 'donnerie', '', 'd', null, null, null, null, '', '{jeux-culture}', '{meubles}', 'open'),
  (tests.id(14), 'ee', 'Atelier caché', 'fablab', '', 'e', tests.id(90), 48.11, -1.66, '35238', '', '{maison}', '{}', 'open'),
  (tests.id(15), 'ff', 'Ancienne recyclerie', 'recyclerie', '', 'f', null, 48.11, -1.66, '35238', '', '{maison}', '{}', 'closed'),
  (tests.id(16), 'gg', 'Recyclerie sans meubles', 'recyclerie', '', 'g', null, 48.2, -1.66, '35238', '', '{maison}', '{meubles}', 'open');
create function tests.found(variadic args text[]) returns text language plpgsql as $$
declare v text; begin
  execute format('select coalesce(string_agg(left(slug, 1), '''' order by n), '''') from (select slug, row_number() over () as n from public.search_places(%s)) as f', array_to_string(args, ', ')) into v;
  return v;
end $$;
grant execute on all functions in schema tests to anon, authenticated;

select tests.act_as_visitor();
select is(tests.found(w), f, w) from (values
  ('kinds => null', 'bdacg'), ('query => ''recyclerie''', 'acg'), ('query => ''RECYCLERIES''', 'acg'), ('query => ''ecluse''', 'a'), ('query => ''préau''', 'b'),
  ('query => ''chateau''', ''), ('query => ''du la''', ''), ('query => ''''', 'bdacg'), ('kinds => ''{recyclerie,donnerie}''', 'dacg'), ('kinds => ''{}''', 'bdacg'), ('commune => ''35024''', 'c'),
  ('with_hours => true', 'ba'), ('near_lat => 48.12, near_lon => -1.66', 'bacgd'), ('near_lat => 48.12, near_lon => -1.66, within_meters => 2000', 'ba'),
  ('takes_category => ''meubles''', 'ac'), ('takes_category => ''maison''', 'agc'), ('takes_category => ''livres''', 'dbc'), ('takes_category => ''meubles'', near_lat => 48.18, near_lon => -1.64', 'ac'),
  ('page_size => 2', 'bd'), ('page_size => 2, skip => 2', 'ac'), ('page_size => 2, skip => 10000', '')
) as q (w, f);
select results_eq('select distance_meters, total, taking from public.search_places(near_lat => 48.12, near_lon => -1.66, kinds => ''{recyclerie}'', page_size => 1)', 'values (1112, 3::bigint, 0)', 'how far, and how many');
select results_eq('select slug, taking from public.search_places(takes_category => ''meubles'')', $$ values ('aa', 2), ('cc', 1) $$, 'who says so before who usually does');
select tests.refused('select public.search_places(' || w || ')', 'invalid_value', w) from unnest(array[
  'near_lat => 48', 'within_meters => 5', 'near_lat => 48, near_lon => -1, within_meters => 0', 'near_lat => 91, near_lon => 0', 'near_lat => ''NaN'', near_lon => 0', 'page_size => 501', 'page_size => 0', 'skip => 10001', 'skip => -1', 'takes_category => ''tout'''
]) as w;
select tests.act_as('bo');
select is(tests.found('takes_category => ''meubles'''), 'eac', 'members find what is theirs');
select is(tests.found('query => ''cache'''), 'e', 'by its words too');
select * from finish();
rollback;
