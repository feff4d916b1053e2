-- Product categories: what things are sorted by at a repair session. Below 100, those of the Open Repair Data Standard 0.3, by its own
-- ids and words; from 100 on, ours, for what has neither plug nor battery: counted here, and never part of the standard's records.
-- The standard's list: Open Repair Alliance. Reference weights: The Restart Project, revision 2 (2021). Minutes: our guess, for waits.

create table public.product_categories (
  id            smallint primary key constraint product_categories_id_bounded check (id between 1 and 999),
  value         text, -- the standard's words; null: ours
  label_fr      text not null,
  label_en      text not null,
  icon          text not null,
  powered       boolean not null generated always as (id < 100) stored,
  skill         text constraint product_categories_skill_known check (skill in ('electric', 'sewing', 'bike', 'computer', 'wood', 'toys')),
  weight_grams  integer constraint product_categories_weight_positive check (weight_grams > 0), -- of one; null: it varies too much
  usual_minutes smallint not null constraint product_categories_minutes_bounded check (usual_minutes between 5 and 120),
  category_slug text references public.categories (slug), -- where such a thing is listed once it is lent; null: that varies
  constraint product_categories_standard_has_words check ((value is not null) = (id < 100))
);

insert into public.product_categories (id, value, label_fr, label_en, icon, skill, weight_grams, usual_minutes) values
  (1, 'Aircon/dehumidifier', 'Climatiseur / déshumidificateur', 'Aircon/dehumidifier', 'air-vent', 'electric', 7600, 30),
  (2, 'Battery/charger/adapter', 'Batterie / chargeur / adaptateur', 'Battery/charger/adapter', 'battery-charging', 'electric', null, 15),
  (3, 'Decorative or safety lights', 'Éclairage décoratif ou de sécurité', 'Decorative or safety lights', 'lamp-ceiling', 'electric', 460, 15),
  (4, 'Desktop computer', 'Ordinateur fixe', 'Desktop computer', 'pc-case', 'computer', 6690, 40),
  (5, 'Digital compact camera', 'Appareil photo compact', 'Digital compact camera', 'camera', 'electric', 480, 20),
  (6, 'DSLR/video camera', 'Reflex / caméscope', 'DSLR/video camera', 'video', 'electric', 590, 20),
  (7, 'Fan', 'Ventilateur', 'Fan', 'fan', 'electric', 3900, 20),
  (8, 'Flat screen', 'Écran plat', 'Flat screen', 'monitor', 'electric', 5230, 30),
  (9, 'Hair & beauty item', 'Coiffure et beauté', 'Hair & beauty item', 'sparkles', 'electric', 670, 20),
  (10, 'Handheld entertainment device', 'Appareil nomade de loisir', 'Handheld entertainment device', 'gamepad', 'computer', 140, 40),
  (11, 'Headphones', 'Casque / écouteurs', 'Headphones', 'headphones', 'electric', 400, 20),
  (12, 'Hi-Fi integrated', 'Chaîne hi-fi compacte', 'Hi-Fi integrated', 'boom-box', 'electric', 8950, 30),
  (13, 'Hi-Fi separates', 'Élément hi-fi', 'Hi-Fi separates', 'speaker', 'electric', 8720, 30),
  (14, 'Kettle', 'Bouilloire', 'Kettle', 'cup-soda', 'electric', 1250, 20),
  (15, 'Lamp', 'Lampe', 'Lamp', 'lamp', 'electric', 2680, 15),
  (16, 'Laptop', 'Ordinateur portable', 'Laptop', 'laptop', 'computer', 1830, 40),
  (17, 'Large home electrical', 'Gros appareil électrique', 'Large home electrical', 'washing-machine', 'electric', null, 45),
  (18, 'Misc', 'Divers (électrique)', 'Misc', 'plug', 'electric', null, 20),
  (19, 'Mobile', 'Téléphone mobile', 'Mobile', 'smartphone', 'computer', 150, 40),
  (20, 'Musical instrument', 'Instrument de musique électrique', 'Musical instrument', 'guitar', 'electric', 17700, 30),
  (21, 'Paper shredder', 'Destructeur de papier', 'Paper shredder', 'file-x', 'electric', 3800, 30),
  (22, 'PC accessory', 'Accessoire informatique', 'PC accessory', 'mouse', 'computer', 440, 40),
  (23, 'Portable radio', 'Radio portable', 'Portable radio', 'radio', 'electric', 2060, 20),
  (24, 'Power tool', 'Outil électroportatif', 'Power tool', 'drill', 'electric', 1650, 25),
  (25, 'Printer/scanner', 'Imprimante / scanner', 'Printer/scanner', 'printer', 'computer', 12470, 40),
  (26, 'Projector', 'Vidéoprojecteur', 'Projector', 'projector', 'electric', 2680, 30),
  (27, 'Sewing machine', 'Machine à coudre', 'Sewing machine', 'scissors', 'electric', 8600, 30),
  (28, 'Small home electrical', 'Petit appareil électrique', 'Small home electrical', 'plug-zap', 'electric', null, 20),
  (29, 'Small kitchen item', 'Petit électroménager de cuisine', 'Small kitchen item', 'utensils', 'electric', 2950, 20),
  (30, 'Tablet', 'Tablette / liseuse', 'Tablet', 'tablet', 'computer', 770, 40),
  (31, 'Toaster', 'Grille-pain', 'Toaster', 'sandwich', 'electric', 1470, 20),
  (32, 'Toy', 'Jouet électrique', 'Toy', 'toy-brick', 'toys', 930, 20),
  (33, 'TV and gaming-related accessories', 'Accessoire TV / jeu vidéo', 'TV and gaming-related accessories', 'gamepad-2', 'electric', 1990, 20),
  (34, 'Vacuum', 'Aspirateur', 'Vacuum', 'wind', 'electric', 6800, 25),
  (35, 'Watch/clock', 'Montre / horloge', 'Watch/clock', 'watch', 'electric', 1300, 15),
  (36, 'Coffee maker', 'Cafetière', 'Coffee maker', 'coffee', 'electric', 1280, 25),
  (37, 'Food processor', 'Robot / mixeur', 'Food processor', 'chef-hat', 'electric', 2950, 25),
  (38, 'Games console', 'Console de jeux', 'Games console', 'gamepad-directional', 'computer', 3220, 40),
  (39, 'Hair dryer', 'Sèche-cheveux', 'Hair dryer', 'wind-arrow-up', 'electric', 670, 20),
  (40, 'Iron', 'Fer à repasser', 'Iron', 'shirt', 'electric', 1170, 20),
  (101, null, 'Vêtement, linge', 'Clothes, linen', 'shirt', 'sewing', null, 25),
  (102, null, 'Sac, chaussure, cuir', 'Bag, shoe, leather', 'briefcase', 'sewing', null, 25),
  (103, null, 'Vélo sans moteur', 'Bicycle without a motor', 'bike', 'bike', null, 35),
  (104, null, 'Poussette, trottinette, fauteuil sans moteur', 'Pushchair, scooter, wheelchair without a motor', 'baby', 'bike', null, 30),
  (105, null, 'Meuble, objet en bois', 'Furniture, wooden object', 'armchair', 'wood', null, 35),
  (106, null, 'Jouet sans pile', 'Toy without batteries', 'toy-brick', 'toys', null, 20),
  (107, null, 'Vaisselle, céramique, verre', 'Crockery, ceramic, glass', 'wine', null, null, 20),
  (108, null, 'Bijou, lunettes', 'Jewellery, glasses', 'glasses', null, null, 20),
  (109, null, 'Outil à main, lame à affûter', 'Hand tool, blade to sharpen', 'hammer', 'wood', null, 15),
  (110, null, 'Parapluie, bagage, camping', 'Umbrella, luggage, camping', 'umbrella', 'sewing', null, 20),
  (111, null, 'Livre, papier', 'Book, paper', 'book', null, null, 20),
  (199, null, 'Autre, sans pile ni prise', 'Other, neither plug nor battery', 'package', null, null, 20);

