-- The demo street, continued: places. The first twenty are real organisations of the territory, with where each fact comes from and
-- what nobody has checked yet; the others, source `demo`, are invented.

insert into public.communities (id, slug, name, about, kind, visibility, join_policy) values
  ('00000000-0000-7002-8000-000000000003', 'rennes-metropole', 'Rennes Métropole', 'Celles et ceux qui tiennent l’annuaire des lieux à jour.', 'territory', 'public', 'approval');
insert into public.memberships (community_id, person_id, role, state) values
  ('00000000-0000-7002-8000-000000000003', '00000000-0000-7001-8000-000000000004', 'organiser', 'active');

-- Positions are the middle of a neighbourhood or a commune: near enough for a map, and said to be so.
insert into public.places
  (id, slug, name, kind, address, lat, lon, position_is_approximate, commune_code, source, source_id, source_url, source_date, status)
select ('00000000-0000-7016-8000-' || lpad(d.n::text, 12, '0'))::uuid, d.key, d.name, d.kind, d.address, d.lat, d.lon, true, d.commune,
  'directory', d.key, d.url, d.dated, d.status
from (values
  (1, 'la-belle-dechette', 'La Belle Déchette', 'recyclerie', 'Halles en commun, La Courrouze', 48.09582, -1.72203, '35238', 'https://www.unidivers.fr/rennes-belle-dechette-halles-en-commun/', '2023-06', 'open'),
  (2, 'la-belle-dechette-vaneau', 'La Belle Déchette — boutique centre-ville', 'seconde-main', '25 rue Vaneau', 48.1111, -1.68031, '35238', 'https://www.unidivers.fr/ressourcerie-belle-dechette-rennes/', '2020-05', 'to-verify'),
  (3, 'l-equipiere', 'L’Équipière, ressourcerie du sport', 'recyclerie', 'Halles en commun, La Courrouze', 48.09582, -1.72203, '35238', 'https://entreprendre-rennes.fr/article/ressourceries-halles-en-commun', '', 'open'),
  (4, 'bati-recup', 'Bâti Récup', 'materiautheque', 'Halles en commun, La Courrouze', 48.09582, -1.72203, '35238', 'https://entreprendre-rennes.fr/article/ressourceries-halles-en-commun', '', 'open'),
  (5, 'rennes-du-compost', 'Rennes du Compost', 'composteur', 'Halles en commun, La Courrouze', 48.09582, -1.72203, '35238', 'https://entreprendre-rennes.fr/article/ressourceries-halles-en-commun', '', 'open'),
  (6, 'madeleine-adore', 'Madeleine Adore', 'tiers-lieu', 'Halles en commun, La Courrouze', 48.09582, -1.72203, '35238', 'https://entreprendre-rennes.fr/article/ressourceries-halles-en-commun', '', 'to-verify'),
  (7, 'la-petite-rennes', 'La Petite Rennes', 'atelier-velo', '42 rue des Munitionnettes', 48.09582, -1.72203, '35238', 'https://lacourrouze.fr/actualites/la-petite-rennes-ouverte', '2024', 'open'),
  (8, 'hotel-pasteur', 'Hôtel Pasteur', 'tiers-lieu', 'Place Pasteur', 48.1111, -1.68031, '35238', 'https://preprod.communemesure.fr/app/place/hotel-pasteur', '2025-12', 'open'),
  (9, 'edulab-pasteur', 'Édulab Pasteur', 'fablab', 'Place Pasteur', 48.1111, -1.68031, '35238', 'https://www.maintenant-festival.fr/en/lieu/hotel-pasteur-edulab/', '', 'open'),
  (10, 'labfab-eesab', 'LabFab (EESAB)', 'fablab', '34 rue Hoche', 48.1111, -1.68031, '35238', 'https://fr.flossmanuals.net/fablab-hackerspace-les-lieux-de-fabrication-numerique-collaboratif/labfab/', '2012', 'to-verify'),
  (11, 'mce', 'Maison de la consommation et de l’environnement', 'maison-associations', '48 boulevard Magenta', 48.1111, -1.68031, '35238', 'https://newsletter.lessentiel.fr/social/e73fecc08ee9b0e1a876614ec3178bac.3048', '', 'open'),
  (12, 'atelier-des-transitions', 'L’Atelier des Transitions (bibliothèque d’outils et atelier mobile)', 'outiltheque', 'Square de Guyenne, Villejean', 48.129, -1.71195, '35238', 'https://eco-bretons.info/latelier-des-transitions-une-tiny-house-pour-bricoler-et-reparer-a-rennes', '', 'to-verify'),
  (13, 'repair-cafe-trois-maisons', 'Repair café des Trois Maisons', 'repair-cafe', 'Maison des familles', 48.11194, -1.66985, '35238', 'https://eco-bretons.info/ecomaginitiativesauvez-un-objet-buvez-un-cafe', '', 'to-verify'),
  (14, 'repair-cafe-cleunay', 'Repair café de Cleunay', 'repair-cafe', '', 48.09582, -1.72203, '35238', 'brief du projet (texte source de Rennes Métropole)', '2015', 'to-verify'),
  (15, 'l-echappee-benne', 'L’Échappée Benne', 'recyclerie', 'Ancienne gare de L’Hermitage', 48.12137, -1.81664, '35131', 'https://france3-regions.francetvinfo.fr/bretagne/ille-et-vilaine/rennes/l-echappee-benne-des-achats-d-occasion-avant-de-sauter-dans-le-train-2323327.html', '2022', 'open'),
  (16, 'repair-cafe-la-chapelle-thouarault', 'Repair café de La Chapelle-Thouarault', 'repair-cafe', '10 rue du Haut Village', 48.12509, -1.85829, '35065', 'https://www.asspicc.fr/category/recyclerie/', '2019-04', 'to-verify'),
  (17, 'tri-troc-mobile', 'Tri Troc Mobile (déchèterie itinérante)', 'dechetterie', 'itinérant', 48.11194, -1.66985, '35238', 'https://eco-bretons.info/latelier-des-transitions-une-tiny-house-pour-bricoler-et-reparer-a-rennes', '', 'to-verify'),
  (18, 'ehop', 'Ehop, covoiturage solidaire', 'aire-covoiturage', '', 48.11194, -1.66985, '35238', 'brief du projet (texte source de Rennes Métropole)', '2015', 'to-verify'),
  (19, 'galleco', 'Galléco, monnaie locale', 'monnaie-locale', '', 48.11194, -1.66985, '35238', 'brief du projet (texte source de Rennes Métropole)', '2015', 'to-verify'),
  (20, 'cantine-numerique', 'Cantine numérique rennaise', 'coworking', '', 48.11194, -1.66985, '35238', 'brief du projet (texte source de Rennes Métropole)', '2015', 'to-verify')
) as d (n, key, name, kind, address, lat, lon, commune, url, dated, status);

