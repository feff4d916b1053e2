import type { Sql } from 'postgres';

/**
 * Fills an empty database with `count` published listings of 43 communes, a photo each, and a third of the loans reserved
 * now and then; half of the spaces and services are offered by the hour, two mornings a week. Words follow the usual long tail; `rare0` to `rare19` stand in five listings each.
 */
export async function furnish(sql: Sql, count: number): Promise<void> {
	// The triggers guard against people; here they would only take time, so what they keep is made in one go.
	await sql.unsafe(`
		set session_replication_role = replica;
		select setseed(0.5);

		create temp table word as
			select n, w from unnest(string_to_array('perceuse,tondeuse,vélo,tente,livres,table,échelle,guitare,cafetière,remorque,'
				|| 'sécateur,ponceuse,machine,couture,jeux,enfant,poussette,siège,skis,raquettes,casserole,barbecue,chaise,lampe,'
				|| 'imprimante,écran,clavier,enceinte,projecteur,appareil,raclette,marteau,scie,tournevis,brouette,bêche,arrosoir,'
				|| 'graines,plants,compost,broyeur,karcher,aspirateur,rideaux,tapis,coussin,couverture,valise,sac,casque', ',')) with ordinality as x (w, n)
			union all
			select 50 + n, (array['bri','cha','dou','fer','gra','lou','mar','pon','tri','ver'])[1 + n % 10] || (array['ba','co','di','lo','mu','na','pe','ri','so','tu'])[1 + n / 10 % 10]
				|| (array['lette','teur','sson','nage','rine','che','mont','lier','dure','ment'])[1 + n / 100 % 10] || chr(97 + n / 1000)
			from generate_series(1, 4000) n;
		create unique index on word (n);

		insert into public.people (id, display_name, commune_code)
			select ('00000000-0000-7001-9000-' || lpad(n::text, 12, '0'))::uuid, 'Person ' || n, '35238' from generate_series(1, ${Math.ceil(count / 5) + 1}) n
			union all select '00000000-0000-7001-9000-999999999999', 'Borrower', '35238';
		create temp table commune as select row_number() over () as n, * from (
			select code, lat, lon, (select min(m) from unnest(r.sector_meters) m) as reach, generate_series(1, greatest(1, population / 8000))
			from public.communes join private.commune_reach r on r.commune_code = code) c;
		create temp table category as select row_number() over () as n, slug, parent_slug from public.categories where parent_slug is not null;
		create temp table drawn as
			select n, (lpad(to_hex(1760000000000 + n::bigint * 60000), 12, '0') || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid as id,
				random() as a, random() as b, 1 + floor(random() * (select count(*) from commune))::int as commune,
				1 + floor(random() * (select count(*) from category))::int as category,
				array(select 1 + floor(power(random(), 1.8) * 4049)::int from generate_series(1, 14 + n % 3)) as words,
				(array['loan','loan','loan','gift','service','space','wanted'])[1 + floor(random() * 7)::int]::public.listing_kind as kind
			from generate_series(1, ${count}) n;

		insert into public.listings (id, owner_id, kind, title, description, category_slug, commune_code, area_lat, area_lon, status, published_at, expires_at, created_at)
			select d.id, ('00000000-0000-7001-9000-' || lpad((1 + d.n / 5)::text, 12, '0'))::uuid, d.kind,
				initcap(t.title), t.description || case when d.n <= 100 then ' rare' || d.n % 20 else '' end, g.slug, c.code,
				c.lat + sqrt(d.a) * c.reach * sin(d.b * 6.28318) / 111195.1, c.lon + sqrt(d.a) * c.reach * cos(d.b * 6.28318) / 74245.3,
				'published', now() - d.a * interval '80 days', now() + interval '90 days', now() - interval '80 days'
			from drawn d join commune c on c.n = d.commune join category g on g.n = d.category,
			lateral (select string_agg(w.w, ' ' order by x.i) filter (where x.i <= 3) as title, string_agg(w.w, ' ' order by x.i) filter (where x.i > 3) as description
				from unnest(d.words) with ordinality as x (word, i) join word w on w.n = x.word) t
			where t.title is not null and t.description is not null;

		insert into public.listing_photos (listing_id, position, path, width, height)
			select id, 0, owner_id || '/' || id || '/a.webp', 1600, 1200 from public.listings;
		insert into public.reservations (id, listing_id, kind, unit, owner_id, borrower_id, during, state, respond_by)
			select gen_random_uuid(), l.id, l.kind, 1, l.owner_id, '00000000-0000-7001-9000-999999999999',
				tstzrange(now() + make_interval(days => k * 7), now() + make_interval(days => k * 7 + 2)), 'accepted', now()
			from public.listings l, generate_series(0, 5) k where l.kind in ('loan', 'space') and hashtext(l.id::text) % 3 = 0;

		update public.listings set slot_minutes = 60, units = 1 + abs(hashtext(id::text)) % 3
			where kind in ('space', 'service') and hashtext(id::text) % 2 = 0;
		insert into public.handover_windows (id, person_id, weekday, from_time, until_time)
			select gen_random_uuid(), o.owner_id, 1 + (abs(hashtext(o.owner_id::text)) + k * 3) % 7, '10:00', '12:30'
			from (select distinct owner_id from public.listings where slot_minutes is not null) o, generate_series(0, 1) k;
		insert into public.absences (id, person_id, from_day, until_day)
			select gen_random_uuid(), id, current_date + 5, current_date + 12 from public.people where hashtext(id::text) % 4 = 0;
		insert into private.search_entries (listing_id, owner_id, kind, top_category, category, units, broken_units, by_slots, for_all, published_at, expires_at, pt, tsv)
			select l.id, l.owner_id, l.kind, c.parent_slug, c.slug, l.units, '{}', l.slot_minutes is not null, true, l.published_at, l.expires_at,
				private.plane(l.area_lat, l.area_lon), private.searchable(l.title, l.description)
			from public.listings l join public.categories c on c.slug = l.category_slug;
		insert into private.words (word, stem)
			select distinct on (w) w, s from (
				select private.plain(w) as w, private.stem_of(private.plain(w)) as s from word
				union select private.stem_of(private.plain(w)), private.stem_of(private.plain(w)) from word
				union select 'rare' || n, 'rare' || n from generate_series(0, 19) n) as known;
		insert into private.word_variants (variant, word) select v, w.word from private.words w, lateral private.variants_of(w.word) v;
		set session_replication_role = origin`);
	await sql.unsafe('vacuum analyze');
}