create index product_categories_category_slug_idx on public.product_categories (category_slug);
update public.product_categories c set category_slug = l.slug from (values
  ('chauffage-ventilation', '{1,7}'::smallint[]), ('accessoires-info', '{2,22}'::smallint[]), ('luminaires', '{3,15}'::smallint[]),
  ('ordinateur', '{4,16}'::smallint[]), ('photo', '{5,6}'::smallint[]), ('tv-video', '{8,33}'::smallint[]),
  ('bien-etre', '{9,39}'::smallint[]), ('jeux-video', '{10,38}'::smallint[]), ('sono-enceinte', '{11,12,13,23}'::smallint[]),
  ('petit-electro-cuisine', '{14,29,31,36,37}'::smallint[]), ('gros-electro-maison', '{17}'::smallint[]),
  ('telephone-tablette', '{19,30}'::smallint[]), ('claviers-electriques', '{20}'::smallint[]), ('impression', '{21,25}'::smallint[]),
  ('outils-electroportatifs', '{24}'::smallint[]), ('videoprojecteur', '{26}'::smallint[]), ('couture', '{27}'::smallint[]),
  ('entretien-menage', '{28,34,40}'::smallint[]), ('jouets', '{32,106}'::smallint[]), ('bijoux-montres', '{35,108}'::smallint[]),
  ('vetements-adulte', '{101}'::smallint[]), ('bagages-sacs', '{102}'::smallint[]), ('velos', '{103}'::smallint[]),
  ('puericulture', '{104}'::smallint[]), ('meubles', '{105}'::smallint[]), ('vaisselle-ustensiles', '{107}'::smallint[]),
  ('outils-a-main', '{109}'::smallint[]), ('camping-rando', '{110}'::smallint[]), ('livres', '{111}'::smallint[])
) as l (slug, ids) where c.id = any (l.ids);

alter table public.product_categories enable row level security;
revoke all on public.product_categories from anon, authenticated;
grant select on public.product_categories to anon, authenticated;
alter table public.product_categories alter column category_slug set statistics 0;

create policy "visitors see what things are sorted by" on public.product_categories for select to anon using (true);
create policy "residents see what things are sorted by" on public.product_categories for select to authenticated using (true);