-- The free shelf of the square, and who has an eye on it.
insert into public.places
  (id, slug, name, kind, about, address, lat, lon, commune_code, opening_hours, accepts, refuses, accepts_note, access_notes, wheelchair,
   source, source_id, source_licence, status, state, state_at, state_since, called_at)
values
  ('00000000-0000-7016-8000-000000000101', 'l-armoire-du-square-de-guyenne', 'L’armoire du square de Guyenne', 'donnerie',
   'Une armoire à l’abri de la pluie, à côté du kiosque. On y dépose ce qui peut encore servir, on y prend ce qu’on veut.',
   'Square de Guyenne, Villejean', 48.12915, -1.71172, '35238', '24/7',
   '{jeux-culture,vetements,vaisselle-ustensiles}', '{meubles,gros-electro-maison}', 'Propre, en bon état, et qui tient dans l’armoire.',
   'Chemin stabilisé depuis l’arrêt de bus. L’étagère du bas se prend assis.', 'yes',
   'demo', 'armoire-guyenne', 'Lieu inventé pour l’essai', 'open', 'full', now() - interval '3 days', now() - interval '3 days', now() - interval '1 day'),
  ('00000000-0000-7016-8000-000000000102', 'boite-a-livres-du-mail', 'Boîte à livres du mail', 'boite-a-livres', '',
   'Mail François-Mitterrand', 48.10880, -1.69230, '35238', '24/7', '{livres}', '{}', '', '', 'yes',
   'demo', 'boite-mail', 'Lieu inventé pour l’essai', 'open', 'fine', now() - interval '1 day', now() - interval '6 days', null),
  ('00000000-0000-7016-8000-000000000103', 'recyclerie-des-ecluses', 'Recyclerie des Écluses', 'recyclerie',
   'On trie, on répare un peu, on revend à petit prix.', '18 rue des Écluses, 35000 Rennes', 48.11310, -1.66120, '35238',
   'We-Sa 10:00-18:00; PH off', '{maison,vaisselle-ustensiles}', '{vetements}', 'Meubles : un appel avant de venir.', 'Quai de plain-pied, rue de derrière.', 'yes',
   'demo', 'recyclerie-ecluses', 'Lieu inventé pour l’essai', 'open', null, null, null, null),
  ('00000000-0000-7016-8000-000000000104', 'recyclerie-du-lavoir', 'Recyclerie du Lavoir', 'recyclerie', '',
   '4 rue du Lavoir, 35830 Betton', 48.18060, -1.64010, '35024',
   'Tu,Th 14:00-18:00; Sa 09:00-12:30,14:00-18:00', '{maison}', '{}', '', '', 'limited',
   'demo', 'recyclerie-lavoir', 'Lieu inventé pour l’essai', 'open', null, null, null, null);
insert into public.place_keepers (place_id, person_id, state) values
  ('00000000-0000-7016-8000-000000000101', '00000000-0000-7001-8000-000000000005', 'keeping');
insert into private.place_secrets (place_id, access_code) values ('00000000-0000-7016-8000-000000000101', '2468');
insert into public.place_watches (place_id, week, person_id) values
  ('00000000-0000-7016-8000-000000000101', private.this_week(), '00000000-0000-7001-8000-000000000003'),
  ('00000000-0000-7016-8000-000000000101', private.this_week() + 7, '00000000-0000-7001-8000-000000000117');
insert into public.place_reports (id, place_id, state, note, reporter_id, at, told_at) values
  ('00000000-0000-7017-8000-000000000001', '00000000-0000-7016-8000-000000000101', 'fine', '', '00000000-0000-7001-8000-000000000117', now() - interval '8 days', now() - interval '8 days'),
  ('00000000-0000-7017-8000-000000000002', '00000000-0000-7016-8000-000000000101', 'full', 'Plus rien ne rentre en haut.', '00000000-0000-7001-8000-000000000128', now() - interval '3 days', now() - interval '3 days'),
  ('00000000-0000-7017-8000-000000000003', '00000000-0000-7016-8000-000000000102', 'fine', '', null, now() - interval '1 day', now() - interval '1 day');

analyze public.places;
