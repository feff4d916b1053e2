-- The demo street: Ada, Bo, Cy and their neighbours, all fictional, and what they lend, give, offer and look for.
-- Loaded by the embedded server and by tests alone, on an empty database. Everyone's password is "passerelle-demo".

with accounts (id, email, display_name, commune_code) as (values
  ('00000000-0000-7001-8000-000000000001'::uuid, 'ada@demo.test', 'Ada', '35238'),
  ('00000000-0000-7001-8000-000000000002'::uuid, 'bo@demo.test', 'Bo', '35024'),
  ('00000000-0000-7001-8000-000000000003'::uuid, 'cy@demo.test', 'Cy', '35281'),
  ('00000000-0000-7001-8000-000000000004'::uuid, 'mod@demo.test', 'Modération', '35238'),
  ('00000000-0000-7001-8000-000000000005'::uuid, 'ref@demo.test', 'Relais de quartier', '35238'),
  ('00000000-0000-7001-8000-000000000101'::uuid, 'collectif-d-habitants-du-square@demo.test', 'Collectif d’habitants du square', '35238'),
  ('00000000-0000-7001-8000-000000000102'::uuid, 'association-de-quartier-des-bords-de-vilaine@demo.test', 'Association de quartier des Bords de Vilaine', '35051'),
  ('00000000-0000-7001-8000-000000000103'::uuid, 'fatoumata@demo.test', 'Fatoumata', '35238'),
  ('00000000-0000-7001-8000-000000000104'::uuid, 'annick@demo.test', 'Annick', '35047'),
  ('00000000-0000-7001-8000-000000000105'::uuid, 'comite-des-fetes-du-bourg@demo.test', 'Comité des fêtes du bourg', '35066'),
  ('00000000-0000-7001-8000-000000000106'::uuid, 'relais-solidarite-sante@demo.test', 'Relais solidarité santé', '35055'),
  ('00000000-0000-7001-8000-000000000107'::uuid, 'maryvonne@demo.test', 'Maryvonne', '35120'),
  ('00000000-0000-7001-8000-000000000108'::uuid, 'maison-des-jeunes@demo.test', 'Maison des jeunes', '35238'),
  ('00000000-0000-7001-8000-000000000109'::uuid, 'gwenola@demo.test', 'Gwenola', '35001'),
  ('00000000-0000-7001-8000-000000000110'::uuid, 'espace-info-habitat-de-proximite@demo.test', 'Espace info habitat de proximité', '35210'),
  ('00000000-0000-7001-8000-000000000111'::uuid, 'ludotheque-associative@demo.test', 'Ludothèque associative', '35238'),
  ('00000000-0000-7001-8000-000000000112'::uuid, 'thomas@demo.test', 'Thomas', '35334'),
  ('00000000-0000-7001-8000-000000000113'::uuid, 'julien-et-aissata@demo.test', 'Julien et Aïssata', '35139'),
  ('00000000-0000-7001-8000-000000000114'::uuid, 'denis@demo.test', 'Denis', '35206'),
  ('00000000-0000-7001-8000-000000000115'::uuid, 'troupe-de-theatre-amateur@demo.test', 'Troupe de théâtre amateur', '35240'),
  ('00000000-0000-7001-8000-000000000116'::uuid, 'ines@demo.test', 'Inès', '35238'),
  ('00000000-0000-7001-8000-000000000117'::uuid, 'paul@demo.test', 'Paul', '35238'),
  ('00000000-0000-7001-8000-000000000118'::uuid, 'marion@demo.test', 'Marion', '35245'),
  ('00000000-0000-7001-8000-000000000119'::uuid, 'patrick@demo.test', 'Patrick', '35315'),
  ('00000000-0000-7001-8000-000000000120'::uuid, 'sebastien@demo.test', 'Sébastien', '35032'),
  ('00000000-0000-7001-8000-000000000121'::uuid, 'jeanne@demo.test', 'Jeanne', '35080'),
  ('00000000-0000-7001-8000-000000000122'::uuid, 'jardin-partage-de-la-croix@demo.test', 'Jardin partagé de la Croix', '35353'),
  ('00000000-0000-7001-8000-000000000123'::uuid, 'louise-et-bernard@demo.test', 'Louise et Bernard', '35208'),
  ('00000000-0000-7001-8000-000000000124'::uuid, 'kevin@demo.test', 'Kevin', '35238'),
  ('00000000-0000-7001-8000-000000000125'::uuid, 'odile@demo.test', 'Odile', '35216'),
  ('00000000-0000-7001-8000-000000000126'::uuid, 'chloe@demo.test', 'Chloé', '35189'),
  ('00000000-0000-7001-8000-000000000127'::uuid, 'association-les-doigts-verts@demo.test', 'Association Les Doigts verts', '35278'),
  ('00000000-0000-7001-8000-000000000128'::uuid, 'solene@demo.test', 'Solène', '35076'),
  ('00000000-0000-7001-8000-000000000129'::uuid, 'regis@demo.test', 'Régis', '35144'),
  ('00000000-0000-7001-8000-000000000130'::uuid, 'malik@demo.test', 'Malik', '35238'),
  ('00000000-0000-7001-8000-000000000131'::uuid, 'famille-le-goff@demo.test', 'Famille Le Goff', '35081'),
  ('00000000-0000-7001-8000-000000000132'::uuid, 'sonia@demo.test', 'Sonia', '35238'),
  ('00000000-0000-7001-8000-000000000133'::uuid, 'association-de-quartier@demo.test', 'Association de quartier', '35238'),
  ('00000000-0000-7001-8000-000000000134'::uuid, 'gilles@demo.test', 'Gilles', '35051'),
  ('00000000-0000-7001-8000-000000000135'::uuid, 'brigitte@demo.test', 'Brigitte', '35079'),
  ('00000000-0000-7001-8000-000000000136'::uuid, 'amina-et-tristan@demo.test', 'Amina et Tristan', '35238'),
  ('00000000-0000-7001-8000-000000000137'::uuid, 'cercle-du-bourg@demo.test', 'Cercle du bourg', '35088'),
  ('00000000-0000-7001-8000-000000000138'::uuid, 'rose@demo.test', 'Rose', '35022'),
  ('00000000-0000-7001-8000-000000000139'::uuid, 'reseau-d-entraide-scolaire@demo.test', 'Réseau d’entraide scolaire', '35266'),
  ('00000000-0000-7001-8000-000000000140'::uuid, 'jocelyne@demo.test', 'Jocelyne', '35204'),
  ('00000000-0000-7001-8000-000000000141'::uuid, 'maison-des-associations@demo.test', 'Maison des associations', '35363'),
  ('00000000-0000-7001-8000-000000000142'::uuid, 'fablab-de-quartier@demo.test', 'Fablab de quartier', '35238'),
  ('00000000-0000-7001-8000-000000000143'::uuid, 'helene-et-omar@demo.test', 'Hélène et Omar', '35131'),
  ('00000000-0000-7001-8000-000000000144'::uuid, 'centre-social@demo.test', 'Centre social', '35238'),
  ('00000000-0000-7001-8000-000000000145'::uuid, 'laurent@demo.test', 'Laurent', '35059'),
  ('00000000-0000-7001-8000-000000000146'::uuid, 'camille@demo.test', 'Camille', '35238'),
  ('00000000-0000-7001-8000-000000000147'::uuid, 'jardin-partage-du-vallon@demo.test', 'Jardin partagé du Vallon', '35039'),
  ('00000000-0000-7001-8000-000000000148'::uuid, 'nathalie@demo.test', 'Nathalie', '35275'),
  ('00000000-0000-7001-8000-000000000149'::uuid, 'collectif-fete-de-rue@demo.test', 'Collectif fête de rue', '35238'),
  ('00000000-0000-7001-8000-000000000150'::uuid, 'mohamed-et-lucie@demo.test', 'Mohamed et Lucie', '35250'),
  ('00000000-0000-7001-8000-000000000151'::uuid, 'association-d-accueil@demo.test', 'Association d’accueil', '35238'),
  ('00000000-0000-7001-8000-000000000152'::uuid, 'delphine@demo.test', 'Delphine', '35065'),
  ('00000000-0000-7001-8000-000000000153'::uuid, 'erwan@demo.test', 'Erwan', '35180'),
  ('00000000-0000-7001-8000-000000000154'::uuid, 'anais@demo.test', 'Anaïs', '35351'),
  ('00000000-0000-7001-8000-000000000155'::uuid, 'club-cyclotouriste@demo.test', 'Club cyclotouriste', '35058')
),
password as materialized (
  select extensions.crypt('passerelle-demo', extensions.gen_salt('bf', 10)) as hash
),
created as (
  insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
  select a.id, a.email, p.hash, now(), '{"provider": "email", "providers": ["email"]}',
    jsonb_build_object('display_name', a.display_name, 'commune_code', a.commune_code), now() - interval '200 days', now()
  from accounts a, password p
  returning id, email
)
insert into auth.identities (id, provider, provider_id, user_id, identity_data)
select gen_random_uuid(), 'email', id::text, id, jsonb_build_object('sub', id, 'email', email, 'email_verified', true)
from created;

