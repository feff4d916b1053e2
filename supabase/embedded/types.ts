/** `npm run db:types`: writes the database's shapes, as the API shows them, to `src/lib/database/types.generated.ts`. */
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import postgres from 'postgres';
import { bringUpToDate } from './migrations.ts';
import { shapesOf, type Column, type Routine } from './shapes.ts';
import { throwAwayPostgres } from './throw-away.ts';

const target = new URL('../../src/lib/database/types.generated.ts', import.meta.url).pathname;

const scalars: Record<string, string> = {
	bool: 'boolean',
	int2: 'number',
	int4: 'number',
	int8: 'number',
	float4: 'number',
	float8: 'number',
	numeric: 'number',
	json: 'Json',
	jsonb: 'Json',
	void: 'undefined'
};

const server = await throwAwayPostgres();
try {
	const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
	await bringUpToDate(sql);
	const shapes = await shapesOf(sql);
	await sql.end();
	const enums = new Set(Object.keys(shapes.enums));
	const relations = new Set(Object.keys(shapes.relations));

	const typeOf = (name: string): string => {
		if (name.startsWith('_')) return `${typeOf(name.slice(1))}[]`;
		if (enums.has(name)) return `Database['public']['Enums']['${name}']`;
		if (relations.has(name)) return `Database['public']['Tables']['${name}']['Row']`;
		return scalars[name] ?? 'string';
	};
	const field = (name: string, type: string, nullable: boolean, optional = false) =>
		`${name}${optional ? '?' : ''}: ${typeOf(type)}${nullable ? ' | null' : ''}`;
	const row = (columns: Column[]) => columns.map((c) => field(c.name, c.type, c.nullable)).join('; ');
	const insert = (columns: Column[]) =>
		columns.filter((c) => c.insertable).map((c) => field(c.name, c.type, c.nullable, c.nullable || c.has_default));
	const update = (columns: Column[]) =>
		columns.filter((c) => c.updatable).map((c) => field(c.name, c.type, c.nullable, true));
	const written = (fields: string[]) => (fields.length ? `{ ${fields.join('; ')} }` : 'Record<string, never>');
	const routine = ({ name, args, returns, columns, set, nullable }: Routine) => {
		const given = args.map((a) => field(a.name, a.type, true, a.optional)).join('; ');
		const one = columns.length
			? `{ ${columns.map((c) => field(c.name, c.type, nullable.includes(c.name))).join('; ')} }`
			: typeOf(returns);
		return `${name}: { Args: ${args.length ? `{ ${given} }` : 'Record<PropertyKey, never>'}; Returns: ${one}${set ? '[]' : ''} };`;
	};

	const tables = Object.entries(shapes.relations).map(
		([name, { columns, foreignKeys }]) => `${name}: {
			Row: { ${row(columns)} };
			Insert: ${written(insert(columns))};
			Update: ${written(update(columns))};
			Relationships: ${JSON.stringify(foreignKeys)};
		};`
	);
	const text = `// Written by \`npm run db:types\` from the migrations. Insert and Update hold only what residents may write.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: { ${tables.join('\n')} };
		Views: Record<never, never>;
		Functions: { ${shapes.routines.map(routine).join('\n')} };
		Enums: { ${Object.entries(shapes.enums)
			.map(([name, labels]) => `${name}: ${labels.map((label) => `'${label}'`).join(' | ')};`)
			.join('\n')} };
		CompositeTypes: Record<never, never>;
	};
};
`;
	await writeFile(target, await format(text, { ...(await resolveConfig(target)), parser: 'typescript' }));
} finally {
	await server.stop();
}
