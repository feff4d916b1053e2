import type { Sql } from 'postgres';

/** One promise of the migrations, and the statement that breaks it. */
export interface Mutation {
	name: string;
	/** What it is about: a table or a function, as tests call it. */
	about: string;
	statement: string;
}

/** Every policy, grant, constraint, unique index, trigger, required column and column without statistics that the migrations made. */
export async function mutations(sql: Sql): Promise<Mutation[]> {
	return sql<Mutation[]>`
		with ours as (
			select c.oid, c.oid::regclass::text as name, c.relname::text as about, c.relacl
			from pg_class c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
		), held (kind, object, about, acl) as (
			select 'table', o.name, o.about, o.relacl from ours o
			union all
			select 'function', p.oid::regprocedure::text, p.proname::text, p.proacl
			from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
			union all
			select 'schema', n.nspname::text, '', n.nspacl from pg_namespace n where n.nspname in ('public', 'private')
		)
		select format('policy %I on %s', p.policyname, p.tablename) as name, p.tablename::text as about,
			format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename) as statement
		from pg_policies p where p.schemaname in ('public', 'private', 'storage', 'realtime')
		union all
		select 'row level security of ' || o.name, o.about, format('alter table %s disable row level security', o.name) from ours o
		union all
		select format('constraint %I of %s', k.conname, o.name), o.about, format('alter table %s drop constraint %I cascade', o.name, k.conname)
		from pg_constraint k join ours o on o.oid = k.conrelid where k.contype in ('c', 'f', 'p', 'u', 'x')
		union all
		select format('unique index %s', i.indexrelid::regclass), o.about, format('drop index %s', i.indexrelid::regclass)
		from pg_index i join ours o on o.oid = i.indrelid
		where i.indisunique and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
		union all
		select format('trigger %I on %s', t.tgname, t.tgrelid::regclass), c.relname::text,
			format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
		from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
		where not t.tgisinternal and p.pronamespace = 'private'::regnamespace
		union all
		select format('not null of %s.%I', o.name, a.attname), o.about, format('alter table %s alter column %I drop not null', o.name, a.attname)
		from pg_attribute a join ours o on o.oid = a.attrelid
		where a.attnum > 0 and not a.attisdropped and a.attnotnull and a.attidentity = ''
			and not exists (select from pg_index i where i.indrelid = o.oid and i.indisprimary and a.attnum = any (i.indkey))
		union all
		select format('no statistics of %s.%I', o.name, a.attname), o.about, format('alter table %s alter column %I set statistics -1', o.name, a.attname)
		from pg_attribute a join ours o on o.oid = a.attrelid where a.attnum > 0 and a.attstattarget = 0
		union all
		select format('%s of %s %s to %s', lower(x.privilege_type), h.kind, h.object, x.grantee::regrole), h.about,
			format('revoke %s on %s %s from %s', x.privilege_type, h.kind, h.object, x.grantee::regrole)
		from held h, aclexplode(h.acl) x where x.grantee::regrole::text in ('anon', 'authenticated', 'service_role')
		union all
		select format('%s of %s.%I to %s', lower(x.privilege_type), o.name, a.attname, x.grantee::regrole), o.about,
			format('revoke %s (%I) on table %s from %s', x.privilege_type, a.attname, o.name, x.grantee::regrole)
		from pg_attribute a join ours o on o.oid = a.attrelid, aclexplode(a.attacl) x
		where x.grantee::regrole::text in ('anon', 'authenticated', 'service_role')
		order by name`;
}