update public.people set joined_at = now() - interval '200 days';
update public.people set about = 'J’habite Cleunay. Je prête volontiers mes outils, et j’aime montrer comment s’en servir.', languages = '{fr,en}' where id = '00000000-0000-7001-8000-000000000001';
update public.people set about = 'À Betton, un vélo pour tout. Je passe à Rennes presque chaque jour.', languages = '{fr}' where id = '00000000-0000-7001-8000-000000000002';
update public.people set about = 'À Saint-Jacques-de-la-Lande depuis dix ans, entre couture et jardin.', languages = '{fr,br}' where id = '00000000-0000-7001-8000-000000000003';
update public.people set about = 'Compte de la modération.', languages = '{fr,en}' where id = '00000000-0000-7001-8000-000000000004';
update public.people set about = 'Je tiens le relais du quartier et j’aide celles et ceux qui ne sont pas en ligne.', languages = '{fr}' where id = '00000000-0000-7001-8000-000000000005';

-- Invented addresses; the telephone numbers are of the range kept for fiction.
update private.person_details d set address = h.address, phone = h.phone, lat = h.lat, lon = h.lon
from (values
  ('00000000-0000-7001-8000-000000000001'::uuid, '34 rue de la Passerelle, 35000 Rennes', '06 39 98 00 00', 48.10776, -1.67881),
  ('00000000-0000-7001-8000-000000000002'::uuid, '33 rue du Lavoir, 35830 Betton', '06 39 98 00 01', 48.18045, -1.63212),
  ('00000000-0000-7001-8000-000000000003'::uuid, '6 place du Marché, 35136 Saint-Jacques-de-la-Lande', '06 39 98 00 02', 48.07064, -1.71573),
  ('00000000-0000-7001-8000-000000000004'::uuid, '13 allée des Tilleuls, 35000 Rennes', '06 39 98 00 03', 48.11184, -1.66070),
  ('00000000-0000-7001-8000-000000000005'::uuid, '25 rue des Écluses, 35000 Rennes', '06 39 98 00 04', 48.11179, -1.66500),
  ('00000000-0000-7001-8000-000000000101'::uuid, '42 impasse du Verger, 35000 Rennes', '06 39 98 00 05', 48.11262, -1.66458),
  ('00000000-0000-7001-8000-000000000102'::uuid, '46 rue du Four à pain, 35510 Cesson-Sévigné', '06 39 98 00 06', 48.10788, -1.58948),
  ('00000000-0000-7001-8000-000000000103'::uuid, '31 avenue des Peupliers, 35000 Rennes', '06 39 98 00 07', 48.11603, -1.65538),
  ('00000000-0000-7001-8000-000000000104'::uuid, '6 rue de la Passerelle, 35170 Bruz', '06 39 98 00 08', 48.03596, -1.74395),
  ('00000000-0000-7001-8000-000000000105'::uuid, '3 rue du Lavoir, 35131 Chartres-de-Bretagne', '06 39 98 00 09', 48.03818, -1.70236),
  ('00000000-0000-7001-8000-000000000106'::uuid, '53 place du Marché, 35135 Chantepie', '06 39 98 00 10', 48.07511, -1.58706),
  ('00000000-0000-7001-8000-000000000107'::uuid, '46 allée des Tilleuls, 35850 Gévezé', '06 39 98 00 11', 48.20399, -1.79287),
  ('00000000-0000-7001-8000-000000000108'::uuid, '11 rue des Écluses, 35000 Rennes', '06 39 98 00 12', 48.11369, -1.65851),
  ('00000000-0000-7001-8000-000000000109'::uuid, '19 impasse du Verger, 35690 Acigné', '06 39 98 00 13', 48.14334, -1.52387),
  ('00000000-0000-7001-8000-000000000110'::uuid, '54 rue du Four à pain, 35740 Pacé', '06 39 98 00 14', 48.14517, -1.77642),
  ('00000000-0000-7001-8000-000000000111'::uuid, '29 avenue des Peupliers, 35000 Rennes', '06 39 98 00 15', 48.10981, -1.67821),
  ('00000000-0000-7001-8000-000000000112'::uuid, '19 rue de la Passerelle, 35235 Thorigné-Fouillard', '06 39 98 00 16', 48.15382, -1.58250),
  ('00000000-0000-7001-8000-000000000113'::uuid, '23 rue du Lavoir, 35890 Laillé', '06 39 98 00 17', 47.96009, -1.70835),
  ('00000000-0000-7001-8000-000000000114'::uuid, '25 place du Marché, 35230 Noyal-Châtillon-sur-Seiche', '06 39 98 00 18', 48.05110, -1.66861),
  ('00000000-0000-7001-8000-000000000115'::uuid, '7 allée des Tilleuls, 35650 Le Rheu', '06 39 98 00 19', 48.09564, -1.78584),
  ('00000000-0000-7001-8000-000000000116'::uuid, '29 rue des Écluses, 35000 Rennes', '06 39 98 00 20', 48.10669, -1.68202),
  ('00000000-0000-7001-8000-000000000117'::uuid, '6 impasse du Verger, 35000 Rennes', '06 39 98 00 21', 48.12056, -1.67360),
  ('00000000-0000-7001-8000-000000000118'::uuid, '9 rue du Four à pain, 35850 Romillé', '06 39 98 00 22', 48.21744, -1.87888),
  ('00000000-0000-7001-8000-000000000119'::uuid, '39 avenue des Peupliers, 35250 Saint-Sulpice-la-Forêt', '06 39 98 00 23', 48.20657, -1.57582),
  ('00000000-0000-7001-8000-000000000120'::uuid, '30 rue de la Passerelle, 35230 Bourgbarré', '06 39 98 00 24', 47.98828, -1.61876),
  ('00000000-0000-7001-8000-000000000121'::uuid, '42 rue du Lavoir, 35310 Cintré', '06 39 98 00 25', 48.11080, -1.89686),
  ('00000000-0000-7001-8000-000000000122'::uuid, '39 place du Marché, 35132 Vezin-le-Coquet', '06 39 98 00 26', 48.12034, -1.74876),
  ('00000000-0000-7001-8000-000000000123'::uuid, '48 allée des Tilleuls, 35230 Orgères', '06 39 98 00 27', 47.98620, -1.66345),
  ('00000000-0000-7001-8000-000000000124'::uuid, '24 rue des Écluses, 35000 Rennes', '06 39 98 00 28', 48.10321, -1.66850),
  ('00000000-0000-7001-8000-000000000125'::uuid, '19 impasse du Verger, 35850 Parthenay-de-Bretagne', '06 39 98 00 29', 48.18783, -1.83349),
  ('00000000-0000-7001-8000-000000000126'::uuid, '37 rue du Four à pain, 35760 Montgermont', '06 39 98 00 30', 48.15169, -1.71459),
  ('00000000-0000-7001-8000-000000000127'::uuid, '43 avenue des Peupliers, 35760 Saint-Grégoire', '06 39 98 00 31', 48.15614, -1.67850),
  ('00000000-0000-7001-8000-000000000128'::uuid, '51 rue de la Passerelle, 35310 Chavagne', '06 39 98 00 32', 48.05707, -1.79043),
  ('00000000-0000-7001-8000-000000000129'::uuid, '29 rue du Lavoir, 35850 Langan', '06 39 98 00 33', 48.24302, -1.84502),
  ('00000000-0000-7001-8000-000000000130'::uuid, '2 place du Marché, 35000 Rennes', '06 39 98 00 34', 48.10399, -1.66798),
  ('00000000-0000-7001-8000-000000000131'::uuid, '61 allée des Tilleuls, 35590 Clayes', '06 39 98 00 35', 48.18056, -1.85455),
  ('00000000-0000-7001-8000-000000000132'::uuid, '37 rue des Écluses, 35000 Rennes', '06 39 98 00 36', 48.12192, -1.67247),
  ('00000000-0000-7001-8000-000000000133'::uuid, '60 impasse du Verger, 35000 Rennes', '06 39 98 00 37', 48.10521, -1.65620),
  ('00000000-0000-7001-8000-000000000134'::uuid, '31 rue du Four à pain, 35510 Cesson-Sévigné', '06 39 98 00 38', 48.11689, -1.60191),
  ('00000000-0000-7001-8000-000000000135'::uuid, '32 avenue des Peupliers, 35250 Chevaigné', '06 39 98 00 39', 48.22623, -1.64174),
  ('00000000-0000-7001-8000-000000000136'::uuid, '32 rue de la Passerelle, 35000 Rennes', '06 39 98 00 40', 48.10788, -1.65329),
  ('00000000-0000-7001-8000-000000000137'::uuid, '37 rue du Lavoir, 35150 Corps-Nuds', '06 39 98 00 41', 47.97876, -1.56897),
  ('00000000-0000-7001-8000-000000000138'::uuid, '22 place du Marché, 35190 Bécherel', '06 39 98 00 42', 48.29569, -1.94173),
  ('00000000-0000-7001-8000-000000000139'::uuid, '54 allée des Tilleuls, 35230 Saint-Erblon', '06 39 98 00 43', 48.01212, -1.64324),
  ('00000000-0000-7001-8000-000000000140'::uuid, '22 rue des Écluses, 35410 Nouvoitou', '06 39 98 00 44', 48.03578, -1.54848),
  ('00000000-0000-7001-8000-000000000141'::uuid, '41 impasse du Verger, 35131 Pont-Péan', '06 39 98 00 45', 48.01179, -1.69260),
  ('00000000-0000-7001-8000-000000000142'::uuid, '35 rue du Four à pain, 35000 Rennes', '06 39 98 00 46', 48.10600, -1.66597),
  ('00000000-0000-7001-8000-000000000143'::uuid, '38 avenue des Peupliers, 35590 L''Hermitage', '06 39 98 00 47', 48.12372, -1.81744),
  ('00000000-0000-7001-8000-000000000144'::uuid, '56 rue de la Passerelle, 35000 Rennes', '06 39 98 00 48', 48.10195, -1.68179),
  ('00000000-0000-7001-8000-000000000145'::uuid, '9 rue du Lavoir, 35520 La Chapelle-des-Fougeretz', '06 39 98 00 49', 48.18500, -1.74161),
  ('00000000-0000-7001-8000-000000000146'::uuid, '20 place du Marché, 35000 Rennes', '06 39 98 00 50', 48.10503, -1.66471),
  ('00000000-0000-7001-8000-000000000147'::uuid, '52 allée des Tilleuls, 35530 Brécé', '06 39 98 00 51', 48.11067, -1.49018),
  ('00000000-0000-7001-8000-000000000148'::uuid, '38 rue des Écluses, 35590 Saint-Gilles', '06 39 98 00 52', 48.15506, -1.85814),
  ('00000000-0000-7001-8000-000000000149'::uuid, '57 impasse du Verger, 35000 Rennes', '06 39 98 00 53', 48.11361, -1.68454),
  ('00000000-0000-7001-8000-000000000150'::uuid, '6 rue du Four à pain, 35230 Saint-Armel', '06 39 98 00 54', 48.01208, -1.59009),
  ('00000000-0000-7001-8000-000000000151'::uuid, '11 avenue des Peupliers, 35000 Rennes', '06 39 98 00 55', 48.10649, -1.68375),
  ('00000000-0000-7001-8000-000000000152'::uuid, '37 rue de la Passerelle, 35590 La Chapelle-Thouarault', '06 39 98 00 56', 48.12201, -1.86401),
  ('00000000-0000-7001-8000-000000000153'::uuid, '30 rue du Lavoir, 35190 Miniac-sous-Bécherel', '06 39 98 00 57', 48.28282, -1.91950),
  ('00000000-0000-7001-8000-000000000154'::uuid, '47 place du Marché, 35160 Le Verger', '06 39 98 00 58', 48.06824, -1.94473),
  ('00000000-0000-7001-8000-000000000155'::uuid, '21 allée des Tilleuls, 35630 La Chapelle-Chaussée', '06 39 98 00 59', 48.27381, -1.85771)
) as h (id, address, phone, lat, lon)
where d.person_id = h.id;

