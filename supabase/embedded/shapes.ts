/** Asks the catalogue what the API shows of schema `public`: tables, functions and enumerations, as residents may use them. */
import type { Sql } from 'postgres';

export interface Column {
	name: string;
	type: string;
	nullable: boolean;
	has_default: boolean;
	insertable: boolean;
	updatable: boolean;
}

export interface Relation {
	columns: Column[];
	foreignKeys: unknown[];
}

export interface Routine {
	name: string;
	args: { name: string; type: string; optional: boolean }[];
	/** Columns of `returns table (…)`; empty when `returns` says it all. */
	columns: { name: string; type: string }[];
	returns: string;
	set: boolean;
	/** Columns its comment declares as possibly empty: `@nullable a, b`. */
	nullable: string[];
}

export interface Shapes {
	relations: Record<string, Relation>;
	routines: Routine[];
	enums: Record<string, string[]>;
}

/** Everything `anon` or `authenticated` can read, write or call. */
export async function shapesOf(sql: Sql): Promise<Shapes> {
	const tables = await sql<{ name: string; columns: Column[]; keys: unknown[] }[]>`
		select c.relname as name,
			(select json_agg(json_build_object(
				'name', a.attname, 'type', t.typname, 'nullable', not a.attnotnull, 'has_default', a.atthasdef,
				'insertable', has_column_privilege('authenticated', c.oid, a.attnum, 'insert'),
				'updatable', has_column_privilege('authenticated', c.oid, a.attnum, 'update')
			) order by a.attname)
			from pg_attribute a join pg_type t on t.oid = a.atttypid
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
				and has_column_privilege('authenticated', c.oid, a.attnum, 'select')) as columns,
			coalesce((select json_agg(json_build_object(
				'foreignKeyName', k.conname,
				'columns', (select json_agg(a.attname order by p.n) from unnest(k.conkey) with ordinality p(att, n)
					join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.att),
				'isOneToOne', exists (select from pg_index i where i.indrelid = k.conrelid and i.indisunique
					and i.indkey::int2[] = k.conkey),
				'referencedRelation', r.relname,
				'referencedColumns', (select json_agg(a.attname order by p.n) from unnest(k.confkey) with ordinality p(att, n)
					join pg_attribute a on a.attrelid = k.confrelid and a.attnum = p.att)
			) order by k.conname) from pg_constraint k join pg_class r on r.oid = k.confrelid
			where k.conrelid = c.oid and k.contype = 'f' and r.relnamespace = c.relnamespace), '[]') as keys
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
			and has_any_column_privilege('authenticated', c.oid, 'select')
		order by c.relname`;
	const functions = await sql<(Omit<Routine, 'nullable'> & { comment: string | null })[]>`
		select p.proname as name, p.proretset as set, t.typname as returns, obj_description(p.oid, 'pg_proc') as comment,
			coalesce((select json_agg(json_build_object('name', p.proargnames[n], 'type', a.typname, 'optional', n > p.pronargs - p.pronargdefaults) order by n)
				from unnest(p.proargtypes::oid[]) with ordinality as given(oid, n) join pg_type a on a.oid = given.oid), '[]') as args,
			coalesce((select json_agg(json_build_object('name', p.proargnames[n], 'type', a.typname) order by n)
				from unnest(p.proallargtypes, p.proargmodes) with ordinality as out(oid, mode, n) join pg_type a on a.oid = out.oid
				where out.mode = 't'), '[]') as columns
		from pg_proc p join pg_type t on t.oid = p.prorettype
		where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and t.typname <> 'trigger'
			and has_function_privilege('authenticated', p.oid, 'execute')
		order by p.proname`;
	const enums = await sql<{ name: string; labels: string[] }[]>`
		select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
		from pg_type t join pg_enum e on e.enumtypid = t.oid
		where t.typnamespace = 'public'::regnamespace group by t.typname order by t.typname`;
	return {
		relations: Object.fromEntries(tables.map(({ name, columns, keys }) => [name, { columns, foreignKeys: keys }])),
		routines: functions.map(({ comment, ...rest }) => ({ ...rest, nullable: nullableIn(comment) })),
		enums: Object.fromEntries(enums.map(({ name, labels }) => [name, labels]))
	};
}

function nullableIn(comment: string | null): string[] {
	const named = comment?.match(/@nullable ([a-z_, ]+)/)?.[1];
	return named ? named.split(',').map((name) => name.trim()) : [];
}
