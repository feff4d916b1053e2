-- Figures of repairs: what things weigh and what making them emits, with where each number comes from, and what was spared by repairing.
-- The promises kept here: a figure is counted anew from its rows each time, is a range, and opens its factors; fewer than five people
-- are not counted.

-- Grams of one thing, and grams of CO2e of making one. Several of a category make its range. `assumption`: an estimate, told as such.
create table private.impact_factors (
  version             text not null constraint impact_factors_version_length check (char_length(version) between 1 and 20),
  factor_id           text not null constraint impact_factors_id_plain check (factor_id ~ '^[a-z0-9-]{2,60}$'),
  product_category_id smallint not null references public.product_categories (id),
  label_fr            text not null,
  label_en            text not null,
  weight_grams        integer not null constraint impact_factors_weight_positive check (weight_grams > 0),
  co2e_grams          integer not null constraint impact_factors_co2e_positive check (co2e_grams > 0),
  weight_source       text not null constraint impact_factors_weight_sourced check (weight_source <> ''),
  co2e_source         text not null constraint impact_factors_co2e_sourced check (co2e_source <> ''),
  source_url          text not null,
  licence             text not null,
  assumption          boolean not null,
  primary key (version, factor_id)
);
create index impact_factors_product_category_id_idx on private.impact_factors (product_category_id);

create table private.impact_parameters (
  version    text not null constraint impact_parameters_version_length check (char_length(version) between 1 and 20),
  name       text not null constraint impact_parameters_name_plain check (name ~ '^[a-z_]{2,60}$'),
  value      numeric not null constraint impact_parameters_value_share check (value between 0 and 1),
  source     text not null constraint impact_parameters_sourced check (source <> ''),
  assumption boolean not null,
  primary key (version, name)
);
alter table private.impact_factors enable row level security;
alter table private.impact_parameters enable row level security;
revoke all on private.impact_factors, private.impact_parameters from public, anon, authenticated;

-- The version that figures are counted with.
create function private.impact_version() returns text
language sql immutable parallel safe set search_path = ''
as $$ select '2026-11-23' $$;

-- What was repaired or not, of the sessions anybody may know of and of past records of the territory; of one community, or of all.
-- `{version, people, sessions, spared: {value, source, assumption}, rows: [{category, label_fr, label_en, powered, things, fixed,
-- repairable, end_of_life, grams_low, grams_high, co2e_low, co2e_high, factors}]}`: grams, of what was fixed; null where no factor says.
-- `people` is null below five. Past records from other countries are kept, and counted nowhere.
create function public.repair_figures(community_id uuid default null) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with held as (
    select e.id from public.events e
    where e.kind = 'repair_session' and private.event_visible_to(e.id, null)
      and (repair_figures.community_id is null or e.community_id = repair_figures.community_id)
  ), things as (
    select i.product_category_id, i.repair_status, i.weight_grams
    from held h cross join lateral private.things_that_count(h.id) as i where i.repair_status is not null
    union all
    select r.product_category_id, r.repair_status, null
    from private.repair_records r join public.communities c on c.id = r.community_id
    where r.country = 'FRA' and c.visibility <> 'private'
      and (repair_figures.community_id is null or r.community_id = repair_figures.community_id)
  ), ranges as (
    select f.product_category_id, min(f.weight_grams) as lightest, max(f.weight_grams) as heaviest,
      min(f.co2e_grams) as least, max(f.co2e_grams) as most,
      jsonb_agg(to_jsonb(f) - 'product_category_id' order by f.factor_id) as factors
    from private.impact_factors f where f.version = private.impact_version() group by f.product_category_id
  ), spared as (
    select p.value, p.source, p.assumption from private.impact_parameters p
    where p.version = private.impact_version() and p.name = 'repair_displacement'
  ), counted as (
    select t.product_category_id, count(*) as things,
      count(*) filter (where t.repair_status = 1) as fixed, count(*) filter (where t.repair_status = 2) as repairable,
      count(*) filter (where t.repair_status = 3) as end_of_life,
      coalesce(sum(t.weight_grams) filter (where t.repair_status = 1), 0) as weighed,
      count(*) filter (where t.repair_status = 1 and t.weight_grams is null) as unweighed
    from things t group by t.product_category_id
  )
  select jsonb_build_object(
    'version', private.impact_version(),
    'people', (
      select case when count(*) >= 5 then count(*) end
      from public.visits v where v.event_id in (select h.id from held h) and v.state in ('checked_in', 'left')
    ),
    'sessions', (
      select count(*) from held h where exists (
        select from public.visits v where v.event_id = h.id and v.state in ('checked_in', 'left')
      )
    ),
    'spared', (select to_jsonb(s) from spared s),
    'rows', coalesce((
      select jsonb_agg(jsonb_build_object(
        'category', n.product_category_id, 'label_fr', c.label_fr, 'label_en', c.label_en, 'powered', c.powered,
        'things', n.things, 'fixed', n.fixed, 'repairable', n.repairable, 'end_of_life', n.end_of_life,
        'grams_low', case when n.unweighed = 0 or g.lightest is not null then n.weighed + n.unweighed * coalesce(g.lightest, 0) end,
        'grams_high', case when n.unweighed = 0 or g.lightest is not null then n.weighed + n.unweighed * coalesce(g.heaviest, 0) end,
        'co2e_low', n.fixed * g.least * s.value, 'co2e_high', n.fixed * g.most * s.value,
        'factors', coalesce(g.factors, '[]')
      ) order by n.things desc, n.product_category_id)
      from counted n left join public.product_categories c on c.id = n.product_category_id
      left join ranges g on g.product_category_id = n.product_category_id cross join spared s
    ), '[]')
  )