insert into public.handover_windows (id, person_id, weekday, from_time, until_time, note, automatic) values
  ('00000000-0000-7003-8000-000000000001', '00000000-0000-7001-8000-000000000001', 3, '18:00', '19:30', 'Sonnez deux fois.', false),
  ('00000000-0000-7003-8000-000000000002', '00000000-0000-7001-8000-000000000001', 6, '10:00', '12:00', '', false),
  ('00000000-0000-7003-8000-000000000003', '00000000-0000-7001-8000-000000000002', 2, '17:30', '19:00', '', false),
  ('00000000-0000-7003-8000-000000000004', '00000000-0000-7001-8000-000000000002', 6, '14:00', '16:00', 'À l’atelier, au fond de la cour.', false),
  ('00000000-0000-7003-8000-000000000005', '00000000-0000-7001-8000-000000000003', 6, '09:00', '12:00', '', false);

insert into public.listings
  (id, owner_id, kind, title, description, category_slug, condition, max_days, instant, deposit_note, commune_code, status, published_at, created_at)
values
  ('00000000-0000-7000-8000-000000000001', '00000000-0000-7001-8000-000000000001', 'loan', 'Perceuse à percussion avec coffret de forets', 'Perceuse filaire 750 W, forets béton, bois et métal. Idéale pour fixer une étagère ou une tringle. Je peux vous montrer comment régler la percussion en cinq minutes sur le palier.', 'outils-electroportatifs', 'good', 5, false, 'Chèque de caution de 30 €, rendu au retour.', '35238', 'published', now() - interval '8 hours', now() - interval '9 hours'),
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7001-8000-000000000002', 'loan', 'Broyeur de végétaux électrique', 'Accepte les branches jusqu’à 4 cm. À partager entre voisins pour faire du paillage plutôt que d’aller en déchèterie. Lunettes et gants fournis ; il tient dans un coffre de petite voiture.', 'machines-jardin', 'good', 3, false, 'Chèque de caution de 100 €, rendu au retour.', '35024', 'published', now() - interval '15 hours', now() - interval '16 hours'),
  ('00000000-0000-7000-8000-000000000003', '00000000-0000-7001-8000-000000000101', 'loan', 'Deux appareils à raclette pour 12 personnes', 'Deux appareils 6 poêlons avec rallonge. Merci de rendre les poêlons lavés. Parfait pour une soirée d’immeuble ou d’association.', 'grandes-tablees', 'good', 4, false, '', '35238', 'published', now() - interval '22 hours', now() - interval '23 hours'),
  ('00000000-0000-7000-8000-000000000004', '00000000-0000-7001-8000-000000000003', 'loan', 'Remorque vélo pour deux enfants ou un gros chargement', 'S’attache sur la plupart des vélos (attache fournie). Pratique pour les courses, le compost ou un petit déménagement. Un petit essai ensemble avant le départ.', 'velos-cargo-remorques', 'good', 7, false, 'Chèque de caution de 80 €, rendu au retour.', '35281', 'published', now() - interval '29 hours', now() - interval '30 hours'),
  ('00000000-0000-7000-8000-000000000005', '00000000-0000-7001-8000-000000000102', 'loan', 'Vidéoprojecteur et écran sur pied', 'Full HD, entrées HDMI et USB. Écran de 2 m. Prêté aux associations et aux fêtes de quartier, y compris en soirée.', 'videoprojecteur', 'good', 3, false, 'Chèque de caution de 150 €, rendu au retour.', '35051', 'published', now() - interval '36 hours', now() - interval '37 hours'),
  ('00000000-0000-7000-8000-000000000006', '00000000-0000-7001-8000-000000000001', 'loan', 'Escabeau 7 marches et petite échelle', 'Escabeau aluminium, hauteur plateforme 1,60 m. À venir chercher à pied ou en voiture break. Charge maximale 150 kg.', 'echelles-acces', 'good', 4, false, '', '35352', 'published', now() - interval '43 hours', now() - interval '44 hours'),
  ('00000000-0000-7000-8000-000000000007', '00000000-0000-7001-8000-000000000002', 'loan', 'Tente trois places et deux matelas', 'Montée trois fois, dans son sac. Tutoriel de pliage imprimé et glissé dans la housse, pour ne plus jamais s’énerver au moment de partir.', 'camping-rando', 'good', 10, false, 'Chèque de caution de 50 €, rendu au retour.', '35196', 'published', now() - interval '50 hours', now() - interval '51 hours'),
  ('00000000-0000-7000-8000-000000000008', '00000000-0000-7001-8000-000000000103', 'loan', 'Machine à coudre mécanique', 'Machine simple, robuste, avec canettes et notice en français et en arabe. Convient bien pour les ourlets. Je suis disponible pour une première prise en main le samedi.', 'couture', 'good', 7, false, 'Chèque de caution de 40 €, rendu au retour.', '35238', 'published', now() - interval '57 hours', now() - interval '58 hours'),
  ('00000000-0000-7000-8000-000000000009', '00000000-0000-7001-8000-000000000104', 'loan', 'Lit parapluie et chaise haute pliante', 'Pour recevoir un petit-enfant ou des amis de passage. Drap housse propre fourni. Lavage à 60° entre chaque prêt.', 'puericulture', 'good', 7, false, 'Chèque de caution de 20 €, rendu au retour.', '35047', 'published', now() - interval '64 hours', now() - interval '65 hours'),
  ('00000000-0000-7000-8000-000000000010', '00000000-0000-7001-8000-000000000105', 'loan', 'Lot de jeux d’adresse en bois', 'Palets sur planche, galoche, mölkky et passe-trappe. Chaque jeu a sa règle écrite en gros caractères et en pictogrammes.', 'jeux-exterieur', 'good', 5, true, 'Chèque de caution de 60 €, rendu au retour.', '35066', 'published', now() - interval '71 hours', now() - interval '72 hours'),
  ('00000000-0000-7000-8000-000000000011', '00000000-0000-7001-8000-000000000106', 'loan', 'Fauteuil roulant manuel pliant', 'Assise de 45 cm, repose-pieds réglables. Prêt gratuit pour une convalescence, une visite familiale ou une sortie. Contrôlé par une personne bénévole formée.', 'aides-techniques', 'good', 30, false, '', '35055', 'published', now() - interval '78 hours', now() - interval '79 hours'),
  ('00000000-0000-7000-8000-000000000012', '00000000-0000-7001-8000-000000000107', 'loan', 'Stérilisateur à bocaux et pince', 'Cuve de 27 litres pour 7 à 10 bocaux. Prêté avec un livret de recettes et les temps de chauffe à respecter.', 'conserves-fermentation', 'good', 6, false, 'Chèque de caution de 20 €, rendu au retour.', '35120', 'published', now() - interval '85 hours', now() - interval '86 hours'),
  ('00000000-0000-7000-8000-000000000013', '00000000-0000-7001-8000-000000000108', 'loan', 'Enceinte sur batterie avec micro sans fil', 'Autonomie de 8 heures, pour une assemblée générale en extérieur ou une fête des voisins. Merci de respecter le sommeil du quartier après 22 h.', 'sono-enceinte', 'good', 2, true, 'Chèque de caution de 100 €, rendu au retour.', '35238', 'published', now() - interval '92 hours', now() - interval '93 hours'),
  ('00000000-0000-7000-8000-000000000014', '00000000-0000-7001-8000-000000000109', 'loan', 'Grelinette et semoir à main', 'Pour préparer un potager sans retourner la terre. Je préfère un prêt d’un week-end, hors des grandes périodes de semis.', 'outils-jardin', 'good', 3, false, '', '35001', 'published', now() - interval '99 hours', now() - interval '100 hours'),
  ('00000000-0000-7000-8000-000000000015', '00000000-0000-7001-8000-000000000110', 'loan', 'Caméra thermique pour traquer les fuites d’air', 'Boîtier simple à utiliser, photos récupérables sur clé USB. À emprunter par temps froid, de préférence tôt le matin. Mode d’emploi d’une page fourni.', 'mesure-detection', 'good', 4, false, 'Chèque de caution de 150 €, rendu au retour.', '35210', 'published', now() - interval '106 hours', now() - interval '107 hours'),
  ('00000000-0000-7000-8000-000000000016', '00000000-0000-7001-8000-000000000111', 'loan', 'Malle de jeux coopératifs', 'Douze jeux où l’on gagne ensemble, à partir de 4 ans, dont trois sans lecture. Pièces comptées avec vous à l’aller et au retour.', 'jeux-societe', 'good', 14, false, '', '35238', 'published', now() - interval '113 hours', now() - interval '114 hours'),
  ('00000000-0000-7000-8000-000000000017', '00000000-0000-7001-8000-000000000112', 'loan', 'Guitare classique trois-quarts', 'Pour un enfant de 8 à 11 ans qui veut essayer avant de s’inscrire. Accordeur à pince inclus. Prêt d’un mois renouvelable.', 'instruments', 'good', 30, false, 'Chèque de caution de 40 €, rendu au retour.', '35334', 'published', now() - interval '120 hours', now() - interval '121 hours'),
  ('00000000-0000-7000-8000-000000000018', '00000000-0000-7001-8000-000000000113', 'loan', 'Kayak gonflable deux places', 'Avec pagaies, gilets et pompe. Réservé aux personnes sachant nager. Séchage complet demandé avant le retour.', 'nautique', 'good', 3, false, 'Chèque de caution de 120 €, rendu au retour.', '35139', 'published', now() - interval '127 hours', now() - interval '128 hours'),
  ('00000000-0000-7000-8000-000000000019', '00000000-0000-7001-8000-000000000114', 'loan', 'Coffre de toit 400 litres avec barres réglables', 'Barres adaptables sur la plupart des voitures à gouttière ou à barres longitudinales. Montage à deux en vingt minutes, je vous aide volontiers.', 'remorques-utilitaires', 'good', 15, false, 'Chèque de caution de 100 €, rendu au retour.', '35206', 'published', now() - interval '134 hours', now() - interval '135 hours'),
  ('00000000-0000-7000-8000-000000000020', '00000000-0000-7001-8000-000000000115', 'loan', 'Six projecteurs LED et un pied', 'Pour un spectacle d’école ou un concert acoustique. Console simplifiée fournie. Transport dans une caisse à roulettes.', 'scene-eclairage', 'good', 4, false, 'Chèque de caution de 150 €, rendu au retour.', '35240', 'published', now() - interval '141 hours', now() - interval '142 hours'),
  ('00000000-0000-7000-8000-000000000021', '00000000-0000-7001-8000-000000000116', 'gift', 'Commode en pin trois tiroirs', 'À récupérer au deuxième étage sans ascenseur ; je peux aider à la descendre le soir. Quelques rayures sur le dessus, tiroirs qui coulissent bien.', 'meubles', 'worn', 14, false, '', '35238', 'published', now() - interval '148 hours', now() - interval '149 hours'),
  ('00000000-0000-7000-8000-000000000022', '00000000-0000-7001-8000-000000000117', 'gift', 'Carton de romans et de bandes dessinées', 'Une trentaine de livres : polars, romans jeunesse, deux mangas. À prendre en une fois ou à déposer ensemble dans la boîte à livres.', 'livres', 'good', 14, false, '', '35238', 'published', now() - interval '155 hours', now() - interval '156 hours'),
  ('00000000-0000-7000-8000-000000000023', '00000000-0000-7001-8000-000000000118', 'gift', 'Lot de vêtements 6-8 ans', 'Pantalons, pulls et un manteau imperméable, lavés et repassés. À donner de préférence à une famille qui en a besoin tout de suite.', 'vetements-enfant', 'good', 14, false, '', '35245', 'published', now() - interval '162 hours', now() - interval '163 hours'),
  ('00000000-0000-7000-8000-000000000024', '00000000-0000-7001-8000-000000000119', 'gift', 'Plants de tomates et boutures de groseillier', 'Semis faits maison sans traitement, trois variétés anciennes. Merci de rapporter les godets vides.', 'plants-graines', 'new', 14, false, '', '35315', 'published', now() - interval '169 hours', now() - interval '170 hours'),
  ('00000000-0000-7000-8000-000000000025', '00000000-0000-7001-8000-000000000120', 'gift', 'Chutes de parquet et plinthes en chêne', 'Environ 2 m² de lames, idéal pour une étagère ou une caisse. Clous à retirer. Stocké au sec dans un garage de plain-pied.', 'materiaux-reemploi', 'worn', 14, false, '', '35032', 'published', now() - interval '176 hours', now() - interval '177 hours'),
  ('00000000-0000-7000-8000-000000000026', '00000000-0000-7001-8000-000000000121', 'gift', 'Service de vaisselle dépareillé', 'Assiettes, bols et verres, de quoi équiper un premier logement. Emballé dans du papier journal, prêt à partir.', 'vaisselle-ustensiles', 'good', 14, false, '', '35080', 'published', now() - interval '183 hours', now() - interval '184 hours'),
  ('00000000-0000-7000-8000-000000000027', '00000000-0000-7001-8000-000000000122', 'gift', 'Broyat de haies à volonté', 'Tas d’environ 1 m³ issu de la taille du printemps. Accessible par le chemin, apportez sacs et fourche. Utile pour équilibrer un composteur partagé.', 'compost-broyat', 'new', 14, false, '', '35353', 'published', now() - interval '190 hours', now() - interval '191 hours'),
  ('00000000-0000-7000-8000-000000000028', '00000000-0000-7001-8000-000000000123', 'gift', 'Surplus de courgettes et de pommes', 'Panier à composer soi-même devant le portail, le mercredi et le samedi. Servez-vous selon votre faim, pas selon votre congélateur.', 'recoltes', 'new', 14, false, '', '35208', 'published', now() - interval '197 hours', now() - interval '198 hours'),
  ('00000000-0000-7000-8000-000000000029', '00000000-0000-7001-8000-000000000124', 'gift', 'Écran 22 pouces avec câble', 'Fonctionne parfaitement, remplacé après un changement de poste. Prise VGA et DVI uniquement.', 'ordinateur', 'good', 14, false, '', '35238', 'published', now() - interval '204 hours', now() - interval '205 hours'),
  ('00000000-0000-7000-8000-000000000030', '00000000-0000-7001-8000-000000000125', 'gift', 'Couvertures et draps plats', 'Une dizaine de pièces en coton, lavées. Peuvent servir à une personne ou à un refuge animalier.', 'linge-maison', 'good', 14, false, '', '35216', 'published', now() - interval '211 hours', now() - interval '212 hours'),
  ('00000000-0000-7000-8000-000000000031', '00000000-0000-7001-8000-000000000126', 'gift', 'Cartable, trousse et calculatrice de collège', 'Cartable solide, quelques marques au feutre. Calculatrice avec piles neuves. Envie de faire plaisir avant la rentrée.', 'scolaire', 'good', 14, false, '', '35189', 'published', now() - interval '218 hours', now() - interval '219 hours'),
  ('00000000-0000-7000-8000-000000000032', '00000000-0000-7001-8000-000000000127', 'gift', 'Sac de laine et de tissus à motifs', 'Pelotes entamées, coupons de 30 à 80 cm, boutons en vrac. Parfait pour un atelier couture ou une classe.', 'tissus-laine', 'good', 14, false, '', '35278', 'published', now() - interval '225 hours', now() - interval '226 hours'),
  ('00000000-0000-7000-8000-000000000033', '00000000-0000-7001-8000-000000000128', 'gift', 'Puzzle 1000 pièces contre un jeu de cartes', 'Complet, vérifié pièce par pièce. J’échange contre un jeu familial rapide, ou contre un autre puzzle.

Échange souhaité contre : jeu de société.', 'jeux-societe', 'good', 14, false, '', '35076', 'published', now() - interval '232 hours', now() - interval '233 hours'),
  ('00000000-0000-7000-8000-000000000034', '00000000-0000-7001-8000-000000000129', 'gift', 'Échange de graines et de greffons', 'Haricots à rames, courges, fleurs mellifères. J’aimerais des graines de tomates résistantes au mildiou. Échange à pied dans le bourg.

Échange souhaité contre : graines de tomates.', 'plants-graines', 'new', 14, false, '', '35144', 'published', now() - interval '239 hours', now() - interval '240 hours'),
  ('00000000-0000-7000-8000-000000000035', '00000000-0000-7001-8000-000000000130', 'gift', 'Chaussures de randonnée 38 contre 40', 'Portées deux fois, mauvais choix de pointure. Semelle intacte. Échange sur la place du marché.

Échange souhaité contre : chaussures de randonnée 40.', 'chaussures', 'good', 14, false, '', '35238', 'published', now() - interval '246 hours', now() - interval '247 hours'),
  ('00000000-0000-7000-8000-000000000036', '00000000-0000-7001-8000-000000000131', 'gift', 'Une dizaine de vinyles contre des contes audio', 'Chanson française et jazz, pochettes correctes. Je cherche des contes à écouter en voiture avec deux enfants.

Échange souhaité contre : contes audio.', 'disques-films', 'worn', 14, false, '', '35081', 'published', now() - interval '253 hours', now() - interval '254 hours'),
  ('00000000-0000-7000-8000-000000000037', '00000000-0000-7001-8000-000000000132', 'service', 'Aide pour les démarches en ligne et la messagerie', 'Sur rendez-vous à la bibliothèque : déclaration, espace santé, pièces jointes, mots de passe. On prend le temps et on note ensemble la procédure sur papier.

Prévoir environ 1 h.', 'informatique-demarches', null, 1, false, '', '35238', 'published', now() - interval '260 hours', now() - interval '261 hours'),
  ('00000000-0000-7000-8000-000000000038', '00000000-0000-7001-8000-000000000133', 'service', 'Conversation en français pour débutants', 'Groupe de six personnes, le jeudi à 18 h. On parle de la vie quotidienne, avec des images et beaucoup d’humour. Débuter est bienvenu, arriver en retard aussi.

Prévoir environ 1 h 30.', 'langues', null, 1, false, '', '35238', 'published', now() - interval '267 hours', now() - interval '268 hours'),
  ('00000000-0000-7000-8000-000000000039', '00000000-0000-7001-8000-000000000134', 'service', 'Je répare les petits appareils électriques', 'Grille-pain, lampe, aspirateur : diagnostic et réparation avec vous, pas à votre place. Pièces à votre charge si besoin, conseil pour les trouver d’occasion.

Prévoir environ 1 h.', 'reparation', null, 1, false, '', '35051', 'published', now() - interval '274 hours', now() - interval '275 hours'),
  ('00000000-0000-7000-8000-000000000040', '00000000-0000-7001-8000-000000000135', 'service', 'Taille des fruitiers et soins du compost', 'Je vous montre les bons gestes dans votre jardin, en une heure. On repart avec un carnet de trois pages. Débutants acceptés, chats aussi.

Prévoir environ 1 h.', 'jardinage-savoir', null, 1, false, '', '35079', 'published', now() - interval '281 hours', now() - interval '282 hours'),
  ('00000000-0000-7000-8000-000000000041', '00000000-0000-7001-8000-000000000136', 'service', 'Atelier pain au levain et cuisine du placard', 'On cuisine ensemble à partir de ce que chacun apporte. Recettes végétariennes, certaines sans gluten. Cuisine accessible de plain-pied.

Prévoir environ 3 h.', 'cuisine-savoir', null, 1, false, '', '35238', 'published', now() - interval '288 hours', now() - interval '289 hours'),
  ('00000000-0000-7000-8000-000000000042', '00000000-0000-7001-8000-000000000137', 'service', 'Initiation à la danse bretonne et à l’accordéon', 'Pour une veillée ou un groupe de collègues. On apprend trois danses et on rit à la quatrième. Aucun niveau requis.

Prévoir environ 1 h 30.', 'arts-musique', null, 1, false, '', '35088', 'published', now() - interval '295 hours', now() - interval '296 hours'),
  ('00000000-0000-7000-8000-000000000043', '00000000-0000-7001-8000-000000000138', 'service', 'Reprise de couture et réparation textile', 'Ourlets, fermetures éclair, pièces aux genoux. On fait avec vous pour que vous sachiez refaire. Machine prêtée sur place.

Prévoir environ 1 h 30.', 'bricolage-savoir', null, 1, false, '', '35022', 'published', now() - interval '302 hours', now() - interval '303 hours'),
  ('00000000-0000-7000-8000-000000000044', '00000000-0000-7001-8000-000000000139', 'service', 'Aide aux devoirs collège en maths et sciences', 'Deux créneaux par semaine à la salle communale, en petit groupe. Gratuit, sans jugement, dans une ambiance calme.

Prévoir environ 1 h.', 'scolarite-orientation', null, 1, false, '', '35266', 'published', now() - interval '309 hours', now() - interval '310 hours'),
  ('00000000-0000-7000-8000-000000000045', '00000000-0000-7001-8000-000000000140', 'service', 'Visite et lecture du journal aux aînés', 'Je passe le mardi après-midi chez les personnes qui le souhaitent, pour lire, jouer aux cartes ou simplement bavarder.

Prévoir environ 1 h.', 'presence-voisinage', null, 1, false, '', '35204', 'published', now() - interval '316 hours', now() - interval '317 hours'),
  ('00000000-0000-7000-8000-000000000046', '00000000-0000-7001-8000-000000000141', 'space', 'Salle de 20 places pour réunion associative', 'Tables, chaises, paperboard, cuisine au bout du couloir. Entrée de plain-pied, toilettes accessibles. À réserver deux semaines avant.

Jusqu’à 20 personnes. Accessible en fauteuil roulant.', 'salles-reunion', null, 1, false, '', '35363', 'published', now() - interval '323 hours', now() - interval '324 hours'),
  ('00000000-0000-7000-8000-000000000047', '00000000-0000-7001-8000-000000000142', 'space', 'Établi et perceuse à colonne le dimanche', 'Atelier bois et métal équipé, encadrement par une personne bénévole. Adhésion libre, consignes de sécurité obligatoires.

Jusqu’à 6 personnes. Accessible en fauteuil roulant.', 'ateliers', null, 1, false, '', '35238', 'published', now() - interval '330 hours', now() - interval '331 hours'),
  ('00000000-0000-7000-8000-000000000048', '00000000-0000-7001-8000-000000000143', 'space', 'Coin de potager à cultiver ensemble', 'Grand jardin où une parcelle de 30 m² attend des mains. On partage la récolte, l’arrosage et les apéros du soir.

Jusqu’à 3 personnes. L’accès n’est pas possible en fauteuil roulant.', 'jardins-parcelles', null, 1, false, '', '35131', 'published', now() - interval '337 hours', now() - interval '338 hours'),
  ('00000000-0000-7000-8000-000000000049', '00000000-0000-7001-8000-000000000144', 'space', 'Cuisine collective pour préparer un repas de quartier', 'Plaques, four, réfrigérateur, plonge. Possibilité de cuisiner pour cinquante personnes. Charte anti-gaspillage à lire avant.

Jusqu’à 12 personnes. Accessible en fauteuil roulant.', 'cuisines-partagees', null, 1, false, '', '35238', 'published', now() - interval '344 hours', now() - interval '345 hours'),
  ('00000000-0000-7000-8000-000000000050', '00000000-0000-7001-8000-000000000145', 'space', 'Place couverte pour un vélo cargo', 'Garage fermé avec prise électrique pour recharger. Accès par code, sept jours sur sept. Convient aussi à une poussette double.

Jusqu’à 2 personnes. Accessible en fauteuil roulant.', 'stockage-stationnement', null, 1, false, '', '35059', 'published', now() - interval '351 hours', now() - interval '352 hours'),
  ('00000000-0000-7000-8000-000000000051', '00000000-0000-7001-8000-000000000146', 'wanted', 'Besoin de quatre bras pour porter un canapé', 'Un samedi matin, du rez-de-chaussée au camion, cinq minutes de portage. Je fournis les gants, le café et les gâteaux.', 'gros-bras', null, 14, false, '', '35238', 'published', now() - interval '358 hours', now() - interval '359 hours'),
  ('00000000-0000-7000-8000-000000000052', '00000000-0000-7001-8000-000000000147', 'wanted', 'Cherche un motoculteur pour une demi-journée', 'Pour préparer un jardin partagé de 60 m². Je transporte et je rends nettoyé, plein de carburant.', 'machines-jardin', null, 14, false, '', '35039', 'published', now() - interval '365 hours', now() - interval '366 hours'),
  ('00000000-0000-7000-8000-000000000053', '00000000-0000-7001-8000-000000000148', 'wanted', 'Recherche un déambulateur à quatre roues', 'Pour ma mère, le temps de sa rééducation, environ deux mois. Merci de préciser la hauteur réglable.', 'aides-techniques', null, 14, false, '', '35275', 'published', now() - interval '372 hours', now() - interval '373 hours'),
  ('00000000-0000-7000-8000-000000000054', '00000000-0000-7001-8000-000000000149', 'wanted', 'Recherche de la vaisselle réutilisable pour 80 personnes', 'Fête de quartier sans vaisselle jetable. Assiettes, gobelets et couverts lavés et rendus sous 48 heures.', 'grandes-tablees', null, 14, false, '', '35238', 'published', now() - interval '379 hours', now() - interval '380 hours'),
  ('00000000-0000-7000-8000-000000000055', '00000000-0000-7001-8000-000000000150', 'wanted', 'Cherche un porte-bébé pour un mois', 'Essai avant d’acheter. Bébé de 5 kg. Je lave et je rends dans un sac propre.', 'puericulture', null, 14, false, '', '35250', 'published', now() - interval '386 hours', now() - interval '387 hours'),
  ('00000000-0000-7000-8000-000000000056', '00000000-0000-7001-8000-000000000151', 'wanted', 'Cherche une personne qui parle ukrainien', 'Pour accompagner un rendez-vous médical, avec l’accord de la personne concernée. Une heure, déplacement pris en charge.', 'langues', null, 14, false, '', '35238', 'published', now() - interval '393 hours', now() - interval '394 hours'),
  ('00000000-0000-7000-8000-000000000057', '00000000-0000-7001-8000-000000000152', 'service', 'Covoiturage quotidien vers Rennes gare', 'Départ 7 h 45, retour 17 h 45, du lundi au jeudi. Trois places, partage des frais au réel. Silence ou bavardage au choix.

Trajet régulier : lundi au jeudi. 3 places.', 'covoiturage', null, 1, false, '', '35065', 'published', now() - interval '400 hours', now() - interval '401 hours'),
  ('00000000-0000-7000-8000-000000000058', '00000000-0000-7001-8000-000000000153', 'service', 'Place libre pour le marché des Lices', 'Samedi matin, départ 8 h, retour midi. Coffre disponible pour les cagettes. Chien calme à bord.

Trajet régulier : samedi. 2 places.', 'covoiturage', null, 1, false, '', '35180', 'published', now() - interval '407 hours', now() - interval '408 hours'),
  ('00000000-0000-7000-8000-000000000059', '00000000-0000-7001-8000-000000000154', 'service', 'Trajet vers le campus de Beaulieu', 'Étudiantes et étudiants bienvenus, arrêt à la station de métro. Fauteuil pliant accepté dans le coffre.

Trajet régulier : mardi et vendredi. 3 places.', 'covoiturage', null, 1, false, '', '35351', 'published', now() - interval '414 hours', now() - interval '415 hours'),
  ('00000000-0000-7000-8000-000000000060', '00000000-0000-7001-8000-000000000155', 'loan', 'Caisse d’outils vélo et pied d’atelier', 'Démonte-pneus, clés Allen, dérive-chaîne, pompe à pied. Je prête volontiers avec un coup de main pour une première révision.', 'equipement-velo', 'good', 7, false, 'Chèque de caution de 40 €, rendu au retour.', '35058', 'published', now() - interval '421 hours', now() - interval '422 hours');

insert into private.listing_events (listing_id, actor_id, action, at)
select id, owner_id, 'publish', published_at from public.listings;

-- Two that are asked for by the hour, and a week when nobody comes by Cy's.
insert into public.handover_windows (id, person_id, weekday, from_time, until_time, note) values
  ('00000000-0000-7003-8000-000000000011', '00000000-0000-7001-8000-000000000134', 3, '17:00', '19:00', ''),
  ('00000000-0000-7003-8000-000000000012', '00000000-0000-7001-8000-000000000134', 6, '10:00', '12:00', ''),
  ('00000000-0000-7003-8000-000000000013', '00000000-0000-7001-8000-000000000142', 7, '10:00', '16:00', 'À l’atelier.');
update public.listings set slot_minutes = 60 where id = '00000000-0000-7000-8000-000000000039';
update public.listings set slot_minutes = 120, units = 6 where id = '00000000-0000-7000-8000-000000000047';
insert into public.absences (id, person_id, from_day, until_day)
select '00000000-0000-7003-8000-000000000021', '00000000-0000-7001-8000-000000000003', private.today() + 21, private.today() + 28;

-- One community anyone may join, and one that outsiders must never hear of.
insert into public.communities (id, slug, name, about, kind, visibility, join_policy) values
  ('00000000-0000-7002-8000-000000000001', 'outils-de-cleunay', 'Les outils de Cleunay', 'On met en commun ce qui dort dans les placards.', 'neighbourhood', 'public', 'open'),
  ('00000000-0000-7002-8000-000000000002', 'ateliers-de-la-vilaine', 'Les Ateliers de la Vilaine', 'Entre collègues, sur le site de la route de Lorient.', 'organisation', 'private', 'email_domain');
insert into private.community_domains (community_id, domain) values ('00000000-0000-7002-8000-000000000002', 'ateliers.test');
insert into public.memberships (community_id, person_id, role, state) values
  ('00000000-0000-7002-8000-000000000001', '00000000-0000-7001-8000-000000000001', 'organiser', 'active'),
  ('00000000-0000-7002-8000-000000000001', '00000000-0000-7001-8000-000000000005', 'referent', 'active'),
  ('00000000-0000-7002-8000-000000000002', '00000000-0000-7001-8000-000000000005', 'organiser', 'active'),
  ('00000000-0000-7002-8000-000000000002', '00000000-0000-7001-8000-000000000002', 'member', 'active');

insert into public.listings
  (id, owner_id, kind, title, description, category_slug, condition, max_days, commune_code)
values
  ('00000000-0000-7000-8000-000000000061', '00000000-0000-7001-8000-000000000005', 'loan', 'Tondeuse silencieuse des Ateliers', 'Entre collègues seulement. Elle dort dans le local à vélos du bâtiment B.', 'machines-jardin', 'good', 3, '35238');
insert into public.listing_communities (listing_id, community_id) values ('00000000-0000-7000-8000-000000000061', '00000000-0000-7002-8000-000000000002');
update public.listings set status = 'published', published_at = now() - interval '3 hours' where id = '00000000-0000-7000-8000-000000000061';
insert into private.listing_events (listing_id, actor_id, action) values ('00000000-0000-7000-8000-000000000061', '00000000-0000-7001-8000-000000000005', 'publish');

-- Three loans of the past, of a cot by Annick, and what was said of them; and what Ada keeps to herself.
insert into public.reservations
  (id, listing_id, kind, category_slug, unit, owner_id, borrower_id, during, state, respond_by, handover_at, return_at, created_at)
select p.id, l.id, l.kind, l.category_slug, 1, l.owner_id, p.borrower, tstzrange(now() - p.days * interval '1 day', now() - (p.days - 3) * interval '1 day'),
  'closed', now() - (p.days + 1) * interval '1 day', now() - p.days * interval '1 day', now() - (p.days - 2.5) * interval '1 day', now() - (p.days + 2) * interval '1 day'
from public.listings l, (values
  ('00000000-0000-7013-8000-000000000001'::uuid, '00000000-0000-7001-8000-000000000103'::uuid, 40),
  ('00000000-0000-7013-8000-000000000002'::uuid, '00000000-0000-7001-8000-000000000109'::uuid, 60),
  ('00000000-0000-7013-8000-000000000003'::uuid, '00000000-0000-7001-8000-000000000112'::uuid, 80)
) as p (id, borrower, days)
where l.id = '00000000-0000-7000-8000-000000000009';
select private.open_exchange(r) from public.reservations r where r.id between '00000000-0000-7013-8000-000000000001' and '00000000-0000-7013-8000-000000000003';
insert into public.reservation_events (reservation_id, actor_id, action, state, at)
select r.id, s.actor, s.action, s.state::public.reservation_state, s.at
from public.reservations r, lateral (values
  (r.borrower_id, 'request', 'requested', r.created_at), (r.owner_id, 'accept', 'accepted', r.created_at + interval '3 hours'),
  (r.owner_id, 'hand_over', 'handed_over', r.handover_at), (r.owner_id, 'take_back', 'returned', r.return_at), (r.owner_id, 'close', 'closed', r.return_at + interval '1 hour')
) as s (actor, action, state, at)
where r.id between '00000000-0000-7013-8000-000000000001' and '00000000-0000-7013-8000-000000000003'
order by r.id, s.at;
insert into public.reviews (id, reservation_id, author_id, person_id, on_time, as_described, returned_well, body, shown_from, announced, reply, replied_at, written_at) values
  ('00000000-0000-7014-8000-000000000001', '00000000-0000-7013-8000-000000000001', '00000000-0000-7001-8000-000000000103', '00000000-0000-7001-8000-000000000104', true, true, true, 'Annick a montré comment déplier le lit. Tout était propre.', now() - interval '36 days', true, 'Merci, et bon vent au petit.', now() - interval '35 days', now() - interval '36 days'),
  ('00000000-0000-7014-8000-000000000002', '00000000-0000-7013-8000-000000000001', '00000000-0000-7001-8000-000000000104', '00000000-0000-7001-8000-000000000103', true, true, true, 'Rendu lavé et replié.', now() - interval '36 days', true, null, null, now() - interval '37 days'),
  ('00000000-0000-7014-8000-000000000003', '00000000-0000-7013-8000-000000000002', '00000000-0000-7001-8000-000000000109', '00000000-0000-7001-8000-000000000104', false, true, true, 'Un quart d’heure d’attente, prévenue à temps.', now() - interval '43 days', true, null, null, now() - interval '55 days'),
  ('00000000-0000-7014-8000-000000000004', '00000000-0000-7013-8000-000000000003', '00000000-0000-7001-8000-000000000112', '00000000-0000-7001-8000-000000000104', true, true, null, '', now() - interval '63 days', true, null, null, now() - interval '75 days');
insert into private.placard_items (id, person_id, name, category_slug, note) values
  ('00000000-0000-7015-8000-000000000001', '00000000-0000-7001-8000-000000000001', 'Vaisselle pour trente personnes', 'grandes-tablees', 'Assiettes et verres, dans deux caisses');

-- Two gifts that neighbours already ask for: one to be drawn, one whose giver chooses.
update public.listings set choice_rule = 'draw', choose_by = private.midnight(private.today() + 4) - interval '4 hours'
where id = '00000000-0000-7000-8000-000000000021';
update public.listings set choice_rule = 'owner_picks', choose_by = private.midnight(private.today() + 3) - interval '4 hours'
where id = '00000000-0000-7000-8000-000000000022';
insert into public.gift_requests (id, listing_id, owner_id, person_id, note, asked_at)
select ('00000000-0000-7009-8000-00000000000' || g.n)::uuid, l.id, l.owner_id, ('00000000-0000-7001-8000-000000000' || g.who)::uuid, g.note, now() - g.n * interval '5 hours'
from (values
  (1, '21', '103', 'Elle irait dans la chambre de ma fille, qui n’a qu’un carton.'),
  (2, '21', '112', 'Je peux venir avec une remorque dès demain.'),
  (3, '21', '130', null),
  (4, '22', '126', 'Pour la bibliothèque de la résidence étudiante.'),
  (5, '22', '132', 'Mes enfants ont lu tout ce qu’il y a à la maison.')
) as g (n, thing, who, note)
join public.listings l on l.id = ('00000000-0000-7000-8000-0000000000' || g.thing)::uuid;
insert into public.gift_events (gift_id, actor_id, action, state, at)
select g.id, g.person_id, 'ask', 'asked', g.asked_at from public.gift_requests g order by g.asked_at;

analyze public.listings, private.search_entries, private.words, private.word_variants;
