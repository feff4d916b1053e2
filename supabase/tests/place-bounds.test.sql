begin;
\ir support/actors.psql
select plan(22);

-- What the columns of places refuse by themselves, without the triggers that tidy and follow.
select tests.create_person('ada');
alter table public.places disable trigger user;
insert into public.places (id, slug, name, kind, source, source_id)
values ('00000000-0000-7000-c000-000000000001', 'bounds-of-places', 'Bounds', 'donnerie', 'passerelle', 'bounds');

create function tests.breaks(statement text, named text) returns text
language sql as $$ select throws_like(statement, '%"' || named || '"%', named || ': ' || statement) $$;
select tests.breaks('update public.places set ' || change || ' where slug = ''bounds-of-places''', 'places_' || named) from (values
  ('accepts = array_fill(''livres''::text, array[121])', 'accepts_few'), ('refuses = array_fill(''livres''::text, array[121])', 'refuses_few'),
  ('accepts_note = repeat(''x'', 501)', 'accepts_note_too_long'), ('access_notes = repeat(''x'', 501)', 'access_notes_too_long'),
  ('created_by = gen_random_uuid()', 'created_by_fkey'), ('held_by = gen_random_uuid()', 'held_by_fkey'), ('kind = ''soucoupe''', 'kind_fkey'),
  ('opening_hours = repeat(''x'', 501)', 'hours_too_long'), ('source_date = repeat(''x'', 41)', 'source_date_too_long'),
  ('source_id = ''''', 'source_id_length'), ('source_licence = repeat(''x'', 201)', 'source_licence_too_long'), ('source = ''A b''', 'source_plain'),
  ('source_url = repeat(''x'', 501)', 'source_url_too_long'), ('state = ''full''', 'state_dated'), ('status = ''perhaps''', 'status_known'),
  ('website = ''javascript:1''', 'website_plain'), ('website = ''https://'' || repeat(''x'', 300)', 'website_too_long'), ('wheelchair = ''perhaps''', 'wheelchair_known')
) as bad (change, named);
select tests.breaks(
  'insert into public.places (id, slug, name, kind, source, source_id) values (gen_random_uuid(), ''other'', ''Other'', ''donnerie'', ''passerelle'', ''bounds'')',
  'places_source_unique'
);
select tests.breaks('update public.place_kinds set family = ''other''', 'place_kinds_family_known');
select tests.breaks('update public.product_categories set skill = ''dance''', 'product_categories_skill_known');
select tests.breaks('update public.product_categories set weight_grams = 0', 'product_categories_weight_positive');

select * from finish();
rollback;