$$;
grant execute on function public.repair_figures(uuid) to anon, authenticated;

insert into private.impact_parameters (version, name, value, source, assumption) values
  ('2026-11-23', 'repair_displacement', 0.5, 'The Restart Project, Fixometer', false);

-- Weights and emissions of making: ADEME Impact CO2 / Base Empreinte, and The Restart Project's reference data.
insert into private.impact_factors (
  version, factor_id, product_category_id, label_fr, label_en, weight_grams, co2e_grams, weight_source, co2e_source, source_url, licence, assumption
) values
  ('2026-11-23', 'smartphone', 19, 'Smartphone', 'Smartphone', 150, 79270, 'Restart Project reference weight: Mobile', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/smartphone', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'basic-phone', 19, 'Téléphone basique', 'Feature phone', 120, 23300, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/telephonebasique', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'tablet', 30, 'Tablette', 'Tablet', 770, 83930, 'Restart Project reference weight: Tablet', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/tabletteclassique', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'laptop', 16, 'Ordinateur portable', 'Laptop', 1830, 182300, 'Restart Project reference weight: Laptop medium', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/ordinateurportable', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'desktop', 4, 'Ordinateur fixe (sans écran)', 'Desktop computer', 6690, 261940, 'Restart Project reference weight: Desktop computer', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/ordinateurfixeparticulier', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'monitor', 8, 'Écran d''ordinateur', 'Computer monitor', 5230, 65890, 'Restart Project reference weight: Flat screen 22-24"', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/ecran', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'tv', 8, 'Télévision', 'Television', 10600, 328260, 'Restart Project reference weight: Flat screen 26-30"', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/television', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'projector', 26, 'Vidéoprojecteur', 'Projector', 2680, 40520, 'Restart Project reference weight: Projector', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/videoprojecteur', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'speaker', 13, 'Enceinte connectée', 'Smart speaker', 1000, 19800, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/enceintebluetooth', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'vr-headset', 10, 'Casque de réalité virtuelle', 'VR headset', 600, 70730, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/casquevr', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'router', 22, 'Box internet', 'Internet box', 800, 61410, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/box', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'hdd', 22, 'Disque dur externe', 'External hard drive', 250, 11610, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/disquedur', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'usb-stick', 22, 'Clé USB', 'USB stick', 20, 5160, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/clefusb', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'laptop-charger', 2, 'Chargeur de portable', 'Laptop charger', 400, 3650, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/numerique/alimentationordinateur', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'kettle', 14, 'Bouilloire', 'Kettle', 1250, 9910, 'Restart Project reference weight: Kettle', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/bouilloire', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'coffee-filter', 36, 'Cafetière filtre', 'Filter coffee maker', 1280, 31900, 'Restart Project reference weight: Coffee maker', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/cafetierefiltre', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'coffee-espresso', 36, 'Cafetière expresso', 'Espresso machine', 4500, 47620, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/cafetiereexpresso', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'coffee-pod', 36, 'Cafetière à dosettes', 'Pod coffee maker', 2500, 22450, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/cafetieredosette', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'vacuum', 34, 'Aspirateur', 'Vacuum cleaner', 6800, 47310, 'Restart Project reference weight: Vacuum', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/aspirateur', 'Licence Ouverte 2.0', false),
  ('2026-11-23', 'microwave', 29, 'Micro-ondes', 'Microwave oven', 12000, 98340, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/microondes', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'oven', 17, 'Four électrique', 'Electric oven', 35000, 217590, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/fourelectrique', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'dishwasher', 17, 'Lave-vaisselle', 'Dishwasher', 45000, 271190, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/lavevaisselle', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'washing-machine', 17, 'Lave-linge', 'Washing machine', 65000, 341100, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/lavelinge', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'fridge', 17, 'Réfrigérateur', 'Refrigerator', 60000, 257300, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/refrigirateur', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'aircon', 1, 'Climatiseur mobile', 'Air conditioner', 30000, 238900, 'estimation interne (ordre de grandeur)', 'ADEME Impact CO2 / Base Empreinte', 'https://impactco2.fr/outils/electromenager/climatiseur', 'Licence Ouverte 2.0', true),
  ('2026-11-23', 'power-tool', 24, 'Outil électroportatif (perceuse, ponceuse…)', 'Power tool', 1650, 26650, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'sewing-machine', 27, 'Machine à coudre', 'Sewing machine', 8600, 35000, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'iron', 40, 'Fer à repasser', 'Iron', 1170, 11000, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'toaster', 31, 'Grille-pain', 'Toaster', 1470, 8130, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'food-processor', 29, 'Petit appareil de cuisine (mixeur, robot…)', 'Small kitchen item', 2950, 30900, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'games-console', 38, 'Console de jeux', 'Games console', 3220, 140670, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'watch-clock', 35, 'Montre / horloge', 'Watch/clock', 1300, 28290, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'printer', 25, 'Imprimante / scanner', 'Printer/scanner', 12470, 100690, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'camera', 5, 'Appareil photo compact', 'Digital compact camera', 480, 29730, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'dslr', 6, 'Reflex / caméscope', 'DSLR/video camera', 590, 16030, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'headphones', 11, 'Casque audio', 'Headphones', 400, 3000, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'hifi-separate', 13, 'Élément hi-fi', 'Hi-Fi separates', 8720, 123860, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'musical-electric', 20, 'Instrument de musique électrique', 'Powered musical instrument', 17700, 109500, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'radio', 23, 'Radio portable', 'Portable radio', 2060, 54650, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'fan', 7, 'Ventilateur', 'Fan', 3900, 15600, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'lamp', 15, 'Lampe', 'Lamp', 2680, 14960, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'hair', 9, 'Appareil de soin / coiffure', 'Hair & beauty item', 670, 10280, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'toy-electric', 32, 'Jouet électrique', 'Powered toy', 930, 10400, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'shredder', 21, 'Destructeur de papier', 'Paper shredder', 3800, 59500, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'bicycle', 103, 'Vélo (mécanique)', 'Bicycle', 15100, 149600, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'furniture', 105, 'Meuble (générique)', 'Furniture (generic)', 29810, 67130, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'textile', 101, 'Vêtement / textile (générique)', 'Clothing/textile (generic)', 750, 20320, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'hand-tool', 109, 'Outil à main', 'Hand tool', 930, 4670, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false),
  ('2026-11-23', 'jewellery', 108, 'Bijou', 'Jewellery', 60, 59190, 'Restart Project reference weight', 'The Restart Project, impact reference data rev. 2 (2021)', 'https://github.com/TheRestartProject/restarters.net/blob/HEAD/database/migrations/2021_08_13_000439_update_lca_unpowered_categories.php', 'The Restart Project, 2021', false);
